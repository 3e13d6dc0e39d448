"""From the mail of an issue to that of one reader."""

from email import policy
from email.parser import BytesParser

from tests.core.send.conftest import RAW

from pressup.send.mail import Mail

MAIL = Mail.of(RAW)


def test_what_is_read() -> None:
    assert (MAIL.sender, MAIL.subject) == ("news@sample-press.example", "One calm move")
    assert MAIL.leave == ("https://sample-press.example/leave", "mailto:leave@sample-press.example?subject=unsubscribe")


def test_each_header_stands_once_and_the_others_stay() -> None:
    made = BytesParser(policy=policy.default).parsebytes(MAIL.to("a@example.org", "t0ken", "Mon, 23 Nov 2026 08:00:00 +0000"))
    before = BytesParser(policy=policy.default).parsebytes(RAW)
    assert sorted(made.keys()) == sorted(before.keys())
    changed = {name for name in before if made[name] != before[name]}
    assert changed == {"To", "Date", "Message-ID", "List-Unsubscribe"}
    assert not [defect for value in made.values() for defect in value.defects]


def test_the_reader_leaves_by_a_token() -> None:
    assert MAIL.leave_for("t0ken") == (
        "https://sample-press.example/leave?r=t0ken",
        "mailto:leave@sample-press.example?subject=unsubscribe%20t0ken",
    )
    other = Mail.of(RAW.replace(b"example/leave>", b"example/leave?list=1>"))
    assert other.leave_for("t0ken")[0] == "https://sample-press.example/leave?list=1&r=t0ken"


def test_the_message_id_is_that_of_issue_and_reader() -> None:
    id = MAIL.id_for("a@example.org")
    assert id == Mail.of(RAW).id_for("A@Example.org")
    assert id.endswith("@news.sample-press.example")
    assert len({id, MAIL.id_for("b@example.org"), Mail.of(RAW.replace(b"<0123", b"<4567")).id_for("a@example.org")}) == 3
