"""Sending through a real server, with all that can go wrong on the way."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Callable
from email import policy
from email.parser import BytesParser
from typing import Any

import pytest
import trustme
from tests.core.send.conftest import RAW, Inbox, Sender

from pressup.send.delivery import StopSendingError
from pressup.send.mail import Mail
from pressup.send.run import WAITS
from pressup.send.server import Credentials

Serve = Callable[..., Any]
MakeSender = Callable[..., Sender]
A, B, C = "a@example.org", "b@example.org", "c@example.org"
SECRET = "s3cret-of-the-clinic"


def states(sender: Sender) -> list[str]:
    lines = (sender.folder / "press.issue.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["state"] for line in lines]


def test_one_mail_a_reader(serve: Serve, sender: MakeSender) -> None:
    inbox = serve()
    send = sender(inbox)
    assert send.outcomes(A, B) == ["sent", "sent"]
    assert [address for address, _ in inbox.mails] == [A, B]
    first, second = (BytesParser(policy=policy.default).parsebytes(content) for _, content in inbox.mails)
    assert (first["To"], second["To"]) == (A, B)
    assert first["Message-ID"] != second["Message-ID"]
    assert first["List-Unsubscribe"] != second["List-Unsubscribe"]
    assert first["Date"].datetime.isoformat() == "2026-11-23T08:00:00+00:00"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for _, content in inbox.mails:
        assert content.partition(b"\r\n\r\n")[2] == RAW.partition(b"\r\n\r\n")[2], "the dot at the start of a line arrives"
        assert B not in str(inbox.mails[0]) and A not in str(inbox.mails[1])


def test_nobody_gets_it_twice(serve: Serve, sender: MakeSender) -> None:
    inbox = serve()
    send = sender(inbox)
    assert send.outcomes(A) == ["sent"]
    assert send.outcomes(A.upper(), B) == ["sent before", "sent"]
    assert [address for address, _ in inbox.mails] == [A, B]


def test_a_list_gets_no_second_version_and_a_proof_does(serve: Serve, sender: MakeSender) -> None:
    inbox = serve()
    newer = Mail.of(RAW.replace(b"0123456789abcdef", b"fedcba9876543210"))
    assert sender(inbox).outcomes(A) == ["sent"]
    assert sender(inbox, mail=newer).outcomes(A) == ["earlier version sent"]
    assert sender(inbox, mail=newer, once_an_issue=False).outcomes(A) == ["sent"]
    assert len(inbox.mails) == 2


def test_a_list_is_asked_about_who_perhaps_got_another_version(serve: Serve, sender: MakeSender) -> None:
    inbox = serve()
    inbox.data.append("cut after taking it")
    newer = Mail.of(RAW.replace(b"0123456789abcdef", b"fedcba9876543210"))
    assert sender(inbox).outcomes(A) == ["perhaps sent"]
    assert sender(inbox, mail=newer).outcomes(A) == ["perhaps sent"]
    assert sender(inbox, mail=newer, again=True).outcomes(A) == ["sent"]
    assert sender(inbox).outcomes(A) == ["earlier version sent"]


def test_the_pace_is_kept(serve: Serve, sender: MakeSender) -> None:
    send = sender(serve())
    send(A, B, C)
    assert len(send.waited) == 2
    assert all(1.5 < seconds <= 2 for seconds in send.waited)


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_busy_server_is_asked_again(where: str, serve: Serve, sender: MakeSender) -> None:
    inbox = serve()
    getattr(inbox, where).extend(["451 4.7.1 Greylisted", "452 4.3.1 Full"])
    send = sender(inbox)
    assert send.outcomes(A) == ["sent"]
    assert send.waited == list(WAITS[:2])
    assert "451 4.7.1 Greylisted" in send.told[0]
    assert len(inbox.mails) == 1
    assert states(send)[-1] == "sent"


def test_a_server_that_stays_busy_gets_it_later(serve: Serve, sender: MakeSender) -> None:
    inbox = serve()
    inbox.data.extend(["451 Busy"] * 4)
    send = sender(inbox)
    assert send.outcomes(A) == ["deferred"]
    assert send.waited == list(WAITS)
    assert send.outcomes(A) == ["sent"], "the next run tries it again"
    assert len(inbox.mails) == 1


def test_one_that_goes_away_comes_back(serve: Serve, sender: MakeSender) -> None:
    inbox = serve()
    inbox.rcpt.extend(["cut", "421 4.3.2 Going down"])
    send = sender(inbox)
    assert send.outcomes(A) == ["sent"]
    assert "cannot be reached, or cut the connection" in send.told[0]
    assert len(inbox.mails) == 1


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_refusal_is_for_good_and_the_others_go_on(where: str, serve: Serve, sender: MakeSender) -> None:
    inbox = serve()
    getattr(inbox, where).append("550 5.1.1 No such mailbox")
    send = sender(inbox)
    first, second = send(A, B)
    assert (first.outcome, second.outcome) == ("refused", "sent")
    assert first.detail.endswith("refuses the mail: 550 5.1.1 No such mailbox")
    assert send.waited and send.told == []
    assert states(send)[-3:] == ["refused", "begun", "sent"]


def test_many_refusals_in_a_row_stop_the_run(serve: Serve, sender: MakeSender) -> None:
    inbox = serve()
    inbox.data.extend(["554 5.7.1 Looks like spam"] * 9)
    with pytest.raises(StopSendingError, match=r"5 mails in a row failed, so Pressup stopped\..*Looks like spam"):
        sender(inbox)(*(f"reader-{number}@example.org" for number in range(9)))
    assert len(inbox.data) == 4


@pytest.mark.parametrize(("how", "mails"), [("cut after taking it", 1), ("cut before taking it", 0)])
def test_cut_while_the_mail_goes_out_nobody_knows(how: str, mails: int, serve: Serve, sender: MakeSender) -> None:
    inbox = serve()
    inbox.data.append(how)
    send = sender(inbox)
    first, second = send(A, B)
    assert (first.outcome, second.outcome) == ("perhaps sent", "sent")
    assert "was cut while the mail went out" in first.detail
    assert len(inbox.mails) == mails + 1
    assert states(send) == ["begun", "begun", "sent"]
    assert send.outcomes(A) == ["perhaps sent"], "without a yes it is not sent again"
    assert len(inbox.mails) == mails + 1
    assert sender(inbox, again=True).outcomes(A) == ["sent"]
    assert send.outcomes(A) == ["sent before"]


def test_a_server_that_is_not_there(sender: MakeSender) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    send = sender(Inbox(port=port))
    (result,) = send(A)
    assert result.outcome == "deferred"
    assert send.waited == list(WAITS)


def test_a_server_that_never_answers(sender: MakeSender) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        (result,) = sender(Inbox(port=silent.getsockname()[1]), seconds=0.1)(A)
    assert (result.outcome, "no answer in time" in result.detail) == ("deferred", True)


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_encrypted_and_logged_in(serve: Serve, sender: MakeSender, authority: trustme.CA) -> None:
    inbox = serve(tls=True, password=SECRET)
    how = {"credentials": Credentials("clinic", SECRET), "context": trusting(authority)}
    assert sender(inbox, "starttls", **how).outcomes(A) == ["sent"]
    assert len(inbox.mails) == 1


def test_a_refused_login(serve: Serve, sender: MakeSender, authority: trustme.CA) -> None:
    inbox = serve(tls=True, password="another")
    send = sender(inbox, "starttls", credentials=Credentials("clinic", SECRET), context=trusting(authority))
    with pytest.raises(StopSendingError, match=r"refuses the login \(535\)\. Check PRESSUP_SMTP_USER") as caught:
        send(A)
    assert SECRET not in str(caught.value) and SECRET not in repr(send)
    assert inbox.mails == []
    assert not (send.folder / "press.issue.jsonl").exists()


def test_a_server_without_a_login(serve: Serve, sender: MakeSender) -> None:
    with pytest.raises(StopSendingError, match="offers no login"):
        sender(serve(), credentials=Credentials("clinic", SECRET))(A)


@pytest.mark.parametrize("host", ["localhost", "another.example"])
def test_a_bad_certificate(host: str, serve: Serve, sender: MakeSender, authority: trustme.CA) -> None:
    """From an authority that nobody knows, or for another name."""
    inbox = serve(tls=True, host=host)
    context = None if host == "localhost" else trusting(authority)
    with pytest.raises(StopSendingError, match="shows a certificate that cannot be trusted"):
        sender(inbox, "starttls", context=context, credentials=Credentials("clinic", SECRET))(A)
    assert inbox.mails == []


def test_a_server_without_encryption_gets_nothing(serve: Serve, sender: MakeSender) -> None:
    inbox = serve()
    with pytest.raises(StopSendingError, match="offers no encryption"):
        sender(inbox, "starttls", credentials=Credentials("clinic", SECRET))(A)
    with pytest.raises(StopSendingError, match="cannot be spoken to over TLS"):
        sender(inbox, "whole")(A)
    assert inbox.mails == []
