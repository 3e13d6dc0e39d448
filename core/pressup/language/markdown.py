"""Prose and blocks out of Markdown, line by line and without a parser, so that every place stays the place in the file.

A Markdown parser (markdown-it) gives no places inside a paragraph, and takes about six times as long. What counts here is words and
where blocks end, and a test holds the two to be equal in that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pressup.language.text import BREAK

Kind = Literal["heading", "paragraph", "item"]

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)")
_DEFINITION = re.compile(r" {0,3}\[[^\]]{1,200}\]:[ \t]*\S")
_INLINE = re.compile(
    r"\]\((?:[^()\n]|\([^()\n]*\))*\)"  # the address behind a link's text
    r"|\]\[[^\]\[\n]*\]"  # or its reference
    r"|<(?:https?:|mailto:|tel:)[^<>\s]*>"
    r"|&#?[A-Za-z0-9]{1,31};"
    r"|\\(?=[!-/:-@\[-`{-~\n])"
    r"|[\[\]`*]"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a list item: its kind, its heading's level (0 if none), and its place in the Markdown."""

    kind: Kind
    level: int
    start: int
    end: int


def prose(markdown: str, *, headings: bool = False) -> str:
    """The prose of a Markdown text, as long as the text: marks and addresses are blanks, so every place stays the same.

    Where a block ends stands a `BREAK`. Code blocks are no prose. Headings are left out unless asked for: they are no sentences,
    and readability formulas were made without them.
    """
    return scan(markdown, headings=headings)[0]


def blocks(markdown: str) -> tuple[Block, ...]:
    """The headings, paragraphs and list items of a Markdown text, in order."""
    return scan(markdown, headings=True)[1]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def scan(markdown: str, *, headings: bool = False) -> tuple[str, tuple[Block, ...]]:
    """Both the prose and the blocks of a Markdown text, for who needs the two."""
    lines: list[str] = []
    ends: list[str] = []
    found: list[Block] = []
    fence, place, is_open = "", 0, False
    for line in markdown.split("\n"):
        start, place = place, place + len(line) + 1
        kind, level, skip = _kind(line, fence, is_open)
        if kind == "fence":
            fence = "" if fence else line.strip()[:3]
        elif kind == "underline":
            found[-1] = Block("heading", level, found[-1].start, found[-1].end)
        if kind != "more" and ends:
            ends[-1] = BREAK
        end = start + len(line.rstrip())
        if kind == "more":
            found[-1] = Block(found[-1].kind, 0, found[-1].start, end)
        elif kind in ("heading", "item", "paragraph"):
            found.append(Block(kind, level, start + len(line) - len(line[skip:].lstrip()), end))  # type: ignore[arg-type]
        is_open = kind in ("item", "paragraph", "more")
        lines.append(" " * skip + line[skip:] if is_open or kind == "heading" else " " * len(line))
        ends.append("\n")
    found = [block for block in found if block.end > block.start]
    text = "".join(line + end for line, end in zip(lines, ends, strict=True))[:-1]
    if not headings:
        text = _without(text, [block for block in found if block.kind == "heading"])
    return _INLINE.sub(_blank, text), tuple(found)


def _kind(line: str, fence: str, is_open: bool) -> tuple[str, int, int]:
    """What a line is: its kind, a heading's level, and how many characters at its beginning are marks."""
    if fence:
        return ("fence" if line.strip().startswith(fence) and not line.strip().strip(fence[0]) else "code"), 0, 0
    if not line or line.isspace():
        return "blank", 0, 0
    first = line.lstrip()[0]
    if first.isalpha():  # most lines: no mark begins with a letter
        return ("more" if is_open else "paragraph"), 0, 0
    if _FENCE.match(line):
        return "fence", 0, 0
    if is_open and (match := _UNDERLINE.match(line)):
        return "underline", (1 if match[1][0] == "=" else 2), 0
    if _RULE.match(line) or (not is_open and _DEFINITION.match(line)):
        return "rule", 0, 0
    if match := _HEADING.match(line):
        return "heading", len(match[1]), match.end()
    quote = _QUOTE.match(line)
    skip = quote.end() if quote else 0
    if match := _ITEM.match(line, skip):
        return "item", 0, match.end()
    return ("more" if is_open else "paragraph"), 0, skip


def _without(text: str, taken: list[Block]) -> str:
    """The text with these blocks blank."""
    pieces, place = [], 0
    for block in taken:
        pieces += [text[place : block.start], " " * (block.end - block.start)]
        place = block.end
    return "".join((*pieces, text[place:]))
