"""The journal: what a build is about to put in place, so that the next one can finish it when this one is killed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pressup.build.write.locks import Lock
from pressup.build.write.paths import Places, is_inside
from pressup.errors import WriteError

STAGING = ".staging-"
FILES = "files"
LOCK = "lock"
_JOURNAL = "journal.json"
_FEW = 64
"""Up to so many files are each brought to the disk; for more, all that waits for any disk is sooner done."""


@dataclass(frozen=True, slots=True)
class Journal:
    """What is put in place, in this order, and what is removed: paths below the output folder, with the SHA-256 of each."""

    moves: tuple[tuple[str, str], ...]
    removals: tuple[tuple[str, str], ...] = ()

    def save(self, staging: Path, fresh: Iterable[str]) -> None:
        """Write the journal, all at once. The fresh files that it names are brought to the disk before it."""
        files = [staging / FILES / path for path in fresh]
        if len(files) > _FEW:
            os.sync()
        else:
            for file in files:
                _sync(file)
        part = staging / f"{_JOURNAL}.part"
        part.write_text(json.dumps({"format": 1, "moves": self.moves, "removals": self.removals}), encoding="utf-8")
        _sync(part)
        part.replace(staging / _JOURNAL)
        _sync(staging)

    def finish(self, output: Path, staging: Path) -> None:
        """Do what the journal says, and throw the journal away.

        Removed is first: on some disks a name that goes and one that comes are the same, but for the case of their letters.
        """
        for path, digest in self.removals:
            if is_ours(output / path, digest):
                (output / path).unlink()
        for path, _ in self.moves:
            (staging / FILES / path).replace(output / path)
        for path, _ in self.removals:
            for folder in list(Path(path).parents)[:-1]:
                with suppress(OSError):  # it is not empty
                    (output / folder).rmdir()
        (staging / _JOURNAL).unlink()


def is_ours(file: Path, digest: str) -> bool:
    """Whether a file is there, as it was written."""
    return not file.is_symlink() and file.is_file() and hash_of(file) == digest


def hash_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def recover(output: Path) -> None:
    """Finish what builds that were killed had begun to put in place, and sweep away what others left.

    Only the holder of the output's lock may call this.

    Raises:
        OSError: when that cannot be done.
    """
    for entry in sorted(os.scandir(output), key=lambda entry: entry.name):
        if not (entry.name.startswith(STAGING) and entry.is_dir(follow_symlinks=False)):
            continue
        staging, lock = Path(entry.path), Lock(Path(entry.path) / LOCK)
        try:
            dead = lock.acquire(wait=False)
        except OSError:  # another user's
            continue
        if dead:
            try:
                _roll_forward(output, staging)
                discard(staging)
            finally:
                lock.release()


def discard(staging: Path) -> None:
    """Throw a staging folder away, its journal first: without one, nobody takes what is left for something to finish."""
    with suppress(OSError):
        (staging / _JOURNAL).unlink()
    shutil.rmtree(staging, ignore_errors=True)


def _roll_forward(output: Path, staging: Path) -> None:
    journal = _load(staging)
    if journal is None:
        _prune(output, staging / FILES)
        return
    places = Places(output)
    removals = tuple(entry for entry in journal.removals if _may(places.folder, entry[0].rpartition("/")[0]))
    going = {path for path, _ in removals}
    moves = []
    for path, digest in journal.moves:
        staged = staging / FILES / path
        if not staged.is_file():  # it is in its place already
            continue
        if not _may(lambda path: places.file(path, going), path) or hash_of(staged) != digest:
            break  # the place has changed since, or the power failed: then the build that comes makes all again
        moves.append((path, digest))
    for path, _ in moves:
        (output / path).parent.mkdir(parents=True, exist_ok=True)
    Journal(tuple(moves), removals).finish(output, staging)


def _prune(output: Path, files: Path) -> None:
    """Remove the folders that were made for files that never came."""
    for folder, _, _ in os.walk(files, topdown=False):
        if Path(folder) != files:
            with suppress(OSError):  # it is not empty, or not there
                (output / Path(folder).relative_to(files)).rmdir()


def _load(staging: Path) -> Journal | None:
    """The journal of a staging folder, if there is a whole one."""
    try:
        data = json.loads((staging / _JOURNAL).read_text(encoding="utf-8"))
        pairs = [[(str(path), str(digest)) for path, digest in data[part]] for part in ("moves", "removals")]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if data.get("format") != 1 or not all(is_inside(path) for part in pairs for path, _ in part):
        return None
    return Journal(tuple(pairs[0]), tuple(pairs[1]))


def _may(look: Callable[[str], object], path: str) -> bool:
    try:
        look(path)
    except WriteError:
        return False
    return True


def _sync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
