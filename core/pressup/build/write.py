"""Writing: every file to a temporary place first, then renamed, so that no half-written file is ever seen."""

from __future__ import annotations

import os
import re
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from pressup.errors import WriteError as WriteError
from pressup.plugin import Artifact

_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_STAGING = ".staging-"


class UnsafePathError(ValueError):
    """A target gave a path that is not safe to write. The message is for the plugin's author."""


def check_paths(artifacts: Iterable[Artifact], taken: dict[str, str], document_id: str) -> None:
    """Refuse paths that leave the target's folder, that some system cannot hold, or that another artifact has or needs as a folder.

    Args:
        artifacts: What a document gave.
        taken: Paths of the target so far, in lower case, with the document of each, and their folders with a slash behind; extended
            here when all paths are good.
        document_id: Whose artifacts these are.

    Raises:
        UnsafePathError: for the first bad path.
    """
    own: dict[str, str] = {}
    for artifact in artifacts:
        path = artifact.path
        parts = path.split("/")
        if not _SAFE.fullmatch(path) or any(_RESERVED.fullmatch(part) or part.endswith(".") for part in parts) or len(path) > 200:
            raise UnsafePathError(f"the path “{path[:100]}” is not safe: use letters, digits, “.”, “-” and “_”")
        lower = path.lower()
        other = taken.get(lower) or own.get(lower)
        if other is not None:
            raise UnsafePathError(f"the path “{path}” is given twice (documents {other} and {document_id})")
        folders = [lower[:end] for end, character in enumerate(lower) if character == "/"]
        for place in (f"{lower}/", *folders):
            other = taken.get(place) or own.get(place)
            if other is not None:
                shared = f"documents {other} and {document_id}"
                raise UnsafePathError(f"the path “{path}” makes a file and a folder of one name ({shared})")
        own |= {lower: document_id} | {f"{folder}/": document_id for folder in folders}
    taken |= own


class Writer:
    """Collects files in a staging folder beside the output, and moves them into place in one go.

    Used as a context manager: what was not published is thrown away, also after an error.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self._staged: list[tuple[Path, Path]] = []
        try:
            output.mkdir(parents=True, exist_ok=True)
            _sweep(output)
            self._staging = Path(tempfile.mkdtemp(prefix=f"{_STAGING}{os.getpid()}-", dir=output))
        except OSError as error:
            raise WriteError(f"The output folder “{output}” cannot be written to: {_reason(error)}.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)

    def stage(self, path: str, content: bytes) -> Path:
        """Write a file to the staging folder; its place after `publish` is returned.

        Raises:
            WriteError: when the disk is full or the folder is read-only.
        """
        staged = self._staging / path
        final = self.output / path
        try:
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(content)
        except OSError as error:
            raise WriteError(f"“{final}” cannot be written: {_reason(error)}.") from error
        self._staged.append((staged, final))
        return final

    def unchanged(self, path: str) -> Path:
        """The place of a file that stays as it is: the output holds it already."""
        return self.output / path

    def publish(self) -> None:
        """Move all staged files to their places, each by an atomic rename. An interrupt waits until all are there.

        Raises:
            WriteError: when a place is taken by a folder, or cannot be written to.
        """
        with _without_interrupts():
            for staged, final in self._staged:
                try:
                    final.parent.mkdir(parents=True, exist_ok=True)
                    staged.replace(final)
                except OSError as error:
                    raise WriteError(f"“{final}” cannot be written: {_reason(error)}.") from error
            self._staged.clear()


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


def _sweep(output: Path) -> None:
    """Remove what an interrupted build left in staging, unless its process still runs."""
    for leftover in output.glob(f"{_STAGING}*"):
        owner = leftover.name.removeprefix(_STAGING).split("-")[0]
        if not (owner.isdigit() and _alive(int(owner))):
            shutil.rmtree(leftover, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
