"""Whatever text stands in every field, feeds and catalogue stay valid, say it as it is, and nothing comes to life: J10."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import feedparser
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pressup import Artifact
from pressup.build.verify import html_parts, missing_texts
from pressup.testing import render_target, sample_documents, sample_publisher
from pressup.testing.rendering import context_for
from pressup_jsonfeed.catalogue import AppCatalogue
from pressup_jsonfeed.rules import problems
from pressup_jsonfeed.target import JsonFeed

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
MARKUP = st.lists(
    st.sampled_from(
        [
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]>", "<![CDATA[", "-->", "</feed>", "&amp;", "&#0;",
            "\x00", "\x1b", "\r\nX: y", "\u2028", "\ufffe", "\u202e", "](javascript:alert(1))", "<a href='javascript:alert(1)'>",
            "{{ 7*7 }}", '"', "'", "\\", "\\u0000", "<svg onload=alert(1)>", "<!ENTITY x SYSTEM 'file:///x'>", "😀",
            "e\u0301", "`", "```", "    ",
        ]
    ),
    min_size=1,
    max_size=6,
).map("".join)  # fmt: skip
QUICK = settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
ALLOWED = {"p", "strong", "em", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "br", "code", "pre", "blockquote", "hr"}


class Live(HTMLParser):
    """Fails for an element or attribute that text must not bring."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert (tag, name) in {("a", "href"), ("ol", "start"), ("code", "class")}, (tag, name)
            assert name != "href" or re.match(r"(https?://|mailto:)", value or ""), value

    def handle_decl(self, decl: str) -> None:
        pytest.fail(f"a declaration: {decl}")


def render(target: Any, text: str, **options: object) -> tuple[Artifact, ...]:
    document = sample_documents(text)["catalogue"]
    artifacts = render_target(target, document, options={"figures": "none", **options})
    if not re.search("[\x00-\x1f\x7f-\x9f\ufffe\uffff]", text):  # what XML cannot hold, Atom shows as a replacement character
        context = context_for(target, document, {}, sample_publisher(), (), None)
        assert missing_texts(target(), document, context, artifacts) == []
    for artifact in artifacts:
        for html in html_parts(artifact):
            Live().feed(html)
    return artifacts


@QUICK
@given(st.one_of(TEXTS, MARKUP).filter(str.strip))
@example("\x0b\x0c\x85\u2028 ]]></content></entry></feed><!--")
def test_any_text_in_a_feed(text: str) -> None:
    artifacts = render(JsonFeed, text, page_size=3)
    pages = [json.loads(artifact.content) for artifact in artifacts if artifact.media_type == "application/feed+json"]
    atoms = [feedparser.parse(artifact.content) for artifact in artifacts if artifact.media_type == "application/atom+xml"]
    assert [list(problems(page)) for page in pages] == [[]] * len(pages)
    assert [page.bozo for page in atoms] == [False] * len(pages)
    ids = [[item["id"] for item in page["items"]] for page in pages]
    assert [[entry.id for entry in page.entries] for page in atoms] == ids
    assert sum(map(len, ids)) == 4
    assert all(item["title"].endswith(f" {text}") for page in pages for item in page["items"])


@QUICK
@given(st.one_of(TEXTS, MARKUP).filter(str.strip))
def test_any_text_in_a_catalogue(text: str) -> None:
    artifacts = render(AppCatalogue, text)
    records = [json.loads(artifact.content) for artifact in artifacts if artifact.entries]
    assert len(records) == 4
    assert all(record["title"].endswith(f" {text}") for record in records)
    assert all(re.fullmatch(r"[a-z0-9./-]+", artifact.path) for artifact in artifacts)


@pytest.mark.full
@settings(QUICK, max_examples=150)
@given(st.one_of(TEXTS, MARKUP).filter(str.strip))
@example("<" * 1_900)
def test_very_many_texts(text: str) -> None:
    test_any_text_in_a_feed.hypothesis.inner_test(text)  # type: ignore[attr-defined]
    test_any_text_in_a_catalogue.hypothesis.inner_test(text)  # type: ignore[attr-defined]
