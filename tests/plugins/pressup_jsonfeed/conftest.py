"""The starter library's catalogue, and the feed made of it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pressup
from pressup import Catalogue, Finished, Library, Publisher, RenderContext
from pressup.documents import documents_for
from pressup_jsonfeed.target import JsonFeed, JsonFeedOptions

CONTENT = Path(__file__).parents[3] / "content"
Feed = dict[str, Any]


@pytest.fixture(scope="session")
def library() -> Library:
    """The starter library."""
    return pressup.load(CONTENT)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the starter library's files, to change."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture(scope="session")
def publisher(library: Library) -> Publisher:
    """Its publisher."""
    return library.publishers[0]


@pytest.fixture(scope="session")
def catalogue(library: Library, publisher: Publisher) -> Catalogue:
    """Its catalogue."""
    (document,) = documents_for(library, publisher, Catalogue)
    assert isinstance(document, Catalogue)
    return document


@pytest.fixture
def make_pages(catalogue: Catalogue, publisher: Publisher) -> Callable[..., list[Feed]]:
    """Render a catalogue, by default that of the starter library, and read the pages back; without figures, which take long."""

    def render(document: Catalogue = catalogue, *, finished: tuple[Finished, ...] = (), **options: object) -> list[Feed]:
        chosen = JsonFeedOptions.model_validate({"figures": "none", **options})
        artifacts = JsonFeed().render(document, RenderContext(chosen, publisher, document.lang, finished))
        return [json.loads(artifact.content) for artifact in artifacts if artifact.media_type == "application/feed+json"]

    return render


@pytest.fixture
def make(make_pages: Callable[..., list[Feed]]) -> Callable[..., Feed]:
    """Render a catalogue to its first page, with the items of all pages."""

    def render(*arguments: Any, **options: Any) -> Feed:
        return joined(make_pages(*arguments, **options))

    return render


def joined(pages: list[Feed]) -> Feed:
    """The pages of a feed as one."""
    return {**pages[0], "items": [item for page in pages for item in page["items"]]}


@pytest.fixture
def feed(make: Callable[..., Feed]) -> Feed:
    """The feed of the starter library."""
    return make()
