"""Fields with nothing behind them: they count as left out, and their author may have meant to write something."""

from __future__ import annotations

from typing import Any

from pressup.content.source import MAX_FINDINGS, Source
from pressup.findings import Finding, Severity

_FREE = frozenset(("own", "options"))
"""What plugins read: there, an empty value may say something."""
_NAMED = "outputs"
"""Under it, the name alone says something: `email: {}` makes that output as it comes."""
_GAPS = "text"
"""In the lists under it, `null` keeps the place of what a translation does not translate yet."""


def unfinished(source: Source, data: dict[str, Any]) -> list[Finding]:
    """Empty fields of a record that is right otherwise: a warning where a line just ends, a note where `null` or `[]` is written.

    Not in JSON, which is mostly written by programs: they write `null` for what there is not.
    """
    if source.suffix == ".json":
        return []
    paths = _empty(data)
    if data.get("kind") == "translation":
        paths = [path for path in paths if not _gap(source, path)]
    findings = [_finding(source, path) for path in paths[:MAX_FINDINGS]]
    return [*findings, source.more(len(paths) - MAX_FINDINGS, Severity.WARNING)] if len(paths) > MAX_FINDINGS else findings


def _empty(data: dict[str, Any]) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = []
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        for key, inner in value.items() if type(value) is dict else enumerate(value):
            sort = type(inner)
            if sort is str:  # most values are; it goes first for speed
                continue
            if inner is None or ((sort is dict or sort is list) and not inner):
                if path[-1:] != (_NAMED,):
                    found.append((*path, key))
            elif (sort is dict or sort is list) and key not in _FREE:
                waiting.append(((*path, key), inner))
    return found


def _gap(source: Source, path: tuple[str | int, ...]) -> bool:
    """Whether a translation says here, by a `null` that is written, that a text is missing."""
    spelling = source.spelling(path)
    return path[0] == _GAPS and type(path[-1]) is int and spelling is not None and spelling.written in ("null", "~")


def _finding(source: Source, path: tuple[str | int, ...]) -> Finding:
    """The finding stands at the key, because there is no value to mark."""
    spelling = source.spelling(path)
    left_open = spelling is not None and not spelling.written
    message = f"“{path[-1]}” has nothing behind it, and counts as left out."
    advice = "Write what belongs there, or delete the line."
    severity = Severity.WARNING if left_open else Severity.NOTE
    return Finding("REC-09", severity, message, source.locate(path, key=True), advice)
