"""A real SMTP server on this machine, whose answers a test chooses, and the mail of an issue to send to it."""

from __future__ import annotations

import asyncio
import datetime
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from pressup.send.delivery import Delivery
from pressup.send.log import open_log
from pressup.send.mail import Mail
from pressup.send.run import Result, Sending
from pressup.send.server import Credentials, Server

RAW = (
    b"From: Sample Press <news@sample-press.example>\r\nTo: readers@sample-press.example\r\nSubject: One calm move\r\n"
    b"Date: Sun, 22 Nov 2026 09:00:00 +0000\r\nList-ID: <news.sample-press.example>\r\n"
    b"List-Unsubscribe: <https://sample-press.example/leave>,\r\n <mailto:leave@sample-press.example?subject=unsubscribe>\r\n"
    b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nMessage-ID: <0123456789abcdef@news.sample-press.example>\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: text/plain; charset="utf-8"\r\n\r\nLie down.\r\n.A line with a dot.\r\n'
)
NOW = datetime.datetime(2026, 11, 23, 8, 0, tzinfo=datetime.UTC)


@dataclass
class Inbox:
    """A handler of the server: it keeps what it takes, and answers as it was told, one answer a mail; then it takes everything."""

    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    mails: list[tuple[str, bytes]] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        answer = self.rcpt.pop(0) if self.rcpt else "250 OK"
        if answer == "cut":
            server.transport.abort()
            await asyncio.sleep(0)
        elif answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer.startswith("250") or answer == "cut after taking it":
            self.mails += [(address, envelope.original_content) for address in envelope.rcpt_tos]
        if answer.startswith("cut"):
            server.transport.abort()
        return answer


class AnyPort(Controller):
    """A server on whichever port is free."""

    def _trigger_server(self) -> None:
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Who signs the certificate of the server."""
    return trustme.CA()


@pytest.fixture
def serve(authority: trustme.CA) -> Iterator[Callable[..., Inbox]]:
    """Start a server; with `tls` it offers STARTTLS, with `password` it wants a login."""
    started: list[Controller] = []

    def start(*, tls: bool = False, password: str | None = None, host: str = "localhost") -> Inbox:
        inbox = Inbox()
        options: dict[str, Any] = {}
        if tls:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            authority.issue_cert(host).configure_cert(context)
            options["tls_context"] = context
        if password is not None:

            def check(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
                return AuthResult(success=data.password == password.encode(), handled=False)

            options |= {"authenticator": check, "auth_required": True, "auth_require_tls": tls}
        controller = AnyPort(inbox, hostname="127.0.0.1", port=0, **options)
        controller.start()
        started.append(controller)
        inbox.port = controller.port
        return inbox

    yield start
    for controller in started:
        controller.stop()


@dataclass
class Sender:
    """Sends through a server of a test, with a log in a folder, and does not wait."""

    folder: Path
    server: Server
    credentials: Credentials | None = None
    context: ssl.SSLContext | None = None
    mail: Mail = field(default_factory=lambda: Mail.of(RAW))
    seconds: float = 5.0
    again: bool = False
    once_an_issue: bool = True
    waited: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def __call__(self, *readers: str) -> list[Result]:
        delivery = Delivery(self.server, self.credentials, self.seconds, self.context)
        with open_log(self.folder, "press.issue") as log:
            sending = Sending(
                self.mail,
                log,
                delivery,
                per_minute=30,
                once_an_issue=self.once_an_issue,
                perhaps=lambda _: self.again,
                told=lambda message, _: self.told.append(message),
                sleep=self.waited.append,
                now=lambda: NOW,
            )
            return list(sending.run(readers))

    def outcomes(self, *readers: str) -> list[str]:
        return [result.outcome for result in self(*readers)]


@pytest.fixture
def sender(tmp_path: Path) -> Callable[..., Sender]:
    """Make a sender to a server of this machine."""

    def make(inbox: Inbox, tls: Any = "none", **how: Any) -> Sender:
        return Sender(tmp_path / "sent", Server("localhost", inbox.port, tls), **how)

    return make
