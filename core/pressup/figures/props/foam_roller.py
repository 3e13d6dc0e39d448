"""A foam roller, seen from its end."""

from __future__ import annotations

from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, round_outline
from pressup.figures.surroundings import height
from pressup.records.figure import Prop

STANDS = True


def shapes(prop: Prop, place: Place) -> Layers:
    """A roll with its hollow core."""
    radius = height(prop) / 2
    middle = complex((prop.x or 0.0) / 100, radius + place.around.top)
    outlines = (round_outline(middle, radius), round_outline(middle, radius * 0.4, 6))
    return {"behind": [Shape(outlines, "furniture", name="foam roller")]}
