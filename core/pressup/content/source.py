"""One file's text: read with limits, parsed by its type, and asked for the place of any value in it."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import sys
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from yaml.nodes import Node, ScalarNode

from pressup.content import invisible, yaml_nodes
from pressup.content.yaml_nodes import Trouble
from pressup.findings import Finding, Fix, Place, Severity

MAX_BYTES = 1_048_576
MAX_FINDINGS = 100
"""How many findings of one file are told one by one: nobody reads more, and each takes time."""
SUFFIXES = (".yaml", ".yml", ".json", ".md")

_FRONT = re.compile(r"\A---[ \t]*\r?\n")
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
# What Python's JSON reader says, what that means to an editor, and what to do.
_JSON_MEANINGS = (
    ("Expecting property name", "A name in double quotes is missing here.", "Look for a comma too many, or for single quotes."),
    ("Illegal trailing comma", "There is a comma too many here.", "Take it away."),
    ("Expecting ',' delimiter", "A comma or a closing bracket is missing here.", ""),
    ("Expecting ':' delimiter", "A colon is missing here.", 'Write "name": value.'),
    ("Expecting value", "A value is missing here, or lacks its double quotes.", "Look for a comma too many."),
    ("Extra data", "The record ends before this; a file holds one record.", "Make a file for each record."),
    ("Unterminated string", "A quote is opened and never closed.", "Close the quote."),
    ("Invalid control character", "A line break or tab stands inside a text.", "Write \\n or \\t for it."),
    ("Invalid \\", "A backslash stands before a character that takes none.", "Write two for a backslash."),
)
_LONG_NUMBER = re.compile(rf"-?[0-9]{{{yaml_nodes.MAX_DIGITS + 1},}}")
# An escaped backslash before `u` is text; `pair` is what stands for one character.
_SURROGATES = re.compile(r"(?<!\\)(?:\\\\)*+(?P<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})")
_ESCAPE = re.compile(r"\\[uUxNLPabefv0]")
_JSON_TEXT = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"(?P<key>\s*+:)?')
_MAX_KEY = 1_024
_READ_ONLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_PART = 1_048_576


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a scalar is written: where, in which characters, and in which quotes, if any."""

    place: Place
    written: str
    quote: str


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one content file.

    `name` is its path as findings show it, with forward slashes. `type` is given for a text that came without a file.
    """

    name: str
    text: str
    type: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as a call, which is read twice as fast as a dataclass with slots."""
        return Source, (self.name, self.text, self.type)

    @property
    def suffix(self) -> str:
        """The file type: `.yaml`, `.json` or `.md`."""
        return self.type or _stem_and_suffix(self.name)[1]

    @property
    def stem(self) -> str:
        """The file's name without folder and type: the id that its record has unless it says another."""
        return _stem_and_suffix(self.name)[0]

    def parse(self) -> tuple[Any, list[Finding]]:
        """Plain data of the file, and what is wrong with its syntax. The data is None when nothing could be read."""
        if not self.text.strip():
            return None, [self.finding("FILE-05", "The file is empty.", help="Write a record, or delete the file.")]
        if self.suffix == ".json":
            data, findings = self._parse_json()
        elif self.suffix == ".md":
            data, findings = self._parse_markdown()
        else:
            data, findings = self._with_places(*yaml_nodes.parse(self.text))
        return data, [*findings, *self._invisible(data)]

    def locate(self, path: tuple[str | int, ...], *, key: bool = False, words: str = "") -> Place:
        """The place of the value at `path`; of the nearest parent when there is none.

        With `key`, the place of the last key itself. With `words`, of these words where they first stand in the value; of the whole
        value when they are written in another way there, as with escapes.
        """
        text, offset = _yaml_part(self)
        if path == ("body",) and self.suffix == ".md":
            start = _front_matter(self.text)
            if start is not None:
                body = self.text[start[1] :]
                skipped = len(body) - len(body.lstrip())
                line = self.text.count("\n", 0, start[1] + skipped) + 1
                return self._words(words, start[1], len(self.text)) or Place(self.name, line, 1, self._line_length(line))
        root = _tree(text)
        if root is None:
            return Place(self.name)
        node = yaml_nodes.find(root, path, key)
        line, column, length = yaml_nodes.span(node)
        found = None
        if words:
            end = node.end_mark
            found = self._words(words, self._index(line + offset, column), self._index(end.line + offset, end.column))
        return found or self._place(line + offset, column, length)

    def spelling(self, path: tuple[str | int, ...], *, key: bool = False) -> Spelling | None:
        """How the value at `path`, or with `key` its key, is written; None for what is no scalar on one line, or has an anchor."""
        text, offset = _yaml_part(self)
        root = None if path == ("body",) and self.suffix == ".md" else _tree(text)
        node = yaml_nodes.find_exactly(root, path, key) if root is not None else None
        if node is None or not isinstance(node, ScalarNode) or node.start_mark.line != node.end_mark.line:
            return None
        line, column, length = yaml_nodes.span(node)
        place = self._place(line + offset, column, length)
        written = self.line(place.line)[place.column - 1 : place.column - 1 + place.length]
        if node.start_mark.index == node.end_mark.index:
            written = ""
        quote = written[:1] if node.style else ""
        # What differs from its value has an anchor or a tag before it, or stands elsewhere: nobody may overwrite that.
        sound = written == node.value if not quote else quote in "'\"" and len(written) > 1 and written.endswith(quote)
        return Spelling(place, written, quote) if sound else None

    def fix(self, path: tuple[str | int, ...], value: str | int | bool, *, key: bool = False) -> Fix | None:
        """The fix that writes `value` in the place of what stands at `path`, in quotes as before or where it needs them."""
        old = self.spelling(path, key=key)
        if old is None or not old.written:
            return None
        new = yaml_nodes.spelled(value, '"' if self.suffix == ".json" else old.quote)
        place = old.place
        return Fix(place.line, place.column, place.line, place.column + len(old.written), new)

    def place_of(self, node: Node) -> Place:
        """Where a node of `nodes` stands in the file."""
        line, column, length = yaml_nodes.span(node)
        return self._place(line + _yaml_part(self)[1], column, length)

    def yaml_part(self) -> tuple[str, int]:
        """The part of the file that is read as YAML, and how many lines stand before it."""
        return _yaml_part(self)

    def nodes(self) -> Node | None:
        """The tree of the file's nodes, whose lines count from where `yaml_part` begins; None when it cannot be read."""
        tree: Node | None = _tree(_yaml_part(self)[0])
        return tree

    def finding(self, code: str, message: str, place: Place | None = None, help: str = "") -> Finding:
        """An error in this file."""
        return Finding(code, Severity.ERROR, message, place or Place(self.name), help)

    def more(self, count: int, severity: Severity = Severity.ERROR) -> Finding:
        """That the file has more findings than are told; as bad as the worst of them, so that none passes for good."""
        message = f"And {count:,} more {'problem' if count == 1 else 'problems'} in this file."
        return Finding("FILE-10", severity, message, Place(self.name), "They are told one by one when those above are put right.")

    def line(self, number: int) -> str:
        """The text of a line, counted from 1."""
        lines = _lines(self.text)
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""

    def _invisible(self, data: Any) -> Iterator[Finding]:
        """What nobody sees: in the file itself, and in the values that its escapes write."""
        positions = invisible.in_text(self.text)
        for position in islice(positions, MAX_FINDINGS):
            place = self._at(position, 1)
            yield self.finding("FILE-09", invisible.sentence(self.text[position]), place, invisible.ADVICE)
        more = sum(1 for _ in positions)
        text, _ = _yaml_part(self)
        if data is not None and "\\" in text and _ESCAPE.search(text):
            found = invisible.in_values(data)
            for path, character in islice(found, MAX_FINDINGS):
                place = self.locate(path)
                if character not in self.line(place.line):  # the file itself holds it, and has been told so
                    yield self.finding("FILE-09", invisible.sentence(character), place, invisible.ESCAPED)
            more += sum(1 for _ in found)
        if more:
            yield self.more(more)

    def _index(self, line: int, column: int) -> int:
        """The position in the text of a line and column that count from 0."""
        position = 0
        for _ in range(line):
            position = self.text.find("\n", position) + 1
        return position + column

    def _words(self, words: str, start: int, end: int) -> Place | None:
        """The place of some words in a part of the text, however their line is broken there."""
        if not words.split():
            return None
        spaced = r"\s+".join(map(re.escape, words.split()))
        # As whole words first: “form” is not meant where “perform” stands.
        place = self._match(re.compile(rf"(?<!\w){spaced}(?!\w)"), start, end) or self._match(re.compile(spaced), start, end)
        return replace(place, length=min(place.length, self._line_length(place.line) - place.column + 1)) if place else None

    def _match(self, pattern: re.Pattern[str], start: int = 0, end: int = sys.maxsize) -> Place | None:
        """The place of the first match in the text, or in a part of it."""
        found = pattern.search(self.text, start, end)
        if found is None:
            return None
        return self._at(found.start(), len(found[0]))

    def _at(self, position: int, length: int) -> Place:
        """The place of a position in the text."""
        line = self.text.count("\n", 0, position) + 1
        return Place(self.name, line, position - self.text.rfind("\n", 0, position), length)

    def _line_length(self, number: int) -> int:
        return max(1, len(self.line(number)))

    def _place(self, line: int, column: int, length: int) -> Place:
        last = len(_lines(self.text)) - 1
        if line > last:  # what is missing at the end; or a lone carriage return, which only libyaml counts as a line
            line, column, length = last, 0, 0
        if self.suffix == ".json":
            column, length = _unshifted(self.line(line + 1), column, length)
        if length <= 0:
            length = self._line_length(line + 1) - column
        return Place(self.name, line + 1, column + 1, max(1, length))

    def _with_places(self, data: Any, troubles: list[Trouble], offset: int = 0) -> tuple[Any, list[Finding]]:
        findings = []
        for trouble in troubles[:MAX_FINDINGS]:
            related = None
            if trouble.related:
                line, column, length = trouble.related
                related = self._place(line + offset, column, length)
            place = self._place(trouble.line + offset, trouble.column, trouble.length)
            findings.append(Finding(trouble.code, Severity.ERROR, trouble.message, place, trouble.help, related))
        if len(troubles) > MAX_FINDINGS:
            findings.append(self.more(len(troubles) - MAX_FINDINGS))
        return data, findings

    def _parse_json(self) -> tuple[Any, list[Finding]]:
        try:
            # json judges the syntax, because YAML allows more; libyaml then reads the same text with places.
            json.loads(self.text, parse_int=_short_int, parse_constant=_no_constant)
        except json.JSONDecodeError as error:
            # Python 3.13 names a comma before a closing bracket; older ones point behind it and miss a value.
            before = self.text[: error.pos].rstrip()
            if self.text[error.pos : error.pos + 1] in ("}", "]") and before.endswith(","):
                error = json.JSONDecodeError("Illegal trailing comma", self.text, len(before) - 1)
            place = Place(self.name, error.lineno, error.colno, 1)
            plain = f"This is not JSON: {error.msg[:1].lower()}{error.msg[1:]}."
            message, advice = next((said for words, *said in _JSON_MEANINGS if error.msg.startswith(words)), (plain, ""))
            return None, [self.finding("JSON-01", message, place, advice)]
        except _ConstantError as error:
            found = self._match(re.compile(rf"(?<=[\s:,\[]){error}"))
            return None, [self.finding("JSON-01", f"“{error}” is no value of JSON.", found, "Write a number, or null.")]
        except RecursionError:
            return None, [self.finding("YAML-04", yaml_nodes.TOO_DEEP)]
        except ValueError:
            return None, [self.finding("YAML-08", yaml_nodes.TOO_LONG, self._match(_LONG_NUMBER))]
        data, troubles = yaml_nodes.parse(_yaml_part(self)[0])
        long = None
        if data is None:  # libyaml takes keys up to a length, and says something else about longer ones
            long = next((m for m in _JSON_TEXT.finditer(self.text) if m["key"] and len(m[0]) > _MAX_KEY), None)
        if long is not None:
            place = self._at(long.start(), 1)
            return None, [self.finding("JSON-02", f"This key has more than {_MAX_KEY:,} characters.", place, "Shorten it.")]
        return self._with_places(data, troubles)

    def _parse_markdown(self) -> tuple[Any, list[Finding]]:
        parts = _front_matter(self.text)
        if parts is None:
            closed = "The front matter is never closed." if _FRONT.match(self.text) else "The file has no front matter."
            advice = "Begin with a line ---, then the record's fields, then a line ---, then the text."
            return None, [self.finding("MD-01", closed, Place(self.name, 1, 1, self._line_length(1)), advice)]
        text, offset = _yaml_part(self)
        data, findings = self._with_places(*yaml_nodes.parse(text), offset)
        body = self.text[parts[1] :].replace("\r\n", "\n").strip("\n")
        if isinstance(data, dict) and body.strip():
            if "body" in data:
                place = self.locate(("body",))
                findings.append(
                    self.finding("MD-02", "The text stands both in “body” and below the front matter.", place, "Keep one.")
                )
            data["body"] = body
        return data, findings


class _ConstantError(Exception):
    """`NaN` and the like: Python's reader takes them, JSON does not have them."""


def _no_constant(name: str) -> Any:
    raise _ConstantError(name)


def _short_int(text: str) -> int:
    if len(text) > yaml_nodes.MAX_DIGITS:
        raise ValueError("too long")
    return int(text)


def _front_matter(text: str) -> tuple[int, int, int] | None:
    """Where the front matter of a Markdown text starts and where what follows it starts, or None."""
    opening = _FRONT.match(text)
    if not opening:
        return None
    closing = _FENCE.search(text, opening.end())
    if not closing:
        return None
    return opening.end(), min(closing.end() + 1, len(text)), closing.start()


@lru_cache(maxsize=8)
def _yaml_part(source: Source) -> tuple[str, int]:
    """The part of a file that libyaml reads, and how many lines stand before it."""
    if source.suffix == ".md":
        parts = _front_matter(source.text)
        return (source.text[parts[0] : parts[2]], 1) if parts else ("", 0)
    if source.suffix == ".json":
        # libyaml knows no surrogate pairs; the same character in its long form keeps every line where it is.
        return _SURROGATES.sub(_long_escape, source.text), 0
    return source.text, 0


def _long_escape(match: re.Match[str]) -> str:
    character: str = json.loads(f'"{match["pair"]}"')
    return f"{match[0][: -len(match['pair'])]}\\U{ord(character):08X}"


def _unshifted(line: str, column: int, length: int) -> tuple[int, int]:
    """Column and length in a JSON line as it is written, from those in the text with long escapes, each two shorter."""
    starts = _long_escapes(line)
    before = bisect_left(starts, column)
    inside = bisect_left(starts, column + length) - before
    return column + 2 * before, length + 2 * inside


@lru_cache(maxsize=4)
def _long_escapes(line: str) -> list[int]:
    """Where the long escapes of a JSON line begin in the text that libyaml reads."""
    return [pair.start("pair") - 2 * number for number, pair in enumerate(_SURROGATES.finditer(line))]


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    return text.split("\n")


@lru_cache(maxsize=8)
def _tree(text: str) -> Any:
    try:
        return yaml_nodes.compose(text)
    except Exception:  # noqa: BLE001 (the place of a finding in a file that cannot be composed is the file)
        return None


@lru_cache(maxsize=8)
def _stem_and_suffix(name: str) -> tuple[str, str]:
    last = name[name.rfind("/") + 1 :]
    stem, _, ending = last.rpartition(".")
    if stem and ending and last[0] != "." and "\\" not in last:
        return stem, f".{ending.lower()}"
    path = Path(name)  # it knows the odd ones, but takes long
    return path.stem, path.suffix.lower()


def read_plain_file(path: Path, limit: int) -> bytes:
    """The first `limit` bytes of a plain file and one more, by which the caller knows that it is too large.

    Raises:
        OSError: when it cannot be read, or is a folder, pipe or device.
    """
    # Not blocking, so that a pipe with a record's name cannot hold the program up.
    handle = os.open(path, _READ_ONLY)
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            is_folder = stat.S_ISDIR(state.st_mode)
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR)) if is_folder else OSError(errno.EINVAL, "Not a plain file")
        data = os.read(handle, min(state.st_size, limit) + 1)
        if len(data) == state.st_size:
            return data
        # The system gives less at a time, or the size was no true one, as for files that it makes up while they are read.
        parts, missing = [data], limit + 1 - len(data)
        while missing > 0 and (more := os.read(handle, min(missing, _PART))):
            parts.append(more)
            missing -= len(more)
        return b"".join(parts)
    finally:
        os.close(handle)


def read(path: Path, name: str) -> Source | Finding:
    """Read one file, or say why not: missing, no plain file, unreadable, too large, or not UTF-8."""
    try:
        data = read_plain_file(path, MAX_BYTES)
    except FileNotFoundError:
        return _problem("FILE-01", "There is no such file.", Place(name))
    except OSError as error:
        return _problem("FILE-01", f"The file cannot be read: {(error.strerror or str(error)).lower()}.", Place(name))
    return decode(data, name)


def decode(data: bytes, name: str, *, suffix: str = "") -> Source | Finding:
    """The text of a file's bytes, or why it is none. `suffix` is for bytes that came without a file: `.yaml`, `.json` or `.md`."""
    if len(data) > MAX_BYTES:
        return _problem(
            "FILE-03", "The file is larger than 1 MiB.", Place(name), "Split it, or move pictures into files of their own."
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _problem("FILE-02", "The file is saved as UTF-16.", Place(name), "Save it as UTF-8.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        advice = "Save it as UTF-8; it looks like Windows-1252 or Latin-1."
        return _problem("FILE-02", "This character is not UTF-8.", Place(name, line, column, 1), advice)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        message = "The file holds a NUL character, as binary files do."
        return _problem("FILE-02", message, Place(name, line, 1, 1), "Save it as plain text.")
    return Source(name, text.removeprefix("\ufeff"), suffix)


def _problem(code: str, message: str, place: Place, help: str = "") -> Finding:
    return Finding(code, Severity.ERROR, message, place, help)
