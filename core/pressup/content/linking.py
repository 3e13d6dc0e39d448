"""Across files: ids are unique, links and vocabulary words resolve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pressup.content.library import Library
from pressup.content.suggest import did_you_mean, only_meant
from pressup.findings import Finding, Severity
from pressup.records import Record
from pressup.records.marks import LinkMark, WordMark, marked


def link(library: Library, broken: Iterable[str], *, words_known: bool = True) -> Iterator[tuple[str, Finding]]:
    """What does not resolve, each with the id of the record that says it.

    `broken` are ids of files that could not be read: a link to one of them is not a second finding. Nor is a word, unless all words
    are known.
    """
    excused = set(broken)
    for record in library.records.values():
        yield from ((record.id, finding) for finding in _links(library, record, excused))
        if words_known:
            yield from ((record.id, finding) for finding in _words(library, record))


def _links(library: Library, record: Record, excused: set[str]) -> Iterator[Finding]:
    for path, target, mark in marked(record, LinkMark):
        other = library.records.get(target)
        if other is not None and other.kind in mark.kinds:
            continue
        if other is None and target in excused:
            continue
        wanted = " or ".join(mark.kinds)
        if other is not None:
            message, advice, related = (
                f"“{target}” is {_a(other.kind)}, not {_a(wanted)}.",
                "",
                library.place(target, ("kind",)),
            )
        else:
            known = (other_id for other_id, candidate in library.records.items() if candidate.kind in mark.kinds)
            message, advice, related = f"There is no {wanted} “{target}”.", did_you_mean(target, known), None
        yield Finding("X-01", Severity.ERROR, message, library.place(record, path), advice, related)
    if record.merged_into and record.merged_into not in library.records and record.merged_into not in excused:
        advice = did_you_mean(record.merged_into, library.records)
        place = library.place(record, ("merged_into",))
        yield Finding("X-01", Severity.ERROR, f"There is no record “{record.merged_into}”.", place, advice)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _words(library: Library, record: Record) -> Iterator[Finding]:
    for path, word, mark in marked(record, WordMark):
        known: Mapping[str, Any] = library.vocabulary[mark.vocabulary]
        if word not in known:
            advice = did_you_mean(word, known) or f"A library adds words to “vocabulary.{mark.vocabulary}” in its pressup.yaml."
            message = f"“{word}” is no word of the vocabulary “{mark.vocabulary}”."
            right, source = only_meant(word, known), library.sources.get(record.id)
            fix = source.fix(path, right) if source and right else None
            yield Finding("X-01", Severity.ERROR, message, library.place(record, path), advice, fix=fix)
