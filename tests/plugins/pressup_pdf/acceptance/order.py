"""P7 and P8: the text is whole, each piece once and in reading order, and no page's end tears anything apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from tests.plugins.pressup_pdf.acceptance.structure import elements, leaves, pieces

from pressup.build.verify import normal

MARGINS = {"a4": (20, 16.1, 17), "letter": (20, 19.05, 14.8), "a5": (18, 11.9, 14)}
"""Top, side and bottom of each paper in millimetres."""
POINTS = 72 / 25.4


class _Written(HTMLParser):
    """What a page's HTML says, with the numbers that style sheets put before the items of ordered lists."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._skipped = 0
        self._counts: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped += tag in ("style", "title", "svg")
        if tag in ("ul", "ol"):
            self._counts.append(0 if tag == "ol" else None)
        if tag == "li" and self._counts[-1] is not None:
            self._counts[-1] += 1
            self.texts.append(f"{self._counts[-1]}.")

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in ("style", "title", "svg")
        if tag in ("ul", "ol"):
            self._counts.pop()

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.texts.append(data)


def letters(text: str) -> str:
    """A text without blanks, line ends and bullets."""
    return re.sub(r"[\s\u00ad\u200b•]+", "", text)


def written(page: str) -> str:
    """The letters that a page's HTML says, in its order."""
    parser = _Written()
    parser.feed(page)
    parser.close()
    return letters("".join(parser.texts))


def body(path: Path, paper: str, run: Callable[..., str]) -> str:
    """What the pages say between head and foot, in the order in which they are painted."""
    info = run("pdfinfo", path)
    width, height = (float(edge) for edge in re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", info)[0])
    top, _, bottom = (edge * POINTS for edge in MARGINS[paper])
    crop = ("-x", "0", "-y", str(round(top) - 1), "-W", str(round(width)), "-H", str(round(height - top - bottom) + 4))
    return run("pdftotext", "-raw", *crop, path, "-")


def text(printed: str, page: str) -> Iterator[str]:
    """The pages say what the HTML says: all of it, in its order, once, and nothing else."""
    found, wanted = letters(printed), written(page)
    if found != wanted:
        place = next(
            (place for place, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), min(len(found), len(wanted))
        )
        yield f"instead of {wanted[place - 20 : place + 40]!r} the pages say {found[place - 20 : place + 40]!r}"


def safety(printed: str, wanted: list[str]) -> Iterator[str]:
    """Every safety text can be read back."""
    said = normal(printed)
    yield from (f"missing: {safety}" for safety in wanted if normal(safety) not in said)


def painted_as_tagged(file: Any) -> Iterator[str]:
    """Pages are painted in the order of the tags: what reads aloud without looking at tags says the same.

    Figures are left out: they say nothing, and are painted when they are there.
    """
    (document,) = (element for element in elements(file) if element.S == "/Document")
    drawn = {leaf for element in elements(file) if element.S == "/Figure" for leaf in leaves(element)}
    tagged = [leaf for leaf in leaves(document) if leaf not in drawn]
    for number, page in enumerate(file.pages, 1):
        own = page.obj.objgen[0]
        painted = [piece for piece, _ in pieces(page) if piece is not None and (own, piece) not in drawn]
        if painted != [piece for of, piece in tagged if of == own]:
            yield f"page {number} is painted in another order than it is tagged"
    if [of for of, _ in groupby(of for of, _ in tagged)] != [page.obj.objgen[0] for page in file.pages]:
        yield "the tags go back and forth between pages"


def orphans(file: Any) -> Iterator[str]:
    """What follows a heading stands on the heading's page."""
    (document,) = (element for element in elements(file) if element.S == "/Document")
    order = list(leaves(document))
    after = dict(pairwise(order))
    for element in elements(file):
        if str(element.S) in ("/H2", "/H3", "/H4"):
            last = list(leaves(element))[-1]
            if after.get(last, (None,))[0] != last[0]:
                yield f"a heading ends page {[page.obj.objgen[0] for page in file.pages].index(last[0]) + 1}"


def split(file: Any, cards: int) -> Iterator[str]:
    """Every exercise is one article: the part of one that goes on over the page would be another."""
    found = sum(element.S == "/Art" for element in elements(file))
    if found != cards:
        yield f"{found} pieces of {cards} exercises"
