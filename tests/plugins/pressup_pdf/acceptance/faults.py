"""Seeded faults: small good files, and the same files broken in one way each."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from pressup_pdf.fetcher import PackagedOnly
from pressup_pdf.finish import finish
from pressup_pdf.press import packaged_faces

GOOD = """
<h1>A title</h1><h2>A section</h2><p>Text of it with a <a href="https://publisher.example/a">link to a page</a>.</p>
<ul><li>One</li> <li>Two</li></ul>
<table><thead><tr><th>Week</th><th>Day</th><th>Move</th></tr></thead>
<tbody>
<tr><th>1</th><td>Rest</td><td>Bridge</td></tr>
<tr><th>2</th><td>Walk</td><td>Squat</td></tr>
<tr><th>3</th><td>Swim</td><td>Lunge</td></tr>
</tbody></table>
<svg width="80" height="40"><title>A person on a mat</title><rect width="80" height="40" fill="#444"/></svg>
"""
"""A page with one of everything that is checked."""
STYLE = """
@page { size: A4; margin: 20mm 16.1mm 17mm; @bottom-left { content: "Foot"; font-size: 10pt } }
html { font-family: "Atkinson Hyperlegible"; font-size: 12pt } a { color: inherit }
ul { list-style: none } li { display: inline-block } .away { position: absolute; left: -30mm }
"""


def made(
    path: Path,
    body: str = GOOD,
    style: str = "",
    *,
    lang: str = "en-GB",
    title: str = "A title",
    finisher: Any = finish,
    fetcher: URLFetcher | None = None,
) -> Path:
    """A PDF of some HTML, without anything of ours that refuses bad input."""
    fonts, faces = packaged_faces()
    page = f"<!DOCTYPE html><html lang='{lang}'><title>{title}</title><style>{STYLE}{style}</style><body>{body}"
    logger = logging.getLogger("weasyprint")
    logger.disabled = True
    try:
        HTML(string=page, url_fetcher=fetcher or PackagedOnly()).write_pdf(
            path, stylesheets=[faces], font_config=fonts, pdf_variant="pdf/ua-1", finisher=finisher
        )
    finally:
        logger.disabled = False
    return path


def changed(good: Path, path: Path, change: Callable[[Any], object]) -> Path:
    """A copy of a PDF, changed."""
    with pikepdf.open(good) as file:
        change(file)
        file.save(path)
    return path


def drawn_over(operators: bytes, find: bytes) -> Callable[[Any], None]:
    """A change: the first occurrence of something in the first page's operators is replaced."""

    def change(file: Any) -> None:
        page = file.pages[0]
        before = page.Contents.read_bytes()
        assert find in before
        page.Contents = file.make_stream(before.replace(find, operators, 1))

    return change


def first(file: Any, tag: str) -> Any:
    """The first element of a kind."""
    from tests.plugins.pressup_pdf.acceptance.structure import elements

    return next(element for element in elements(file) if tag == element.S)
