"""One file's text: read with limits, parsed by its type, and asked for the place of any value in it."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import sys
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pressup.content import yaml_nodes
from pressup.content.yaml_nodes import Trouble
from pressup.findings import Finding, Place, Severity

MAX_BYTES = 1_048_576
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
_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one content file. `name` is its path as findings show it, with forward slashes."""

    name: str
    text: str

    @property
    def suffix(self) -> str:
        """The file type: `.yaml`, `.json` or `.md`."""
        return Path(self.name).suffix.lower()

    def parse(self) -> tuple[Any, list[Finding]]:
        """Plain data of the file, and what is wrong with its syntax. The data is None when nothing could be read."""
        if not self.text.strip():
            return None, [self.finding("FILE-05", "The file is empty.", help="Write a record, or delete the file.")]
        if self.suffix == ".json":
            return self._parse_json()
        if self.suffix == ".md":
            return self._parse_markdown()
        return self._with_places(*yaml_nodes.parse(self.text))

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

    def finding(self, code: str, message: str, place: Place | None = None, help: str = "") -> Finding:
        """An error in this file."""
        return Finding(code, Severity.ERROR, message, place or Place(self.name), help)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1."""
        lines = self.text.split("\n")
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""

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
        line = self.text.count("\n", 0, found.start()) + 1
        return Place(self.name, line, found.start() - self.text.rfind("\n", 0, found.start()), len(found[0]))

    def _line_length(self, number: int) -> int:
        return max(1, len(self.line(number)))

    def _place(self, line: int, column: int, length: int) -> Place:
        if self.suffix == ".json":
            column, length = _unshifted(self.line(line + 1), column, length)
        if length <= 0:
            length = self._line_length(line + 1) - column
        return Place(self.name, line + 1, column + 1, max(1, length))

    def _with_places(self, data: Any, troubles: list[Trouble], offset: int = 0) -> tuple[Any, list[Finding]]:
        findings = []
        for trouble in troubles:
            related = None
            if trouble.related:
                line, column, length = trouble.related
                related = self._place(line + offset, column, length)
            place = self._place(trouble.line + offset, trouble.column, trouble.length)
            findings.append(Finding(trouble.code, Severity.ERROR, trouble.message, place, trouble.help, related))
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
        return self._with_places(*yaml_nodes.parse(_yaml_part(self)[0]))

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


def _yaml_part(source: Source) -> tuple[str, int]:
    """The part of a file that libyaml reads, and how many lines stand before it."""
    if source.suffix == ".md":
        parts = _front_matter(source.text)
        return (source.text[parts[0] : parts[2]], 1) if parts else ("", 0)
    if source.suffix == ".json":
        # libyaml knows no surrogate pairs; the same character in its long form keeps every line where it is.
        return _SURROGATES.sub(_long_escape, source.text), 0
    return source.text, 0


def _long_escape(pair: re.Match[str]) -> str:
    character: str = json.loads(f'"{pair[0]}"')
    return f"\\U{ord(character):08X}"


def _unshifted(line: str, column: int, length: int) -> tuple[int, int]:
    """Column and length in a JSON line as it is written, from those in the text with long escapes, each two shorter."""
    starts = [pair.start() - 2 * number for number, pair in enumerate(_SURROGATES.finditer(line))]
    before = sum(2 for start in starts if start < column)
    inside = sum(2 for start in starts if column <= start < column + length)
    return column + before, length + inside


@lru_cache(maxsize=8)
def _tree(text: str) -> Any:
    try:
        return yaml_nodes.compose(text)
    except Exception:  # noqa: BLE001 (the place of a finding in a file that cannot be composed is the file)
        return None


def read_plain_file(path: Path, limit: int) -> bytes:
    """The first `limit` bytes of a plain file and one more, by which the caller knows that it is too large.

    Raises:
        OSError: when it cannot be read, or is a folder, pipe or device.
    """
    # Not blocking, so that a pipe with a record's name cannot hold the program up.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Not a plain file")
        return file.read(limit + 1)


def read(path: Path, name: str) -> Source | Finding:
    """Read one file, or say why not: missing, no plain file, unreadable, too large, or not UTF-8."""

    def problem(code: str, message: str, help: str = "", place: Place | None = None) -> Finding:
        return Finding(code, Severity.ERROR, message, place or Place(name), help)

    try:
        data = read_plain_file(path, MAX_BYTES)
    except FileNotFoundError:
        return problem("FILE-01", "There is no such file.")
    except OSError as error:
        return problem("FILE-01", f"The file cannot be read: {(error.strerror or str(error)).lower()}.")
    if len(data) > MAX_BYTES:
        return problem("FILE-03", "The file is larger than 1 MiB.", "Split it, or move pictures into files of their own.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return problem("FILE-02", "The file is saved as UTF-16.", "Save it as UTF-8.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        advice = "Save it as UTF-8; it looks like Windows-1252 or Latin-1."
        return problem("FILE-02", "This character is not UTF-8.", advice, Place(name, line, column, 1))
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        return problem(
            "FILE-02",
            "The file holds a NUL character, as binary files do.",
            "Save it as plain text.",
            Place(name, line, 1, 1),
        )
    return Source(name, text.removeprefix("\ufeff"))
