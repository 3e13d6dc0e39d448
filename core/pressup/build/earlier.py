"""The manifest of an earlier build, read line by line: whole, it would take more memory than the build itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from pressup.build.manifest import BEGIN, END, FORMAT, NAME, NEXT, Entry, Manifest, ManifestError, State, parse
from pressup.build.write import Writer
from pressup.errors import WriteError


class Earlier:
    """The manifest of an earlier build, in an opened file: of `artifacts` and `records` only one is read at a time.

    Raises:
        ManifestError: when the file is no manifest. `name` says in the message what was read.
    """

    def __init__(self, opened: BinaryIO, name: str) -> None:
        self._opened = opened
        self._whole: Manifest | None = None
        try:
            for _ in self._read():
                pass
        except ValueError:  # somebody wrote it in another way, or it is damaged
            opened.seek(0)
            self._whole = parse(opened.read(), name)

    @property
    def artifacts(self) -> Iterator[Entry]:
        """The files; each is read when its turn comes."""
        if self._whole is not None:
            yield from self._whole.artifacts
            return
        for found in self._read():
            if not isinstance(found, Entry):
                return
            yield found

    @property
    def records(self) -> Mapping[str, State]:
        """The states of the records that they carry."""
        if self._whole is not None:
            return self._whole.records
        return dict(found for found in self._read() if not isinstance(found, Entry))

    def _read(self) -> Iterator[Entry | tuple[str, State]]:
        """The files, then the states of records with their names.

        Raises:
            ValueError: when these are not the lines that Pressup writes.
        """
        lines = self._opened
        lines.seek(0)
        _expect(lines, BEGIN)
        for line in lines:
            if line == NEXT:
                break
            if line != b"\n":
                yield Entry.model_validate_json(line.rstrip(b",\n"))
        _expect(lines, b'"format": %d,\n' % FORMAT)
        if not lines.readline().startswith(b'"pressup": "'):
            raise ValueError("not by Pressup")
        _expect(lines, b'"records": {\n')
        for line in lines:
            if line == END:
                return
            if line != b"\n":
                ((ref, state),) = json.loads(b"{%b}" % line.rstrip(b",\n")).items()
                yield ref, State.model_validate(state)
        raise ValueError("the end is missing")


@contextmanager
def earlier_of(writer: Writer) -> Iterator[Earlier | None]:
    """The manifest of the build before, as long as it is looked at.

    Raises:
        WriteError: when something else stands in its place.
    """
    opened = writer.open(NAME)
    if opened is None:
        yield None
        return
    with opened:
        with _advised():
            earlier = Earlier(opened, (writer.root / NAME).as_posix())
        yield earlier


def parsed(content: bytes, name: str) -> Manifest:
    """The manifest of the build before, whole.

    Raises:
        WriteError: when it is none.
    """
    with _advised():
        return parse(content, name)


@contextmanager
def _advised() -> Iterator[None]:
    try:
        yield
    except ManifestError as error:
        advice = "Give another output folder, or move the file away: then Pressup no longer knows which files there it has made."
        raise WriteError(f"{error} {advice}") from error


def _expect(lines: BinaryIO, line: bytes) -> None:
    if lines.readline() != line:
        raise ValueError("another line")
