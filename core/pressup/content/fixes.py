"""Putting right what has one right answer: fixes applied to a file's text, with the proof that nothing else has changed.

Comments and layout stay byte for byte, because only the characters of a fix are replaced. What the file says stays too: the text is
read again, and a fix is thrown away when any value outside of it would read otherwise.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pressup.content import linking, reader, shape, tidy
from pressup.content.library import Library
from pressup.content.source import MAX_BYTES, Source, read, read_plain_file
from pressup.errors import WriteError
from pressup.findings import Finding, Fix, Severity

ROUNDS = 5
"""A fix may show the next thing to fix: a misspelt field, then its value. So often is a file read again."""

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Repair:
    """One file put right: its text before and after, and how many fixes that took."""

    file: str
    before: str
    after: str
    count: int


Wanted = Callable[[Finding], bool]


def repairs(library: Library, findings: Iterable[Finding], wanted: Wanted) -> Iterator[Repair]:
    """What the fixes of these findings make of their files, by file; `wanted` says of later findings whether they count."""
    # A broken library file may hold the very words that seem to be misspelt.
    settings = (library.root / reader.LIBRARY_FILE).as_posix()
    words_known = not any(f.place.file == settings and f.severity is Severity.ERROR for f in library.findings)
    for name in sorted({finding.place.file for finding in findings if finding.fix}):
        source = read(Path(name), name)
        if not isinstance(source, Source):
            continue
        now, count = source, 0
        for _ in range(ROUNDS):
            fixes = [finding.fix for finding in _findings(library, now, words_known) if finding.fix and wanted(finding)]
            text, applied = apply(now, fixes)
            if not applied:
                break
            now, count = Source(name, text), count + applied
        if count:
            yield Repair(name, source.text, now.text, count)


def _findings(library: Library, source: Source, words_known: bool) -> Iterator[Finding]:
    """What is wrong with one file of a library, with the words that its vocabularies do not have."""
    if Path(source.name) == library.root / reader.LIBRARY_FILE:
        data, troubles = source.parse()
        if data is not None and not troubles:
            problems = shape.make_library_file(source, data)[1]
            yield from (*problems, *tidy.untidy(source, data, {finding.place for finding in problems}))
        return
    file = reader.read_text(source)
    yield from file.findings
    if file.record is not None:
        id = file.record.id
        alone = replace(library, records=MappingProxyType({id: file.record}), sources=MappingProxyType({id: source}))
        yield from (finding for _, finding in linking.link(alone, (), words_known=words_known))


def apply(source: Source, fixes: Iterable[Fix]) -> tuple[str, int]:
    """The text with the fixes in it, and how many they were. Of two that overlap, the first is applied.

    It is the text as it was, and 0, when anything but the fixed values would read otherwise.
    """
    starts = [0]
    for line in source.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    pieces: list[str] = []
    done = 0
    applied: list[Fix] = []
    for fix in sorted(set(fixes)):
        start, end = starts[fix.line - 1] + fix.column - 1, starts[fix.end_line - 1] + fix.end_column - 1
        if start < done or end > len(source.text) or fix.text.count("\n") != fix.end_line - fix.line:
            continue
        pieces += (source.text[done:start], fix.text)
        done = end
        applied.append(fix)
    text = "".join([*pieces, source.text[done:]])
    if not applied or not same_elsewhere(source, Source(source.name, text), applied):
        return source.text, 0
    return text, len(applied)


def same_elsewhere(before: Source, after: Source, fixes: Iterable[Fix]) -> bool:
    """Whether two texts read alike but for what begins in one of the fixes."""
    old, new = before.nodes(), after.nodes()
    if old is None or new is None:
        return False
    if before.suffix == ".md" and before.text.split("\n")[_front(before) :] != after.text.split("\n")[_front(after) :]:
        return False
    allowed = {(fix.line, fix.column) for fix in fixes}
    seen: set[tuple[int, int]] = set()

    def fixed(node: Node) -> bool:
        place = before.place_of(node)
        return (place.line, place.column) in allowed

    def same(one: Node, other: Node) -> bool:
        if (id(one), id(other)) in seen:
            return True
        seen.add((id(one), id(other)))
        if type(one) is not type(other) or one.tag != other.tag:
            return False
        if isinstance(one, ScalarNode) and isinstance(other, ScalarNode):
            # Quoted and block texts are text whatever they look like; what has no quotes may be a number.
            return (one.value, bool(one.style)) == (other.value, bool(other.style)) or fixed(one)
        if len(one.value) != len(other.value):
            return False
        if isinstance(one, MappingNode) and isinstance(other, MappingNode):
            return all(same(a, c) and same(b, d) for (a, b), (c, d) in _pairs(one, other))
        return isinstance(one, SequenceNode) and all(same(a, b) for a, b in zip(one.value, other.value, strict=True))

    return same(old, new)


def _front(source: Source) -> int:
    text, offset = source.yaml_part()
    return text.count("\n") + offset


def _pairs(one: MappingNode, other: MappingNode) -> Iterator[tuple[tuple[Node, Node], tuple[Node, Node]]]:
    """The fields of two mappings side by side: by their names when these are the same, else by their order."""
    names = [(getattr(key, "value", None), key) for key, _ in one.value]
    others = {key.value: (key, value) for key, value in other.value if isinstance(key, ScalarNode)}
    texts = [value for value, key in names if isinstance(key, ScalarNode)]
    if len(others) == len(other.value) and set(texts) == set(others) and len(texts) == len(others):
        return ((pair, others[pair[0].value]) for pair in one.value)
    return zip(one.value, other.value, strict=True)


def write(repair: Repair, root: Path) -> None:
    """Write a file that was put right in the place of the old one, in one step, with its mode kept.

    Raises:
        WriteError: when the file has changed meanwhile, lies outside the content folder, or cannot be written.
    """
    path = Path(os.path.realpath(repair.file))
    if not path.is_relative_to(os.path.realpath(root)):
        raise WriteError(f"“{repair.file}” lies outside the content folder, and was not changed.")
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".pressup-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            bom = _BOM if read_plain_file(path, MAX_BYTES).startswith(_BOM.encode()) else ""
            file.write((bom + repair.after).encode())
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o7777)
        changed = read_plain_file(path, MAX_BYTES) != (bom + repair.before).encode()
        if not changed:
            Path(temporary).replace(path)
    except OSError as error:
        raise WriteError(f"“{repair.file}” cannot be written: {(error.strerror or str(error)).lower()}.") from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
    if changed:
        raise WriteError(f"“{repair.file}” has been changed by somebody else meanwhile, and was left as it is. Run it again.")


def diff(repair: Repair, context: int = 3) -> str:
    """A unified diff of a repair. Fixes keep the number of lines, so line stands against line, in time that grows with the file."""
    old, new = repair.before.split("\n"), repair.after.split("\n")
    changed = [number for number, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    hunks: list[list[int]] = []
    for number in changed:
        if hunks and number - hunks[-1][-1] <= 2 * context:
            hunks[-1].append(number)
        else:
            hunks.append([number])
    lines = [f"--- {repair.file}\n", f"+++ {repair.file}\n"]
    total = len(old) - (old[-1] == "" == new[-1])
    for hunk in hunks:
        first, last = max(0, hunk[0] - context), min(total, hunk[-1] + context + 1)
        size = last - first
        lines.append(f"@@ -{first + 1},{size} +{first + 1},{size} @@\n")
        lines.extend(_hunk(old, new, first, last))
    return "".join(lines)


def _hunk(old: list[str], new: list[str], first: int, last: int) -> Iterator[str]:
    def shown(sign: str, lines: list[str], number: int) -> str:
        return f"{sign}{lines[number]}\n" if number < len(lines) - 1 else f"{sign}{lines[number]}\n\\ No newline at end of file\n"

    number = first
    while number < last:
        if old[number] == new[number]:
            yield shown(" ", old, number)
            number += 1
            continue
        end = number
        while end < last and old[end] != new[end]:
            end += 1
        yield from (shown("-", old, n) for n in range(number, end))
        yield from (shown("+", new, n) for n in range(number, end))
        number = end
