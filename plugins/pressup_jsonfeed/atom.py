"""The Atom sibling of a page (RFC 4287, pages by RFC 5005): the same items, ids and texts, for readers that know no JSON Feed."""

from __future__ import annotations

import datetime
import io
import re
from html import escape
from typing import Any

from feedgenerator import Atom1Feed
from feedgenerator.django.utils.feedgenerator import Enclosure

from pressup import Artifact
from pressup_jsonfeed.head import Head, file_name
from pressup_jsonfeed.pages import Page

MEDIA_TYPE = "application/atom+xml"
NO_DATE = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""Atom asks for a date of every entry, and a sample has none."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def atom_page(page: Page, head: Head) -> Artifact:
    """A page of the feed as Atom."""
    name = file_name(page.first, "atom")
    publisher = head.context.publisher
    feed = _PagedAtom(
        title=_plain(head.catalogue.title),
        link=publisher.base_url,
        description=_plain(head.description),
        language=head.catalogue.lang,
        author_name=_plain(publisher.name),
        author_link=publisher.contact.url,
        feed_url=head.url(name),
        feed_guid=head.id,
        next_url=head.url(file_name(page.next_first, "atom")) if page.next_first else "",
    )
    for item in page.items:
        _add(feed, item)
    text = io.StringIO()
    feed.write(text, "utf-8")
    return Artifact(name, text.getvalue().encode("utf-8"), MEDIA_TYPE, entries=page.ids)


def _add(feed: _PagedAtom, item: dict[str, Any]) -> None:
    names = [_plain(author["name"]) for author in item["authors"]]
    feed.add_item(
        title=_plain(item["title"]),
        link=item["url"],
        description=escape(_plain(item["summary"])),
        content=_plain(item["content_html"]),
        unique_id=item["id"],
        author_name=names[0],
        more_authors=names[1:],
        pubdate=_date(item["date_published"]) if "date_published" in item else None,
        updateddate=_date(item["date_modified"]) if "date_modified" in item else NO_DATE,
        categories=[_plain(tag) for tag in item["tags"]],
        enclosures=[Enclosure(a["url"], str(a["size_in_bytes"]), a["mime_type"]) for a in item.get("attachments", ())],
        language=item["language"],
    )


class _PagedAtom(Atom1Feed):  # type: ignore[misc]
    """What the library leaves out: the next page, an entry's language, and authors besides the first."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["next_url"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_url"], "type": MEDIA_TYPE})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["more_authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


def _date(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


def _plain(text: str) -> str:
    """A text without what XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)
