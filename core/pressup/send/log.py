"""The send log: what went to whom, so that nobody gets an issue twice, even when a run was cut off.

It is a file of lines of JSON, to which lines are only added, each on the disk before the next step is taken: one before the server
gets the mail, one after it has answered. It holds no address: readers are hashes with a key that lies beside it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

from pressup.build.write.locks import Lock
from pressup.build.write.private import open_private
from pressup.errors import UsageError, WriteError
from pressup.send.recipients import same

FOLDER = "sent"
"""The usual folder."""
State = Literal["begun", "sent", "refused", "deferred", "not-sent"]
"""`begun` with nothing after it: the mail went out, or not; nobody knows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log."""

    recipient: str
    message_id: str
    state: State
    at: str
    code: int = 0


class SendLog:
    """The log of one issue."""

    def __init__(self, path: Path, key: bytes, entries: list[Entry]) -> None:
        self.path = path
        self._key = key
        self._last = {(entry.recipient, entry.message_id): entry for entry in entries}

    def token(self, address: str) -> str:
        """What stands for a reader in the log, and in the address by which the reader leaves the list."""
        return hmac.new(self._key, same(address).encode(), hashlib.sha256).hexdigest()[:32]

    def state(self, address: str, message_id: str) -> State | None:
        """What became of a mail to a reader."""
        entry = self._last.get((self.token(address), message_id))
        return entry.state if entry else None

    def earlier(self, address: str, message_id: str) -> State | None:
        """What became of other versions of the issue: `sent` when a reader got one, `begun` when perhaps."""
        token = self.token(address)
        states = {entry.state for (who, id), entry in self._last.items() if who == token and id != message_id}
        return "sent" if "sent" in states else "begun" if "begun" in states else None

    def add(self, address: str, message_id: str, state: State, at: str, code: int = 0) -> None:
        """Write a line, and return when it is on the disk.

        Raises:
            WriteError: when it cannot be; then nothing more may be sent.
        """
        entry = Entry(self.token(address), message_id, state, at, code)
        line = json.dumps(asdict(entry)) + "\n"
        try:
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            try:
                os.write(file, line.encode("ascii"))
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise WriteError(f"The send log “{self.path}” cannot be written: {(error.strerror or str(error)).lower()}.") from error
        self._last[entry.recipient, message_id] = entry


@contextmanager
def open_log(folder: Path, name: str) -> Iterator[SendLog]:
    """The log of an issue, which no other run of Pressup has open.

    Raises:
        UsageError: when another run has it, or it is damaged.
        WriteError: when the folder cannot be made.
    """
    open_private(folder)
    lock = Lock(folder / f"{name}.lock")
    if not lock.acquire(wait=False):
        raise UsageError(f"Another “pressup send” of “{name}” is running with the log in “{folder}”. Wait for it to end.")
    try:
        path = folder / f"{name}.jsonl"
        _drop_half_a_line(path)
        yield SendLog(path, _key(folder), _read(path))
    finally:
        lock.release(remove=True)


def reading_log(folder: Path, name: str) -> SendLog:
    """The log of an issue as it is, for a look; nothing is made for it."""
    path, key = folder / f"{name}.jsonl", folder / "key"
    return SendLog(path, key.read_bytes() if key.is_file() else secrets.token_bytes(32), _read(path))


def _key(folder: Path) -> bytes:
    """The key of the hashes, made with the first log."""
    path = folder / "key"
    try:
        if not path.exists():
            if any(folder.glob("*.jsonl")):
                raise UsageError(f"“{path}” is missing, and without it the logs beside it tell nothing. Put it back.")
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(file, "wb") as made:
                made.write(secrets.token_bytes(32))
                made.flush()
                os.fsync(made.fileno())
        return path.read_bytes()
    except OSError as error:
        raise WriteError(f"“{path}” cannot be made or read: {(error.strerror or str(error)).lower()}.") from error


def _read(path: Path) -> list[Entry]:
    """The whole lines of a log."""
    if not path.is_file():
        return []
    entries = []
    for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], 1):
        try:
            entry = Entry(**json.loads(line))
            known = entry.state in get_args(State)
        except (ValueError, TypeError):
            known = False
        if not known:
            raise UsageError(f"The send log “{path}” is damaged in line {number}. Without it nobody knows who got what.")
        entries.append(entry)
    return entries


def _drop_half_a_line(path: Path) -> None:
    """Cut off a last line that is half written, since the machine stopped. What was to follow it never happened."""
    if path.is_file():
        half = len(path.read_bytes().rpartition(b"\n")[2])
        if half:
            os.truncate(path, path.stat().st_size - half)
