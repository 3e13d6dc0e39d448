"""Feed readers that others wrote read the same items, as JSON Feed and as Atom: J4, J5, J6, J12."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atoma
import feedparser
import feedparser_rs
import pytest

from pressup import Artifact, Catalogue, Finished, Publisher, RenderContext
from pressup_jsonfeed.target import JsonFeed, JsonFeedOptions

PDF = Finished.of("pdf", "knee-pain", Artifact("knee-pain.pdf", b"%PDF-1.7 stand-in", "application/pdf"))
ICS = Finished.of("ics", "hamstring-basics", Artifact("hamstring-basics.ics", b"BEGIN:VCALENDAR", "text/calendar"))
BASE = "https://sample-press.example"
ADDED = [
    (f"{BASE}/ics/hamstring-basics.ics", "text/calendar", ICS.size),
    (f"{BASE}/pdf/knee-pain.pdf", "application/pdf", PDF.size),
]


@pytest.fixture
def made(catalogue: Catalogue, publisher: Publisher) -> dict[str, list[bytes]]:
    """The pages of the feed, by media type."""
    context = RenderContext(JsonFeedOptions(figures="none"), publisher, "en-GB", (ICS, PDF))
    pages: dict[str, list[bytes]] = {}
    for artifact in JsonFeed().render(catalogue, context):
        pages.setdefault(artifact.media_type, []).append(artifact.content)
    return pages


@pytest.fixture
def pages(made: dict[str, list[bytes]]) -> list[bytes]:
    assert len(made["application/feed+json"]) == len(made["application/atom+xml"]) > 2
    return made["application/feed+json"]


@pytest.fixture
def atom_pages(made: dict[str, list[bytes]]) -> list[bytes]:
    return made["application/atom+xml"]


def items_of(page: bytes) -> list[dict[str, Any]]:
    return list(json.loads(page)["items"])


def attached(items: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    return [(a["url"], a["mime_type"], a["size_in_bytes"]) for item in items for a in item.get("attachments", ())]


def test_feedparser_rs(pages: list[bytes]) -> None:
    seen = []
    for page in pages:
        parsed = feedparser_rs.parse(page)
        items = items_of(page)
        assert (parsed.version, parsed.bozo) == ("json11", False)
        assert [(e.id, e.link, e.title) for e in parsed.entries] == [(i["id"], i["url"], i["title"]) for i in items]
        enclosures = [(e.href, e.type, int(e.length)) for entry in parsed.entries for e in entry.enclosures]
        assert enclosures == attached(items)
        seen += enclosures
    assert sorted(seen) == ADDED


def test_feedparser_rs_reads_the_dates(catalogue: Catalogue, make_pages: Callable[..., list[dict[str, Any]]]) -> None:
    entry = next(entry for entry in catalogue.entries if entry.id == "bridge")
    review = entry.subject.review.model_dump() | {
        "last_reviewed": "2026-05-01",
        "changes": [{"version": "1.0", "date": "2025-01-05", "note": "First."}],
    }
    subject = entry.subject.model_copy(update={"review": type(entry.subject.review).model_validate(review)})
    (page,) = make_pages(catalogue.only((entry.model_copy(update={"subject": subject}),)))
    (read,) = feedparser_rs.parse(json.dumps(page).encode()).entries
    assert read.published_parsed[:3] == (2025, 1, 5)
    assert read.updated_parsed[:3] == (2026, 5, 1)


def test_atoma(pages: list[bytes]) -> None:
    seen = []
    for page in pages:
        parsed = atoma.parse_json_feed_bytes(page)
        items = items_of(page)
        assert (parsed.title, parsed.next_url) == ("Sample Press", json.loads(page).get("next_url"))
        assert [(i.id_, i.title, i.content_html) for i in parsed.items] == [(i["id"], i["title"], i["content_html"]) for i in items]
        attachments = [(a.url, a.mime_type, a.size_in_bytes) for item in parsed.items for a in item.attachments]
        assert attachments == attached(items)
        seen += attachments
    assert sorted(seen) == ADDED


def test_feedsmith_and_feed_extractor(
    pages: list[bytes], atom_pages: list[bytes], tmp_path: Path, node: Path, node_modules: Path
) -> None:
    files = []
    for suffix, group in (("json", pages), ("atom", atom_pages)):
        for number, content in enumerate(group):
            files.append(tmp_path / f"{number}.{suffix}")
            files[-1].write_bytes(content)
    script = Path(__file__).with_name("feed_readers.mjs")
    command = [str(node), str(script), str(node_modules), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    wanted = [[item["id"] for item in items_of(page)] for page in pages]
    assert [page["format"] for page in read] == ["json"] * len(pages) + ["atom"] * len(pages)
    assert [page["feedsmith"] for page in read] == wanted * 2
    assert [page["extractus"] for page in read] == wanted * 2
    assert sorted((url, size) for page in read for url, size in page["attachments"]) == [(url, size) for url, _, size in ADDED]


@pytest.mark.parametrize("parse", [feedparser.parse, feedparser_rs.parse])
def test_the_atom_sibling(parse: Callable[[bytes], Any], pages: list[bytes], atom_pages: list[bytes]) -> None:
    for page, atom in zip(pages, atom_pages, strict=True):
        parsed = parse(atom)
        items = items_of(page)
        assert (bool(parsed.bozo), parsed.version) == (False, "atom10")
        assert parsed.feed.title == "Sample Press"
        assert [(e.id, e.link, e.title) for e in parsed.entries] == [(i["id"], i["url"], i["title"]) for i in items]
        assert [e.content[0]["type"] for e in parsed.entries] == ["text/html"] * len(items)
        assert [e.tags[0]["term"] for e in parsed.entries] == [item["tags"][0] for item in items]
        enclosures = [(e["href"], e["type"], int(e["length"])) for entry in parsed.entries for e in entry.enclosures]
        assert enclosures == attached(items)
        following = [link["href"] for link in parsed.feed.links if link["rel"] == "next"]
        next_url = json.loads(page).get("next_url")
        assert following == ([next_url.replace(".json", ".atom")] if next_url else [])


def test_atom_says_the_same(pages: list[bytes], atom_pages: list[bytes]) -> None:
    for page, atom in zip(pages, atom_pages, strict=True):
        texts = [entry.content[0]["value"] for entry in feedparser.parse(atom, sanitize_html=False).entries]
        assert texts == [item["content_html"] for item in items_of(page)]
