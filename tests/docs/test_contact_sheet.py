"""docs/pictures/figures.png: the picture of the README is of the figures as they are, with every name."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def contact_sheet(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT / "docs")
    import contact_sheet

    monkeypatch.delitem(sys.modules, "contact_sheet")
    return contact_sheet


def test_the_sheet_is_of_the_figures_of_the_starter_library(contact_sheet: Any) -> None:
    assert contact_sheet.is_current(), "Run ./run docs."
    exercises, publisher = contact_sheet.drawn_exercises()
    assert contact_sheet.made_from(exercises[1:], publisher) != contact_sheet.made_from(exercises, publisher)


def test_the_sheet_is_drawn_the_same_each_time(contact_sheet: Any) -> None:
    exercises, publisher = contact_sheet.drawn_exercises()
    with Image.open(contact_sheet.SHEET) as image:
        width, height = image.size
    assert (width, height) == (1201, -(-len(exercises) // 4) * 166 + 1)
    assert contact_sheet.sheet(exercises[:2], publisher) == contact_sheet.sheet(exercises[:2], publisher)


def test_the_readme_counts_them(contact_sheet: Any) -> None:
    (alt,) = re.findall(r"!\[([^\]]+)\]\(docs/pictures/figures.png\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    words = {23: "Twenty-three", 24: "Twenty-four", 25: "Twenty-five", 26: "Twenty-six"}
    assert alt.startswith(f"{words[len(contact_sheet.drawn_exercises()[0])]} exercises")
