"""From the mail of an issue to that of one reader: To, Date, Message-ID and List-Unsubscribe change, all else was verified."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from pressup.send.recipients import same

_OWN = ("to", "date", "message-id", "list-unsubscribe")


@dataclass(frozen=True, slots=True)
class Mail:
    """The mail of an issue.

    Attributes:
        sender: The address that it comes from.
        subject: Its subject.
        id: Its Message-ID, a hash of all that it says.
        leave: The addresses of List-Unsubscribe.
        head: The other headers, as bytes.
        body: What stands below them.
    """

    sender: str
    subject: str
    id: str
    leave: tuple[str, ...]
    head: bytes
    body: bytes

    @classmethod
    def of(cls, raw: bytes) -> Mail:
        """The mail in the bytes of an `.eml` file."""
        head, _, body = raw.partition(b"\r\n\r\n")
        read = BytesParser(policy=policy.default).parsebytes(head + b"\r\n\r\n", headersonly=True)
        assert isinstance(read, EmailMessage)  # noqa: S101 (the policy makes these)
        leave = tuple(part.strip().strip("<>") for part in str(read["List-Unsubscribe"]).split(","))
        kept = [field for field in _fields(head) if field.split(b":")[0].decode("ascii").lower() not in _OWN]
        sender = read["From"].addresses[0].addr_spec
        return cls(sender, str(read["Subject"]), str(read["Message-ID"]).strip("<> "), leave, b"".join(kept), body)

    def id_for(self, address: str) -> str:
        """The Message-ID of the mail to a reader: always the same for the same issue and reader."""
        digest = hashlib.sha256(f"{self.id}\0{same(address)}".encode()).hexdigest()
        return f"{digest[:32]}@{self.id.rpartition('@')[2]}"

    def leave_for(self, token: str) -> tuple[str, ...]:
        """Where a reader leaves the list, with what stands for the reader in it."""
        return tuple(_with_token(address, token) for address in self.leave)

    def to(self, address: str, token: str, date: str) -> bytes:
        """The mail to a reader, ready to be sent."""
        leave = ",\r\n ".join(f"<{one}>" for one in self.leave_for(token))
        own = f"To: {address}\r\nDate: {date}\r\nMessage-ID: <{self.id_for(address)}>\r\nList-Unsubscribe: {leave}\r\n"
        return own.encode("ascii") + self.head + b"\r\n" + self.body


def _fields(head: bytes) -> list[bytes]:
    """The headers, each with the lines that it goes on in."""
    found: list[bytes] = []
    for line in head.split(b"\r\n"):
        if line[:1] in (b" ", b"\t") and found:
            found[-1] += line + b"\r\n"
        elif line:
            found.append(line + b"\r\n")
    return found


def _with_token(address: str, token: str) -> str:
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        subject = dict(parse_qsl(parts.query)).get("subject", "unsubscribe")
        return urlunsplit(parts._replace(query=f"subject={quote(f'{subject} {token}')}"))
    return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, urlencode({"r": token})]))))
