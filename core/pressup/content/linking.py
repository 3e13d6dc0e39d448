"""Across files: ids are unique, links and vocabulary words resolve."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice

from pressup.content.library import Library
from pressup.content.source import MAX_FINDINGS
from pressup.content.suggest import did_you_mean, only_meant
from pressup.findings import Finding, Severity
from pressup.records import Record
from pressup.records.marks import Path, WordMark, marked


def link(library: Library, broken: Iterable[str], *, words_known: bool = True) -> Iterator[tuple[str, Finding]]:
    """What does not resolve, each with the id of the record that says it.

    `broken` are ids of files that could not be read: a link to one of them is not a second finding. Nor is a word, unless all words
    are known.
    """
    excused = set(broken)
    for record in library.records.values():
        makers = _links(library, record, excused)
        yield from ((record.id, make()) for make in islice(makers, MAX_FINDINGS))
        more = sum(1 for _ in makers)
        if words_known:
            makers = _words(library, record)
            yield from ((record.id, make()) for make in islice(makers, MAX_FINDINGS))
            more += sum(1 for _ in makers)
        if more and record.id in library.sources:
            yield record.id, library.sources[record.id].more(more)


def _links(library: Library, record: Record, excused: set[str]) -> Iterator[Callable[[], Finding]]:
    """What makes a finding of each broken link: looking for the word that was meant takes time, and is done for the first ones."""
    for path, target, mark in library.links(record):
        other = library.records.get(target)
        if other is not None and other.kind in mark.kinds:
            continue
        if other is None and target in excused:
            continue
        yield partial(_broken, library, record, path, target, mark.kinds)
    if record.merged_into and record.merged_into not in library.records and record.merged_into not in excused:
        yield partial(_broken, library, record, ("merged_into",), record.merged_into, ())


def _broken(library: Library, record: Record, path: Path, target: str, kinds: tuple[str, ...]) -> Finding:
    """What is wrong with a link to nothing, or to a record of another kind; without `kinds`, any will do."""
    place = library.place(record, path)
    other = library.records.get(target)
    wanted = " or ".join(kinds) or "record"
    if other is not None:
        message = f"“{target}” is {_a(other.kind)}, not {_a(wanted)}."
        return Finding("X-01", Severity.ERROR, message, place, "", library.place(target, ("kind",)))
    known = (id for id, candidate in library.records.items() if not kinds or candidate.kind in kinds)
    return Finding("X-01", Severity.ERROR, f"There is no {wanted} “{target}”.", place, did_you_mean(target, known))


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _words(library: Library, record: Record) -> Iterator[Callable[[], Finding]]:
    for path, word, mark in marked(record, WordMark):
        if word not in library.vocabulary[mark.vocabulary]:
            yield partial(_unknown, library, record, path, word, mark.vocabulary)


def _unknown(library: Library, record: Record, path: Path, word: str, vocabulary: str) -> Finding:
    known, source = library.vocabulary[vocabulary], library.sources.get(record.id)
    advice = did_you_mean(word, known)
    advice = advice or f"A library adds words to “vocabulary.{vocabulary}” in its pressup.yaml."
    message = f"“{word}” is no word of the vocabulary “{vocabulary}”."
    right = only_meant(word, known)
    fix = source.fix(path, right) if source and right else None
    return Finding("X-01", Severity.ERROR, message, library.place(record, path), advice, fix=fix)
