"""A wall behind the person's back, or ahead of the person when `x` says so."""

from __future__ import annotations

from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, box
from pressup.figures.surroundings import height, width
from pressup.records.figure import Prop

STANDS = True


def shapes(prop: Prop, place: Place) -> Layers:
    """A tall narrow slab."""
    wide = width(prop)
    left = prop.x / 100 if prop.x is not None else place.left - wide
    return {"behind": [Shape((box(left, 0, left + wide, height(prop)),), "furniture", name="wall")]}
