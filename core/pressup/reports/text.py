"""Findings as text: the place, the sentence, the source line with the part marked, and what to do."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable
from typing import TextIO

from pressup.findings import Finding, Place, Severity

LineOf = Callable[[Place], str]
"""Gives the source line of a place, or an empty text."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def print_findings(findings: Iterable[Finding], line_of: LineOf, out: TextIO) -> None:
    """Print findings one after the other, in colour on a terminal (NO_COLOR turns it off)."""
    colour = out.isatty() and not os.environ.get("NO_COLOR")

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    for finding in findings:
        head = paint(f"{finding.severity}[{finding.code}]", f"1;{_COLOURS[finding.severity]}")
        out.write(f"{head}{finding.mark} {clean(finding.message)}\n")
        out.write(_excerpt(finding.place, line_of, lambda mark, s=finding.severity: paint(mark, _COLOURS[s])))  # type: ignore[misc]
        if finding.related:
            out.write("  the other place:\n")
            out.write(_excerpt(finding.related, line_of, lambda mark: paint(mark, "36")))
        if finding.help:
            out.write(f"  {paint('help:', '1')} {clean(finding.help)}\n")
        out.write("\n")


def _excerpt(place: Place, line_of: LineOf, paint: Callable[[str], str]) -> str:
    where = f"  --> {clean(str(place))}\n"
    line = line_of(place) if place.length else ""
    if not line.strip():
        return where
    shown, start = _window(line, place.column - 1)
    length = max(1, min(place.length, len(shown) - start))
    number = f"{place.line:>5}"
    pad = _width(shown[:start])
    mark = paint("^" * max(1, _width(shown[start : start + length])))
    return f"{where}{number} | {clean(shown)}\n      | {' ' * pad}{mark}\n"


def _window(line: str, start: int, width: int = 100) -> tuple[str, int]:
    """The part of a long line around the marked place, and where the mark starts in it."""
    if len(line) <= width:
        return line, min(start, max(0, len(line) - 1))
    left = max(0, min(start - 20, len(line) - width))
    return line[left : left + width], start - left


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.category(c) in ("Mn", "Me") else 1 for c in text)


def clean(text: str) -> str:
    """Text without characters that could steer a terminal or turn the reading order: content comes from strangers."""
    return "".join(
        c if c == " " or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else "�" if c != "\t" else " " for c in text
    )


def summary(findings: Iterable[Finding], records: int) -> str:
    """How many problems there are, in a line, and how many of them `--fix` puts right."""
    counts = dict.fromkeys(Severity, 0)
    fixable = 0
    for finding in findings:
        counts[finding.severity] += 1
        fixable += finding.fix is not None
    words = [_count(counts[Severity.ERROR], "error"), _count(counts[Severity.WARNING], "warning")]
    if counts[Severity.NOTE]:
        words.append(_count(counts[Severity.NOTE], "note"))
    more = f" ({fixable:,} fixable with --fix)" if fixable else ""
    return f"{_count(records, 'record')}: {', '.join(words)}{more}"


def _count(number: int, word: str) -> str:
    amount = "no" if number == 0 else f"{number:,}"
    return f"{amount} {word}" if number == 1 else f"{amount} {word}s"
