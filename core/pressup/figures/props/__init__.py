"""Things in the picture, one module each: `shapes(prop, place)` gives its shapes by layer. A new file here is a new prop.

What looks different from the front has a `front_shapes(prop, place)` too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from pressup.figures.person import Layers
from pressup.figures.skeleton import Posture
from pressup.figures.surroundings import Surroundings
from pressup.records.figure import Figure, Prop


@dataclass(frozen=True, slots=True)
class Place:
    """What a prop is drawn around.

    Attributes:
        figure: The figure.
        start: The posture at the start.
        posture: The posture that is drawn.
        around: How high things are.
        left: The leftmost point of the person in both postures.
        right: The rightmost.
    """

    figure: Figure
    start: Posture
    posture: Posture
    around: Surroundings
    left: float
    right: float


def prop_shapes(prop: Prop, place: Place) -> Layers:
    """The shapes of a prop."""
    module = import_module(f"{__name__}.{prop.prop.replace('-', '_')}")
    draw: Callable[[Prop, Place], Layers] = getattr(module, f"{place.figure.view}_shapes", module.shapes)
    return draw(prop, place)


def stands(prop: Prop) -> bool:
    """Whether a prop stands in the room, and does not move with the person."""
    return bool(import_module(f"{__name__}.{prop.prop.replace('-', '_')}").STANDS)
