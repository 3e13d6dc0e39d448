"""Which files of the output still are as a build left them, so that they need not be read or written again.

File times only choose which files are hashed again; they are never part of a result.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pressup.build.cache import Cache

_SETTLED_NS = 2_000_000_000
"""A file written this shortly before it was looked at could be written again without a new time."""

_HEX = 64


@dataclass(slots=True)
class Standing:
    """The files of one output folder.

    Attributes:
        output: The folder.
        cache: Beside what they are remembered.
        _known: By path, the SHA-256 of a file, and what tells that it is as it was, in one text: there are many.
    """

    output: Path
    cache: Cache
    _known: dict[str, str] = field(default_factory=dict)
    _same: set[str] = field(default_factory=set)
    _changed: bool = False

    @classmethod
    def of(cls, output: Path, cache: Cache) -> Standing:
        """What is remembered of an output folder."""
        standing = cls(output, cache)
        with suppress(OSError):
            lines, _, digest = standing._file().read_bytes().rpartition(b"\n")
            if hashlib.sha256(lines).hexdigest().encode() == digest:
                pairs = (line.partition(" ") for line in lines.decode().split("\n"))
                standing._known = {path: state for path, _, state in pairs}
        return standing

    def holds(self, path: str, sha256: str) -> bool:
        """Whether the file of this path below the output has this SHA-256."""
        place = f"{self.output}/{path}"
        try:
            found = os.lstat(place)
        except OSError:
            return False
        if not stat.S_ISREG(found.st_mode):
            return False
        known = self._known.get(path)
        held = known[:_HEX] if known and known[_HEX:] == _state(found) else self._look(path, place)
        if held != sha256:
            return False
        self._same.add(path)
        return True

    def remember(self, files: Iterable[tuple[str, str]]) -> None:
        """Remember files that were just written, by path and SHA-256, and all that was seen."""
        now = time.time_ns()
        for path, sha256 in files:
            if path not in self._same:
                self._learn(path, sha256, now)
        if self._changed:
            with suppress(OSError):
                self.cache.write(self._file(), self._lines())

    def _lines(self) -> Iterator[bytes]:
        """What is remembered: a line a file, and the SHA-256 of these lines, so that damage is seen."""
        digest = hashlib.sha256()
        for place, (path, state) in enumerate(self._known.items()):
            line = b"\n" * bool(place) + f"{path} {state}".encode()
            digest.update(line)
            yield line
        yield f"\n{digest.hexdigest()}".encode()

    def _look(self, path: str, place: str) -> str:
        """The SHA-256 of a file, which is remembered when it is surely that of the times seen."""
        now = time.time_ns()
        try:
            with open(place, "rb") as file:  # noqa: PTH123 (many thousand times)
                before = os.fstat(file.fileno())
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                after = os.fstat(file.fileno())
        except OSError:
            return ""
        if _state(before) == _state(after) and before.st_mtime_ns < now - _SETTLED_NS:
            self._known[path] = sha256 + _state(after)
            self._changed = True
        return sha256

    def _learn(self, path: str, sha256: str, now: int) -> None:
        self._known.pop(path, None)
        self._changed = True
        with suppress(OSError):
            found = os.lstat(f"{self.output}/{path}")
            if stat.S_ISREG(found.st_mode) and found.st_mtime_ns < now - _SETTLED_NS:
                self._known[path] = sha256 + _state(found)

    def _file(self) -> Path:
        name = hashlib.sha256(os.fsencode(os.path.realpath(self.output))).hexdigest()
        return self.cache.folder / "outputs" / name


def _state(found: os.stat_result) -> str:
    """What tells that a file is as it was: size, two times, the number of the file, and its disk."""
    return f" {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino} {found.st_dev}"
