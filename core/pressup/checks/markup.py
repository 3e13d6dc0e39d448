"""Markdown of records: no raw HTML, no pictures by link, and addresses that are safe to print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.checks.texts import gathered
from pressup.content.invisible import ESCAPED, in_value, sentence
from pressup.findings import Severity
from pressup.records import Record

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_MARKS = 5_000
"""What a text holds at most of line ends and of characters that may be marks: reading takes up to 0.1 ms for each."""
MAX_PARAGRAPH = 20_000
"""How long a part without a blank line may be: from each mark the parser may look to the end of it."""
_MARK = re.compile(r"[*_`\[\]!<&\\\n>]|[-+] |[0-9][.)] ")
_BLANK = re.compile(r"\n[ \t]*+\n")
_SAFE = ("https://", "mailto:", "tel:")
_MAX_LEVEL = 20
"""Lists and quotes deeper than this would be dropped from outputs; see `pressup.documents.markdown`."""


@cache
def _parser() -> MarkdownIt:
    """A parser that takes everything, so that what outputs refuse can be told. Two levels more than they print."""
    from markdown_it import MarkdownIt  # costs 40 ms, and plugins import this module by way of `pressup.plugin`

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_LEVEL + 2})
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 (markdown-it's signature)
    return parser


@lru_cache(maxsize=4)
def tokens_of(text: str) -> list[Token]:
    """What a Markdown text consists of; nothing when it is too much to read. Several rules look at a text in turn."""
    return [] if _too_much(text) else _parser().parse(text)


def raw_html(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Markdown holds no HTML: it would print as it stands, and content from strangers must not bring code."""
    for path, text, (mark, _) in gathered(record):
        if mark.markdown:
            found = dict.fromkeys(_problems(tokens_of(text)))
            yield from (Problem(record.id, path, message, help) for message, help in found)


def too_much(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A text has a measure that can be read in a moment: a submission must not hold the program up with a tangle of marks."""
    for path, text, (mark, _) in gathered(record):
        message = _too_much(text) if mark.markdown else ""
        if message:
            yield Problem(record.id, path, message, "Split it into several texts.")


def _too_much(text: str) -> str:
    """How a text is too much to read, or nothing."""
    marks = len(_MARK.findall(text)) if len(text) > MAX_MARKS else 0
    if marks > MAX_MARKS:
        return f"The text has {marks:,} lines and characters such as * and [; {MAX_MARKS:,} are allowed."
    longest = max(map(len, _BLANK.split(text))) if len(text) > MAX_PARAGRAPH else 0
    if longest > MAX_PARAGRAPH:
        return f"A paragraph of the text has {longest:,} characters; {MAX_PARAGRAPH:,} are allowed."
    return ""


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
        elif token.type in ("text", "text_special") and (character := in_value(token.content)):
            yield sentence(character), ESCAPED
        elif token.nesting == 1 and token.level >= _MAX_LEVEL - 1:
            yield "The lists or quotes of this text nest too deep to print.", "Use fewer levels."
        yield from _problems(token.children or [])


CHECKS = (RecordCheck("MD-03", Severity.ERROR, raw_html), RecordCheck("MD-04", Severity.ERROR, too_much))
