"""Reasons in a file: `# pressup: ignore SAF-04 because ...` takes a finding away, and is told when it no longer does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from pressup.content.library import Library
from pressup.content.source import Source
from pressup.content.suggest import did_you_mean
from pressup.findings import Finding, Place, Severity

_MARK = "pressup:"
_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*pressup:[ \t]*(?P<rest>[^\r\n]*)")
_IGNORE = re.compile(r"ignore[ \t]+(?P<codes>[A-Z]+-[0-9]+(?:[ \t]*,[ \t]*[A-Z]+-[0-9]+)*)(?:[ \t]+because[ \t]+(?P<reason>\S.*))?")
_HELP = "Write: pressup: ignore CODE because REASON."


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that takes findings of some codes away from the lines `first` to `last`, with its reason."""

    place: Place
    codes: tuple[str, ...]
    reason: str
    first: int
    last: int

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one of those that it takes away."""
        return finding.code in self.codes and finding.place.file == self.place.file and self._on_its_lines(finding.place)

    def _on_its_lines(self, place: Place) -> bool:
        return self.first <= place.line <= self.last or (self.first == 1 and not place.length)


def apply(library: Library, found: Iterable[tuple[Finding, str | None]], known: Set[str]) -> list[tuple[Finding, str | None]]:
    """The findings without those that a reason takes away.

    An error does not vanish: it stays as a note that gives the reason, so that whoever prints can see what was decided. A comment
    without a reason, for an unknown code or that takes nothing away is a finding itself. Reading errors cannot be taken away.
    """
    suppressions: dict[str, list[Suppression]] = {}
    result: list[tuple[Finding, str | None]] = []
    for record, source in library.sources.items():
        if _MARK in source.text:
            suppressions[source.name], problems = read(source, known)
            result.extend((problem, record) for problem in problems)
    if not suppressions:
        return [*found, *result]
    used: set[Place] = set()
    for finding, id in found:
        cover = next((s for s in suppressions.get(finding.place.file, ()) if s.covers(finding)), None)
        if cover is None or id is None:
            result.append((finding, id))
            continue
        used.add(cover.place)
        if finding.severity is Severity.ERROR:
            message = f"{finding.message} Let pass, because {cover.reason.rstrip('.')}."
            result.append((replace(finding, severity=Severity.NOTE, message=message, help=""), id))
    for group in suppressions.values():
        result.extend((_unused(entry), None) for entry in group if entry.place not in used)
    return result


def _unused(entry: Suppression) -> Finding:
    message = f"Nothing is found here any more that “ignore {', '.join(entry.codes)}” takes away."
    return Finding("SUP-01", Severity.WARNING, message, entry.place, "Delete the comment.")


def read(source: Source, known: Set[str]) -> tuple[list[Suppression], list[Finding]]:
    """The suppressions of a file, and what is wrong with them."""
    if source.suffix == ".json":
        return [], []
    lines = source.text.split("\n")
    made: list[Suppression] = []
    problems: list[Finding] = []
    end = _end_of_yaml(source, lines)
    for index, line in enumerate(lines[:end]):
        comment = _COMMENT.search(line)
        if comment is None:
            continue
        place = Place(source.name, index + 1, comment.start() + 1, len(line.rstrip()) - comment.start())
        entry = _IGNORE.fullmatch(comment["rest"].strip())
        problem = _problem(comment["rest"], entry, known)
        if problem[0] or entry is None:
            problems.append(Finding("SUP-02", Severity.ERROR, problem[0], place, problem[1]))
            continue
        codes = tuple(code.strip() for code in entry["codes"].split(","))
        made.append(Suppression(place, codes, entry["reason"], *_lines(lines, index, comment.start(), end)))
    return made, problems


def _problem(rest: str, entry: re.Match[str] | None, known: Set[str]) -> tuple[str, str]:
    if entry is None:
        return f"“pressup: {rest.strip()[:60]}” means nothing.", _HELP
    for code in entry["codes"].split(","):
        if code.strip() not in known:
            return f"{code.strip()} is no rule that can be ignored.", did_you_mean(code.strip(), known) or _HELP
    if not entry["reason"]:
        return f"The comment does not say why {entry['codes']} should be ignored.", _HELP
    return "", ""


def _end_of_yaml(source: Source, lines: list[str]) -> int:
    """How many lines are YAML: all, or those of the front matter."""
    if source.suffix != ".md":
        return len(lines)
    fences = (i for i, line in enumerate(lines) if i and line.rstrip() in ("---", "..."))
    return next(fences, len(lines))


def _lines(lines: list[str], index: int, column: int, end: int) -> tuple[int, int]:
    """First and last line, counted from 1, that a comment is about.

    Before the first field: the whole file. Behind a value: its line. On a line of its own: the entry below, with all that is
    indented under it.
    """
    if lines[index][:column].strip():
        return index + 1, index + 1
    before = (line.strip() for line in lines[:index])
    if all(not line or line.startswith(("#", "---")) for line in before):
        return 1, len(lines)
    below = index + 1
    while below < end and (not lines[below].strip() or lines[below].lstrip().startswith("#")):
        below += 1
    if below >= end:
        return index + 1, index + 1
    last = below
    depth = _indent(lines[below])
    for i in range(below + 1, end):
        if lines[i].strip():
            if _indent(lines[i]) <= depth:
                break
            last = i
    return below + 1, last + 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
