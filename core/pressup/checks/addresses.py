"""Addresses in newsletters: well-formed, open to every reader, and those of the publisher's own site lead to a record."""

from __future__ import annotations

import datetime
import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from pressup.checks.check import Check, Path, Problem
from pressup.checks.issues import in_order, senders
from pressup.content.library import Library
from pressup.content.suggest import did_you_mean
from pressup.findings import Severity
from pressup.records import NewsletterIssue

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_MOST_OF_A_NAME = 253
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&*+/=?^_{|}~-]{1,64}")
_RESERVED = ("example", "test", "invalid", "localhost", "local", "internal", "onion", "alt", "home.arpa")
"""Names that lead nowhere outside: RFC 2606, 6761, 6762, 7686, 8375 and 9476, and `internal`, which ICANN has set aside."""
_RESERVED_NAMES = ("example.com", "example.net", "example.org")


def reachable(library: Library, today: datetime.date) -> Iterator[Problem]:
    """An address in an issue is well-formed, and of a host that every reader can reach; samples may use reserved ones (NEWS-03)."""
    for issue in in_order(library):
        senders_of = senders(library, issue)
        sample = issue.review.status == "sample" or (bool(senders_of) and all(sender.sample for sender in senders_of))
        for path, url in _addresses(issue):
            host = _host(url)
            if host is None:
                message = f"“{_short(url)}” is no well-formed address."
                yield Problem(issue.id, path, message, "Open the page, and copy its address from the browser.")
            elif not sample and (why := _closed(host)):
                message = f"Readers cannot open “{_short(url)}”: {why}."
                yield Problem(issue.id, path, message, "Write the address of the page that your readers should see.")


def own_pages(library: Library, today: datetime.date) -> Iterator[Problem]:
    """An address below that of the publisher is the page of a record in use (NEWS-04)."""
    for issue in in_order(library):
        for path, url in _addresses(issue):
            for sender in senders(library, issue):
                page = _page_below(sender.base_url, url)
                if page:
                    yield from _leads_nowhere(library, issue, path, page, sender.name)
                    break


def _leads_nowhere(library: Library, issue: NewsletterIssue, path: Path, page: str, whose: str) -> Iterator[Problem]:
    record = library.records.get(page)
    if record is None and page not in library.faulty:
        guess = did_you_mean(page, library.records, few=0)
        message = f"The address is one of {whose}, and no record of the library is “{_short(page)}”."
        help = f"{guess} If the page is not made by Pressup, say so: pressup: ignore NEWS-04 because …".strip()
        yield Problem(issue.id, path, message, help)
    elif record is not None and record.status != "active":
        message = f"“{record.display_title}” is no longer in use, so that no page is made of it."
        yield Problem(issue.id, path, message, "Lead the reader to another page.", (record.id, ("status",)))


def _addresses(issue: NewsletterIssue) -> Iterator[tuple[Path, str]]:
    if issue.action:
        yield ("action", "url"), issue.action.url
    for i, item in enumerate(issue.items):
        if item.action:
            yield ("items", i, "action", "url"), item.action.url


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    return None if port == 0 else parts


def _host(url: str) -> str | None:
    """The host that an address leads to, in small letters and ASCII; None when the address is not well-formed."""
    if url.startswith("mailto:"):
        local, _, host = unquote(url.removeprefix("mailto:").split("?")[0]).rpartition("@")
        if not _MAILBOX.fullmatch(local):
            return None
    else:
        parts = _split(url)
        if parts is None:
            return None
        host = parts.hostname or ""
        if parts.netloc.startswith("["):
            return f"[{host}]"
    return _plain_host(host)


def _plain_host(host: str) -> str | None:
    try:
        plain = host.removesuffix(".").lower().encode("idna").decode()
    except UnicodeError:
        return None
    return plain if len(plain) <= _MOST_OF_A_NAME and all(_LABEL.fullmatch(label) for label in plain.split(".")) else None


def _closed(host: str) -> str:
    """Why a host is not open to every reader, or nothing."""
    try:
        number = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        pass
    else:
        return "" if number.is_global else "its number is one of a local network, or reserved"
    if host.endswith(tuple(f".{name}" for name in (*_RESERVED, *_RESERVED_NAMES))) or host in (*_RESERVED, *_RESERVED_NAMES):
        return "its name is reserved for examples or local networks"
    return "" if "." in host else "its name is one of a local network"


def _page_below(base: str, url: str) -> str:
    """What an address has below that of a publisher, without what follows `?` and `#`; empty when it is not below it."""
    own, parts = _split(base), _split(url)
    if own is None or parts is None or (own.scheme, own.hostname, own.port) != (parts.scheme, parts.hostname, parts.port):
        return ""
    folder = f"{own.path.rstrip('/')}/"
    return unquote(parts.path.removeprefix(folder).strip("/")) if parts.path.startswith(folder) else ""


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


CHECKS = (Check("NEWS-03", Severity.ERROR, reachable), Check("NEWS-04", Severity.WARNING, own_pages))
