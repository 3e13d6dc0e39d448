"""Servers by URL, and credentials that stand in no URL."""

import sys
from types import ModuleType

import pytest

from pressup.errors import UsageError
from pressup.send.server import PASSWORD, USER, Credentials, Server, credentials_for, server_of


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(USER, raising=False)
    monkeypatch.delenv(PASSWORD, raising=False)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", Server("mail.example.org", 587, "starttls")),
        ("smtp://mail.example.org:2525/", Server("mail.example.org", 2525, "starttls")),
        ("smtps://mail.example.org", Server("mail.example.org", 465, "whole")),
        ("smtp://localhost", Server("localhost", 25, "none")),
        ("smtp://[::1]:1025", Server("::1", 1025, "none")),
        ("smtps://localhost:465", Server("localhost", 465, "whole")),
    ],
)
def test_servers(url: str, server: Server) -> None:
    assert server_of(url) == server


def test_an_open_line_must_be_asked_for() -> None:
    assert server_of("smtp://mail.example.org", plain=True).tls == "none"
    assert server_of("smtps://mail.example.org", plain=True).tls == "whole"


@pytest.mark.parametrize(
    "url", ["smtp://clinic:s3cret@mail.example.org", "smtp://clinic@mail.example.org", "clinic:s3cret@mail.example.org"]
)
def test_a_url_with_a_secret_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(UsageError, match=USER) as caught:
        server_of(url)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["", "mail.example.org", "https://mail.example.org", "smtp://", "smtp://h:port", "smtp://h/x?y", "smtp://h:99999"]
)
def test_what_is_no_server(url: str) -> None:
    with pytest.raises(UsageError, match="--smtp"):
        server_of(url)


def test_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    server = server_of("smtp://mail.example.org")
    assert credentials_for(server) is None
    monkeypatch.setenv(PASSWORD, "s3cret")
    with pytest.raises(UsageError, match=f"{USER} is not"):
        credentials_for(server)
    monkeypatch.setenv(USER, "clinic")
    assert credentials_for(server) == Credentials("clinic", "s3cret")
    assert "s3cret" not in repr(credentials_for(server))
    with pytest.raises(UsageError, match="not encrypted"):
        credentials_for(server_of("smtp://mail.example.org", plain=True))
    assert credentials_for(server_of("smtp://localhost")) is not None
    monkeypatch.setenv(PASSWORD, "schlüssel")
    with pytest.raises(UsageError, match="character that SMTP logins cannot carry") as caught:
        credentials_for(server)
    assert "schl" not in str(caught.value)


def test_a_password_from_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyring of a test: the real one needs a desktop."""
    kept = {("pressup-smtp:mail.example.org", "clinic"): "s3cret"}
    keyring, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    vars(keyring)["get_password"] = lambda service, user: kept.get((service, user))
    vars(errors)["KeyringError"] = type("KeyringError", (Exception,), {})
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    monkeypatch.setenv(USER, "clinic")
    assert credentials_for(server_of("smtp://mail.example.org")) == Credentials("clinic", "s3cret")
    with pytest.raises(UsageError, match="keyring set pressup-smtp:another"):
        credentials_for(server_of("smtp://another.example.org"))


def test_without_a_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.setenv(USER, "clinic")
    with pytest.raises(UsageError, match="There is no password"):
        credentials_for(server_of("smtp://mail.example.org"))
