"""The library: all records of a content folder, read, validated, linked and frozen."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from pressup.content.source import Source
from pressup.findings import Finding, Place, Severity
from pressup.records import Condition, LibraryFile, Publisher, Record
from pressup.records.marks import LinkMark, marked

R = TypeVar("R", bound=Record)

THEMES = "themes"
"""The folder of a content folder that holds the publisher's own themes, each in a folder of its name."""


Link = tuple[tuple[str | int, ...], str, LinkMark]
"""A link of a record: where it stands, the id that it names, and to which kinds it may lead."""


Sketch = tuple[int, ...]
"""What is kept of a text to find others like it."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A record of the wrong shape as it would be without its wrong values: rules look at the others, and nothing prints it.

    `left_out` are the places of the values that were wrong; what a rule finds there is a consequence and no second finding.
    """

    record: Record
    source: Source
    left_out: tuple[tuple[str | int, ...], ...] = ()

    def explains(self, path: tuple[str | int, ...]) -> bool:
        """Whether something found at a place may come from a value that was left out there, below or above."""
        return any(path[: len(place)] == place or place[: len(path)] == path for place in self.left_out)


@dataclass(frozen=True, slots=True)
class Library:
    """All records of a content folder by id, with what is wrong with them.

    `faulty` holds the ids of records that have an error or could not be read; they are not safe to print.
    """

    root: Path
    settings: LibraryFile
    records: Mapping[str, Record]
    findings: tuple[Finding, ...] = ()
    faulty: frozenset[str] = frozenset()
    vocabulary: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    checked: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict, repr=False)
    """What the checks of one record found, for records that were checked while they were read."""
    sketches: Mapping[str, Sketch] = field(default_factory=dict, repr=False)
    """What was kept of exercises to find near-duplicates, for records that were checked while they were read."""
    submissions: Mapping[str, Path] = field(default_factory=dict, repr=False)
    """Files and folders outside the content folder whose records stand beside its own, with the folder of their pictures."""
    unfit: Mapping[str, Unfit] = field(default_factory=dict, repr=False)
    """Records that cannot be used because of their shape, for rules that look at the rest of them."""
    _links: dict[str, tuple[Link, ...]] = field(default_factory=dict, repr=False, compare=False)
    _of: dict[type[Record], tuple[Record, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def of(self, model: type[R]) -> Iterator[R]:
        """All records of one kind, by id."""
        found = self._of.get(model)
        if found is None:
            found = self._of[model] = tuple(record for record in self.records.values() if isinstance(record, model))
        return iter(cast("tuple[R, ...]", found))

    def get(self, model: type[R], id: str) -> R | None:
        """The record of this kind and id, or None."""
        record = self.records.get(id)
        return record if isinstance(record, model) else None

    @property
    def publishers(self) -> tuple[Publisher, ...]:
        """All publishers, by id."""
        return tuple(self.of(Publisher))

    def lang(self, record: Record) -> str:
        """The language that a record is written in."""
        return record.lang or self.settings.lang

    def with_unfit(self) -> Library:
        """The same library with the records of the wrong shape among the others, for looking only."""
        if not self.unfit:
            return self
        records = {**self.records, **{id: entry.record for id, entry in self.unfit.items() if id not in self.records}}
        sources = {**self.sources, **{id: entry.source for id, entry in self.unfit.items() if id not in self.records}}
        return replace(self, records=MappingProxyType(dict(sorted(records.items()))), sources=sources)

    def links(self, record: Record) -> tuple[Link, ...]:
        """The links of a record to others: where each stands, the id, and to which kinds it may lead. Many rules ask for them."""
        found = self._links.get(record.id)
        if found is None:
            found = self._links[record.id] = tuple(marked(record, LinkMark))
        return found

    def folder(self, record: Record | str) -> Path:
        """The folder from which a record's pictures are named: the content folder, or that of the submission."""
        source = self.sources.get(record if isinstance(record, str) else record.id)
        return self.folder_of(source.name) if source else self.root

    def folder_of(self, file: str) -> Path:
        """The folder that a file belongs to: the content folder, or that of the submission."""
        if not self.submissions:
            return self.root
        name, root = file, self.root.as_posix()
        while name not in self.submissions and name != root:
            above = os.path.dirname(name) or "."  # noqa: PTH120
            if above == name:
                return self.root
            name = above
        return self.submissions.get(name, self.root)

    def place(self, record: Record | str, path: tuple[str | int, ...] = (), *, key: bool = False, words: str = "") -> Place:
        """Where a value of a record stands in its file, or some words inside it."""
        id = record if isinstance(record, str) else record.id
        source = self.sources.get(id)
        return source.locate(path, key=key, words=words) if source else Place(str(self.root))


def with_wider(library: Library, ids: Iterable[str]) -> Iterator[Condition]:
    """The conditions of these ids, each followed by its wider ones and by those that took its place, and each once.

    What is printed for a condition and what is ruled out in it both hold for its wider ones, so both must come from here.
    """
    seen: set[str] = set()
    for id in ids:
        waiting: list[str | None] = [id]
        while waiting:
            next_id = waiting.pop()
            condition = library.get(Condition, next_id) if next_id else None
            if condition is not None and condition.id not in seen:
                seen.add(condition.id)
                yield condition
                waiting += [condition.parent, condition.merged_into]


def with_successors(library: Library, record: R) -> Iterator[R]:
    """A record, and those of its kind that took its place when it was merged, each once even when they run in a circle."""
    seen: set[str] = set()
    current: R | None = record
    while current is not None and current.id not in seen:
        seen.add(current.id)
        yield current
        current = library.get(type(record), current.merged_into) if current.merged_into else None
