"""How a publisher's handouts look: its colours fit to print in, its mark at the head, its font."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from pressup import RenderContext
from pressup_pdf.colours import tint
from pressup_pdf.typeface import typeface_of

LOGO = "pressup:/logo"
"""The address of the mark, for the fetcher."""

_HIGH = {"a4": 20.0, "letter": 20.0, "a5": 14.0}
_WIDEST = 150.0
_ROOM = {"a4": 31.2, "letter": 31.2, "a5": 25.5}


class Look(NamedTuple):
    """What the style sheets need to know of a publisher: colours of text and of tints, and the family of its font."""

    brand: str
    accent: str
    tint: str
    family: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The logo as it prints, in points."""

    width: float
    height: float
    room: float
    """From its upper edge to the text of the page: on page 1 it stands in the text, so that a screen reader finds it."""
    alt: str


def look_of(context: RenderContext[Any]) -> Look:
    """The colours and the font of a publisher. Text has the colours made dark enough, tints have them as they are."""
    colours = context.publisher.colours
    return Look(colours.brand_text, colours.accent_text, tint(colours.brand), typeface_of(context).family)


def mark_of(context: RenderContext[Any]) -> Mark | None:
    """The mark of a publisher on its paper; None when it has none, or when ink is to be saved."""
    if context.options.ink == "saving":
        return None
    image = context.logo(grey=is_grey(context.options))
    if image is None or context.publisher.logo is None:
        return None
    high = min(_HIGH[context.options.paper], _WIDEST / image.ratio)
    return Mark(round(high * image.ratio, 2), round(high, 2), _ROOM[context.options.paper], context.publisher.logo.alt)


def is_grey(options: Any) -> bool:
    """Whether pictures of the publisher's own print in grey, as figures do."""
    return getattr(options, "ink", "colour") != "colour"
