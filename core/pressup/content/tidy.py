"""What can be read and still is not as it should be: a text cut off at a `#`, curly quotes, spaces at line ends, an untidy dose.

All files pass through here, so what costs time begins with a search for a few characters that good files do not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode

from pressup.content import traps, yaml_nodes
from pressup.content.source import Source
from pressup.findings import Finding, Fix, Place, Severity
from pressup.records.dose import Dose

MOST = 200
"""So many spaces at line ends are told of one file."""

_OPEN, _CLOSED = "“„«‟", "”“»"
_OPENINGS = tuple(f"{before} {quote}" for before in ":-" for quote in _OPEN)
_ZERO = re.compile(r" 0[0-9]")
_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)")
_WITH_ZERO = re.compile(r"0[0-9]{1,20}")
_ORDER = {name: number for number, name in enumerate(Dose.model_fields)}


def untidy(source: Source, data: Any, told: set[Place]) -> list[Finding]:
    """Warnings and notes about a file that has been read; `told` are the places that have a finding already."""
    text = source.text
    findings: list[Finding] = []
    is_json = source.suffix == ".json"
    if not is_json and _suspicious(text):
        findings.extend(finding for finding in _misleading(source) if finding.place not in told)
    # JSON is mostly written by programs, some of which put a space behind every comma.
    if not is_json and _spaces_at_ends(text):
        findings.extend(_line_ends(source))
    if not is_json and isinstance(data, dict):
        for path, dose in _doses(data):
            if isinstance(dose, dict) and len(dose) > 1:
                findings.extend(_order(source, path, dose))
    return findings


def _suspicious(text: str) -> bool:
    """Whether a text may hold what `_misleading` looks for. One character is found far faster than two."""
    if " #" in text or ("\t" in text and "\t#" in text) or (" 0" in text and _ZERO.search(text)):
        return True
    return not text.isascii() and any(opening in text for opening in _OPENINGS)


def _spaces_at_ends(text: str) -> bool:
    if " \n" in text or text[-1:] in (" ", "\t"):
        return True
    return ("\t" in text and "\t\n" in text) or ("\r" in text and (" \r\n" in text or "\t\r\n" in text))


# --- Texts that read otherwise than they look ---


def _misleading(source: Source) -> Iterator[Finding]:
    offset = source.yaml_part()[1]
    for node in _values(source.nodes()):
        if node.style:
            continue
        if not isinstance(yaml_nodes.plain_value(node), str):
            yield from _leading_zero(source, node, offset)
            continue
        end = node.end_mark
        number = end.line + offset + 1
        line = source.line(number)
        comment = _COMMENT.match(line, end.column)
        value: str = node.value
        if comment:
            whole = value + line[end.column :].rstrip()
            message = f"The text ends at “{traps.cut(value)}”, because a # behind a space begins a comment."
            example = f": {traps.quoted(whole)}" if len(whole) <= traps.LONGEST else ""
            advice = f"Put all of it in quotes{example}. If it is a comment, write a space behind the #."
            place = Place(source.name, number, comment.start(1) + 1, len(comment[1].rstrip()))
            yield Finding("REC-07", Severity.WARNING, message, place, advice)
        if value[:1] in _OPEN and value[-1] in _CLOSED and len(value) > 2 and end.line == node.start_mark.line:
            message = "The curly quotes are part of the text, and are printed."
            advice = f"Delete them; if they are meant, put straight quotes round them: {traps.quoted(traps.cut(value))}."
            place = Place(source.name, number, node.start_mark.column + 1, end.column - node.start_mark.column)
            yield Finding("REC-07", Severity.WARNING, message, place, advice)


def _leading_zero(source: Source, node: ScalarNode, offset: int) -> Iterator[Finding]:
    """YAML 1.2 reads 010 as ten; tools that follow YAML 1.1 read eight."""
    if not _WITH_ZERO.fullmatch(node.value):
        return
    right = str(int(node.value))
    number, start, end = node.start_mark.line + offset + 1, node.start_mark.column, node.end_mark.column
    place = Place(source.name, number, start + 1, end - start)
    fix = Fix(number, start + 1, number, end + 1, right) if source.line(number)[start:end] == node.value else None
    message = f"“{traps.cut(node.value)}” begins with a zero, and some tools read such a number as another one."
    yield Finding("REC-07", Severity.WARNING, message, place, f"Write {traps.cut(right)}.", fix=fix)


def _values(root: Node | None) -> Iterator[ScalarNode]:
    """Every scalar that is no key, each once."""
    seen: set[int] = set()
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode):
            yield node
        elif isinstance(node, MappingNode):
            waiting.extend(value for _, value in reversed(node.value))
        else:
            waiting.extend(reversed(node.value))


# --- Spaces at line ends ---


def _line_ends(source: Source) -> Iterator[Finding]:
    """Not inside texts that run over several lines, nor in the body of a Markdown file, where two spaces break the line."""
    text, offset = source.yaml_part()
    kept = {line for node in _values(source.nodes()) if node.style for line in _lines(node)}
    found = 0
    for number, line in enumerate(text.split("\n")):
        ends = len(line) - 1 if line.endswith("\r") else len(line)
        start = len(line[:ends].rstrip(" \t"))
        if start == ends or number in kept:
            continue
        found += 1
        if found > MOST:
            return
        place = Place(source.name, number + offset + 1, start + 1, ends - start)
        fix = Fix(place.line, place.column, place.line, ends + 1, "")
        yield Finding("FMT-02", Severity.NOTE, "Spaces stand at the end of this line.", place, "Delete them.", fix=fix)


def _lines(node: ScalarNode) -> range:
    """The lines on which a text of several lines stands; none for a text on one line."""
    first, last = node.start_mark.line, node.end_mark.line
    return range(first, last + 1) if last > first else range(0)


# --- The order of a dose's fields ---


def _doses(data: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every dose of an exercise or a programme, with its path."""
    if "dose" in data:
        yield ("dose",), data["dose"]
    phases = data.get("phases")
    for i, phase in enumerate(phases if isinstance(phases, list) else ()):
        items = phase.get("items") if isinstance(phase, dict) else None
        for j, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and "dose" in item:
                yield ("phases", i, "items", j, "dose"), item["dose"]


def _order(source: Source, path: tuple[str | int, ...], dose: dict[str, Any]) -> Iterator[Finding]:
    ranks = [_ORDER.get(key, -1) for key in dose]
    if -1 in ranks or ranks == sorted(ranks):
        return
    root = source.nodes()
    node = yaml_nodes.find_exactly(root, path) if root is not None else None
    moved = _in_order(source, node) if isinstance(node, MappingNode) else None
    if moved is None:
        return
    late = next(key for key, before, rank in zip(list(dose)[1:], ranks, ranks[1:], strict=False) if rank < before)
    usual = ", ".join(sorted(dose, key=_ORDER.__getitem__))
    message = f"“{late}” does not stand in its usual place in this dose."
    yield Finding("FMT-01", Severity.NOTE, message, source.locate((*path, late), key=True), f"The usual order: {usual}.", fix=moved)


def _in_order(source: Source, node: MappingNode) -> Fix | None:
    """The lines of a dose in their usual order; a comment moves with the line below it. None where anything is odd."""
    if node.flow_style or len({key.value for key, _ in node.value}) < len(node.value):
        return None
    offset = source.yaml_part()[1] + 1
    starts = [key.start_mark.line + offset for key, _ in node.value]
    first, last = starts[0], starts[-1]
    lines = {number: source.line(number) for number in range(first - 1, last + 1)}
    for (key, value), number in zip(node.value, starts, strict=True):
        one_line = isinstance(value, ScalarNode) and key.start_mark.line == value.start_mark.line == value.end_mark.line
        if not one_line or value.value == "" or lines[number][: key.start_mark.column].strip():
            return None
    # Anchors, blank lines, and a comment above the first field, which may be about all of them: nobody can say where they belong.
    written = [lines[number] for number in range(first, last + 1)]
    if lines[first - 1].lstrip().startswith("#") or any(not line.strip() or set(line) & set("&*!?") for line in written):
        return None
    blocks: list[tuple[int, list[str]]] = []
    above = first
    for (key, _), number in zip(node.value, starts, strict=True):
        blocks.append((_ORDER[key.value], [lines[n] for n in range(above, number + 1)]))
        above = number + 1
    moved = [line for _, block in sorted(blocks) for line in block]
    breaks = source.text.split("\n")[first - 1 : last]
    ends = ["\r" if line.endswith("\r") else "" for line in breaks[:-1]] + [""]
    text = "\n".join(line + end for line, end in zip(moved, ends, strict=True))
    return Fix(first, 1, last, len(lines[last]) + 1, text)
