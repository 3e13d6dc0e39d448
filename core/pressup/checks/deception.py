"""Addresses that deceive: wherever a record or its text holds one, it leads where it seems to lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.checks.hosts import disguise
from pressup.checks.markup import tokens_of
from pressup.checks.texts import gathered
from pressup.content.translation import leaves
from pressup.findings import Severity
from pressup.records import Record

if TYPE_CHECKING:
    from markdown_it.token import Token

_HINTS = ("://", "www.", "xn--", "script:", "data:", "file:")
_OTHER_SCRIPT = re.compile(r"[\u0250-\u02af\u0370-\u1fff\u2c00-\u2dff\ua640-\uabff]")
"""Letters of other alphabets. Most texts have none, and then no bare name in them imitates another."""
_ADDRESS = re.compile(r"\b(?P<scheme>[a-z][a-z0-9+.-]{0,20}+)://[^\s<>\"“”]*+", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w.@:/-])[\w-]++(?:\.[\w-]++)*\.(?:xn--)?[^\W\d_][\w-]++")
_CODE = re.compile(r"\b(?:(?:java|vb)script:(?=\S)|data:[a-z]{1,20}/[\w.+-]{1,40}[;,]|file:/)", re.IGNORECASE)
_BEHIND = ".,;:!?)]}'’”…"
"""What stands behind an address in a sentence and is not of it."""
_HELP = "Open the page, and copy its address from the browser."


def honest(record: Record, context: RecordContext) -> Iterator[Problem]:
    """No address in a record hides where it leads: no name before the host, no imitated host, no script or file (LNK-01)."""
    if not _hinted(record.model_dump_json(warnings=False)):
        return
    markdown = {path for path, _, (mark, _) in gathered(record) if mark.markdown}
    # What a field is called says nothing about whether somebody writes an address into it.
    for path, text in leaves(record.model_dump(by_alias=True, warnings=False)):
        if not isinstance(text, str) or not _hinted(text):
            continue
        told = _in_markdown(tokens_of(text)) if path in markdown else _in_text(text)
        for words, message in dict(told).items():
            yield Problem(record.id, path, message, _HELP, words=words if words in text else "")


def _hinted(text: str) -> bool:
    lower = text.lower()
    for hint in _HINTS:
        if hint in lower:
            return True
    return not text.isascii() and _OTHER_SCRIPT.search(text) is not None


def _in_markdown(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """What deceives in a Markdown text. Links to scripts and files are told by MD-03."""
    for token in tokens:
        if token.type == "link_open":
            yield from _in_address(str(token.attrGet("href") or ""))
        elif not token.children:
            yield from _in_text(token.content)
        yield from _in_markdown(token.children or [])


def _in_text(text: str) -> Iterator[tuple[str, str]]:
    """What deceives in a plain text: the words, and what is wrong with them. Mail programs make links of what looks like one."""
    for found in _CODE.finditer(text):
        whole = _short(text[found.start() : found.start() + 100].split()[0])
        yield found[0], f"“{whole}” is the address of a script or a file, not of a page."
    for found in _ADDRESS.finditer(text):
        yield from _in_address(found[0].rstrip(_BEHIND))
    for found in _BARE.finditer(_ADDRESS.sub(" ", text)):
        if why := disguise(found[0]):
            yield found[0], f"“{_short(found[0])}” {why}."


def _in_address(address: str) -> Iterator[tuple[str, str]]:
    """What deceives in an address."""
    if address.lower().startswith("mailto:"):
        host = address.partition("?")[0].rpartition("@")[2]
    else:
        try:
            parts = urlsplit(address)
            host = parts.hostname or ""
        except ValueError:
            yield address, f"“{_short(address)}” is no address that browsers understand."
            return
        if "@" in parts.netloc:
            name, _, host = parts.netloc.rpartition("@")
            yield address, f"“{_short(address)}” begins with the name “{_short(name)}”, and leads to “{_short(host)}”."
            return
    if why := disguise(host):
        yield address, f"The address “{_short(address)}” {why}."


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


CHECKS = (RecordCheck("LNK-01", Severity.ERROR, honest),)
