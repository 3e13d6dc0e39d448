"""What WeasyPrint leaves open in a tagged PDF, done before the file is written.

Head and foot of a page become artifacts, header cells say what they head, figures know their place, links are printed, and elements
that say nothing are taken out of the structure tree: most of a handout's are, and they took a fifth of its bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]

_MEANINGLESS = frozenset({"/Span", "/NonStruct", "/Div"})
_HOLDERS = frozenset(
    ["/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/LBody", "/Lbl", "/TH", "/TD", "/Link", "/Caption", "/Span", "/NonStruct"]
)
"""Elements that may hold content themselves. All others group elements."""
_SAYING = frozenset({"A", "ActualText", "Alt", "E", "ID", "Lang"})
_PRINTED = 4
"""The flag of an annotation that is printed with its page."""


def finish(document: Any, pdf: Any) -> None:
    """Mend the structure tree of a file that WeasyPrint is about to write: its `finisher`."""
    tree = _Tree(pdf)
    tree.simplify(tree.root)
    for element in tree.reached(tree.root):
        if element["S"] == "/TH":
            element["A"] = pydyf.Dictionary({"O": "/Table", "Scope": tree.scope(element)})
        elif element["S"] == "/Figure":
            _place(element, document.pages[tree.pages.index(element["Pg"])])
    tree.leave_out_the_rest()
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Subtype") == "/Link":
            item["F"] = _PRINTED


def _place(figure: Any, page: Any) -> None:
    """Say where a figure stands in points from the bottom, as PDF counts; WeasyPrint says it in its pixels from the top."""
    left, top, right, bottom = figure["A"]["BBox"]
    edges = (left, page.height - bottom, right, page.height - top)
    figure["A"]["BBox"] = pydyf.Array([edge * 0.75 for edge in edges])


class _Tree:
    """The structure tree: elements by their references, and of each page's pieces of content who owns them."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.elements = {
            item.reference: item
            for item in pdf.objects
            if isinstance(item, pydyf.Dictionary) and item.get("Type") in ("/StructElem", "/OBJR")
        }
        by_reference = {item.reference: item for item in pdf.objects}
        root = by_reference[pdf.catalog["StructTreeRoot"]]
        self.root = self.elements[root["K"][0]]
        self.pages = pdf.page_references
        self.streams = [by_reference[by_reference[page]["Contents"]] for page in self.pages]
        numbers = by_reference[root["ParentTree"]]["Nums"]
        self.owners: dict[int, Any] = dict(zip(numbers[::2], numbers[1::2], strict=True))

    def simplify(self, element: Any) -> None:
        """Give an element what its meaningless children hold, from the leaves up."""
        if element["S"] == "/L":
            self._keep_items_only(element)
        kids: list[Any] = []
        for kid in element["K"]:
            child = self.elements.get(kid)
            if child is None or child["Type"] == "/OBJR":
                kids.append(kid)
                continue
            self.simplify(child)
            if self._says_nothing(child, element):
                self._hand_over(child, element)
                kids.extend(child["K"])
            else:
                kids.append(kid)
        element["K"] = pydyf.Array(kids)

    def _keep_items_only(self, list_: Any) -> None:
        """Give the blanks between items that stand in a line, and nested lists, to the item before; or else to the first."""
        items = [kid for kid in list_["K"] if self.elements[kid]["S"] == "/LI"]
        body = self.elements[self.elements[items[0]]["K"][-1]] if items else None
        place = 0
        for kid in list_["K"]:
            child = self.elements[kid]
            if child["S"] == "/LI":
                body = self.elements[child["K"][-1]]
                place = len(body["K"])
            elif body is not None:
                body["K"].insert(place, kid)
                child["P"] = body.reference
                place += 1
        if items:
            list_["K"] = pydyf.Array(items)

    def _says_nothing(self, child: Any, parent: Any) -> bool:
        if child["S"] == parent["S"] == "/Art":  # WeasyPrint's box around what stands in a line
            return True
        if child["S"] not in _MEANINGLESS or _SAYING & child.keys():
            return False
        same_page = child["Pg"] == parent.get("Pg") and parent["S"] in _HOLDERS
        return same_page or all(kid in self.elements for kid in child["K"])

    def _hand_over(self, child: Any, parent: Any) -> None:
        """Make a parent the owner of all that a child holds."""
        for kid in child["K"]:
            if kid in self.elements:
                if self.elements[kid]["Type"] == "/StructElem":
                    self.elements[kid]["P"] = parent.reference
            else:
                self.owners[self.pages.index(child["Pg"])][kid] = parent.reference

    def reached(self, element: Any) -> Iterator[Any]:
        """An element and all below it."""
        yield element
        for kid in element["K"]:
            child = self.elements.get(kid)
            if child is not None and child["Type"] == "/StructElem":
                yield from self.reached(child)

    def scope(self, cell: Any) -> str:
        """Our tables have their column headers in `thead` and one row header a row in `tbody`, so the part of the table tells."""
        part = self.elements[self.elements[cell["P"]]["P"]]
        return "/Column" if part["S"] == "/THead" else "/Row"

    def leave_out_the_rest(self) -> None:
        """Drop the elements that the tree does not reach. What those of head and foot hold is no content but an artifact."""
        kept = {element.reference for element in self.reached(self.root)}
        for page, stream in enumerate(self.streams):
            owners = self.owners[page]
            for place, item in enumerate(stream.stream):
                if type(item) is pydyf.Dictionary and "MCID" in item and owners[item["MCID"]] not in kept:
                    owners[item["MCID"]] = "null"
                    stream.stream[place - 1] = "/Artifact"
                    stream.stream[place] = pydyf.Dictionary({"Type": "/Pagination"})
            while owners and owners[-1] == "null":
                owners.pop()
        for reference, item in self.elements.items():
            if item["Type"] == "/StructElem" and reference not in kept:
                # As pydyf writes the first of its free objects.
                item.free, item.generation, item.number = "f", 65535, 0
