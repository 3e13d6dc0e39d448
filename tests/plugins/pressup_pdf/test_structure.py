"""What the starter handouts tell assistive technology. That it is told at all, and soundly, is checked in acceptance/."""

from collections.abc import Callable
from typing import Any

import pytest

from pressup import Handout

IDS = ["hamstring-basics", "knee-pain", "hamstring-strain", "signs-of-weak-hamstrings", "nordic-hamstring-exercise"]


@pytest.fixture(params=IDS)
def id(request: pytest.FixtureRequest) -> str:
    """One handout of every kind, and one with stages."""
    return str(request.param)


def test_catalogue(starter: Callable[[str], Any], handouts: dict[str, Handout], id: str) -> None:
    file = starter(id).file
    assert str(file.Root.Lang) == "en-GB"
    assert bool(file.Root.MarkInfo.Marked)
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    assert str(file.docinfo["/Title"]) == handouts[id].title
    assert str(file.docinfo["/Author"]) == "Sample Press"
    assert "/CreationDate" not in file.docinfo
    assert "/ModDate" not in file.docinfo
    with file.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_tables_have_header_cells_with_a_scope(starter: Callable[[str], Any]) -> None:
    elements = list(starter("hamstring-basics").elements())
    tables = [element for tag, element in elements if tag == "Table"]
    scopes = [str(element.A.Scope) for tag, element in elements if tag == "TH"]
    assert len(tables) == 2, "the plan and the diary"
    assert scopes.count("/Column") == (1 + 6 + 1) + (1 + 3 + 2)
    assert scopes.count("/Row") == 7 + 6


def test_bookmarks(starter: Callable[[str], Any], handouts: dict[str, Handout]) -> None:
    with starter("hamstring-basics").file.open_outline() as outline:
        (top,) = outline.root
        assert top.title == handouts["hamstring-basics"].title
        names = [item.title for item in top.children]
    assert names[:2] == ["Get help first if you have any of these", "What you can reach"]
    assert "The pain rule" in names


def test_only_the_packaged_fonts(starter: Callable[[str], Any], id: str) -> None:
    assert starter(id).fonts() == {"Atkinson-Hyperlegible", "Atkinson-Hyperlegible-Bold"}
