"""The starter library's pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pressup
from pressup import Artifact, Catalogue, Document, Handout, Library, Publisher, RenderContext
from pressup.documents import documents_for
from pressup_web.target import WebOptions, WebTarget

CONTENT = Path(__file__).parents[3] / "content"
Make = Callable[..., str]


@pytest.fixture(scope="session")
def library() -> Library:
    """The starter library."""
    return pressup.load(CONTENT)


@pytest.fixture(scope="session")
def publisher(library: Library) -> Publisher:
    """Its publisher."""
    return library.publishers[0]


@pytest.fixture(scope="session")
def documents(library: Library, publisher: Publisher) -> dict[str, Document]:
    """All that pages are made of, by id."""
    kinds = WebTarget.kinds
    found = [*documents_for(library, publisher, Handout, kinds=kinds), *documents_for(library, publisher, Catalogue, kinds=kinds)]
    return {document.id: document for document in found}


@pytest.fixture(scope="session")
def artifacts(documents: dict[str, Document], library: Library, publisher: Publisher) -> Callable[..., tuple[Artifact, ...]]:
    """What is made of a document, by default of one of the starter library."""

    def make(document: Document | str, *, publisher: Publisher = publisher, **given: Any) -> tuple[Artifact, ...]:
        known = documents[document] if isinstance(document, str) else document
        finished, root = given.pop("finished", ()), given.pop("assets", library.root)
        pages = given.pop("pages", tuple(sorted(set(documents) - {"catalogue"})))
        context = RenderContext(WebOptions.model_validate(given), publisher, known.lang, finished, root, pages=pages)
        assert isinstance(known, Handout | Catalogue)
        return tuple(WebTarget().render(known, context))

    return make


@pytest.fixture(scope="session")
def page(artifacts: Callable[..., tuple[Artifact, ...]]) -> Make:
    """The HTML of a document's page; pages as they come are made once."""
    known: dict[str, str] = {}

    def make(document: Document | str, **given: Any) -> str:
        if not isinstance(document, str) or given:
            return artifacts(document, **given)[0].content.decode()
        if document not in known:
            known[document] = artifacts(document)[0].content.decode()
        return known[document]

    return make


@pytest.fixture(scope="session")
def site(once: Callable[[str, Callable[[Path], None]], Path], library: Library) -> Path:
    """The folder of all pages, made as `pressup render` makes it, with the PDF of one handout and the feed."""

    def fill(folder: Path) -> None:
        for target, select in (("pdf", ["bridge"]), ("jsonfeed", []), ("web", [])):
            report = pressup.render(library, target, output=folder, select=select)
            assert report.ok, report.faults

    return once("web-site", fill) / "web"
