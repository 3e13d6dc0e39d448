"""Feed readers that others wrote read the same items: J4, J5."""

import json

import atoma
import feedparser_rs
import pytest

from pressup import Artifact, Catalogue, Finished, Publisher, RenderContext
from pressup_jsonfeed.target import JsonFeed, JsonFeedOptions

PDF = Finished.of("pdf", "knee-pain", Artifact("knee-pain.pdf", b"%PDF-1.7 stand-in", "application/pdf"))


@pytest.fixture
def bytes_of_feed(catalogue: Catalogue, publisher: Publisher) -> bytes:
    artifacts = JsonFeed().render(catalogue, RenderContext(JsonFeedOptions(), publisher, "en-GB", (PDF,)))
    return next(iter(artifacts)).content


def test_feedparser_rs(bytes_of_feed: bytes) -> None:
    parsed = feedparser_rs.parse(bytes_of_feed)
    items = json.loads(bytes_of_feed)["items"]
    assert (parsed.version, parsed.bozo) == ("json11", False)
    assert [(e.id, e.link, e.title) for e in parsed.entries] == [(i["id"], i["url"], i["title"]) for i in items]
    enclosures = [enclosure for entry in parsed.entries for enclosure in entry.enclosures]
    assert [(e.href, e.type, int(e.length)) for e in enclosures] == [
        ("https://sample-press.example/pdf/knee-pain.pdf", "application/pdf", PDF.size)
    ]


def test_atoma(bytes_of_feed: bytes) -> None:
    parsed = atoma.parse_json_feed_bytes(bytes_of_feed)
    items = json.loads(bytes_of_feed)["items"]
    assert parsed.title == "Sample Press"
    assert [(i.id_, i.title, i.content_html) for i in parsed.items] == [(i["id"], i["title"], i["content_html"]) for i in items]
    (attachment,) = [attachment for item in parsed.items for attachment in item.attachments]
    assert (attachment.url, attachment.size_in_bytes) == ("https://sample-press.example/pdf/knee-pain.pdf", PDF.size)
