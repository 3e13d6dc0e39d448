"""What an item says, apart from how it is written: sections of paragraphs, lists and Markdown.

One outline is written twice, as HTML and as plain text, so the two cannot tell different things.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: perhaps a bold label before it, and perhaps a link under it."""

    text: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line that stands alone."""

    line: Line


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines in a list."""

    lines: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown of an author; its headings begin one level below the section's."""

    markdown: str


Block = Paragraph | Listing | Prose


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it. Without a heading the blocks go on where the last section ended."""

    heading: str
    blocks: tuple[Block, ...]
    level: int = 2


def paragraph(text: str | None, label: str = "") -> tuple[Block, ...]:
    """A paragraph, or nothing for no text."""
    return (Paragraph(Line(text, label)),) if text else ()


def listing(texts: Iterable[str | Line], *, ordered: bool = False) -> tuple[Block, ...]:
    """A list, or nothing for no texts."""
    lines = tuple(text if isinstance(text, Line) else Line(text) for text in texts)
    return (Listing(lines, ordered),) if lines else ()


def section(heading: str, *blocks: tuple[Block, ...], level: int = 2) -> tuple[Section, ...]:
    """A section, or nothing when there is nothing below its heading."""
    flat = tuple(block for group in blocks for block in group)
    return (Section(heading, flat, level),) if flat else ()
