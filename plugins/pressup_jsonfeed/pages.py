"""The pages of a feed: where each begins, and the bytes of each. One page is in memory at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pressup import Artifact, Catalogue, Handout, RenderContext
from pressup_jsonfeed.figures import Figures
from pressup_jsonfeed.head import Head, file_name
from pressup_jsonfeed.item import attached_in, item_of, last_change
from pressup_jsonfeed.rules import FeedError, refuse_faulty

if TYPE_CHECKING:
    from pressup_jsonfeed.target import JsonFeedOptions

MEDIA_TYPE = "application/feed+json"
MOST_BYTES = 250_000
LEFT_OUT = {"html": "content_text", "text": "content_html"}
_HEAD_BYTES = 10_000
"""Kept free for the head of a page, which holds two texts of at most 2,000 characters."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the feed.

    Attributes:
        first: The id of the entry that it begins with; empty for the first page.
        next_first: That of the next page; empty for the last one.
        entries: What it shows.
        items: The same, as items with both forms of their text.
        content: The page as JSON Feed.
    """

    first: str
    next_first: str
    entries: tuple[Handout, ...]
    items: tuple[dict[str, Any], ...]
    content: bytes

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its entries."""
        return tuple(entry.id for entry in self.entries)

    def artifact(self) -> Artifact:
        """The page as a file."""
        return Artifact(file_name(self.first, "json"), self.content, MEDIA_TYPE, entries=self.ids)


def pages(catalogue: Catalogue, context: RenderContext[JsonFeedOptions], head: Head, figures: Figures) -> Iterator[Page]:
    """The pages of a catalogue's feed, from the one with the last changes.

    Raises:
        FeedError: when a page would break a rule of JSON Feed.
    """
    attached = attached_in(context)
    first = ""
    waiting: list[tuple[Handout, dict[str, Any], bytes]] = []
    size = _HEAD_BYTES
    for entry in _in_order(catalogue):
        item = item_of(entry, context, figures, attached)
        shown = _without(item, LEFT_OUT.get(context.options.content))
        text = json.dumps(shown, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")
        if waiting and _ends(entry, len(waiting), size + len(text), context.options.page_size):
            yield _page(head, first, entry.id, waiting)
            first, waiting, size = entry.id, [], _HEAD_BYTES
        waiting.append((entry, item, text))
        size += len(text) + 2
    yield _page(head, first, "", waiting)


def _without(item: dict[str, Any], key: str | None) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name != key}


def _in_order(catalogue: Catalogue) -> list[Handout]:
    """The last changed first; entries without a date come last, by id."""
    entries = sorted(catalogue.entries, key=lambda entry: entry.id)
    for entry, other in pairwise(entries):
        if entry.id == other.id:
            raise FeedError(f"The feed is not valid JSON Feed 1.1. “{entry.id}” is the id of an earlier item")
    return sorted(entries, key=last_change, reverse=True)


def _ends(entry: Handout, count: int, size: int, most: int) -> bool:
    """Whether a page ends before an entry: when it is full, or its id says so.

    Pages of a fixed number would all move on by one behind a new item. One id in `most / 2` begins a page wherever it stands,
    unless the page before would be very short; so after a change the pages are soon the same again.
    """
    if count >= most or size > MOST_BYTES:
        return True
    chance = int.from_bytes(hashlib.sha256(entry.id.encode()).digest()[:4], "big")
    return count >= most // 4 and chance % max(2, most // 2) == 0


def _page(head: Head, first: str, next_first: str, waiting: list[tuple[Handout, dict[str, Any], bytes]]) -> Page:
    entries, items, texts = zip(*waiting, strict=True) if waiting else ((), (), ())
    made = head.json(file_name(next_first, "json") if next_first else "")
    left_out = LEFT_OUT.get(head.context.options.content)
    refuse_faulty({**made, "items": [_without(item, left_out) for item in items]})
    # Each item on a line of its own: what has changed is seen at once, and an item is turned into text only once.
    start = json.dumps(made, ensure_ascii=False, allow_nan=False)[:-1].encode("utf-8", "backslashreplace")
    content = start + b', "items": [' + b",".join(b"\n" + text for text in texts) + b"\n]}\n"
    return Page(first, next_first, tuple(entries), tuple(items), content)
