"""The contact sheet of the README: every figure of the starter library with its name, `.venv/bin/python docs/contact_sheet.py`.

The sheet keeps, in the PNG itself, what it was drawn from, so that a test can tell when it is of other figures.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin
from PIL.ImageFont import FreeTypeFont

import pressup
from pressup import Exercise, Publisher

ROOT = Path(__file__).resolve().parents[1]
SHEET = ROOT / "docs" / "pictures" / "figures.png"
MADE_FROM = "made-from"
_COLUMNS = 4
_CELL, _PICTURE, _HEIGHT, _NAME = 300, 284, 134, 32
_INK, _LINE = "#22323a", "#d5dee0"
_COLOURS = 128


def drawn_exercises() -> tuple[list[Exercise], Publisher]:
    """The exercises of the starter library that have a figure, by name, and in whose colours they are drawn."""
    library = pressup.load(ROOT / "content")
    found = [exercise for exercise in library.records.values() if isinstance(exercise, Exercise) and exercise.figure is not None]
    return sorted(found, key=lambda exercise: exercise.name), library.publishers[0]


def made_from(exercises: Sequence[Exercise], publisher: Publisher) -> str:
    """What a sheet of these is made from, as a short text: their names and their drawings."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for exercise in exercises:
        digest.update(f"{exercise.name}\n{pressup.draw_figure(exercise, publisher).svg}\n".encode())
    return digest.hexdigest()[:32]


def sheet(exercises: Sequence[Exercise], publisher: Publisher) -> bytes:
    """The contact sheet as PNG, the same bytes for the same figures."""
    rows = -(-len(exercises) // _COLUMNS)
    image = Image.new("RGB", (_COLUMNS * _CELL + 1, rows * (_HEIGHT + _NAME) + 1), "#ffffff")
    pen = ImageDraw.Draw(image)
    font = _font(15)
    for number, exercise in enumerate(exercises):
        row, column = divmod(number, _COLUMNS)
        left, top = column * _CELL, row * (_HEIGHT + _NAME)
        data = pressup.figure_png(exercise, publisher, width=2 * _PICTURE)
        picture = Image.open(io.BytesIO(data)).convert("RGB")
        share = min(_PICTURE / picture.width, (_HEIGHT - 12) / picture.height)
        picture = picture.resize((round(picture.width * share), round(picture.height * share)), Image.Resampling.LANCZOS)
        image.paste(picture, (left + (_CELL - picture.width) // 2, top + _HEIGHT - picture.height))
        pen.text((left + _CELL // 2, top + _HEIGHT + _NAME // 2 - 3), exercise.name, _INK, font, anchor="mm")
        pen.rectangle((left, top, left + _CELL, top + _HEIGHT + _NAME), outline=_LINE)
    made = PngImagePlugin.PngInfo()
    made.add_text(MADE_FROM, made_from(exercises, publisher))
    file = io.BytesIO()
    image.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, "PNG", optimize=True, pnginfo=made)
    return file.getvalue()


def _font(size: int) -> FreeTypeFont:
    face = files("fontpkg_atkinson_hyperlegible") / "files" / "AtkinsonHyperlegible-Regular.ttf"
    return ImageFont.truetype(io.BytesIO(face.read_bytes()), size)


def is_current() -> bool:
    """Whether the sheet is of the figures as they are now."""
    if not SHEET.is_file():
        return False
    with Image.open(SHEET) as image:
        return bool(image.info.get(MADE_FROM) == made_from(*drawn_exercises()))


def main() -> int:
    """Draw the sheet where it is missing or of other figures."""
    if is_current():
        return 0
    exercises, publisher = drawn_exercises()
    SHEET.write_bytes(sheet(exercises, publisher))
    print(f"{SHEET.relative_to(ROOT)}: {len(exercises)} figures, {SHEET.stat().st_size:,} bytes.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
