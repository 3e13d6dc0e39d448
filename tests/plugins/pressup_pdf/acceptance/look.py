"""P9: how the first pages of every layout of the programme look, beside small pictures of how they should.

After a change that is meant, `python -m pytest tests/plugins/pressup_pdf/acceptance/test_look.py --renew` draws the pictures again.
View them before they are committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

BASELINE = Path(__file__).parent / "baseline"
PAGES = 3
"""How many pages of a handout are compared."""
_LEVELS = 8
_CELL = 12
"""Pixels of the small picture, 12 of which are 35 points: about two lines of text."""
_MEAN, _WORST = 0.05, 0.12
"""How far the sheet, and any cell of it, may be off, from 0 to 1. Other programs that draw the same file (PDFium, Ghostscript), and
all of it moved by a millimetre, come to 0.04 and 0.1."""


def sheet(path: Path, folder: Path, run: Callable[..., str]) -> Image.Image:
    """The first pages side by side in grey, 25 dots an inch."""
    run("pdftoppm", "-r", "50", "-gray", "-l", str(PAGES), path, folder / "page")
    pages = [Image.open(file).reduce(2) for file in sorted(folder.glob("page*.pgm"))]
    whole = Image.new("L", (sum(page.width for page in pages), pages[0].height), 255)
    for place, page in enumerate(pages):
        whole.paste(page, (place * pages[0].width, 0))
    return whole.point([round(shade / 255 * (_LEVELS - 1)) * 255 // (_LEVELS - 1) for shade in range(256)])


def differences(found: Image.Image, wanted: Image.Image) -> Iterator[str]:
    """Where two sheets differ by more than the edges of letters."""
    if found.size != wanted.size:
        yield f"the sheet is {found.size} instead of {wanted.size}"
        return
    off = ImageChops.difference(found, wanted)
    mean = ImageStat.Stat(off).mean[0] / 255
    if mean > _MEAN:
        yield f"the pages differ by {mean:.1%}"
    # The mean shade of each cell: a letter that moves by a pixel changes its cell little, a line that breaks elsewhere much.
    cells = (found.width // _CELL, found.height // _CELL)
    shades = [picture.resize(cells, Image.Resampling.BOX) for picture in (found, wanted)]
    worst = max(ImageChops.difference(*shades).tobytes()) / 255
    if worst > _WORST:
        yield f"a place differs by {worst:.1%}"


def renew(name: str, drawn: Image.Image) -> None:
    """Keep a sheet as the one that is wanted."""
    drawn.quantize(_LEVELS).save(BASELINE / f"{name}.png", optimize=True)
