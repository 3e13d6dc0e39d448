"""P15: how many bytes a file has, and how fine its photos are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2

SIZE, SIZE_OF_A_CARD, SIZE_OF_A_LOGO = 60_000, 13_000, 800
"""The largest file without photos, in bytes, and what a card and the logo of a page add: a drawing takes five thousand."""
FINEST = 150
"""The dots of a photo, an inch."""


def size(path: Path, cards: int, pages: int) -> Iterator[str]:
    """The file is small enough to mail, and to load on a telephone."""
    most = SIZE + SIZE_OF_A_CARD * max(0, cards - 1) + SIZE_OF_A_LOGO * pages
    found = path.stat().st_size
    if found > most:
        yield f"{found} bytes, more than {most}"


def photos(path: Path) -> Iterator[str]:
    """No photo has more dots than a printer shows."""
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
                left, _, right, _ = item.get_bounds()
                dots = item.get_px_size()[0] / (right - left) * 72
                if dots > FINEST + 1:
                    yield f"page {number} has a photo of {dots:.0f} dots an inch"
            page.close()
