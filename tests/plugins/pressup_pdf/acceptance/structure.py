"""P4: what assistive technology is told. Each check gives the faults that it finds, so none is a good file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

_HEADING = re.compile("/H[1-6]")
_PRINTED, _UNSEEN = 4, 2 | 32
"""Flags of an annotation: it is printed; it is hidden, or not to be seen."""


def elements(file: Any) -> Iterator[Any]:
    """The elements of the structure tree in reading order."""

    def walk(node: Any) -> Iterator[Any]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            yield from walk(node.get("/K"))

    yield from walk(file.Root.StructTreeRoot.K)


def kids(element: Any) -> list[Any]:
    """What an element holds."""
    held = element.get("/K")
    return list(held) if isinstance(held, pikepdf.Array) else [] if held is None else [held]


def leaves(element: Any) -> Iterator[tuple[int, int]]:
    """The pieces of content below an element in reading order: the number of the page's object, and the piece's own."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary):
            yield from leaves(kid)
        else:
            yield element.Pg.objgen[0], int(kid)


def headings(file: Any) -> Iterator[str]:
    """H1 comes first and once, and no level is skipped."""
    levels = [int(str(element.S)[2]) for element in elements(file) if _HEADING.fullmatch(str(element.S))]
    if levels[:1] != [1]:
        yield "the first heading is no H1"
    if levels.count(1) > 1:
        yield "there are several H1"
    yield from (f"H{after} follows H{before}" for before, after in pairwise(levels) if after > before + 1)


def figures(file: Any) -> Iterator[str]:
    """Every figure has an alternative text that is more than a word, and says where it stands on its page."""
    for element in elements(file):
        if element.S == "/Figure":
            if len(str(element.get("/Alt", "")).split()) < 2:
                yield f"a figure has the alternative text {str(element.get('/Alt', ''))!r}"
            left, bottom, right, top = (float(edge) for edge in element.A.BBox)
            _, _, width, height = (float(edge) for edge in element.Pg.TrimBox)
            if not (-1 < left < right < width + 1 and -1 < bottom < top < height + 1):
                yield "a figure is said to stand outside its page"


def header_cells(file: Any) -> Iterator[str]:
    """Every table has header cells, and each of them says whether it heads a column or a row."""
    for element in elements(file):
        if element.S == "/Table" and not any(below.S == "/TH" for below in below_of(element)):
            yield "a table has no header cells"
        if element.S == "/TH" and str(element.get("/A", {}).get("/Scope", "")) not in ("/Column", "/Row"):
            yield "a header cell has no scope"


def below_of(element: Any) -> Iterator[Any]:
    """The elements below one."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from below_of(kid)


def lists(file: Any) -> Iterator[str]:
    """Lists hold items only, and items have a body."""
    for element in elements(file):
        tags = [str(kid.S) for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        if element.S == "/L" and set(tags) != {"/LI"}:
            yield f"a list holds {' '.join(tags) or 'nothing'}"
        if element.S == "/LI" and tags[-1:] != ["/LBody"]:
            yield "a list item has no body"


def language(file: Any, wanted: str) -> Iterator[str]:
    """The language of the whole is said, and is that of the document."""
    if str(file.Root.get("/Lang", "")) != wanted:
        yield f"the language is {str(file.Root.get('/Lang', ''))!r} instead of {wanted!r}"


def title(file: Any, wanted: str) -> Iterator[str]:
    """The title is the document's, and readers show it instead of the file's name."""
    if str(file.docinfo.get("/Title", "")) != wanted:
        yield f"the title is {str(file.docinfo.get('/Title', ''))!r}"
    if not file.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "readers show the name of the file"


def claim(file: Any) -> Iterator[str]:
    """The file is tagged and says that it is PDF/UA-1."""
    with file.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "the file does not say that it is PDF/UA-1"
    if not file.Root.get("/MarkInfo", {}).get("/Marked", False):
        yield "the file is not marked as tagged"
    if any(page.obj.get("/Tabs") != "/S" for page in file.pages):
        yield "a page does not follow the structure when one tabs through it"


def links(file: Any) -> Iterator[str]:
    """Links are printed, are described, and belong to a Link element."""
    for page in file.pages:
        for annotation in page.obj.get("/Annots", ()):
            flags = int(annotation.get("/F", 0))
            if not flags & _PRINTED or flags & _UNSEEN:
                yield "a link is not printed"
            if not str(annotation.get("/Contents", "")).strip():
                yield "a link is not described"
            if "/StructParent" not in annotation or owner(file, int(annotation.StructParent)).S != "/Link":
                yield "a link is in no Link element"


def owner(file: Any, number: int) -> Any:
    """The entry of the structure tree's index."""
    numbers = file.Root.StructTreeRoot.ParentTree.Nums
    return next(numbers[place + 1] for place in range(0, len(numbers), 2) if int(numbers[place]) == number)


def bookmarks(file: Any, wanted: str) -> Iterator[str]:
    """The outline has every heading but the small ones, below the title."""
    with file.open_outline() as outline:
        names = [item.title for item in outline.root]
        inside = sum(len(item.children) for item in outline.root)
    if names != [wanted]:
        yield f"the outline begins with {names}"
    sections = sum(element.S == "/H2" for element in elements(file))
    if inside != sections:
        yield f"the outline has {inside} of {sections} sections"


def everything_tagged(file: Any) -> Iterator[str]:
    """All that a page draws is an artifact, or a piece of content that one element owns; and the index says who."""
    owned: dict[tuple[int, int], int] = {}
    for element in elements(file):
        for kid in kids(element):
            if not isinstance(kid, pikepdf.Dictionary):
                place = (element.Pg.objgen[0], int(kid))
                if place in owned:
                    yield f"piece {place[1]} of a page has two owners"
                owned[place] = element.objgen[0]
    for page in file.pages:
        index = owner(file, int(page.obj.StructParents))
        for number, wild in pieces(page):
            if wild:
                yield f"{wild} draws outside of all marks"
            elif number is not None:
                here = owned.get((page.obj.objgen[0], number))
                if here is None:
                    yield f"piece {number} of a page is in no element"
                elif index[number].objgen[0] != here:
                    yield f"the index names another owner of piece {number}"


_DRAWS = frozenset({"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "BI"})


def pieces(page: Any) -> Iterator[tuple[int | None, str]]:
    """The marked pieces of a page as they are painted, by number; and operators that draw outside of any mark."""
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            depth += 1
            properties: Any = instruction.operands[1] if operator == "BDC" else {}
            if "/MCID" in properties:
                yield int(properties["/MCID"]), ""
        elif operator == "EMC":
            depth -= 1
        elif operator in _DRAWS and not depth:
            yield None, operator
