"""Markdown of records: no raw HTML, no pictures by link, and addresses that are safe to print."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.findings import Severity
from pressup.records import Record
from pressup.records.marks import TextMark, marked

_SAFE = ("https://", "mailto:", "tel:")
_MAX_LEVEL = 20
"""Lists and quotes deeper than this would be dropped from outputs; see `pressup.documents.markdown`."""


@cache
def _parser() -> MarkdownIt:
    """A parser that takes everything, so that what outputs refuse can be told. Two levels more than they print."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_LEVEL + 2})
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 (markdown-it's signature)
    return parser


def raw_html(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Markdown holds no HTML: it would print as it stands, and content from strangers must not bring code."""
    for path, text, mark in marked(record, TextMark):
        if mark.markdown:
            found = dict.fromkeys(_problems(_parser().parse(text)))
            yield from (Problem(record.id, path, message, help) for message, help in found)


def _problems(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """What is wrong in a text: the message, and what to write instead."""
    for token in tokens:
        if token.type in ("html_inline", "html_block"):
            shown = token.content.strip().split("\n")[0][:30]
            yield f"HTML is not allowed in Markdown here: “{shown}”.", "Use Markdown, or write &lt; for the character <."
        elif token.type == "image":
            yield "A picture cannot stand in the text.", "List it under “media”, with its alt text and rights."
        elif token.type == "link_open":
            address = str(token.attrGet("href") or "")
            if not address.lower().startswith(_SAFE):
                message = f"The link “{address[:60]}” leads to no https, mail or telephone address."
                yield message, "Write the whole address, beginning with https://."
        elif token.nesting == 1 and token.level >= _MAX_LEVEL - 1:
            yield "The lists or quotes of this text nest too deep to print.", "Use fewer levels."
        yield from _problems(token.children or [])


CHECKS = (RecordCheck("MD-03", Severity.ERROR, raw_html),)
