"""The YAML that records are mostly written in, read without a tree of nodes: several times as fast as libyaml.

`read` takes only what leaves no doubt: mappings and lists by indentation, brackets on one line, and scalars on one line, plain or
in quotes without escapes. Anything else, right or wrong, is libyaml's: anchors, tags, texts over several lines, comments behind
values, keys that stand twice, documents, odd characters. So what is read here is what libyaml reads, and nothing is wrong in it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NoReturn

from pressup.content.yaml_scalars import CONSTANTS, NUMBER_START, LongNumberError, plain

LONGEST = 32_768
"""A longer text might hold more values than a file may. In a shorter one, each value takes two characters at least."""
DEEPEST = 20
"""So many levels by indentation, and as many in brackets, are far from how deep a file may nest."""

LONGEST_KEY = 60

_KEY = re.compile("[A-Za-z_][A-Za-z0-9_-]{0,59}")
# Key, scalar, and the mark behind it; or a character that none of this begins with. No group with a capture is possessive:
# Python 3.11.2, which Debian 12 has, loses what such a group has captured.
_IN_BRACKETS = re.compile(
    rf" *+(?:(?:({_KEY.pattern}): +)?"
    r"""("[^"\\]*+"|'[^']++'|(?:-(?=\.?[0-9]))?[^][{},:?#&*!|>%@`'" -][^][{},:?#]*+)?"""
    r" *+([][{},])|(.))"
)
_NESTED = re.compile(r"[][{}?#]")
_NEGATIVE = re.compile(r"-\.?[0-9]")
"""A minus sign begins a scalar when no space is behind it; this much of that is read here."""
_NO_START = frozenset("-?:,]}#&*!|>%@` ")
_INDICATORS = _NO_START | frozenset("[{\"'")
_COMMENT_BEHIND = re.compile("[^ \n] +#")
_GOOD_BYTES = bytes([10, *range(0x20, 0x7F)])


class _OtherError(Exception):
    """What only libyaml may read."""


def read(text: str) -> dict[str, Any] | None:
    """The data of a text, or None when only libyaml can tell what it says, or whether it is YAML."""
    if len(text) > LONGEST:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if _odd(text) or " \n" in text or text[-1:] == " " or (" #" in text and _COMMENT_BEHIND.search(text)):
        return None
    try:
        return _lines(text)
    except (_OtherError, LongNumberError):
        return None


def _odd(text: str) -> bool:
    """Whether a text may hold what libyaml takes for something else than a sign, or does not take at all."""
    if text.isascii():
        return bool(text.encode().translate(None, _GOOD_BYTES))
    # What Python can print, libyaml reads, but not the other way round: no-break spaces, joiners and the like.
    return not text.replace("\n", "").isprintable() and _odd_sign().search(text) is not None


@cache
def _odd_sign() -> re.Pattern[str]:
    """Compiled on first use, because it takes long."""
    return re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def _lines(text: str) -> dict[str, Any]:
    root: dict[str, Any] = {}
    inner: Any = root  # the mapping or list that a line would continue
    level = 0  # where its lines begin
    outer: list[tuple[Any, int]] = []  # those around it
    new: Any
    open_key: str | None = None  # a key of `inner` whose value may stand below it
    for line in text.split("\n"):
        rest = line.lstrip(" ")
        if not rest or rest[0] == "#":
            continue
        indent = len(line) - len(rest)
        dash = rest[0] == "-"
        if open_key is not None:
            if indent > level or (dash and indent == level):
                outer.append((inner, level))
                inner[open_key] = new = [] if dash else {}
                inner, level = new, indent
            open_key = None
        while level > indent:
            inner, level = outer.pop()
        if dash:
            if level != indent or type(inner) is not list or rest[1:2] != " ":
                _other()
            rest = rest[2:].lstrip(" ")
            if rest[0] in _INDICATORS or not (": " in rest or rest[-1] == ":"):
                inner.append(_value(rest))
                continue
            outer.append((inner, level))
            new = {}
            inner.append(new)
            inner, level = new, len(line) - len(rest)
        else:
            if type(inner) is list:  # it may stand right below the key that it belongs to
                inner, level = outer.pop()
            if level != indent or type(inner) is not dict:
                _other()
        key, colon, rest = rest.partition(": ")
        if not colon:
            if key[-1] != ":":
                _other()
            open_key = key = key[:-1]
        if not _is_key(key) or key in inner or len(outer) > DEEPEST:
            _other()
        inner[key] = _value(rest.lstrip(" ")) if rest else None
    return root or _other()


def _is_key(text: str) -> bool:
    return (text.isidentifier() and len(text) <= LONGEST_KEY) or _KEY.fullmatch(text) is not None


def _value(text: str) -> Any:
    """The value that the rest of a line holds."""
    first = text[0]
    if first not in _INDICATORS or _NEGATIVE.match(text):
        if ": " in text or text[-1] == ":":
            _other()
        return plain(text) if first in NUMBER_START else CONSTANTS.get(text, text)
    if first == "{" or first == "[":
        return _flat(text) if _NESTED.search(text, 1, len(text) - 1) is None else _brackets(text)
    if first in _NO_START or len(text) < 2 or text.find(first, 1) != len(text) - 1 or (first == '"' and "\\" in text):
        _other()
    return text[1:-1]


def _flat(text: str) -> Any:
    """The mapping or list in one pair of brackets."""
    parts = text[1:-1].split(",")
    if text[0] == "[":
        if text[-1] != "]" or ":" in text:
            return _brackets(text)
        return [_inside(part.strip(" ")) for part in parts]
    if text[-1] != "}" or text.count(":") != len(parts):
        return _brackets(text)
    found = {}
    for part in parts:
        key, _, value = part.partition(": ")
        key = key.lstrip(" ")
        if not _is_key(key) or key in found:
            _other()
        found[key] = _inside(value.strip(" "))
    return found


def _inside(text: str) -> Any:
    """The value of one scalar without quotes in brackets."""
    if not text or (text[0] in _INDICATORS and not _NEGATIVE.match(text)):
        _other()
    return plain(text) if text[0] in NUMBER_START else CONSTANTS.get(text, text)


def _brackets(text: str) -> Any:
    """The mapping or list that stands in brackets."""
    outer: list[Any] = []
    inner: Any = None
    closed = False  # whether a bracket has just been closed
    for key, scalar, mark, odd in _IN_BRACKETS.findall(text):
        if odd or (closed and (key or scalar or inner is None or mark in "[{")):
            _other()
        if mark in "[{":
            new: Any = [] if mark == "[" else {}
            if scalar or len(outer) > DEEPEST:
                _other()
            if inner is not None:
                _put(inner, key, new)
            elif key:
                _other()
            outer.append(inner)
            inner = new
            continue
        if scalar:
            _put(inner, key, scalar[1:-1] if scalar[0] in "\"'" else plain(scalar.rstrip(" ")))
        elif not closed and (key or inner or mark == ","):
            _other()
        closed = mark != ","
        if closed:
            if (mark == "]") is not (type(inner) is list):
                _other()
            root, inner = inner, outer.pop()
    return root if closed and not outer else _other()


def _put(inner: Any, key: str, value: Any) -> None:
    if type(inner) is list:
        if key:
            _other()
        inner.append(value)
    else:
        if not key or key in inner:
            _other()
        inner[key] = value


def _other() -> NoReturn:
    raise _OtherError
