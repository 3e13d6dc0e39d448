"""From an outline to HTML, and to plain text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from pressup import markdown_to_html, markdown_to_text
from pressup_jsonfeed.outline import Block, Line, Listing, Paragraph, Prose, Section

_SCHEMES = ("https://", "http://", "mailto:")


def to_html(sections: Iterable[Section]) -> str:
    """HTML from `h2` on, without a wrapper: the feed reader shows the title. Every text is escaped here and nowhere else."""
    return "\n".join(part for section in sections for part in _html_section(section))


def to_text(sections: Iterable[Section]) -> str:
    """Plain text: blank lines between blocks, `- ` or a number before list items."""
    return "\n\n".join(part for section in sections for part in _text_section(section)) + "\n"


def _html_section(section: Section) -> Iterable[str]:
    if section.heading:
        yield f"<h{section.level}>{escape(section.heading)}</h{section.level}>"
    for block in section.blocks:
        yield _html_block(block, section.level + 1 if section.heading else section.level)


def _html_block(block: Block, next_level: int) -> str:
    if isinstance(block, Prose):
        return markdown_to_html(block.markdown, first_heading=next_level).strip()
    if isinstance(block, Listing):
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}>" + "".join(f"<li>{_html_line(line)}</li>" for line in block.lines) + f"</{tag}>"
    return f"<p>{_html_line(block.line)}</p>"


def _html_line(line: Line) -> str:
    text = escape(line.text)
    if line.url.startswith(_SCHEMES):
        text = f'<a href="{escape(line.url)}">{text}</a>'
    return f"<strong>{escape(line.label)}</strong> {text}".rstrip() if line.label else text


def _text_section(section: Section) -> Iterable[str]:
    if section.heading:
        yield section.heading
    for block in section.blocks:
        if isinstance(block, Prose):
            yield markdown_to_text(block.markdown)
        elif isinstance(block, Paragraph):
            yield _text_line(block.line)
        else:
            marks = (f"{number}. " if block.ordered else "- " for number in range(1, len(block.lines) + 1))
            yield "\n".join(mark + _text_line(line) for mark, line in zip(marks, block.lines, strict=True))


def _text_line(line: Line) -> str:
    text = f"{line.text} <{line.url}>" if line.url else line.text
    return f"{line.label} {text}".rstrip() if line.label else text
