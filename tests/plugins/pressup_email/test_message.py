"""Headers and parts of the mail: E1 to E5, E15, E16."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

import pressup
from pressup import Exercise, Library, Newsletter, Publisher
from pressup.records.newsletter import Action
from pressup_email.message import MailError

Make = Callable[..., bytes]
Parse = Callable[[bytes], EmailMessage]


def changed(publisher: Publisher, **mailing: object) -> Publisher:
    assert publisher.mailing is not None
    return publisher.model_copy(update={"mailing": publisher.mailing.model_copy(update=mailing)})


def retitled(issue: Newsletter, **fields: object) -> Newsletter:
    return issue.model_copy(update={"issue": issue.issue.model_copy(update=fields)})


def test_it_parses_without_a_defect(raw: bytes, parse: Parse) -> None:
    for part in parse(raw).walk():
        assert part.defects == []
        assert all(not value.defects for value in part.values())


def test_crlf_only_seven_bits_and_short_lines(raw: bytes) -> None:
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", raw) is None
    assert max(raw) < 128 and 0 not in raw
    assert raw.endswith(b"\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78


def forms(mail: EmailMessage) -> list[tuple[str, str | None, str | None]]:
    """Media type, charset and encoding of each part."""
    return [(part.get_content_type(), part.get_content_charset(), part["Content-Transfer-Encoding"]) for part in mail.iter_parts()]


def test_plain_text_first_then_html_with_its_pictures(raw: bytes, issue: Newsletter, parse: Parse) -> None:
    mail = parse(raw)
    assert mail.get_content_type() == "multipart/alternative"
    assert forms(mail) == [("text/plain", "utf-8", "quoted-printable"), ("multipart/related", None, None)]
    _, page = mail.iter_parts()
    assert isinstance(page, EmailMessage)
    assert page.get_param("type") == "text/html"
    drawn = [item.record for item in issue.items if isinstance(item.record, Exercise) and item.record.figure]
    assert drawn
    assert forms(page) == [("text/html", "utf-8", "quoted-printable"), *[("image/png", None, "base64")] * 2 * len(drawn)]


def test_without_a_picture_the_html_stands_alone(issues: dict[str, Newsletter], make: Make, parse: Parse) -> None:
    issue = issues["2026-11-bridge"]
    mail = parse(make(issue.model_copy(update={"items": issue.items[1:]})))
    assert mail.get_content_type() == "multipart/alternative"
    assert forms(mail) == [("text/plain", "utf-8", "quoted-printable"), ("text/html", "utf-8", "quoted-printable")]


def test_the_headers(raw: bytes, issue: Newsletter, parse: Parse) -> None:
    mail = parse(raw)
    names = [name.lower() for name in mail.keys()]  # noqa: SIM118 (a header may be there twice)
    assert len(names) == len(set(names))
    assert mail["From"] == "Sample Press <news@sample-press.example>"
    assert mail["To"] == "readers@sample-press.example"
    assert mail["Subject"] == issue.issue.subject
    assert mail["Date"].datetime.isoformat() == f"{issue.issue.date}T09:00:00+00:00"
    assert re.fullmatch(r"<[0-9a-f]{32}@news\.sample-press\.example>", mail["Message-ID"])
    assert mail["List-ID"] == "<news.sample-press.example>"
    assert mail["List-Unsubscribe"] == (
        "<https://sample-press.example/leave>, <mailto:leave@sample-press.example?subject=unsubscribe>"
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Content-Language"] == "en-GB"
    assert mail["MIME-Version"] == "1.0"


def test_long_addresses_stay_whole(issues: dict[str, Newsletter], publisher: Publisher, make: Make) -> None:
    """The library folds and encodes what is longer than a line, which no mail program takes for an address."""
    url = "https://sample-press.example/leave/" + "x" * 150 + ",y"
    sender = changed(publisher, unsubscribe_url=url, list_id="a-rather-long-name-of-a-list.newsletters.sample-press.example")
    head = make(issues["2026-11-bridge"], sender).split(b"\r\n\r\n")[0].decode()
    assert f"List-Unsubscribe: <{url.replace(',', '%2C')}>,\r\n <mailto:leave@" in head
    assert "List-ID: <a-rather-long-name-of-a-list.newsletters.sample-press.example>\r\n" in head
    assert re.search(r"Message-ID: <[0-9a-f]{32}@a-rather-long-name-of-a-list\.newsletters\.sample-press\.example>\r\n", head)


def test_an_address_that_servers_would_cut_off_is_refused(issues: dict[str, Newsletter], publisher: Publisher, make: Make) -> None:
    url = "https://sample-press.example/leave/" + "x" * 1_000
    with pytest.raises(MailError, match=r"“List-Unsubscribe” would have a line of 1,0.. characters; mail servers take 998"):
        make(issues["2026-11-bridge"], changed(publisher, unsubscribe_url=url))


def test_a_list_without_an_address_to_write_to(
    issues: dict[str, Newsletter], publisher: Publisher, make: Make, parse: Parse
) -> None:
    mail = parse(make(issues["2026-11-bridge"], changed(publisher, unsubscribe_email=None)))
    assert mail["List-Unsubscribe"] == "<https://sample-press.example/leave>"


def test_names_beyond_ascii(issues: dict[str, Newsletter], publisher: Publisher, make: Make, parse: Parse) -> None:
    mail = parse(make(issues["2026-11-bridge"], changed(publisher, from_name="Fußfreunde, „Größe“ & 健康")))
    assert mail["From"].addresses[0].display_name == "Fußfreunde, „Größe“ & 健康"
    assert mail["From"].addresses[0].addr_spec == "news@sample-press.example"


INJECTION = "Hello\r\nBcc: everyone@example.org"


@pytest.mark.parametrize("text", [INJECTION, "a\nb", "a\rb", "a\x00b", "a\x85b", "a\u2028b", "a\x0bb"])
def test_line_breaks_in_headers_are_refused(text: str, issues: dict[str, Newsletter], publisher: Publisher, make: Make) -> None:
    issue = issues["2026-11-bridge"]
    with pytest.raises(MailError, match="“subject” holds a line break or control character"):
        make(retitled(issue, subject=text))
    for field in ("from_name", "from_email", "to_email", "list_id", "unsubscribe_url", "unsubscribe_email"):
        with pytest.raises(MailError, match=f"“{field}” holds a line break"):
            make(issue, changed(publisher, **{field: text}))


@pytest.mark.parametrize("address", ["", "nobody", "a b@example.org", "a@example.org, b@example.org", "..@example.org", "a@"])
def test_what_is_no_address_is_refused(address: str, issues: dict[str, Newsletter], publisher: Publisher, make: Make) -> None:
    with pytest.raises(MailError, match="“to_email” is no mail address"):
        make(issues["2026-11-bridge"], changed(publisher, to_email=address))


def test_without_a_mailing_there_is_no_sender(issues: dict[str, Newsletter], publisher: Publisher, make: Make) -> None:
    with pytest.raises(MailError, match="Sample Press has no “mailing”"):
        make(issues["2026-11-bridge"], publisher.model_copy(update={"mailing": None}))


def test_another_text_is_another_message(issues: dict[str, Newsletter], make: Make, parse: Parse) -> None:
    issue = issues["2026-11-bridge"]
    ids: set[Any] = {
        parse(make(each))["Message-ID"] for each in (issue, retitled(issue, lead="New."), retitled(issue, subject="New"))
    }
    assert len(ids) == 3
    assert make(issue) == make(issue)


def test_another_look_is_another_message(issues: dict[str, Newsletter], publisher: Publisher, make: Make, parse: Parse) -> None:
    """Only the HTML differs, by the publisher's colour."""
    colours = publisher.colours.model_copy(update={"brand": "#222222"})
    repainted = publisher.model_copy(update={"colours": colours})
    issue = issues["2026-11-bridge"]
    assert parse(make(issue))["Message-ID"] != parse(make(issue, repainted))["Message-ID"]


def test_the_boundary_stands_in_no_part(raw: bytes, parse: Parse) -> None:
    groups = [part for part in parse(raw).walk() if part.is_multipart()]
    assert len(groups) == 2
    for group in groups:
        boundary = str(group.get_boundary()).encode()
        parts = len(list(group.iter_parts()))
        assert raw.count(b"\r\n--" + boundary) == parts + 1
        assert raw.count(boundary) == parts + 2


def test_the_same_bytes_in_two_processes(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        output = tmp_path / seed
        code = "import sys, pressup; r = pressup.render(pressup.load('content'), 'email', output=sys.argv[1]); assert not r.faults"
        root = Path(__file__).parents[3]
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": f"Etc/GMT-{seed}"}
        subprocess.run([sys.executable, "-c", code, str(output)], check=True, cwd=root, env=environment)
        made.append((output / "email/2026-11-bridge.eml").read_bytes())
    assert made[0] == made[1]


def test_a_whole_build_verifies_both_parts(library: Library, tmp_path: Path) -> None:
    report = pressup.render(library, "email", output=tmp_path)
    assert report.faults == []
    assert sorted(path.name for path in (tmp_path / "email").iterdir()) == [
        f"{id}.{ending}" for id in ("2026-11-bridge", "2026-12-full") for ending in ("browser.html", "eml", "html", "json", "txt")
    ]


def test_the_plugin_is_cheap_to_import() -> None:
    code = "import sys, pressup_email; print(sorted({'css_inline', 'jinja2', 'babel', 'email.headerregistry'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_the_call_to_action_of_the_issue_is_its_one_button(issues: dict[str, Newsletter], make: Make, parse: Parse) -> None:
    action = Action(label="Write to us", url="mailto:hello@sample-press.example")
    mail = parse(make(retitled(issues["2026-12-full"], action=action, audience="people with strong winter boots")))
    plain, html = (part.get_content() for part in mail.walk() if part.get_content_type() in ("text/plain", "text/html"))
    assert html.count('class="btn"') == 1
    assert re.search(r'<a [^>]*class="btn"[^>]*>Write to us</a>', html)
    assert ">hello@sample-press.example</a>" in html
    assert "\nWrite to us\nmailto:hello@sample-press.example\n" in plain.replace("\r", "")
    for text in (plain, html):
        assert "For: people with strong winter boots" in text
