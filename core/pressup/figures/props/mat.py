"""A mat under the person, as long as the person needs it."""

from __future__ import annotations

from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, box
from pressup.figures.surroundings import MAT
from pressup.records.figure import Prop

STANDS = True
_MARGIN = 0.08


def shapes(prop: Prop, place: Place) -> Layers:
    """A flat bar; it has no line of its own."""
    outline = box(place.left - _MARGIN, 0, place.right + _MARGIN, MAT)
    return {"behind": [Shape((outline,), "mat", stroke="none", name="mat")]}
