"""The layouts of a handout: what each shows, and in which sizes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pressup import Handout, RenderContext


@dataclass(frozen=True, slots=True)
class Shape:
    """What a layout shows of a handout. Safety texts are in every one."""

    name: str
    figure: int
    """The width of a drawing with both panels, in points."""
    labels: bool = False
    """Whether words over a drawing say which panel is the start and which the finish; small drawings count them with dots."""
    full_cards: bool = False
    """Whether a card says all of its exercise. Else what there is no room for stands behind the card of one that is alone."""
    check_first: bool = False
    """Whether who must not do a move stands before all moves instead of on its card, so that a card fits on one page."""
    narrow: bool = False
    """Whether lines are short, so that tables leave out what others say."""
    extras: bool = True
    """Whether goals, phases, the diary, what research says and what to read come with it."""
    sources: bool = True
    """Whether a programme lists its sources."""
    plan: bool = True
    """Whether a programme has its table by week."""


_SHAPES = {
    "standard": Shape("standard", 240, labels=True),
    "compact": Shape("compact", 152, extras=False, sources=False, plan=False),
    "cards": Shape("cards", 400, labels=True, full_cards=True),
    "poster": Shape("poster", 154, extras=False, sources=False, plan=False),
    "list": Shape("list", 128, extras=False, sources=False),
    "large-print": Shape("large-print", 300, labels=True, check_first=True, narrow=True),
}
_WIDEST_ALONE = 260
_A5_FIGURES = {"standard": 200, "compact": 130, "cards": 220, "poster": 160, "list": 108}


def settled(document: Handout, context: RenderContext[Any]) -> RenderContext[Any]:
    """The context with the layout that the document is printed in.

    One exercise has pages of its own anyway: as `cards` its first page would say neither what to do nor when to stop.
    """
    if document.kind != "exercise" or context.options.layout != "cards":
        return context
    return replace(context, options=context.options.model_copy(update={"layout": "standard"}))


def shape_of(options: Any, *, alone: bool = False) -> Shape:
    """The layout that the options ask for, on their paper.

    A card that is alone says more, so that a wide drawing has no room. In small print it says all; else what is needed while moving
    stands on page one, and the rest behind it, for some exercises have so much to say that all of it would not fit.
    """
    shape = _on_paper(_SHAPES[options.layout], options)
    if not alone:
        return shape
    return replace(shape, figure=min(shape.figure, _WIDEST_ALONE), full_cards=shape.name == "compact" and not shape.check_first)


def _on_paper(shape: Shape, options: Any) -> Shape:
    if options.paper == "letter":
        return replace(shape, figure={"large-print": 264, "cards": 330}.get(shape.name, shape.figure))
    if options.paper != "a5":
        return shape
    return replace(shape, figure=_A5_FIGURES[shape.name], narrow=True, full_cards=False, check_first=True)


def sheets_of(options: Any) -> tuple[str, ...]:
    """The style sheets that the layout, the paper and the ink add to the common ones, in their order."""
    found = []
    if options.layout == "large-print" or options.paper == "a5":
        found.append("narrow.css")
    if options.layout != "standard":
        found.append(f"{options.layout}.css")
    if options.paper != "a4":
        found.append(f"{options.paper}.css")
    if options.ink == "saving":
        found.append("saving.css")
    return tuple(found)
