"""Each checker is shown a file with the fault that it is there for, and a good one."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from tests.plugins.pressup_pdf.acceptance import ink, order, places, programs, structure, weight
from tests.plugins.pressup_pdf.acceptance.conftest import Run
from tests.plugins.pressup_pdf.acceptance.faults import GOOD, changed, drawn_over, first, made
from weasyprint.urls import URLFetcher

Check = Callable[[Any], Iterator[str]]

_NOTHING_DONE: Any = None


def drop(tag: str, key: str) -> Callable[[Any], None]:
    """A change: an element loses an entry."""
    return lambda file: first(file, tag).__delitem__(key)


def renamed(tag: str, other: str) -> Callable[[Any], None]:
    """A change: an element becomes another."""
    return lambda file: first(file, tag).__setitem__("/S", pikepdf.Name(other))


def without(*path: str) -> Callable[[Any], None]:
    """A change: the catalogue loses an entry."""

    def change(file: Any) -> None:
        holder = file.Root
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]

    return change


def annotation(key: str, value: Any) -> Callable[[Any], None]:
    """A change: the link has another entry."""
    return lambda file: file.pages[0].Annots[0].__setitem__(key, value)


def unowned(file: Any) -> None:
    """The paragraph forgets what it holds."""
    first(file, "/P").K = pikepdf.Array()


def swapped(file: Any) -> None:
    """The section comes before the title."""
    document = first(file, "/Document")
    document.K = pikepdf.Array([document.K[1], document.K[0], *list(document.K)[2:]])


def no_outline(file: Any) -> None:
    """The first section has no bookmark."""
    with file.open_outline() as outline:
        outline.root[0].children.clear()


def off_page(file: Any) -> None:
    """The figure is said to be on another sheet."""
    first(file, "/Figure").A.BBox[2] = 5000


STRUCTURE: list[tuple[str, Check, Callable[[Any], object], str]] = [
    ("no H1", structure.headings, renamed("/H1", "/H2"), "no H1"),
    ("two H1", structure.headings, renamed("/H2", "/H1"), "several H1"),
    ("a level skipped", structure.headings, renamed("/H2", "/H4"), "H4 follows H1"),
    ("no alt text", structure.figures, drop("/Figure", "/Alt"), "alternative text ''"),
    ("an empty alt text", structure.figures, lambda file: first(file, "/Figure").__setitem__("/Alt", " "), "alternative text ' '"),
    ("a figure off its page", structure.figures, off_page, "outside its page"),
    ("no scope", structure.header_cells, drop("/TH", "/A"), "no scope"),
    ("no header cells", structure.header_cells, lambda file: [renamed("/TH", "/TD")(file) for _ in range(6)], "no header cells"),
    ("text between items", structure.lists, renamed("/LI", "/Span"), "a list holds /Span"),
    ("an item without body", structure.lists, renamed("/LBody", "/P"), "no body"),
    ("no language", partial(structure.language, wanted="en-GB"), without("/Lang"), "language"),
    ("no title", partial(structure.title, wanted="A title"), lambda file: file.docinfo.__delitem__("/Title"), "title is ''"),
    ("the file's name is shown", partial(structure.title, wanted="A title"), without("/ViewerPreferences"), "name of the file"),
    ("not marked", structure.claim, without("/MarkInfo"), "not marked"),
    ("no claim", structure.claim, without("/Metadata"), "PDF/UA-1"),
    ("no tab order", structure.claim, lambda file: file.pages[0].__delitem__("/Tabs"), "tabs"),
    ("a link that is not printed", structure.links, annotation("/F", 0), "not printed"),
    ("a link that is hidden", structure.links, annotation("/F", 6), "not printed"),
    ("a link without description", structure.links, annotation("/Contents", ""), "not described"),
    ("a link outside of links", structure.links, renamed("/Link", "/Span"), "no Link element"),
    ("no bookmarks", partial(structure.bookmarks, wanted="A title"), no_outline, "0 of 1 sections"),
    ("text in no element", structure.everything_tagged, unowned, "in no element"),
    (
        "text outside of marks",
        structure.everything_tagged,
        drawn_over(b"", b"/Artifact\n<</Type /Pagination>>\nBDC"),
        "outside of all",
    ),
    ("painted in another order", order.painted_as_tagged, swapped, "another order"),
]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file in which nothing is to be found."""
    return made(tmp_path_factory.mktemp("good") / "good.pdf")


@pytest.mark.parametrize(("check", "change", "said"), [row[1:] for row in STRUCTURE], ids=[row[0] for row in STRUCTURE])
def test_a_fault_of_the_structure(good: Path, tmp_path: Path, check: Check, change: Callable[[Any], object], said: str) -> None:
    with pikepdf.open(good) as file:
        assert list(check(file)) == []
    with pikepdf.open(changed(good, tmp_path / "bad.pdf", change)) as file:
        assert said in " ".join(check(file))


def test_what_weasyprint_leaves_open(tmp_path: Path) -> None:
    """Without our finishing touches: so a version that needs them no longer is seen, and one that needs others too."""
    with pikepdf.open(made(tmp_path / "a.pdf", finisher=_NOTHING_DONE)) as file:
        checks = (structure.header_cells, structure.lists, structure.links, structure.everything_tagged, structure.figures)
        found = [check.__name__ for check in checks if list(check(file))]
    assert found == ["header_cells", "lists", "links", "everything_tagged"]


PLACES: list[tuple[str, Callable[[Path, Run], Iterator[str]], str, str, str]] = [
    (
        "a heading ends a page",
        lambda path, _: order.orphans(pikepdf.open(path)),
        GOOD + "<h2>Last</h2><p>x",
        "h2:last-of-type { margin-top: 190mm; break-after: page }",
        "a heading ends page",
    ),
    (
        "an exercise is split",
        lambda path, _: order.split(pikepdf.open(path), 1),
        "<h1>A</h1><article><p>a<p style='break-before: page'>b</article>",
        "",
        "2 pieces",
    ),
    (
        "text in the margin",
        lambda path, _: places.within_margins(path, "a4"),
        GOOD + "<p class=away>far out</p>",
        "",
        "leaves the margins",
    ),
    ("text over the edge", lambda path, _: places.within_margins(path, "a4"), GOOD + "<p>" + "long" * 60, "", "leaves the margins"),
    (
        "small letters",
        lambda path, _: places.sizes(path, "standard"),
        GOOD + "<p>tiny",
        "p:last-child { font-size: 9pt }",
        "letters of 9.0",
    ),
    (
        "lines over each other",
        lambda path, _: places.apart(path),
        GOOD + "<p class=close>" + "many words " * 30,
        ".close { line-height: 7pt }",
        "over another line",
    ),
    ("small large print", lambda path, _: places.sizes(path, "large-print"), GOOD, "", "letters of 12.0"),
    ("pale text", lambda path, _: ink.legible(path), GOOD, "p { color: #999 }", "contrast of 2.8"),
    ("text on a dark ground", lambda path, _: ink.legible(path), GOOD, "p { background: #0B5563 }", "contrast of"),
    (
        "text that only its colour tells from its ground",
        lambda path, _: ink.legible(path),
        GOOD,
        "p { color: #c00; background: #00d000 }",
        "contrast of",
    ),
    ("colour", lambda path, _: ink.colourless(path), GOOD, "p { color: #0B5563 }", "has colours"),
    (
        "a drawing in colour",
        lambda path, _: ink.grey_figures(path, pikepdf.open(path)),
        GOOD.replace("#444", "#B8461E"),
        "",
        "drawing with colours",
    ),
    ("a tint", lambda path, _: ink.saving(pikepdf.open(path)), GOOD, "p { background: #EEEEEE }", "a tint"),
    ("a dark page", lambda path, _: ink.light(path, ink.DARKEST), GOOD, "p { background: #000; height: 150mm }", "dark"),
    (
        "another paper",
        lambda path, run: places.boxes(path, "a4", False, run),
        GOOD,
        "@page { size: letter }",
        "MediaBox is 612.00 x 792.00",
    ),
    ("no bleed", lambda path, run: places.boxes(path, "a4", True, run), GOOD, "", "BleedBox"),
    (
        "a letter that the font lacks",
        lambda path, _: programs.glyphs(pikepdf.open(path)),
        GOOD + "<p>Well done \U0001f389",
        "",
        "font lacks",
    ),
]


@pytest.mark.parametrize(("check", "body", "style", "said"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_a_fault_on_the_page(
    good: Path, tmp_path: Path, run: Run, check: Callable[[Path, Run], Iterator[str]], body: str, style: str, said: str
) -> None:
    if said not in ("letters of 12.0", "BleedBox", "2 pieces"):
        assert list(check(good, run)) == []
    assert said in " ".join(check(made(tmp_path / "bad.pdf", body, style), run))


@pytest.mark.parametrize(
    ("was", "now"),
    [("Text of it", "Text"), ("<li>One</li> <li>Two</li>", "<li>Two</li> <li>One</li>"), ("Rest", "Rest Rest")],
    ids=["left out", "out of order", "twice"],
)
def test_text_that_differs_from_what_was_written(tmp_path: Path, run: Run, was: str, now: str) -> None:
    wanted, printed = GOOD.replace(was, now), order.body(made(tmp_path / "a.pdf"), "a4", run)
    assert list(order.text(printed, GOOD)) == []
    assert list(order.text(printed, wanted))
    assert list(order.safety(printed, ["Text of it with a link to a page."])) == []
    assert list(order.safety(printed, ["Call 999."])) == ["missing: Call 999."]


def test_a_font_that_is_not_embedded(good: Path, tmp_path: Path, run: Run) -> None:
    def change(file: Any) -> None:
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
                del item["/FontFile2"]

    assert list(programs.fonts(good, run)) == []
    assert list(programs.fonts(changed(good, tmp_path / "bad.pdf", change), run))


def test_a_file_that_is_damaged(good: Path, tmp_path: Path, run: Run) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(re.sub(rb"startxref\n\d+", b"startxref\n7", good.read_bytes()))
    assert list(programs.sound(good)) == []
    assert list(programs.sound(bad))
    run("qpdf", "--check", good)
    run("qpdf", "--check", bad, code=2)


def test_a_file_that_is_too_large(good: Path, tmp_path: Path) -> None:
    scribble = "".join(f"<path d='M{place} {place * 7919 % 6007} L{place * 104729 % 9973} 1'/>" for place in range(12_000))
    bad = made(tmp_path / "bad.pdf", f"{GOOD}<svg width='80' height='40'><title>A wild scribble</title>{scribble}</svg>")
    assert list(weight.size(good, 0, 0)) == []
    assert list(weight.size(bad, 1, 1))
    assert list(weight.size(good, 1, 1)) == list(weight.size(bad, 9, 9)) == []


def test_a_photo_that_is_too_fine(good: Path, tmp_path: Path) -> None:
    photo = BytesIO()
    Image.linear_gradient("L").resize((1000, 500)).save(photo, "JPEG")
    picture = f"<img alt='A person on a mat' src='data:image/jpeg;base64,{b64encode(photo.getvalue()).decode()}'>"
    for width, faults in (("480pt", []), ("240pt", ["page 1 has a photo of 300 dots an inch"])):
        path = made(tmp_path / f"{width}.pdf", GOOD + picture, f"img {{ width: {width} }}", fetcher=URLFetcher())
        assert list(weight.photos(path)) == faults


OTHERS = {
    "no alt text": drop("/Figure", "/Alt"),
    "no header cells": lambda file: [renamed("/TH", "/TD")(file) for _ in range(6)],
    "a level skipped": renamed("/H2", "/H4"),
    "no language": without("/Lang"),
    "no title": lambda file: [file.docinfo.__delitem__("/Title"), without("/Metadata")(file)],
    "no scope": drop("/TH", "/A"),
    "text between items": renamed("/LI", "/Span"),
}


def test_what_other_programs_see(good: Path, tmp_path: Path) -> None:
    """Which of the faults they see, so that it is known what their silence is worth."""
    bad = {name: changed(good, tmp_path / f"{name.replace(' ', '-')}.pdf", change) for name, change in OTHERS.items()}
    found = programs.outloud([good, *bad.values()])
    assert found[str(good)] == list(programs.pdfua(good)) == []
    assert {name for name, path in bad.items() if found[str(path)]} == set(OTHERS) - {"no header cells"}
    assert {name for name, path in bad.items() if list(programs.pdfua(path))} == {"no alt text", "no header cells", "no language"}
