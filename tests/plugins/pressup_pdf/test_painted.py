"""A theme cannot hide a text from who reads the page, whichever way it tries."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.plugins.pressup_pdf.test_theme import FRONT, STYLE, Build, Context, Handouts, build, context, write

from pressup import Handout, Personal
from pressup_pdf.page import html_page
from pressup_pdf.painted import HiddenTextError, check_painted
from pressup_pdf.press import print_pdf

__all__ = ["build", "context"]
"""Fixtures of the tests of themes."""
ID = "knee-pain"
NO_CONTRAST = "cannot be told from what lies behind or over it"
CUT = "is cut off, or something lies over it"
OVER = "is printed over another text"
OFF = "stands where a printer prints nothing"
TURNED = "is turned or squeezed"
COVER = "content: ''; position: absolute; top: 0; left: 0; width: 504pt; height: 60pt; background: #FFFFFF"

WAYS = {
    "white on white": (".flag-list li { color: #FFFFFF }", NO_CONTRAST),
    "almost white": (".disclaimer { color: #CCCCCC }", NO_CONTRAST),
    "almost clear": (".disclaimer { opacity: 0.2 }", NO_CONTRAST),
    "as clear as glass": (".disclaimer { color: rgb(22 39 45 / 10%) }", NO_CONTRAST),
    "black on black": (".soon { background: #16272D }", NO_CONTRAST),
    "as dark as its ground": (".disclaimer { color: #CC0000; background: #0A7A0A }", NO_CONTRAST),
    "behind a box": (f".disclaimer {{ position: relative }} .disclaimer::after {{ {COVER} }}", NO_CONTRAST),
    "behind half a box": (
        f".disclaimer {{ position: relative }} .disclaimer::after {{ {COVER.replace('60pt', '16pt')} }}",
        r"lies (over|behind or over) it",
    ),
    "behind a picture": (
        ".disclaimer { position: relative } .disclaimer::after { content: url(cover.svg); position: absolute; top: 0; left: 0 }",
        r"lies (over|behind or over) it",
    ),
    "tiny": (".flag-list { font-size: 1px; line-height: 2px }", r"has letters of 0\.8 points, and 10 are the least"),
    "scaled down": (".disclaimer { transform: scale(0.2) }", r"has letters of 2\.4 points"),
    "squeezed": (".disclaimer { transform: scaleX(0.1) }", TURNED),
    "upside down": (".disclaimer { transform: rotate(180deg) }", TURNED),
    "beside the paper": (".disclaimer { position: absolute; left: -300mm }", OFF),
    "below the paper": (".disclaimer { position: absolute; top: 300mm }", OFF),
    "indented away": (".disclaimer { text-indent: -999pt; white-space: nowrap }", OFF),
    "at the very edge": (".disclaimer { position: relative; left: -15mm }", OFF),
    "cut off": (".disclaimer { overflow: hidden; height: 11pt }", r"cannot be told|is cut off"),
    "clipped": (".disclaimer { position: absolute; top: 235mm; clip: rect(0, 504pt, 9pt, 0) }", r"cannot be told|is cut off"),
    "all letters in one place": (".disclaimer { letter-spacing: -0.5em }", OVER),
    "all lines in one place": (".flag-list { line-height: 0.2 }", OVER),
    "over another text": (".disclaimer { position: relative; top: -44pt }", OVER),
    "half over another text": (".disclaimer { position: relative; top: -32pt }", OVER),
    "on a huge sheet": ("@page { size: 2000mm 3000mm !important }", "is not of the paper’s size"),
    "the sample mark in white": ("@page { @top-right { color: #FFFFFF !important } }", NO_CONTRAST),
    "no sample mark on the last page": (
        "@page :nth(2) { @top-right { content: none !important } }",
        r"page 2 does not say that it is a sample",
    ),
}

COVERING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 504 90" width="504" height="90">'
    '<rect width="504" height="90" fill="#fff"/></svg>'
)


def check(context: Context, document: Handout) -> None:
    """Print a handout, and look at it."""
    check_painted(print_pdf(html_page(document, context), context), document, context)


@pytest.mark.parametrize(
    ("style", "why"),
    [
        pytest.param(*way, id=name, marks=() if place % 4 == 0 else pytest.mark.full)
        for place, (name, way) in enumerate(WAYS.items())
    ],
)
def test_a_way_of_hiding(context: Context, handouts: Handouts, style: str, why: str) -> None:
    assert context.assets is not None
    write(context.assets, STYLE, style)
    write(context.assets, "themes/clinic/cover.svg", COVERING)
    with pytest.raises(HiddenTextError, match=why) as caught:
        check(context, handouts[ID])
    assert str(caught.value).startswith("With the theme “clinic”, page ")


@pytest.mark.parametrize(
    "style",
    ["", ".flag { background: #16272D } .flag * { color: #FFFFFF !important }", "body { letter-spacing: 1pt; font-weight: 700 }"],
)
def test_what_can_be_read_may_look_otherwise(context: Context, handouts: Handouts, style: str) -> None:
    assert context.assets is not None
    write(context.assets, STYLE, style)
    check(context, handouts[ID])


IN_TEMPLATES = {
    "in white": ('<p style="color: white">{{ publisher.disclaimer }}</p>', NO_CONTRAST),
    "in a drawing": (
        '<svg width="504pt" height="9pt"><text y="8" font-size="3">{{ publisher.disclaimer }}</text></svg>',
        r"has letters of 2\.2 points",
    ),
    "on another paper": ("<style>@page { size: 100mm 100mm }</style>{{ super() }}", "is not of the paper’s size"),
}


@pytest.mark.parametrize(("block", "why"), IN_TEMPLATES.values(), ids=IN_TEMPLATES)
def test_a_way_of_hiding_in_a_template(context: Context, handouts: Handouts, block: str, why: str) -> None:
    assert context.assets is not None
    write(context.assets, FRONT, f'{{% extends "pressup/parts/front.html" %}}{{% block disclaimer %}}{block}{{% endblock %}}')
    with pytest.raises(HiddenTextError, match=why):
        check(context, handouts[ID])


@pytest.mark.full
def test_large_print_stays_large(context: Context, handouts: Handouts) -> None:
    assert context.assets is not None
    large = replace(context, options=context.options.model_copy(update={"layout": "large-print"}))
    check(large, handouts[ID])
    write(context.assets, STYLE, ".disclaimer { font-size: 12pt }")
    with pytest.raises(HiddenTextError, match=r"letters of 12\.0 points, and 16 are the least"):
        check(large, handouts[ID])


@pytest.mark.full
def test_a_handout_with_bleed_is_measured_within_its_marks(context: Context, handouts: Handouts) -> None:
    assert context.assets is not None
    check(replace(context, options=context.options.model_copy(update={"bleed": True})), handouts[ID])


def test_what_is_for_one_person_is_not_quoted(context: Context, handouts: Handouts) -> None:
    assert context.assets is not None
    write(context.assets, STYLE, ".recipient { color: #FFFFFF }")
    with pytest.raises(HiddenTextError) as caught:
        check(replace(context, personal=Personal(recipient="Ada Lovelace")), handouts[ID])
    assert "nobody can read: it cannot be told from" in str(caught.value)
    assert "Ada" not in str(caught.value)


def test_the_build_names_theme_page_and_text(content: Path, build: Build, tmp_path: Path) -> None:
    write(content, STYLE, ".disclaimer { margin-left: -400mm }")
    report = build()
    (fault,) = report.faults
    assert fault.message == (
        "HiddenTextError: With the theme “clinic”, page 1 has a text that nobody can read: “This does not replace advice from a "
        "health professional. If…” stands where a printer prints nothing. Take out of its style sheet and templates what does "
        "this: a theme changes how a handout looks, not what it says."
    )
    assert not (tmp_path / "output/pdf/knee-pain.pdf").exists()
