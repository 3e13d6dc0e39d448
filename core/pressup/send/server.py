"""Which server sends, and who we are to it: a URL without secrets, and credentials from the environment or a keyring."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from pressup.errors import UsageError

USER, PASSWORD = "PRESSUP_SMTP_USER", "PRESSUP_SMTP_PASSWORD"
KEYRING_SERVICE = "pressup-smtp"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server.

    Attributes:
        host: Its name.
        port: Its port: 587 for `smtp:`, 465 for `smtps:`, and 25 for `smtp://localhost`, unless the URL says another.
        tls: `whole` from the first byte, `starttls` before anything is said, or `none`.
    """

    host: str
    port: int
    tls: Literal["whole", "starttls", "none"]

    @property
    def loopback(self) -> bool:
        """Whether it is on this machine, so that nobody listens on the way."""
        return self.host in _LOOPBACK

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Credentials:
    """User and password. The password never prints."""

    user: str
    password: str = field(repr=False)


def server_of(url: str, *, plain: bool = False) -> Server:
    """The server that a URL names; `plain` lets it be one of another machine that knows no encryption.

    Raises:
        UsageError: when it is none, or holds a secret. The message never repeats what could be one.
    """
    try:
        parts = urlsplit(url)
        host, port, secret = parts.hostname, parts.port, parts.username is not None or "@" in url
    except ValueError:
        raise UsageError("--smtp: this is no URL of a mail server. Write it as smtp://mail.example.org:587.") from None
    if secret:
        raise UsageError(
            f"--smtp: the URL holds a user or a password, which the history of your shell would keep. Set {USER} and {PASSWORD} "
            "in the environment instead, and change the password if it was a real one."
        )
    known = parts.scheme in _PORTS and bool(host)
    if not known or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise UsageError(
            "--smtp: write it as smtp://mail.example.org:587, or smtps://mail.example.org for TLS from the first byte."
        )
    host = str(host)
    if parts.scheme == "smtps":
        return Server(host, port or _PORTS["smtps"], "whole")
    if host in _LOOPBACK:
        return Server(host, port or 25, "none")
    return Server(host, port or _PORTS["smtp"], "none" if plain else "starttls")


def credentials_for(server: Server) -> Credentials | None:
    """Who we are to a server: by the environment, or the password by the keyring of this machine; None without a user.

    Raises:
        UsageError: when there is a user without a password, or they would go over an open line.
    """
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if not user:
        if password:
            raise UsageError(f"{PASSWORD} is set and {USER} is not: set both, or neither.")
        return None
    if server.tls == "none" and not server.loopback:
        raise UsageError(f"{USER} is set, and the line to {server} is not encrypted: the password would be open to all on the way.")
    password = password or _from_keyring(server, user)
    if not password:
        raise UsageError(
            f"There is no password for {USER}. Set {PASSWORD}, or keep it in the keyring with "
            f"“keyring set {KEYRING_SERVICE}:{server.host} USER” (pip install pressup[keyring])."
        )
    if not (user + password).isascii():
        raise UsageError(
            f"{USER} or its password holds a character that SMTP logins cannot carry: only plain letters, digits and signs."
        )
    return Credentials(user, password)


def _from_keyring(server: Server, user: str) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        found: str | None = keyring.get_password(f"{KEYRING_SERVICE}:{server.host}", user)
    except KeyringError:
        return None
    return found
