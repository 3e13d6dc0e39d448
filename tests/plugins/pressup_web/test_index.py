"""The index leads to every page, and can be searched and filtered."""

from __future__ import annotations

import re
from collections.abc import Callable

from pressup import Artifact, Catalogue, Document
from pressup.build.verify import missing_texts
from pressup.plugin import RenderContext
from pressup.testing import sample_documents
from pressup.testing.samples import sample_publisher
from pressup_web.pages import MOST_BYTES
from pressup_web.target import WebOptions, WebTarget

Make = Callable[..., str]


def tiles(html: str) -> dict[str, str]:
    """The entries of an index: the opening tag of each, by the page that it leads to."""
    found = {}
    for tag, rest in re.findall(r'<li class="tile"([^>]*)>(.*?)</li>', html, re.DOTALL):
        (href,) = re.findall(r'<h3><a href="([^"]+)">', rest)
        found[href] = tag
    return found


def test_every_page_is_listed_without_a_script(documents: dict[str, Document], page: Make) -> None:
    html = page("catalogue")
    assert set(tiles(html)) == {f"{id}.html" for id in documents if id != "catalogue"}
    assert '<form id="find" class="find" role="search" hidden>' in html
    assert not re.findall(r'<li class="tile"[^>]* hidden', html)


def test_entries_carry_what_they_are_filtered_by(page: Make) -> None:
    found = tiles(page("catalogue"))
    bridge = found["bridge.html"]
    assert 'data-muscle="hamstrings glutes"' in bridge
    assert 'data-equipment="mat"' in bridge
    assert 'data-level="1"' in bridge
    assert "knee-pain" in re.findall(r'data-condition="([^"]*)"', bridge)[0].split()
    assert "hip lift" in bridge
    assert 'data-equipment="none"' in found["squat.html"]
    assert "data-level" not in found["knee-pain.html"]
    assert 'data-condition="knee-pain"' in found["knee-pain.html"]


def test_filters_offer_what_there_is(page: Make) -> None:
    html = page("catalogue")
    for name in ("muscle", "equipment", "level", "condition"):
        (options,) = re.findall(rf'<select id="{name}"[^>]*>(.*?)</select>', html, re.DOTALL)
        offered = set(re.findall(r'value="([^"]+)"', options))
        carried = {word for words in re.findall(rf'data-{name}="([^"]*)"', html) for word in words.split()}
        assert offered
        assert offered <= carried


def test_figures_lie_beside_it(artifacts: Callable[..., tuple[Artifact, ...]]) -> None:
    index, *figures = artifacts("catalogue")
    assert index.role == "index"
    assert {figure.media_type for figure in figures} == {"image/svg+xml"}
    html = index.content.decode()
    assert set(re.findall(r'<img src="([^"]+)"', html)) == {figure.path for figure in figures}
    assert len(html.encode()) + sum(len(figure.content) for figure in figures) < 130_000


def test_the_index_of_a_large_library_is_a_list_that_can_be_searched(
    documents: dict[str, Document], artifacts: Callable[..., tuple[Artifact, ...]]
) -> None:
    catalogue = documents["catalogue"]
    assert isinstance(catalogue, Catalogue)
    large = catalogue.model_copy(update={"entries": catalogue.entries * 6})
    (index,) = artifacts(large)
    html = index.content.decode()
    assert len(catalogue.entries) * 6 > 180
    assert html.count('<li class="tile" data-entry data-words="') == len(large.entries)
    assert len(index.content) < MOST_BYTES
    assert tiles(html).keys() == tiles(artifacts("catalogue")[0].content.decode()).keys()
    assert "<img" not in html and "ld+json" not in html and "Level 2 of 5" in html


def test_an_index_needs_disclaimer_and_sample_mark_and_no_more() -> None:
    document = sample_documents()["catalogue"]
    assert isinstance(document, Catalogue)
    context = RenderContext(WebOptions(), sample_publisher(), document.lang)

    def missing(text: str) -> list[str]:
        index = Artifact("index.html", text.encode(), "text/html", role="index")
        return [kind for kind, _ in missing_texts(WebTarget(), document, context, [index])]

    assert missing("Nothing.") == ["disclaimer", "sample mark"]
    assert missing("This does not replace advice from a health professional. Sample – not clinically reviewed") == []
