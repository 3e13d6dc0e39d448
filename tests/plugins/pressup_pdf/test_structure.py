"""What assistive technology sees: PDF/UA-1 as far as it can be checked without a validator."""

import re
import shutil
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
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


def test_headings_begin_with_the_title_and_skip_no_level(starter: Callable[[str], Any], id: str) -> None:
    levels = [int(tag[1]) for tag, _ in starter(id).elements() if re.fullmatch(r"H[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_figures_have_alternative_texts(starter: Callable[[str], Any], id: str) -> None:
    for tag, element in starter(id).elements():
        assert tag != "Figure" or str(element.get("/Alt", "")).strip()


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


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing(starter: Callable[[str], Any], id: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(starter(id).content)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler-utils is not installed")
def test_poppler_sees_tags_and_embedded_fonts(starter: Callable[[str], Any], tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(starter("hamstring-basics").content)
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", info)
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert len(fonts) == 2
    for line in fonts:
        assert re.search(r"Identity-H\s+yes yes yes", line), line
