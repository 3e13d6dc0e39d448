"""What a build asks of a writer, wherever the output is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

MANIFEST = "manifest.json"
"""The file that is put in place after all others."""


class Url(str):
    """Where a file is that lies in no folder of this machine. It prints as a path does."""

    __slots__ = ()

    def as_posix(self) -> str:
        """The URL."""
        return str(self)

    def __truediv__(self, path: str) -> Url:
        return Url(f"{self}{'' if self.endswith('/') else '/'}{path}")


Place = Path | Url


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing changed.

    Attributes:
        changed: Paths of files that are new, or have a new content.
        removed: Paths of files that no document makes any more.
        notes: What the user should know.
    """

    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Writer(Protocol):
    """Collects the files of a build, and puts them in place in one go. What was not published is thrown away."""

    staged: dict[str, str]
    """The SHA-256 of each file that was staged, by its path."""

    @property
    def root(self) -> Place:
        """Where the output is."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...

    def stage(self, path: str, content: bytes, sha256: str | None = None) -> None:
        """Take a file, with the SHA-256 of its content where that is known."""

    def stage_lines(self, path: str, lines: Iterable[bytes]) -> None:
        """Take a file piece by piece, since it may be large."""

    def read(self, path: str) -> bytes | None:
        """A file of the last output, if it is there."""

    def open(self, path: str) -> BinaryIO | None:
        """The same, to be read piece by piece, since it may be large."""

    def has(self, path: str) -> bool:
        """Whether a file is there."""

    def locked(self) -> AbstractContextManager[None]:
        """Keep other builds from publishing to the same output, where that can be done."""

    def publish(self, remove: Mapping[str, str] | None = None) -> Published:
        """Put all files in place, the manifest last; remove files that are as they were written, by path and SHA-256."""
