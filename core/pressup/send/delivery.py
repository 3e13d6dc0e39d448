"""Giving mails to a server, one at a time: encryption, login, time limits, and what each answer means."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from pressup.send.server import PASSWORD, USER, Credentials, Server

SECONDS = 30.0
"""How long the server may take for an answer."""
_UNAVAILABLE = 421


class StopSendingError(Exception):
    """Nothing can be sent through this server. The message is for the editor."""


class LaterError(Exception):
    """It did not work now, and may later: an answer 4xx, or a connection that was cut before the mail went out."""

    def __init__(self, message: str, code: int = 0) -> None:
        super().__init__(message)
        self.code = code


class RefusedError(Exception):
    """The server refuses this mail, and always will: an answer 5xx."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


class PerhapsSentError(Exception):
    """The connection was cut while the mail went out: the server has it, or not."""


@dataclass
class Delivery:
    """A connection to a server, made when it is needed, and again when it was cut."""

    server: Server
    credentials: Credentials | None = None
    seconds: float = SECONDS
    context: ssl.SSLContext | None = None
    _smtp: smtplib.SMTP | None = None

    def send(self, sender: str, recipient: str, content: bytes, begin: Callable[[], None]) -> int:
        """Give one mail to the server. `begin` is called when only the mail itself is missing.

        Returns:
            The code of the answer.

        Raises:
            StopSendingError: when the server takes no mail from us at all.
            LaterError: see there.
            RefusedError: see there.
            PerhapsSentError: see there.
        """
        try:
            smtp = self._smtp or self._connect()
            self._answered(*smtp.mail(sender, [f"size={len(content)}"] if smtp.has_extn("size") else []), of_sender=True)
            self._answered(*smtp.rcpt(recipient))
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._drop()
            raise LaterError(f"{self.server} cannot be reached, or cut the connection ({_reason(error)}).") from error
        begin()
        try:
            code, text = smtp.data(content)
        except smtplib.SMTPDataError as error:
            code, text = error.smtp_code, error.smtp_error if isinstance(error.smtp_error, bytes) else error.smtp_error.encode()
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._drop()
            raise PerhapsSentError(
                f"The connection to {self.server} was cut while the mail went out ({_reason(error)})."
            ) from error
        except BaseException:
            self._drop()  # Ctrl-C in the middle: nothing else may go through this connection
            raise
        self._answered(code, text)
        return code

    def close(self) -> None:
        """Say goodbye."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._drop()

    def _connect(self) -> smtplib.SMTP:
        """Connect, encrypt, log in."""
        context = self.context or ssl.create_default_context()
        try:
            if self.server.tls == "whole":
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(self.server.host, self.server.port, timeout=self.seconds, context=context)
            else:
                smtp = smtplib.SMTP(self.server.host, self.server.port, timeout=self.seconds)
            self._smtp = smtp
            smtp.ehlo_or_helo_if_needed()
            if self.server.tls == "starttls":
                self._encrypt(smtp, context)
            if self.credentials:
                self._log_in(smtp, self.credentials)
        except ssl.SSLCertVerificationError as error:
            self._drop()
            raise StopSendingError(
                f"{self.server} shows a certificate that cannot be trusted: {error.verify_message.rstrip('.')}. Nothing was "
                "sent. Check the name of the server; if it is right, ask whoever runs it."
            ) from error
        except ssl.SSLError as error:
            self._drop()
            raise StopSendingError(
                f"{self.server} cannot be spoken to over TLS ({error.reason or error}). smtps:// is for port 465, smtp:// for 587."
            ) from error
        except socket.gaierror as error:
            self._drop()
            raise StopSendingError(f"There is no server “{self.server.host}”, or this machine is not connected.") from error
        except smtplib.SMTPServerDisconnected:
            self._drop()
            raise
        except smtplib.SMTPResponseException as error:  # the greeting, or EHLO
            self._drop()
            raise self._of_answer(error.smtp_code, error.smtp_error, f"{self.server} does not let us in") from error
        return smtp

    def _encrypt(self, smtp: smtplib.SMTP, context: ssl.SSLContext) -> None:
        if not smtp.has_extn("starttls"):
            self._drop()
            raise StopSendingError(
                f"{self.server} offers no encryption (STARTTLS), so nothing was sent. Use smtps:// if it has that; "
                "--allow-plain sends in the open."
            )
        smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()

    def _log_in(self, smtp: smtplib.SMTP, credentials: Credentials) -> None:
        try:
            smtp.login(credentials.user, credentials.password)
        except smtplib.SMTPAuthenticationError as error:
            self._drop()
            what = f"{self.server} refuses the login"
            # The answer is not repeated: some servers say the user's name again.
            if 400 <= error.smtp_code < 500:
                raise LaterError(f"{what} for now ({error.smtp_code}).", error.smtp_code) from None
            raise StopSendingError(f"{what} ({error.smtp_code}). Check {USER} and {PASSWORD}. Nothing was sent.") from None
        except smtplib.SMTPServerDisconnected:
            raise
        except smtplib.SMTPException:  # none of the ways to log in that both sides know
            self._drop()
            raise StopSendingError(f"{self.server} offers no login. Unset {USER}, or name its port for senders.") from None

    def _answered(self, code: int, text: bytes, *, of_sender: bool = False) -> None:
        """Go on, or raise what an answer means; the connection stays, unless the server ends it."""
        if 200 <= code < 300:
            return
        smtp = self._smtp
        if code == _UNAVAILABLE:
            self._drop()
        elif smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                smtp.rset()
        what = f"{self.server} refuses the sender" if of_sender else f"{self.server} refuses the mail"
        error = self._of_answer(code, text, what)
        if isinstance(error, StopSendingError) and not of_sender:
            raise RefusedError(str(error), code)
        raise error

    def _of_answer(self, code: int, text: bytes | str, what: str) -> LaterError | StopSendingError:
        said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        shown = " ".join("".join(character if character.isprintable() else " " for character in said).split())[:200]
        if 400 <= code < 500:
            return LaterError(f"{what} for now: {code} {shown}", code)
        return StopSendingError(f"{what}: {code} {shown}")

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _reason(error: Exception) -> str:
    late = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
    return "no answer in time" if late else str(error).rstrip(".").lower() or type(error).__name__
