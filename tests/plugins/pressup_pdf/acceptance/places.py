"""P6, P9, P11, P17: where things stand, how large they are, and the boxes of the pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from tests.plugins.pressup_pdf.acceptance.order import MARGINS, POINTS

SIZES = {"a4": (595.28, 841.89), "letter": (612, 792), "a5": (419.53, 595.28)}
SMALLEST = {"large-print": 16}
"""The size of the smallest letters in points, but for raised numbers; 10 in head, foot and sources of all other layouts."""
_BLEED = 3 * POINTS


def boxes(path: Path, paper: str, bleed: bool, run: Callable[..., str]) -> Iterator[str]:
    """The file is tagged; each page is the paper; with bleed the TrimBox is the paper and the others 3 mm larger."""
    info = run("pdfinfo", "-box", "-l", "-1", path)
    if not re.search(r"Tagged:\s+yes", info):
        yield "pdfinfo sees no tags"
    found: dict[str, list[list[float]]] = {}
    for name, edges in re.findall(r"(\w+Box):((?:\s+-?[\d.]+){4})", info):
        found.setdefault(name, []).append([float(edge) for edge in edges.split()])
    width, height = SIZES[paper]
    for name in ("MediaBox", "TrimBox", "BleedBox"):
        more = 2 * _BLEED if bleed and name != "TrimBox" else 0
        for left, bottom, right, top in found.get(name, [[0, 0, 0, 0]]):
            wide, high = right - left, top - bottom
            if abs(wide - width - more) > 0.1 or abs(high - height - more) > 0.1:
                yield f"a {name} is {wide:.2f} x {high:.2f}"


def within_margins(path: Path, paper: str) -> Iterator[str]:
    """No letter stands in the side margins, but for the tail of a large j, or off the page."""
    side = MARGINS[paper][1] * POINTS
    for number, page, text in pages(path):
        left, _, right, _ = page.get_trimbox()
        for place in range(text.count_rects()):
            start, bottom, end, top = text.get_rect(place)
            if start < left + side - 1.5 or end > right - side + 2 or bottom < 0 or top > page.get_height():
                yield f"page {number}: {text.get_text_bounded(start, bottom, end, top)!r} leaves the margins"


def apart(path: Path) -> Iterator[str]:
    """No line is printed over another."""
    for number, _, text in pages(path):
        rects = sorted((text.get_rect(place) for place in range(text.count_rects())), key=lambda rect: -rect[3])
        for place, (left, bottom, right, top) in enumerate(rects):
            for start, low, end, high in rects[place + 1 :]:
                if high <= bottom:
                    break
                if min(right, end) - max(left, start) > 2 and min(top, high) - max(bottom, low) > 1.5:
                    yield f"page {number}: {text.get_text_bounded(start, low, end, high)!r} is printed over another line"


def sizes(path: Path, layout: str) -> Iterator[str]:
    """Letters are large enough."""
    for number, _, text in pages(path):
        for place in range(text.count_chars()):
            size = pypdfium2.raw.FPDFText_GetFontSize(text, place) * scale(text, place)
            if size < SMALLEST.get(layout, 10) - 0.01 and text.get_text_range(place, 1).isalpha():
                yield f"page {number} has letters of {size:.1f} points"
                break


def scale(text: Any, place: int) -> float:
    """How many points a unit of a letter's font size is."""
    matrix = pypdfium2.raw.FS_MATRIX()
    pypdfium2.raw.FPDFText_GetMatrix(text, place, matrix)
    return abs(float(matrix.d))


def pages(path: Path) -> Iterator[tuple[int, Any, Any]]:
    """The pages of a file, with their texts."""
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            yield number, page, text
            text.close()
            page.close()
