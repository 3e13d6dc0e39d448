"""Markdown of records: no raw HTML, no pictures by link, and addresses that are safe to print."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from pressup.checks.rule import Problem, Rule
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records.marks import TextMark, marked

_HTML = re.compile(r"<(?:[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?|/[A-Za-z][A-Za-z0-9-]*\s*|!--|!\[CDATA\[|\?)")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
_SAFE = ("https://", "mailto:", "tel:")


def raw_html(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Markdown holds no HTML: it would print as it stands, and content from strangers must not bring code."""
    for record in library.records.values():
        for path, text, mark in marked(record, TextMark):
            if not mark.markdown:
                continue
            match = _HTML.search(text)
            if match:
                message = f"HTML is not allowed in Markdown here: “{match[0][:30]}”."
                yield Problem(record.id, path, message, "Use Markdown, or write &lt; for the character <.")
            if "![" in text:
                yield Problem(
                    record.id,
                    path,
                    "A picture cannot stand in the text.",
                    "List it under “media”, with its alt text and rights.",
                )
            for address in _LINK.findall(text):
                if not address.lower().startswith(_SAFE):
                    message = f"The link “{address[:60]}” leads to no https, mail or telephone address."
                    yield Problem(record.id, path, message, "Write the whole address, beginning with https://.")


RULES = (Rule("MD-03", Severity.ERROR, raw_html),)
