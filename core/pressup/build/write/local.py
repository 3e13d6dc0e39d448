"""Writing to a folder: every file to a staging folder first, then renamed, so that no half-written file is ever seen."""

from __future__ import annotations

import hashlib
import os
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from pressup.build.write.face import MANIFEST, Published
from pressup.build.write.journal import FILES, LOCK, STAGING, Journal, discard, is_ours, recover
from pressup.build.write.locks import Lock
from pressup.build.write.paths import Places, is_inside
from pressup.errors import WriteError


class FolderWriter:
    """Collects files in a staging folder inside the output, and moves them into place in one go.

    Used as a context manager: what was not published is thrown away, also after an error. When the process is killed while files
    are moved into place, the next writer on this folder finishes that first: see `journal`.
    """

    def __init__(self, output: Path) -> None:
        self.root = self.output = output
        self.staged: dict[str, str] = {}
        self._fresh: set[str] = set()
        self._places = Places(output)
        self._lock = Lock(output / ".staging.lock")
        self._locked = 0
        self._begun = False
        try:
            output.mkdir(parents=True, exist_ok=True)
            with self.locked():
                self._staging = Path(tempfile.mkdtemp(prefix=f"{STAGING}{os.getpid()}-", dir=output))
                self._alive = Lock(self._staging / LOCK)
                self._alive.acquire()
        except WriteError:
            raise
        except OSError as error:
            raise WriteError(f"The output folder “{output}” cannot be written to: {_reason(error)}.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if not self._begun:  # what was begun and failed is left for the next build to finish
            discard(self._staging)
        self._alive.release()

    def stage(self, path: str, content: bytes, sha256: str | None = None) -> None:
        """Write a file to the staging folder.

        Raises:
            WriteError: when the disk is full, or its place can take no file.
        """
        with self._room(path) as staged:
            if _linked(self.output / path, staged, content):
                self._fresh.discard(path)
            else:
                staged.write_bytes(content)
                self._fresh.add(path)
        self.staged[path] = sha256 or hashlib.sha256(content).hexdigest()

    def stage_lines(self, path: str, lines: Iterable[bytes]) -> None:
        """Write a file to the staging folder that comes piece by piece; one that is out with this content is left as it is.

        Raises:
            WriteError: when the disk is full, or its place can take no file.
        """
        digest = hashlib.sha256()
        with self._room(path) as staged:
            with staged.open("wb") as file:
                for line in lines:
                    digest.update(line)
                    file.write(line)
            self._fresh.add(path)
            self.staged[path] = digest.hexdigest()
            if is_ours(self.output / path, self.staged[path]):
                staged.unlink()
                self._fresh.discard(path)
                del self.staged[path]

    @contextmanager
    def _room(self, path: str) -> Iterator[Path]:
        """Where a file is staged; nothing is there yet.

        Raises:
            WriteError: when something goes wrong with it.
        """
        staged = self._staging / FILES / path
        self._places.folder(path.rpartition("/")[0])
        try:
            staged.parent.mkdir(parents=True, exist_ok=True)
            if path in self.staged:
                staged.unlink()  # never through a link to the file that is out
            yield staged
        except OSError as error:
            raise WriteError(f"“{self.output / path}” cannot be written: {_reason(error)}.") from error

    def read(self, path: str) -> bytes | None:
        """A file of the last output, if it is there."""
        try:
            return (self.output / path).read_bytes()
        except OSError:
            return None

    def open(self, path: str) -> BinaryIO | None:
        """A file of the last output to read from, if it is there: it stays as it is while another takes its place."""
        try:
            return (self.output / path).open("rb")
        except OSError:
            return None

    def has(self, path: str) -> bool:
        """Whether a file is there."""
        return (self.output / path).is_file()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other builds from publishing to this folder. What a killed one had begun is finished first.

        Raises:
            WriteError: when the folder cannot be written to.
        """
        if not self._locked:
            try:
                self._lock.acquire()
            except OSError as error:
                raise WriteError(f"The output folder “{self.output}” cannot be written to: {_reason(error)}.") from error
        self._locked += 1
        try:
            if self._locked == 1:
                _recover(self.output)
            yield
        finally:
            self._locked -= 1
            if not self._locked:
                self._lock.release(remove=True)

    def publish(self, remove: Mapping[str, str] | None = None) -> Published:
        """Move all staged files to their places, each by an atomic rename, the manifest last. An interrupt waits for that.

        Args:
            remove: Files to remove, with the SHA-256 that each had when it was written; one that has another now stays.

        Raises:
            WriteError: before anything is changed, when a place can take no file or the disk is full.
        """
        with self.locked():
            going, notes = self._going(remove or {})
            places = Places(self.output)
            for path in self.staged:
                places.file(path, going)
            order = sorted(self.staged.items(), key=lambda entry: entry[0] == MANIFEST)
            journal = Journal(tuple(order), tuple(going.items()))
            with _without_interrupts(), self._folders():
                try:
                    journal.save(self._staging, self._fresh)
                    self._begun = True
                    journal.finish(self.output, self._staging)
                    self._begun = False
                except OSError as error:
                    raise WriteError(f"“{self._blamed(error)}” cannot be written: {_reason(error)}.") from error
        published = Published(tuple(path for path in self.staged if path in self._fresh), tuple(going), tuple(notes))
        self.staged, self._fresh = {}, set()
        return published

    def _going(self, remove: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
        """What may be removed: what is still as it was written, and in this folder."""
        going: dict[str, str] = {}
        notes: list[str] = []
        places = Places(self.output)
        for path, digest in sorted(remove.items()):
            final = self.output / path
            folder, _, name = path.rpartition("/")
            try:
                there = is_inside(path) and path not in self.staged and name in places.folder(folder).values()
            except WriteError as error:
                notes.append(f"{final}: no document makes this file any more, and it cannot be removed: {error}")
                continue
            if not there:
                continue
            if is_ours(final, digest):
                going[path] = digest
            else:
                notes.append(f"{final}: no document makes this file any more, and it stays because somebody has changed it")
        return going, notes

    @contextmanager
    def _folders(self) -> Iterator[None]:
        """Make the folders that files need; they are taken away again when publishing fails before it has begun."""
        made: list[Path] = []
        try:
            for folder in sorted({(self.output / path).parent for path in self.staged}):
                new = [parent for parent in (folder, *folder.parents) if not parent.exists()]
                for parent in reversed(new):
                    try:
                        parent.mkdir()
                    except OSError as error:
                        raise WriteError(f"“{parent}” cannot be made: {_reason(error)}.") from error
                    made.append(parent)
            yield
        except BaseException:
            for folder in reversed(made if not self._begun else []):
                with suppress(OSError):
                    folder.rmdir()
            raise

    def _blamed(self, error: OSError) -> Path:
        """The file that an error is about, for the user, who knows of no staging folder."""
        name = error.filename2 or error.filename
        return self.output if name is None or str(self._staging) in str(name) else Path(name)


def _linked(final: Path, staged: Path, content: bytes) -> bool:
    """Whether the file that is out already has this content, and could be staged by a link to it: then nothing is written."""
    try:
        if final.is_symlink() or final.stat().st_size != len(content) or final.read_bytes() != content:
            return False
        os.link(final, staged)
    except OSError:
        return False
    return True


def _recover(output: Path) -> None:
    try:
        recover(output)
    except OSError as error:
        raise WriteError(f"What an interrupted build left in “{output}” cannot be finished: {_reason(error)}.") from error


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back for a moment, so that it cannot leave some files of a build new and others old."""
    if threading.current_thread() is not threading.main_thread():  # only the main thread is interrupted, or may say so
        yield
        return
    held: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: held.append(number))  # noqa: ARG005 (Python's call)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
