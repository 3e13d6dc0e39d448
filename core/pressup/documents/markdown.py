"""Markdown of records to HTML and to plain text: CommonMark without raw HTML, and links to https and mail addresses only."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_SCHEMES = ("https:", "mailto:", "tel:")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable(["html_inline", "html_block"])
    parser.validateLink = lambda url: url.lower().startswith(_SCHEMES)  # type: ignore[method-assign]
    # Pictures belong to a record's `media`, where they carry alt text and rights.
    return parser.disable("image")


def markdown_to_html(text: str, *, first_heading: int = 2) -> str:
    """The HTML of a Markdown text.

    Args:
        text: The Markdown.
        first_heading: The level that the text's topmost heading gets, so that no level of the page is skipped.
    """
    parser = _parser()
    tokens = parser.parse(text)
    _shift_headings(tokens, first_heading)
    html: str = parser.renderer.render(tokens, parser.options, {})
    return html


def _shift_headings(tokens: list[Token], first: int) -> None:
    """Move headings to begin at `first`, and close gaps between levels."""
    open_levels: list[int] = []
    for token in tokens:
        if token.type not in ("heading_open", "heading_close"):
            continue
        if token.type == "heading_open":
            level = int(token.tag[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        token.tag = f"h{min(6, first + len(open_levels) - 1)}"


def markdown_to_text(text: str) -> str:
    """A Markdown text as plain text: blank lines between blocks, `- ` before list items, addresses behind link texts."""
    blocks: list[str] = []
    lists: list[int | None] = []
    prefix = ""
    listed = False  # whether the last block is of the list that is open
    for token in _parser().parse(text):
        if token.type.endswith("_list_open") and not lists:
            listed = False
        if token.type == "bullet_list_open":
            lists.append(None)
        elif token.type == "ordered_list_open":
            lists.append(int(token.attrGet("start") or 1))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            number = lists[-1]
            prefix = "- " if number is None else f"{number}. "
            if number is not None:
                lists[-1] = number + 1
        elif token.type == "inline":
            # A further paragraph of an item stands below its first, without a mark.
            indent = "  " * (len(lists) - 1 if prefix else len(lists))
            line = indent + prefix + _inline_text(token.children or [])
            if lists and listed:
                blocks[-1] += "\n" + line
            else:
                blocks.append(line)
            listed = bool(lists)
            prefix = ""
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip("\n"))
    return "\n\n".join(blocks)


def _inline_text(tokens: list[Any]) -> str:
    text, address, start = "", "", 0
    for token in tokens:
        if token.type in ("text", "code_inline"):
            text += token.content
        elif token.type in ("softbreak", "hardbreak"):
            text += " "
        elif token.type == "link_open":
            address, start = str(token.attrGet("href") or "").removeprefix("mailto:"), len(text)
        elif token.type == "link_close" and address:
            if text[start:] != address:
                text += f" ({address})"
            address = ""
    return text
