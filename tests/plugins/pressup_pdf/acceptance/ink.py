"""P10 and contrast: what is read stands out, in colour and in grey, and what saves ink leaves colour and tints away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageStat
from tests.plugins.pressup_pdf.acceptance.structure import elements

RATIO = 4.5
"""The least contrast of text."""
DARKEST, DARKEST_IF_FULL = 0.06, 0.075
"""How much of a handout that saves ink may be black, as a mean over its pixels. Large print and A5 fill a page with letters."""

Colour = tuple[float, float, float]


def luminance(colour: Colour) -> float:
    """The relative luminance of a colour by WCAG, its parts from 0 to 1."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours by WCAG."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def grey(colour: Colour) -> Colour:
    """A colour as a printer without colours shows it."""
    shade = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
    return shade, shade, shade


def legible(path: Path) -> Iterator[str]:
    """All text has contrast enough to what lies behind it, in colour and in grey."""
    for number, page, image in images(path):
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            box = area(item.get_bounds(), page, image)
            if not box:
                continue
            ink, ground = fill(item), around(image, box)
            least = min(contrast(ink, ground), contrast(grey(ink), grey(ground)))
            if least < RATIO:
                yield f"page {number} has text with a contrast of {least:.1f}"


def around(image: Image.Image, box: tuple[int, int, int, int]) -> Colour:
    """The colour that is most common just around a place: above and below it, and beside it."""
    left, top, right, bottom = box
    edges = (
        (left, top, right, top + 1),
        (left, bottom - 1, right, bottom),
        (left, top, left + 1, bottom),
        (right - 1, top, right, bottom),
    )
    count: Counter[Any] = Counter()
    for edge in edges:
        count.update(image.crop(edge).get_flattened_data())
    red, green, blue = count.most_common(1)[0][0]
    return red / 255, green / 255, blue / 255


def fill(item: Any) -> Colour:
    """The colour that an object of a page is filled with."""
    parts = [pypdfium2.raw.c_uint(0) for _ in range(4)]
    pypdfium2.raw.FPDFPageObj_GetFillColor(item, *parts)
    red, green, blue, _ = (part.value / 255 for part in parts)
    return red, green, blue


def area(bounds: tuple[float, ...], page: Any, image: Image.Image) -> tuple[int, int, int, int] | None:
    """The place of something on the image of its page, a little wider; None when it leaves no ink."""
    left, bottom, right, top = bounds
    if right - left < 1 or top - bottom < 1:
        return None
    origin_left, _, _, origin_top = page.get_mediabox()
    scale = image.width / page.get_width()
    edges = (left - origin_left - 2, origin_top - top - 2, right - origin_left + 2, origin_top - bottom + 2)
    return tuple(max(0, round(edge * scale)) for edge in edges)


def images(path: Path, scale: float = 1) -> Iterator[tuple[int, Any, Image.Image]]:
    """The pages of a file with their pictures, `scale` pixels a point."""
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            yield number, page, page.render(scale=scale).to_pil().convert("RGB")
            page.close()


def colourless(path: Path) -> Iterator[str]:
    """Nothing has a colour."""
    for number, _, image in images(path):
        red, green, blue = image.split()
        if red.tobytes() != green.tobytes() or green.tobytes() != blue.tobytes():
            yield f"page {number} has colours"


def grey_figures(path: Path, file: Any) -> Iterator[str]:
    """The drawings have greys of their own, and leave none to a printer's choice."""
    numbers = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
    places = [(numbers[element.Pg.objgen], element.A.BBox) for element in elements(file) if element.S == "/Figure"]
    for number, page, image in images(path):
        for bounds in (bounds for of, bounds in places if of == number):
            box = area(tuple(float(edge) for edge in bounds), page, image)
            assert box
            parts = image.crop(box).split()
            if len({part.tobytes() for part in parts}) > 1:
                yield f"page {number} has a drawing with colours"


def saving(file: Any) -> Iterator[str]:
    """Text, rules and grounds are black or nothing."""
    for number, page in enumerate(file.pages, 1):
        inside = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BDC", "BMC"):
                inside += instruction.operands[0] == "/Figure" or bool(inside)
            elif operator == "EMC":
                inside -= bool(inside)
            elif operator in ("rg", "RG", "g", "G") and not inside:
                shades = {float(part) for part in instruction.operands}
                if len(shades) > 1 or not shades <= {0.0, 1.0}:
                    yield f"page {number} has a tint"
                    break


def light(path: Path, most: float) -> Iterator[str]:
    """Pages are not darker than they may be."""
    darknesses = [1 - ImageStat.Stat(image.convert("L")).mean[0] / 255 for _, _, image in images(path)]
    mean = sum(darknesses) / len(darknesses)
    if mean > most:
        yield f"the pages are {mean:.1%} dark"
