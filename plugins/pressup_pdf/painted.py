"""What a patient sees of a handout with a theme: every letter of the file is looked for in the picture of its page.

Core reads each file back and finds every warning in its text. But a text can be in a file and still be seen by nobody: white on
white, tiny, cut off, under a picture, beside the paper. Each page is therefore drawn twice, with its letters and without. Where the
two pictures are alike, a letter cannot be seen, whatever the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil, floor, log
from textwrap import shorten
from typing import Any, NamedTuple

from PIL import Image, ImageChops

from pressup import Handout, RenderContext, sample_mark

PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0), "a5": (419.53, 595.28)}
"""Width and height in points."""
_SCALE = 1.5
"""Pixels of a picture, a point of the page."""
_CONTRAST, _TRACE = 3.0, 1.4
"""The least contrast of the darkest part of a letter, and of its edges. That is less than the 4.5 of text by WCAG: small pictures
have soft letters."""
_WHOLE = 0.6
"""How much of the height and width of a letter must be seen."""
_SMALLEST, _SMALLEST_IN_LARGE_PRINT = 10.0, 16.0
_RAISED = 8.0
"""The size of raised digits, such as the numbers of sources."""
_EDGE = 12.0
"""How far from the edge of the paper printers leave out what stands there, in points."""
_SHARED = 0.25
"""How much of their height and width two letters may share."""
_SQUARE = 12
"""Points of the squares by which neighbours are found."""
_SHOWN = 60


class HiddenTextError(RuntimeError):
    """A theme hides what a patient must read. The message is for the publisher."""


class Letter(NamedTuple):
    """A letter or digit: its number in the page's text, its sign, place and size in points, and whether it stands upright."""

    number: int
    sign: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    upright: bool


class Sheet(NamedTuple):
    """A page: its edges without and with bleed; and pictures of where its letters have contrast enough, and of their traces."""

    trim: tuple[float, float, float, float]
    media: tuple[float, float, float, float]
    clear: Image.Image
    traces: Image.Image


def check_painted(pdf: bytes, document: Handout, context: RenderContext[Any]) -> None:
    """Refuse a handout of which a patient cannot see every word.

    Raises:
        HiddenTextError: naming the theme, the page, what cannot be seen, and why.

    """
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as file:
        for number, page in enumerate(file, 1):
            text = page.get_textpage()
            fault = next(_faults(page, text, document, context), None)
            text.close()
            page.close()
            if fault is not None:
                theme = context.theme.name if context.theme else ""
                raise HiddenTextError(
                    f"With the theme “{theme}”, page {number} {fault}. Take out of its style sheet and templates what does this: a "
                    "theme changes how a handout looks, not what it says."
                )


def _faults(page: Any, text: Any, document: Handout, context: RenderContext[Any]) -> Iterator[str]:
    """What is wrong with a page."""
    left, bottom, right, top = page.get_trimbox()
    sides = zip(sorted((right - left, top - bottom)), PAPERS[context.options.paper], strict=True)
    if any(abs(found - wanted) > 1 for found, wanted in sides):
        yield "is not of the paper’s size, so that a printer changes the size of its letters"
    if document.sample and _bare(sample_mark(document.lang)) not in _bare(text.get_text_bounded()):
        yield "does not say that it is a sample"
    for number, why in _unreadable(page, text, context.options.layout):
        # A text for one person is not quoted: messages go to logs.
        shown = f"“{_words_from(text, number)}”" if context.personal is None else "it"
        yield f"has a text that nobody can read: {shown} {why}"


def _bare(text: str) -> str:
    return "".join(text.split())


def _unreadable(page: Any, text: Any, layout: str) -> Iterator[tuple[int, str]]:
    """The numbers of the letters that cannot be read, and why."""
    letters = list(_letters(text))
    smallest = _SMALLEST_IN_LARGE_PRINT if layout == "large-print" else _SMALLEST
    crowded, sheet = _crowded(letters), _sheet(page)
    for letter in letters:
        why = (
            _fault_of_place(letter, sheet, _RAISED if letter.sign.isdigit() else smallest)
            or ("is printed over another text" if letter.number in crowded else None)
            or _fault_of_ink(letter, sheet)
        )
        if why:
            yield letter.number, why


def _fault_of_place(letter: Letter, sheet: Sheet, least: float) -> str | None:
    left, bottom, right, top = sheet.trim
    if min(letter.left - left, letter.bottom - bottom, right - letter.right, top - letter.top) < _EDGE:
        return "stands where a printer prints nothing"
    if not letter.upright:
        return "is turned or squeezed"
    if letter.size < least - 0.01:
        return f"has letters of {letter.size:.1f} points, and {least:.0f} are the least"
    return None


def _fault_of_ink(letter: Letter, sheet: Sheet) -> str | None:
    origin, _, _, end = sheet.media
    left, right = _SCALE * (letter.left - origin), _SCALE * (letter.right - origin)
    top, bottom = _SCALE * (end - letter.top), _SCALE * (end - letter.bottom)
    place = floor(left), floor(top), ceil(right), ceil(bottom)
    if sheet.clear.crop(place).getbbox() is None:
        return "cannot be told from what lies behind or over it"
    first, high, last, low = sheet.traces.crop(place).getbbox() or (0, 0, 0, 0)
    if last - first < _WHOLE * (right - left) or low - high < _WHOLE * (bottom - top):
        return "is cut off, or something lies over it"
    return None


def _letters(text: Any) -> Iterator[Letter]:
    """The letters and digits of a page."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    for number in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, number))
        if sign.isalnum():
            raw.FPDFText_GetMatrix(text, number, matrix)
            size = raw.FPDFText_GetFontSize(text, number) * min(matrix.a, matrix.d)
            upright = matrix.a > 0.6 * matrix.d > 0 and matrix.d > 0.6 * matrix.a and abs(matrix.b) < 0.1 * matrix.a
            left, bottom, right, top = text.get_charbox(number)
            yield Letter(number, sign, left, bottom, right, top, size, upright)


def _crowded(letters: Sequence[Letter]) -> set[int]:
    """The numbers of the letters that another one is printed over."""
    squares: dict[tuple[int, int], list[Letter]] = {}
    found: set[int] = set()
    for letter in letters:
        for square in _squares(letter):
            others = squares.setdefault(square, [])
            # Two neighbours may share one sign of the font.
            found.update(letter.number for other in others if letter.number - other.number > 2 and _overlap(letter, other))
            others.append(letter)
    return found


def _squares(letter: Letter) -> Iterator[tuple[int, int]]:
    for column in range(int(letter.left // _SQUARE), int(letter.right // _SQUARE) + 1):
        for row in range(int(letter.bottom // _SQUARE), int(letter.top // _SQUARE) + 1):
            yield column, row


def _overlap(one: Letter, other: Letter) -> bool:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    narrow = min(one.right - one.left, other.right - other.left)
    low = min(one.top - one.bottom, other.top - other.bottom)
    return width > _SHARED * narrow and height > _SHARED * low


def _sheet(page: Any) -> Sheet:
    """Look at a page. Its letters are gone from it afterwards."""
    from pypdfium2 import raw

    seen = _lightness(page)
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    ink = ImageChops.difference(seen, _lightness(page))
    return Sheet(page.get_trimbox(), page.get_mediabox(), ink.point(_CLEAR), ink.point(_TRACES))


def _level(contrast: float) -> int:
    """The level of a contrast to black in a picture of `_lightness`."""
    return round(255 * log(contrast) / log(21))


_LINEAR = [round(255 * (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4)) for v in (n / 255 for n in range(256))] * 3
_LEVELS = [_level((value / 255 + 0.05) / 0.05) for value in range(256)]
_CLEAR = [255 * (level >= _level(_CONTRAST)) for level in range(256)]
_TRACES = [255 * (level >= _level(_TRACE)) for level in range(256)]


def _lightness(page: Any) -> Image.Image:
    """A picture of a page in grey whose differences are contrasts by WCAG (the luminance and its ratio, as a logarithm)."""
    picture: Image.Image = page.render(scale=_SCALE).to_pil().convert("RGB").point(_LINEAR)
    return picture.convert("L", (0.2126, 0.7152, 0.0722, 0)).point(_LEVELS)


def _words_from(text: Any, number: int) -> str:
    """The words from a letter on, from the beginning of its own."""
    start = max(0, number - _SHOWN)
    before = re.split(r"\s", text.get_text_range(start, number - start))[-1]
    after = text.get_text_range(number, min(2 * _SHOWN, text.count_chars() - number))
    return shorten(before + after, _SHOWN, placeholder="…")
