"""The mail itself: headers and parts, by RFC 5322, 2045, 2369 (list headers), 2919 (List-ID) and 8058 (one-click unsubscribe).

Nothing here is random or of today: the date is the issue's, and Message-ID and boundary are hashes of the content, so the
same issue gives the same bytes. The mail is unsigned: whoever sends it must sign both List-Unsubscribe headers with DKIM, as
RFC 8058 asks.
"""

from __future__ import annotations

import datetime
import hashlib
import unicodedata
from collections.abc import Sequence
from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from pressup import Condition, Newsletter, Publisher
from pressup_email.pictures import Picture

SENDING_HOUR = 9
"""The Date header says nine in the morning, UTC, on the day of the issue. The sending service may replace it."""
LONGEST_LINE = 998
"""RFC 5322, 2.1.1: a server may cut off what is longer."""


class MailError(ValueError):
    """The mail cannot be made. The message is for the publisher."""


class _Verbatim(UnstructuredHeader, BaseHeader):
    """A header of addresses, which may break after a comma only: the library's own folding encodes what is long, and ruins it."""

    def fold(self, *, policy: Policy[Any]) -> str:
        return f"{self.name}: " + f",{policy.linesep} ".join(str(self).split(", ")) + policy.linesep


def _policy() -> Policy[EmailMessage]:
    registry = HeaderRegistry()
    for name in ("list-unsubscribe", "list-id", "message-id"):
        registry.map_to_type(name, _Verbatim)
    return SMTP.clone(header_factory=registry, cte_type="7bit")


def message(document: Newsletter, publisher: Publisher, text: str, html: str, pictures: Sequence[Picture] = ()) -> bytes:
    """The bytes of the mail: CRLF, seven bits, plain text before HTML, so that a mail program picks the HTML if it can.

    Pictures lie beside the HTML, in one part with it (RFC 2387), by the names that it calls them by (RFC 2392).

    Raises:
        MailError: when a header would hold a line break or another control character, or an address is none.
    """
    mailing = publisher.mailing
    assert mailing is not None  # noqa: S101 (the target has looked)
    _check_private(document, publisher)
    mail = EmailMessage(policy=_policy())
    mail["From"] = _address(mailing.from_name, mailing.from_email, "from_email")
    mail["To"] = _address("", mailing.to_email, "to_email")
    mail["Subject"] = header_text(document.issue.subject, "subject")
    mail["Date"] = _date(document.issue.date)
    mail["List-ID"] = f"<{header_text(mailing.list_id, 'list_id')}>"
    leave = [f"<{header_text(mailing.unsubscribe_url, 'unsubscribe_url').replace(',', '%2C')}>"]
    if mailing.unsubscribe_email:
        address = quote(header_text(mailing.unsubscribe_email, "unsubscribe_email"), safe="@")
        leave.append(f"<mailto:{address}?subject=unsubscribe>")
    mail["List-Unsubscribe"] = ", ".join(leave)
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    headers = "\n".join(f"{name}: {value}" for name, value in mail.items())
    drawn = (hashlib.sha256(picture.png).hexdigest() for picture in pictures)
    digest = hashlib.sha256("\0".join((headers, text, html, *drawn)).encode("utf-8", "surrogatepass")).hexdigest()
    mail["Message-ID"] = f"<{digest[:32]}@{mailing.list_id}>"
    mail.set_content(text, charset="utf-8", cte="quoted-printable")
    mail.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    if pictures:
        _add_pictures(mail, pictures, f"=_{digest[16:48]}", mailing.list_id)
    mail["Content-Language"] = header_text(document.lang, "lang")  # setting the content would have dropped it
    # “=_” can stand in no quoted-printable text, so the boundary is in neither part.
    mail.set_boundary(f"=_{digest[32:]}")
    made = mail.as_bytes()
    _check_lines(made)
    return made


def _check_lines(mail: bytes) -> None:
    """Refuse a header line that servers may cut off. Bodies are encoded in short lines."""
    for line in mail.partition(b"\r\n\r\n")[0].split(b"\r\n"):
        if len(line) > LONGEST_LINE:
            name = line.partition(b":")[0].decode("ascii") if line[:1].isalpha() else "List-Unsubscribe"
            raise MailError(
                f"The header “{name}” would have a line of {len(line):,} characters; mail servers take {LONGEST_LINE}. "
                "Use a shorter address in the publisher's “mailing”."
            )


def _check_private(document: Newsletter, publisher: Publisher) -> None:
    """Refuse the name of a condition where providers and servers on the way read it: it would tell them what the readers have."""
    conditions = (record for record in document.printed() if isinstance(record, Condition))
    names = [name for condition in conditions for name in (condition.id, condition.display_title) if _letters(name)]
    for field in ("list_id", "unsubscribe_url", "unsubscribe_email"):
        value = getattr(publisher.mailing, field) or ""
        named = next((name for name in names if _letters(name) in _letters(value)), None)
        if named is not None:
            raise MailError(
                f"“{field}” of the publisher names a condition (“{named}”), which would tell mail providers what the readers have: "
                f"“{value}”. Use a name that says nothing, such as news."
            )


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def message_id(mail: bytes) -> str:
    """The Message-ID of a mail of ours."""
    return mail.partition(b"\r\nMessage-ID: <")[2].partition(b">")[0].decode("ascii")


def _add_pictures(mail: EmailMessage, pictures: Sequence[Picture], boundary: str, domain: str) -> None:
    """Put pictures beside the HTML."""
    page = mail.get_body(("html",))
    assert isinstance(page, EmailMessage)  # noqa: S101 (it was set a moment ago)
    for picture in pictures:
        name, cid = f"{picture.cid}.png", f"<{content_id(picture, domain)}>"
        page.add_related(picture.png, "image", "png", cid=cid, disposition="inline", filename=name)
    page.set_param("type", "text/html")  # RFC 2387 wants to be told which part is the root
    page.set_boundary(boundary)


def content_id(picture: Picture, domain: str) -> str:
    """The name of a picture in the whole world of mails: what stands behind `cid:`."""
    return f"{picture.cid}@{domain}"


def header_text(text: str, field: str) -> str:
    """Text that is safe in a header.

    Raises:
        MailError: for a line break or another control character, with which a text could add headers of its own.
    """
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
            raise MailError(
                f"“{field}” holds a line break or control character ({character!r}): {text[:60]!r}. Write it on one line."
            )
    return text


def _address(name: str, address: str, field: str) -> Address:
    try:
        return Address(display_name=header_text(name, "from_name"), addr_spec=header_text(address, field))
    except MailError:
        raise
    except (ValueError, IndexError, MessageError) as error:  # which of them it is differs by Python's version
        raise MailError(f"“{field}” is no mail address: {address!r}.") from error


def _date(day: str) -> str:
    date = datetime.date.fromisoformat(day)
    return format_datetime(datetime.datetime(date.year, date.month, date.day, SENDING_HOUR, tzinfo=datetime.UTC))
