"""Reasons in a file: `# pressup: ignore SAF-04 because ...` takes a finding away, and is told when it no longer does."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from yaml.nodes import MappingNode, ScalarNode

from pressup.checks.codes import STRUCTURAL
from pressup.content import yaml_nodes
from pressup.content.library import Library
from pressup.content.source import Source
from pressup.content.suggest import did_you_mean
from pressup.findings import Finding, Place, Severity

MAX_COMMENTS = 100
"""Comments for Pressup in one file. Who needs more has the wrong rules, or is no friend."""

_MARK = "pressup:"
_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*pressup:")
_IGNORE = re.compile(r"ignore[ \t]+(?P<codes>[A-Z]+-[0-9]+(?:[ \t]*,[ \t]*[A-Z]+-[0-9]+)*)(?:[ \t]+because[ \t]+(?P<reason>\S.*))?")
_HELP = "Write: pressup: ignore CODE because REASON."
_ALWAYS_SHOWN = "SAF-"
_NEVER = frozenset({"FIG-17"})
"""What cannot be drawn is not drawn, whatever the reason."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that takes findings of some codes away from the lines `first` to `last`, with its reason."""

    place: Place
    codes: tuple[str, ...]
    reason: str
    first: int
    last: int
    whole_file: bool = False

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one of those that it takes away."""
        if finding.code not in self.codes or finding.place.file != self.place.file:
            return False
        return self.whole_file or bool(finding.place.length and self.first <= finding.place.line <= self.last)

    @property
    def reach(self) -> float:
        """How many lines it is about."""
        return float("inf") if self.whole_file else self.last - self.first


def apply(library: Library, found: Iterable[tuple[Finding, str | None]], known: Set[str]) -> list[tuple[Finding, str | None]]:
    """The findings without those that a reason takes away.

    An error does not vanish, and nothing about safety does: it stays as a note that gives the reason, so that whoever prints can
    see what was decided. Of several comments for one finding the nearest counts. A comment without a reason, for an unknown code or
    that takes nothing away is a finding itself. Reading errors, broken links and what cannot be drawn cannot be taken away.
    """
    suppressions: dict[str, list[Suppression]] = {}
    result: list[tuple[Finding, str | None]] = []
    for record, source in library.sources.items():
        if _MARK in source.text:
            made, problems = read(source, known)
            suppressions[source.name] = sorted(made, key=lambda entry: entry.reach)
            result.extend((problem, record) for problem in problems)
    if not suppressions:
        return [*found, *result]
    used: set[tuple[Place, str]] = set()
    for finding, id in found:
        cover = next((s for s in suppressions.get(finding.place.file, ()) if s.covers(finding)), None)
        if cover is None:
            result.append((finding, id))
        elif id is not None and finding.code not in _NEVER:
            used.add((cover.place, finding.code))
            result.extend((shown, id) for shown in _let_pass(finding, cover))
        else:
            result.append((finding, id))
            if finding.severity is Severity.ERROR:
                used.add((cover.place, finding.code))
                about = "a figure that cannot be drawn" if finding.code in _NEVER else "a file or a link"
                message = f"This {finding.code} cannot be ignored: it is about {about}."
                result.append((Finding("SUP-02", Severity.ERROR, message, cover.place, "Put right what it finds."), None))
    for group in suppressions.values():
        result.extend((finding, None) for entry in group for finding in _unused(entry, used))
    return result


def _let_pass(finding: Finding, cover: Suppression) -> Iterator[Finding]:
    """What stays of a finding that a comment takes away."""
    if finding.severity is Severity.ERROR or finding.code.startswith(_ALWAYS_SHOWN):
        message = f"{finding.message} Let pass, because {cover.reason.rstrip('.')}."
        yield replace(finding, severity=Severity.NOTE, message=message, help="")


def _unused(entry: Suppression, used: Set[tuple[Place, str]]) -> Iterator[Finding]:
    idle = [code for code in dict.fromkeys(entry.codes) if (entry.place, code) not in used]
    if idle:
        message = f"Nothing is found here any more that “ignore {', '.join(idle)}” takes away."
        help = "Delete the comment." if len(idle) == len(set(entry.codes)) else f"Take {', '.join(idle)} out of the comment."
        yield Finding("SUP-01", Severity.WARNING, message, entry.place, help)


def read(source: Source, known: Set[str]) -> tuple[list[Suppression], list[Finding]]:
    """The suppressions of a file, and what is wrong with them. JSON has no comments."""
    if source.suffix == ".json":
        return [], []
    file = _Lines.of(source)
    made: list[Suppression] = []
    problems: list[Finding] = []
    for index, column, said in file.comments():
        place = Place(source.name, index + 1, column + 1, len(file.lines[index].rstrip()) - column)
        if len(made) + len(problems) >= MAX_COMMENTS:
            message = f"The file holds more than {MAX_COMMENTS} comments for Pressup; this one and those below do not count."
            problems.append(Finding("SUP-02", Severity.ERROR, message, place, "Put the record right, or split it."))
            break
        entry = _IGNORE.fullmatch(said)
        problem = _problem(said, entry, known)
        if problem:
            problems.append(Finding("SUP-02", Severity.ERROR, problem[0], place, problem[1]))
        elif entry:
            codes = tuple(code.strip() for code in entry["codes"].split(","))
            first, last = file.about(index, column)
            made.append(Suppression(place, codes, entry["reason"], first, last, whole_file=first == 0))
    return made, problems


def _problem(said: str, entry: re.Match[str] | None, known: Set[str]) -> tuple[str, str] | None:
    """What is wrong with a comment, and what to write instead; None when it is right."""
    if entry is None:
        return f"“pressup: {said[:60]}” means nothing.", _HELP
    for code in map(str.strip, entry["codes"].split(",")):
        if code not in known and code in STRUCTURAL:
            return f"{code} cannot be ignored: what it finds cannot be read.", "Put right what it finds."
        if code not in known:
            return f"{code} is no rule that can be ignored.", did_you_mean(code, known) or _HELP
    if not entry["reason"]:
        return f"The comment does not say why {entry['codes']} should be ignored.", _HELP
    return None


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a file, and what a comment in them is about. Lines count from 0 here."""

    lines: list[str]
    end: int
    """How many of them are YAML: all, or those of the front matter."""
    top: int
    """The first line with a field."""
    below: list[int]
    """For each line the next one, itself included, with a field; `end` where there is none."""
    texts: list[tuple[tuple[int, int], tuple[int, int]]]
    """Where quoted texts and block texts stand, in order: what looks like a comment in them is text."""

    @classmethod
    def of(cls, source: Source) -> _Lines:
        """The lines of a source."""
        lines = source.text.split("\n")
        start, end = 0, len(lines)
        if source.suffix == ".md":
            start, end = 1, next((i for i, line in enumerate(lines) if i and line.rstrip() in ("---", "...")), len(lines))
        below = [end] * (end + 1)
        for i in range(end - 1, -1, -1):
            plain = lines[i].strip()
            below[i] = below[i + 1] if not plain or plain.startswith(("#", "---", "%")) else i
        return cls(lines, end, below[0], below, _texts(lines[start:end], start))

    def comments(self) -> Iterator[tuple[int, int, str]]:
        """The comments for Pressup: line, column, and what they say."""
        for index, line in enumerate(self.lines[: self.end]):
            marks = _COMMENT.finditer(line) if _MARK in line else ()
            mark = next((mark for mark in marks if not self._in_text(index, mark.start())), None)
            if mark is not None:
                yield index, mark.start(), line[mark.end() :].strip()

    def _in_text(self, line: int, column: int) -> bool:
        before = bisect(self.texts, ((line, column), (line, column))) - 1
        return before >= 0 and self.texts[before][0] <= (line, column) < self.texts[before][1]

    def about(self, index: int, column: int) -> tuple[int, int]:
        """First and last line that a comment is about, counted from 1; 0 for the whole file.

        Before the first field: the whole file. Behind a value: its line. On a line of its own: the entry below, with all that is
        indented under it. As the last line of front matter: the text below it.
        """
        if self.lines[index][:column].strip():
            return index + 1, index + 1
        if index < self.top:
            return 0, len(self.lines)
        below = self.below[index]
        if below >= self.end:
            return self.end + 1, len(self.lines)
        last, depth = below, _indent(self.lines[below])
        is_item = self.lines[below].lstrip().startswith("- ")
        for i in range(below + 1, self.end):
            if self.lines[i].strip():
                # A list may stand as far left as its key, and a closing bracket as its opening one.
                more = self.lines[i].lstrip().startswith(("]", "}") if is_item else ("]", "}", "- "))
                if _indent(self.lines[i]) < depth or (_indent(self.lines[i]) == depth and not more):
                    break
                last = i
        return below + 1, last + 1


def _texts(lines: list[str], offset: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where the quoted and block texts of some YAML lines stand, in order."""
    nodes = [yaml_nodes.compose("\n".join(lines))]
    found = set()
    seen: set[int] = set()
    while nodes:
        node = nodes.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode):
            if node.style:
                start, end = node.start_mark, node.end_mark
                found.add(((start.line + offset, start.column), (end.line + offset, end.column)))
        elif isinstance(node, MappingNode):
            nodes.extend(part for pair in node.value for part in pair)
        else:
            nodes.extend(node.value)
    return sorted(found)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
