"""What is remembered of a content folder between two runs, so that only changed files are read again.

It lies in the user's cache folder, where no stranger's content can put anything: it is read with pickle. Whatever is wrong with
it, the files are simply read again.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import pickle
import sys
import tempfile
import time
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pressup._version import __version__
from pressup.content.reader import FileName, ReadFile
from pressup.records import LibraryFile
from pressup.user_cache import only_ours, user_cache

SHARDS = 64
FEW = 200
"""Up to this many files are read faster than remembered."""
FIGURES = 3
"""From this many figures on a folder is remembered though it has few files: looking at one figure takes as long as ten records."""
_SETTLED_NS = 2_000_000_000
"""A file that changed this shortly before it was read could change again without a new time."""

State = tuple[int, int, int, int, int]
"""What tells that a file is as it was: size, two times, the number of the file, and its disk."""


@dataclass(slots=True)
class Memory:
    """What was read of one content folder, in shards by file name.

    Attributes:
        folder: Where it lies.
    """

    folder: Path
    _states: dict[str, State] = field(default_factory=dict)
    _started: int = 0
    _told: set[int] = field(default_factory=set)
    _stamped: tuple[LibraryFile, bytes] | None = None

    @classmethod
    def of(cls, content: Path) -> Memory:
        """The memory of a content folder: in PRESSUP_CACHE_DIR, or in the user's cache folder."""
        name = hashlib.sha256(os.fsencode(os.path.realpath(content))).hexdigest()[:24]
        return cls(user_cache() / "read" / name)

    def exists(self) -> bool:
        """Whether there is one already. One that this user may not see is none."""
        try:
            return self.folder.is_dir()
        except OSError:
            return False

    def ready(self) -> bool:
        """Make the folder; whether there is one, and nobody else can write to it."""
        folders = (self.folder.parents[1], self.folder.parent, self.folder)
        try:
            folders[0].parent.mkdir(parents=True, exist_ok=True)
            for folder in folders:
                folder.mkdir(exist_ok=True, mode=0o700)
            return all(only_ours(folder.stat()) for folder in folders)  # what lies there is read with pickle
        except OSError:
            return False

    def look(self, files: Sequence[FileName]) -> None:
        """Note how the files are, before any is read."""
        self._started = time.time_ns()
        self._states = {name: state for path, name in files if (state := _state(path))}

    def recall(self, files: Sequence[FileName], settings: LibraryFile) -> dict[str, ReadFile]:
        """The files that are as they were, by name."""
        self.look(files)
        known: dict[str, ReadFile] = {}
        for shard in range(SHARDS):
            known.update(self._load(shard, settings))
        return known

    def keep(
        self,
        shard: int,
        settings: LibraryFile,
        known: Mapping[str, ReadFile],
        made: Mapping[str, ReadFile],
        packed: bytes | None = None,
    ) -> None:
        """Remember what was read of a shard's files, beside what is known of others in it.

        `packed` is `made` as pickle, when another process has made that already.
        """
        self._told.add(shard)
        others = {name: file for name, file in known.items() if shard_of(name) == shard and name not in made}
        if others or packed is None:
            packed = pickle.dumps({**others, **made}, pickle.HIGHEST_PROTOCOL)
        # What could not be read is tried again: the disk may be back, though the file has not changed.
        names = (*others, *(name for name, file in made.items() if file.source is not None))
        self._save(shard, settings, {name: state for name in names if (state := self._settled(name))}, packed)

    def forget(self, known: Mapping[str, ReadFile]) -> None:
        """Drop what is remembered of files that are gone: from shards of which nothing is left."""
        left = self._told | {shard_of(name) for name in known}
        with suppress(OSError):
            for shard in set(range(SHARDS)) - left:
                self._file(shard).unlink(missing_ok=True)

    def _stamp(self, settings: LibraryFile) -> bytes:
        """Everything besides a file that what was read of it depends on: the settings, this program, and what it reads with."""
        if self._stamped is None or self._stamped[0] is not settings:
            text = f"{__version__} {sys.version} {_program()} {_libraries()} {settings.model_dump_json()}"
            self._stamped = settings, hashlib.sha256(text.encode()).hexdigest().encode()
        return self._stamped[1]

    def _settled(self, name: str) -> State | None:
        state = self._states.get(name)
        return state if state and max(state[1], state[2]) < self._started - _SETTLED_NS else None

    def _file(self, shard: int) -> Path:
        return self.folder / f"{shard:02}"

    def _load(self, shard: int, settings: LibraryFile) -> dict[str, ReadFile]:
        try:
            with self._file(shard).open("rb") as file:
                if file.readline().strip() != self._stamp(settings):
                    return {}
                # Written by this user's own run, in a folder where nobody else can write.
                states: dict[str, State] = pickle.load(file)  # noqa: S301
                same = [name for name, state in states.items() if self._states.get(name) == state]
                if not same:
                    return {}
                found: dict[str, ReadFile] = pickle.load(file)  # noqa: S301
                return {name: found[name] for name in same}
        except FileNotFoundError:
            return {}
        except Exception:  # noqa: BLE001 (a damaged memory is no memory)
            return {}

    def _save(self, shard: int, settings: LibraryFile, states: Mapping[str, State], packed: bytes) -> None:
        temporary = ""
        try:
            handle, temporary = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(self._stamp(settings) + b"\n" + pickle.dumps(dict(states), pickle.HIGHEST_PROTOCOL) + packed)
            Path(temporary).replace(self._file(shard))
        except OSError:
            if temporary:
                with suppress(OSError):
                    Path(temporary).unlink(missing_ok=True)


def shard_of(name: str) -> int:
    """The shard that remembers a file."""
    return zlib.crc32(name.encode("utf-8", "surrogateescape")) % SHARDS


def _state(path: Path) -> State | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev)


@cache
def _program() -> str:
    """The state of this program's own files, so that a changed rule looks at every file again."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parents[1].rglob("*")):
        if file.suffix in (".py", ".yaml", ".json", ".txt", ".gz"):
            digest.update(f"{file} {_state(file)}\n".encode())
    return digest.hexdigest()


@cache
def _libraries() -> str:
    return " ".join(importlib.metadata.version(name) for name in ("markdown-it-py", "pydantic", "pyyaml", "rapidfuzz"))
