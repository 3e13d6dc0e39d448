"""Verify reads back what a reader gets, in every format that core knows, whatever layout does to the text."""

from __future__ import annotations

import json
from email.message import EmailMessage

import pytest

from pressup import Artifact, Catalogue, Document, Handout, Target, TargetOptions, sample_mark
from pressup.build.verify import UnreadableError, explain, extract, html_parts, missing_texts, normal
from pressup.testing import sample_documents, sample_publisher
from pressup.testing.rendering import context_for

SENTENCE = "Stop if your knee-cap hurts: “call 999”."


def texts(content: bytes, media_type: str) -> list[str]:
    return list(extract(Artifact("a", content, media_type)))


def says(content: bytes, media_type: str) -> list[bool]:
    return [normal(SENTENCE) in normal(text) for text in texts(content, media_type)]


@pytest.mark.parametrize(
    "shown",
    [
        SENTENCE,
        SENTENCE.upper(),
        SENTENCE.replace(" ", "\n"),
        SENTENCE.replace(" ", "\u00a0"),
        SENTENCE.replace("knee-cap", "knee-\ncap"),
        SENTENCE.replace("knee-cap", "knee\u2010cap"),
        SENTENCE.replace("hurts", "hu\u00adrts"),
        SENTENCE.replace("hurts", "hu-\nrts"),
        SENTENCE.replace("if", "i\u200bf"),
    ],
)
def test_layout_does_not_count(shown: str) -> None:
    assert normal(SENTENCE) in normal(f"Before. {shown} After.")


@pytest.mark.parametrize("shown", [SENTENCE.replace("999", "111"), SENTENCE.replace("Stop", "Go on"), SENTENCE[:-6], "", "Do not."])
def test_other_words_count(shown: str) -> None:
    assert normal(SENTENCE) not in normal(shown)


def test_html_as_it_is_read() -> None:
    html = "<p>Stop <b>if your</b> knee-cap hurts: &ldquo;call&nbsp;999&rdquo;.</p>"
    assert says(html.encode(), "text/html; charset=utf-8") == [True]


@pytest.mark.parametrize(
    "html",
    [
        f"<style>{SENTENCE}</style>",
        f"<script>{SENTENCE}</script>",
        f"<!-- {SENTENCE} -->",
        f"<template>{SENTENCE}</template>",
        f'<p title="{SENTENCE}">x</p>',
        f'<meta content="{SENTENCE}">',
    ],
)
def test_html_that_no_reader_sees(html: str) -> None:
    assert says(html.encode(), "text/html") == [False]


def test_the_alternative_text_of_a_picture_counts() -> None:
    assert says(f"<img alt='{SENTENCE}'>".encode(), "application/xhtml+xml") == [True]


@pytest.mark.parametrize("media_type", ["application/json", "application/feed+json"])
def test_json_with_text_and_with_html(media_type: str) -> None:
    assert says(json.dumps({"items": [{"summary": SENTENCE}]}).encode(), media_type) == [True]
    assert says(json.dumps({"content_html": "<p>Stop if <i>your</i> knee-cap hurts: “call 999”.</p>"}).encode(), media_type) == [
        True
    ]
    assert says(json.dumps({SENTENCE: 1}).encode(), media_type) == [False]


def test_a_mail_is_read_part_by_part() -> None:
    message = EmailMessage()
    message["Subject"] = SENTENCE
    message.set_content("Nothing here.")
    message.add_alternative(f"<p>{SENTENCE}</p>", subtype="html")
    assert says(message.as_bytes(), "message/rfc822") == [False, True]


def test_plain_text() -> None:
    assert says(SENTENCE.encode(), "text/markdown") == [True]


@pytest.mark.parametrize("media_type", ["image/png", "application/zip", "", "application/octet-stream"])
def test_a_format_that_core_cannot_read(media_type: str) -> None:
    with pytest.raises(UnreadableError, match=r"give the target an extract_text method, or say verifies = False"):
        texts(b"x", media_type)


def test_what_is_missing_in_a_sentence() -> None:
    assert explain([("caution", "Slowly.")]) == "the output drops a safety text (caution): “Slowly.”"
    assert explain([("caution", "Slowly."), ("a", "b"), ("c", "d")]).endswith("“Slowly.”, and 2 more")


def test_atom() -> None:
    html = "&lt;p&gt;Stop &lt;b&gt;if your&lt;/b&gt; knee-cap hurts: “call 999”.&lt;/p&gt;"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">{html}</content></entry></feed>'
    artifact = Artifact("a", feed.encode(), "application/atom+xml")
    assert says(artifact.content, artifact.media_type) == [True]
    assert list(html_parts(artifact)) == ["<p>Stop <b>if your</b> knee-cap hurts: “call 999”.</p>"]


class Parts(Target[TargetOptions]):
    """For what is read back only."""

    name = "parts"
    summary = "A catalogue in several files"
    documents = (Catalogue, Handout)

    def render(self, document: Document, context: object) -> list[Artifact]:
        return []


def part(document: Document, *ids: str, media_type: str = "text/plain", without: str = "") -> Artifact:
    """A file that holds the safety texts of some entries of a catalogue."""
    assert isinstance(document, Catalogue)
    shown = document.only(tuple(entry for entry in document.entries if entry.id in ids))
    texts = [text for _, text in shown.safety_texts(sample_publisher())] + [sample_mark(document.lang)]
    content = "\n".join(text for text in texts if text != without).encode()
    return Artifact(f"{'-'.join(ids)}.{media_type[-3:]}", content, media_type, entries=ids)


IDS = ("sample-article", "sample-condition", "sample-exercise", "sample-programme")


def missing(document: Document, *artifacts: Artifact) -> list[tuple[str, str]]:
    return missing_texts(Parts(), document, context_for(Parts, document, {}, sample_publisher(), (), None), artifacts)


def test_a_file_with_some_entries_holds_the_texts_of_these() -> None:
    document = sample_documents()["catalogue"]
    assert missing(document, part(document, *IDS[:2]), part(document, *IDS[2:])) == []
    assert missing(document, *(part(document, id) for id in IDS)) == []
    caution = "Lift less if your back feels tight."
    found = missing(document, part(document, *IDS[:3], without=caution), part(document, IDS[3]))
    assert found == [("caution", caution)]  # though the programme's file holds it


def test_every_entry_is_in_a_file_of_each_media_type() -> None:
    document = sample_documents()["catalogue"]
    both = [part(document, *IDS), part(document, *IDS[:3], media_type="text/css")]
    assert missing(document, *both) == [("entry", "Sample programme")]


def test_a_file_cannot_hold_entries_that_there_are_not() -> None:
    documents = sample_documents()
    stranger = Artifact("a", b"", "text/plain", entries=("nobody",))
    with pytest.raises(UnreadableError, match="“nobody”, which is no entry of the catalogue"):
        missing(documents["catalogue"], stranger)
    with pytest.raises(UnreadableError, match="a handout has none"):
        missing(documents["exercise"], stranger)
