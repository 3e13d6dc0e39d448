"""YAML 1.2 core data with the place of every value, on libyaml's own composer.

libyaml builds the node tree in C and every node carries its position, so places cost nothing. This module turns nodes into plain
data by the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema): `no`, `off`, `3:1:2` and `1:30` stay text.
PyYAML's own constructor is not used, because it reads them as YAML 1.1 does.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pressup.content import plain_yaml, traps, yaml_scalars
from pressup.content.yaml_scalars import MAX_DIGITS as MAX_DIGITS

MAX_DEPTH = 50
MAX_VALUES = 20_000
MAX_ALIASES = 20
TOO_DEEP = f"The file nests more than {MAX_DEPTH} levels deep."
TOO_MANY = f"The file repeats itself through aliases, or holds more than {MAX_VALUES:,} values."
SPLIT = "Write the values out, or split the file."
TOO_LONG = f"This number has more than {MAX_DIGITS} digits."

_SIMPLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._%-]*[A-Za-z0-9])?")
# Line breaks to libyaml, and none to YAML 1.2, JSON and editors: with them places and texts would differ from what people see.
_SEPARATORS = re.compile("[\x85\u2028\u2029]")
_STRING_TAG = "tag:yaml.org,2002:str"
_NO_TAG = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with the YAML itself. Lines and columns count from 0 here, as libyaml does."""

    code: str
    message: str
    line: int
    column: int
    length: int = 1
    help: str = ""
    related: tuple[int, int, int] | None = None


class _TooDeepError(Exception):
    def __init__(self, node: Node | None) -> None:
        self.mark = node.start_mark if node is not None else None


class _TooManyError(_TooDeepError):
    pass


class _Composer(CParser):
    """libyaml's composer with limits and no resolving: tags stay empty unless the file writes one."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        self.depth = 0
        self.nodes = 0

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:  # noqa: ARG002 (libyaml's call)
        return _NO_TAG

    def descend_resolver(self, parent: Node | None, index: Any) -> None:  # noqa: ARG002 (libyaml's call)
        self.depth += 1
        # The first level is the root itself, and what is no list or mapping adds none.
        if self.depth > MAX_DEPTH + 1:
            raise _TooDeepError(parent)
        self.nodes += 1
        # Every value may have a key. Building stops at fewer values; here it is about the time that nodes take.
        if self.nodes > 2 * MAX_VALUES + 2:
            raise _TooManyError(parent)

    def ascend_resolver(self) -> None:
        self.depth -= 1


def compose(text: str) -> Node | None:
    """The node tree of a YAML text, or None for an empty one.

    Raises:
        yaml.YAMLError, _TooDeepError, _TooManyError: when it is not YAML; `parse` turns them into troubles.
    """
    composer = _Composer(text)
    try:
        return composer.get_single_node()
    finally:
        composer.dispose()


def parse(text: str) -> tuple[Any, list[Trouble]]:
    """Plain data of a YAML text, and what is wrong with it. The data is None where the text is not YAML at all."""
    known = plain_yaml.read(text)
    if known is not None:
        return known, []
    separator = _SEPARATORS.search(text)
    if separator:
        return None, [_separator_trouble(text, separator.start())]
    try:
        root = compose(text)
    except _TooDeepError as error:
        mark = error.mark
        place = (mark.line, mark.column) if mark else (0, 0)
        if isinstance(error, _TooManyError):
            return None, [Trouble("YAML-05", TOO_MANY, *place, help=SPLIT)]
        return None, [Trouble("YAML-04", TOO_DEEP, *place)]
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_trouble(error, text)]
    except yaml.reader.ReaderError as error:
        return None, [_character_trouble(error, text)]
    except (yaml.YAMLError, ValueError, UnicodeError) as error:
        return None, [Trouble("YAML-01", f"This is not YAML: {error}.", 0, 0)]
    if root is None:
        return None, []
    builder = _Builder()
    data = builder.build(root, 0)
    return data, builder.troubles


class _Builder:
    """Builds plain data from nodes, and notes what is wrong on the way."""

    def __init__(self) -> None:
        self.troubles: list[Trouble] = []
        self.values = 0
        self.aliases = 0
        self.seen: set[int] = set()
        self.stopped = False

    def trouble(self, code: str, message: str, node: Node, help: str = "", related: Node | None = None) -> None:
        line, column, length = span(node)
        other = span(related) if related is not None else None
        self.troubles.append(Trouble(code, message, line, column, length, help, other))

    def build(self, node: Node, depth: int) -> Any:
        if node.__class__ is ScalarNode:
            tag = node.tag
            if tag == _NO_TAG:
                # `style` is empty for a plain scalar; quoted and block scalars are always text.
                return node.value if node.style else self.scalar(node)
            if tag != _STRING_TAG:
                self.tag(node)
            return node.value
        if self.stopped or not self.allowed(node, depth):
            return None
        if node.tag != _NO_TAG:
            self.tag(node)
        if node.__class__ is MappingNode:
            return self.mapping(node, depth)
        return [self.build(item, depth + 1) for item in node.value]

    def allowed(self, node: Node, depth: int) -> bool:
        """Whether a list or mapping stays within the limits; an alias shows as a node that was built before."""
        self.values += len(node.value)
        if id(node) in self.seen:
            self.aliases += 1
        self.seen.add(id(node))
        if depth >= MAX_DEPTH:
            self.stopped = True
            self.trouble("YAML-04", TOO_DEEP, node)
            return False
        if self.values > MAX_VALUES or self.aliases > MAX_ALIASES:
            self.stopped = True
            self.trouble("YAML-05", TOO_MANY, node, SPLIT)
            return False
        return True

    def tag(self, node: Node) -> None:
        self.trouble(
            "YAML-03",
            f"The tag {cut(node.tag)} means nothing here.",
            node,
            "Take the tag away; put text in quotes if need be.",
        )

    def mapping(self, node: MappingNode, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        keys: dict[str, Node] = {}
        for key_node, value_node in node.value:
            if key_node.__class__ is not ScalarNode:
                self.trouble("YAML-07", "A key must be plain text.", key_node)
                continue
            key = key_node.value
            if key in keys:
                line = keys[key].start_mark.line + 1
                self.trouble(
                    "YAML-02",
                    f"“{cut(key)}” stands here twice; the first is on line {line}.",
                    key_node,
                    "Keep one of them.",
                    keys[key],
                )
            keys[key] = key_node
            result[key] = self.build(value_node, depth + 1)
        return result

    def scalar(self, node: ScalarNode) -> Any:
        try:
            return yaml_scalars.plain(node.value)
        except yaml_scalars.LongNumberError:
            self.trouble("YAML-08", TOO_LONG, node)
            return 0


def cut(text: str) -> str:
    """A text of the file short enough for a sentence."""
    return f"{text[:60]}…" if len(text) > 60 else text


def span(node: Node) -> tuple[int, int, int]:
    """Line, column and length of a node, counted from 0; a node over several lines is marked to the end of its first."""
    start, end = node.start_mark, node.end_mark
    if end.line == start.line:
        return start.line, start.column, max(1, end.column - start.column)
    return start.line, start.column, 0


def find(root: Node, path: tuple[str | int, ...], key: bool) -> Node:
    """The node at `path`, or the deepest one on the way; with `key` the node of the last key itself."""
    node = root
    for depth, step in enumerate(path):
        pair = _child(node, step)
        if pair is None:
            break
        node = pair[0] if key and depth == len(path) - 1 else pair[1]
    return node


def find_exactly(root: Node, path: tuple[str | int, ...], key: bool = False) -> Node | None:
    """The node at `path`, or None; with `key` the node of the last key itself."""
    node = root
    for depth, step in enumerate(path):
        pair = _child(node, step)
        if pair is None:
            return None
        node = pair[0] if key and depth == len(path) - 1 else pair[1]
    return node


def plain_value(node: ScalarNode) -> Any:
    """What a scalar without quotes reads as."""
    return _Builder().scalar(node)


def spelled(value: str | int | bool, quote: str) -> str:
    """A value as YAML, text in these quotes; without any only where it reads the same, also inside brackets."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    if quote == "'":
        return "'" + value.replace("'", "''") + "'"
    if not quote and _SIMPLE.fullmatch(value) and parse(value) == (value, []):
        return value
    return json.dumps(value, ensure_ascii=False)


def _child(node: Node, step: str | int) -> tuple[Node, Node] | None:
    """The key's node and the value's node of one step down; in a list both are the item."""
    if isinstance(node, MappingNode):
        for pair in reversed(node.value):  # of two keys of one name, the last has given the value
            if pair[0].value == step and isinstance(pair[0], ScalarNode):
                return pair[0], pair[1]
        return None
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _syntax_trouble(error: yaml.MarkedYAMLError, text: str) -> Trouble:
    problem = (error.problem or "it cannot be read").strip()
    # What is never closed is noticed far behind; the editor must look where it was opened.
    noticed_late = ("unexpected end of stream", "did not find expected ','", "could not find expected ':'")
    unclosed = any(words in problem for words in noticed_late)
    mark = (error.context_mark if unclosed else None) or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if "single document" in (error.context or ""):
        return Trouble(
            "YAML-06",
            "A second document begins here; a file holds one record.",
            line,
            column,
            3,
            "Make a file for each record.",
        )
    lines = text.split("\n")
    here = lines[line] if line < len(lines) else ""
    message, advice = _explain(problem, here)
    return Trouble("YAML-01", message, line, column, 1, advice)


# What libyaml says, what that means to an editor, and what to do. The first that matches is used.
_MEANINGS = (
    ("cannot start any token", "A value cannot begin with this character.", "Put the value in quotes."),
    (
        "mapping values are not allowed",
        "There is a second “: ” on this line, or the line is indented wrongly.",
        "Put the value in quotes, or line the key up with its neighbours.",
    ),
    (
        "could not find expected ':'",
        "A key stands without its colon, or text runs on without quotes.",
        "Write “key: value”, or put the text in quotes.",
    ),
    (
        "did not find expected key",
        "The indentation does not fit the lines above, or a quote closes too early.",
        "Line the key up with its neighbours, or put the whole value in quotes.",
    ),
    ("did not find expected '-' indicator", "This line does not belong to the list above it.", "Line the dashes up."),
    ("invalid Unicode character escape", "This escape stands for no character.", "Write the character itself."),
    ("undefined alias", "This * refers to nothing.", "Put the value in quotes if the star is text."),
    ("unexpected end of stream", "A quote is opened and never closed.", "Close the quote."),
    (
        "did not find expected ','",
        "A list or mapping in brackets is not closed, or lacks a comma.",
        "Close the bracket, or put the value in quotes.",
    ),
)


def _explain(problem: str, here: str) -> tuple[str, str]:
    """The parser's words as an editor would say them."""
    if "\t" in here and ("tab" in problem or "cannot start any token" in problem):
        return "A tab stands where spaces must.", traps.TAB
    for words, message, advice in _MEANINGS:
        if words in problem:
            return message, _more(problem, here) or advice
    return f"This is not YAML: {problem}.", ""


def _more(problem: str, here: str) -> str:
    """What to write on this line, where it shows which trap it is."""
    if "mapping values" in problem:
        return traps.second_colon(here)
    if "did not find expected ','" in problem and " #" in here:
        return "A # behind a space begins a comment. Put the text in quotes, or the comment behind the closing bracket."
    return ""


def _separator_trouble(text: str, position: int) -> Trouble:
    message = f"The invisible line separator U+{ord(text[position]):04X} stands here; it often comes along when text is pasted."
    advice = "Delete it, or write a plain line break."
    return Trouble("YAML-09", message, text.count("\n", 0, position), position - text.rfind("\n", 0, position) - 1, 1, advice)


def _character_trouble(error: yaml.reader.ReaderError, text: str) -> Trouble:
    position = error.position if isinstance(error.position, int) else 0
    match = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    if match:
        position = match.start()
    line = text.count("\n", 0, position)
    column = position - (text.rfind("\n", 0, position) + 1)
    code = ord(text[position]) if position < len(text) else 0
    return Trouble("YAML-09", f"The character U+{code:04X} cannot stand in a text file.", line, column, 1, "Delete it.")
