"""`pressup send` as an editor calls it: the library's issue, through a server of this machine."""

from __future__ import annotations

from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from tests.core.conftest import STARTER, Content

from pressup.cli.app import run

Serve = Callable[..., Any]
Sent = Callable[..., tuple[int, str, str]]


@pytest.fixture
def send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sent:
    """Call the command in a folder of its own; gives the exit code and what was printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRESSUP_CACHE_DIR", str(tmp_path / "kept"))

    def call(*arguments: str, content: Path = STARTER, date: str = "2026-11-22") -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["send", *arguments, "--content", str(content), "--date", date])
        return (code, *capsys.readouterr())

    return call


def test_a_proof(serve: Serve, send: Sent, tmp_path: Path) -> None:
    inbox = serve()
    where = ("--smtp", f"smtp://localhost:{inbox.port}")
    assert send("2026-11-bridge", "--to", "me@example.org", *where)[:2] == (0, "sent: me@example.org\n1 sent.\n")
    assert send("2026-11-bridge", "--to", "me@example.org", *where)[:2] == (0, "sent before: me@example.org\n1 sent before.\n")
    ((_, content),) = inbox.mails
    mail = BytesParser(policy=policy.default).parsebytes(content)
    assert isinstance(mail, EmailMessage)
    assert mail["Subject"] == "One calm move to try this week"
    assert all(part.defects == [] for part in mail.walk())
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None and "Do not exercise. Get help first." in text.get_content()
    assert html is not None and "cid:start-bridge@" in html.get_content()
    assert [path.name for path in tmp_path.rglob("*.eml")] == [], "no mail is left lying about"


def test_a_dry_run_connects_to_nothing_and_keeps_nothing(send: Sent, tmp_path: Path) -> None:
    code, out, err = send("2026-11-bridge", "--to", "me@example.org", "--smtp", "smtp://localhost:1", "--dry-run")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "From: news@sample-press.example",
        "Subject: One calm move to try this week",
        "would be sent: me@example.org",
        "1 mail would be sent.",
    ]
    assert not (tmp_path / "sent").exists()


def test_whose_token_it_is(serve: Serve, send: Sent) -> None:
    """Whoever runs the page for leaving must know."""
    inbox = serve()
    call = ("2026-11-bridge", "--to", "me@example.org")
    code, out, _ = send(*call, "--tokens")
    assert (code, out.splitlines()[0]) == (0, "email,token")
    address, token = out.splitlines()[1].split(",")
    assert address == "me@example.org"
    assert send(*call, "--smtp", f"smtp://localhost:{inbox.port}")[0] == 0
    assert f"<https://sample-press.example/leave?r={token}>".encode() in inbox.mails[0][1]


def test_a_list_gets_no_sample(send: Sent, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("email\na@example.org\n", "utf-8")
    code, _, err = send("2026-11-bridge", "--csv", "list.csv", "--dry-run")
    assert (code, "it goes out as a proof (--to), not to a list" in err) == (2, True)


def test_a_list(serve: Serve, send: Sent, content: Content, tmp_path: Path) -> None:
    content.all()
    inbox = serve()
    inbox.data.append("550 5.1.1 Unknown")
    (tmp_path / "list.csv").write_text("name,email\nA,a@example.org\nB,b@example.org\n", "utf-8")
    call = ("issue-1", "--csv", "list.csv", "--smtp", f"smtp://localhost:{inbox.port}", "--per-minute", "600")
    code, out, _ = send(*call, content=content.root)
    assert code == 1
    assert out.splitlines() == [
        f"refused: a@example.org: localhost:{inbox.port} refuses the mail: 550 5.1.1 Unknown",
        "sent: b@example.org",
        "1 refused, 1 sent.",
    ]
    content.record("newsletter", {"lead": "Another lead."})
    code, out, _ = send(*call, "--dry-run", content=content.root)
    assert out.splitlines()[2:] == [
        "would be sent: a@example.org",
        "earlier version sent: b@example.org",
        "1 mail would be sent.",
    ]


def test_what_was_cut_off_is_asked_about(serve: Serve, send: Sent) -> None:
    inbox = serve()
    inbox.data.append("cut after taking it")
    call = ("2026-11-bridge", "--to", "me@example.org", "--smtp", f"smtp://localhost:{inbox.port}")
    code, out, _ = send(*call)
    assert (code, out.splitlines()[-1]) == (1, "1 perhaps sent.")
    code, out, _ = send(*call)
    assert (code, out.splitlines()[-1], len(inbox.mails)) == (1, "1 perhaps sent.", 1)
    code, out, _ = send(*call, "--send-again")
    assert (code, out.splitlines()[-1], len(inbox.mails)) == (0, "1 sent.", 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2026-11-bridge"], "Say to whom"),
        (["2026-11-bridge", "--to", "a@example.org", "--csv", "x.csv"], "Say to whom"),
        (["2026-11-bridge", "--to", "a@example.org"], "Say through which server"),
        (["2026-11-bridge", "--to", "nobody", "--dry-run"], "“nobody” is no mail address"),
        (["2026-11-bridge", "--csv", "none.csv", "--dry-run"], "cannot be read"),
        (["2026-11-bride", "--to", "a@example.org", "--dry-run"], "Did you mean “2026-11-bridge”?"),
        (["2026-11-bridge", "--to", "a@example.org", "--smtp", "smtp://me:s3cret@localhost"], "PRESSUP_SMTP_PASSWORD"),
        (["2026-11-bridge", "--to", "a@example.org", "--dry-run", "--publisher", "nobody"], "nobody"),
    ],
)
def test_wrong_calls(arguments: list[str], message: str, send: Sent) -> None:
    code, out, err = send(*arguments)
    assert (code, out) == (2, "")
    assert message in err and "s3cret" not in err


def test_what_has_an_error_is_not_sent(serve: Serve, send: Sent, content: Content) -> None:
    inbox = serve()
    content.all()
    content.record("exercise", {"stop_if": []})
    code, out, err = send("issue-1", "--to", "a@example.org", "--smtp", f"smtp://localhost:{inbox.port}", content=content.root)
    assert (code, out, inbox.mails) == (1, "", [])
    assert "Nothing was sent: the mail could not be made." in err


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_refused_login_says_nothing_of_the_password(serve: Serve, send: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = serve(password="another")
    monkeypatch.setenv("PRESSUP_SMTP_USER", "clinic")
    monkeypatch.setenv("PRESSUP_SMTP_PASSWORD", "s3cret")
    code, out, err = send("2026-11-bridge", "--to", "a@example.org", "--smtp", f"smtp://localhost:{inbox.port}")
    assert (code, out) == (1, "1 not tried.\n")
    assert "refuses the login (535)" in err and "s3cret" not in err
