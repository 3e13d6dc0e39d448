"""Feed readers that others wrote read the same items: J4, J5."""

import json

import atoma
import feedparser_rs
import pytest

from pressup import Artifact, Catalogue, Finished, Publisher, RenderContext
from pressup_jsonfeed.target import JsonFeed, JsonFeedOptions

PDF = Finished.of("pdf", "knee-pain", Artifact("knee-pain.pdf", b"%PDF-1.7 stand-in", "application/pdf"))
PDF_URL = "https://sample-press.example/pdf/knee-pain.pdf"


@pytest.fixture
def bytes_of_feed(catalogue: Catalogue, publisher: Publisher) -> bytes:
    artifacts = JsonFeed().render(catalogue, RenderContext(JsonFeedOptions(), publisher, "en-GB", (PDF,)))
    return next(iter(artifacts)).content


def test_feedparser_rs(bytes_of_feed: bytes) -> None:
    parsed = feedparser_rs.parse(bytes_of_feed)
    items = json.loads(bytes_of_feed)["items"]
    assert (parsed.version, parsed.bozo) == ("json11", False)
    assert [(e.id, e.link, e.title) for e in parsed.entries] == [(i["id"], i["url"], i["title"]) for i in items]
    enclosures = [(e.href, e.type, int(e.length)) for entry in parsed.entries for e in entry.enclosures]
    assert enclosures == [(a["url"], a["mime_type"], a["size_in_bytes"]) for item in items for a in item.get("attachments", ())]
    assert [e for e in enclosures if e[1] == "application/pdf"] == [(PDF_URL, "application/pdf", PDF.size)]
    assert {e[1] for e in enclosures} == {"application/pdf", "image/svg+xml", "image/png"}


def test_atoma(bytes_of_feed: bytes) -> None:
    parsed = atoma.parse_json_feed_bytes(bytes_of_feed)
    items = json.loads(bytes_of_feed)["items"]
    assert parsed.title == "Sample Press"
    assert [(i.id_, i.title, i.content_html) for i in parsed.items] == [(i["id"], i["title"], i["content_html"]) for i in items]
    attachments = [(a.url, a.mime_type, a.size_in_bytes) for item in parsed.items for a in item.attachments]
    assert attachments == [(a["url"], a["mime_type"], a["size_in_bytes"]) for item in items for a in item.get("attachments", ())]
    assert [a for a in attachments if a[1] == "application/pdf"] == [(PDF_URL, "application/pdf", PDF.size)]
    assert [i.image for i in parsed.items] == [i.get("image") for i in items] and any(i.image for i in parsed.items)
