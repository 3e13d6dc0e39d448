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
def make(catalogue: Catalogue, publisher: Publisher) -> Callable[..., Feed]:
    """Render a catalogue, by default that of the starter library, and read the feed back."""

    def render(document: Catalogue = catalogue, *, finished: tuple[Finished, ...] = (), **options: object) -> Feed:
        chosen = JsonFeedOptions.model_validate(options)
        artifacts = list(JsonFeed().render(document, RenderContext(chosen, publisher, document.lang, finished)))
        made: Feed = json.loads(artifacts[0].content)
        return made

    return render


@pytest.fixture
def feed(make: Callable[..., Feed]) -> Feed:
    """The feed of the starter library."""
    return make()
