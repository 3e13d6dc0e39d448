"""The gettext catalogues are complete, and a library in another language shows none of the English fixed words."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import pressup
from pressup import Artifact, Handout, Library, Newsletter
from pressup import Catalogue as Feed
from pressup.build.verify import extract
from pressup.documents import Document, documents_for
from pressup.plugin import Target
from pressup.testing import render_target
from pressup_email.target import Email
from pressup_ics.target import IcsTarget
from pressup_jsonfeed.target import JsonFeed
from pressup_pdf.target import PdfTarget
from pressup_web.target import WebTarget

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {"pressup", "pressup_pdf", "pressup_jsonfeed", "pressup_email", "pressup_web", "pressup_ics"}
FILES = sorted(path for folder in ("core", "plugins") for path in ROOT.glob(f"{folder}/*/locale/*/LC_MESSAGES/*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)\w|\{\w*\}")


def catalogue(path: Path) -> Catalog:
    """A catalogue with its language, which its folder names."""
    return read_po(io.BytesIO(path.read_bytes()), locale=path.parents[1].name)


def messages(path: Path) -> Iterator[Message]:
    """The messages of a catalogue, without its header."""
    return (message for message in catalogue(path) if message.id)


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A text, or each of its plural forms."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def flat(text: str) -> str:
    """Text without line breaks and other runs of space."""
    return " ".join(text.split())


def test_every_package_has_every_language() -> None:
    found = {(path.stem, path.parents[1].name) for path in FILES}
    assert found == {(package, language) for package in PACKAGES for _, language in found}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.stem}-{path.parents[1].name}")
def test_complete(path: Path) -> None:
    plurals = catalogue(path).num_plurals
    for message in messages(path):
        source, translated = forms(message.id), forms(message.string)
        assert all(translated), f"not translated: {message.id}"
        assert not message.fuzzy, message.id
        assert len(translated) == (plurals if message.pluralizable else 1), message.id
        for text in translated:
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(source[-1])), text
            assert re.findall(r"^\s*|\s*$", text) == re.findall(r"^\s*|\s*$", source[-1]), text


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The starter library, called German; its records stay English."""
    folder = Path(shutil.copytree(ROOT / "content", tmp_path_factory.mktemp("german") / "content"))
    for file, old, new in (
        ("pressup.yaml", "lang: en-GB", "lang: de"),
        ("publishers/sample-press.yaml", "locale: en-GB", "locale: de-DE"),
    ):
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), "utf-8")
    return pressup.load(folder)


@pytest.fixture(scope="module")
def record_text(german: Library) -> str:
    """All text of the records: what stands there may stand in an output too."""
    return flat("\n".join(path.read_text("utf-8") for path in sorted(german.root.glob("*/*.*"))))


def made(library: Library, target: type[Target[Any]], form: type[Document], id: str | None = None) -> bytes:
    """What a target makes of a document."""
    publisher = library.publishers[0]
    document = next(entry for entry in documents_for(library, publisher, form) if id in (None, entry.id))
    options = {"start": "2026-12-07"} if target is IcsTarget else {"page_size": 1000} if target is JsonFeed else {}
    return render_target(target, document, options=options, publisher=publisher, assets=library.root)[0].content


def pdf(library: Library, id: str) -> str:
    with pypdfium2.PdfDocument(made(library, PdfTarget, Handout, id)) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def mail(library: Library) -> str:
    message = BytesParser(policy=policy.default).parsebytes(made(library, Email, Newsletter))
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def feed(library: Library) -> str:
    items = json.loads(made(library, JsonFeed, Feed))["items"]
    return "\n".join(text for item in items for text in (item["content_html"], *item["tags"]))


def page(library: Library, form: type[Document], id: str) -> str:
    return "\n".join(extract(Artifact(f"{id}.html", made(library, WebTarget, form, id), "text/html")))


def calendar(library: Library) -> str:
    content = made(library, IcsTarget, Handout, "hamstring-basics")
    return IcsTarget().extract_text(Artifact("a.ics", content, "text/calendar"))


OUTPUTS: dict[str, tuple[str, Callable[[Library], str], tuple[str, ...]]] = {
    "programme": (
        "pressup_pdf",
        lambda library: pdf(library, "hamstring-basics"),
        ("Notfall", "Noch heute", "Bald", "Muster – nicht fachlich geprüft", "Aufhören, wenn", "Mein Tagebuch", "Seite 1 von"),
    ),
    "condition": ("pressup_pdf", lambda library: pdf(library, "hamstring-strain"), ("Notfall", "Mögliche Ursachen", "Phasen")),
    "page": (
        "pressup_web",
        lambda library: page(library, Handout, "hamstring-basics"),
        (
            "Notfall",
            "Muster – nicht fachlich geprüft",
            "Aufhören, wenn",
            "Mein Tagebuch",
            "Zum Inhalt springen",
        ),
    ),
    "index": ("pressup_web", lambda library: page(library, Feed, "catalogue"), ("Suche", "Muskel", "Hilfsmittel", "Übungen")),
    "mail": ("pressup_email", mail, ("Notfall", "Nicht üben. Zuerst Hilfe holen.", "Aufhören, wenn", "3 Sätze", "Abbestellen")),
    "feed": ("pressup_jsonfeed", feed, ("Notfall", "Nicht üben. Zuerst Hilfe holen.", "Aufhören, wenn", "Übung", "Oberschenkel")),
    "calendar": ("pressup_ics", calendar, ("Notfall", "Aufhören, wenn:", "Vorher prüfen:", "von 10:", "3 Sätze", "Muster –")),
}


@pytest.mark.parametrize("output", OUTPUTS)
def test_german_output_has_german_fixed_words_only(output: str, german: Library, record_text: str) -> None:
    package, make, wanted = OUTPUTS[output]
    text = flat(make(german))
    assert [word for word in wanted if word not in text] == []
    english = {
        word
        for path in FILES
        if path.stem in (package, "pressup") and path.parents[1].name == "de"
        for message in messages(path)
        for word in forms(message.id)
        if word not in forms(message.string) and not PLACEHOLDER.search(word)
    }
    telling = {word for word in english if not whole(word, record_text)}
    if output != "feed":  # an article says “Stop if it hurts”, and only the feed holds its text
        telling |= {"Stop if", "Emergency"}
    assert sorted(word for word in telling if whole(word, text)) == []


def whole(word: str, text: str) -> bool:
    """Whether a word or phrase stands in a text, not merely as a part of a longer word."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
