"""A step to stand on."""

from __future__ import annotations

from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, box
from pressup.figures.surroundings import height, width
from pressup.records.figure import Prop

STANDS = True


def shapes(prop: Prop, place: Place) -> Layers:
    """A block; the foot that is placed on it stands behind its front edge."""
    top, wide, middle = height(prop), width(prop), (prop.x or 0.0) / 100 + 0.035
    outlines = (
        box(middle - wide / 2, 0, middle + wide / 2, top - 0.022),
        box(middle - wide / 2 - 0.012, top - 0.022, middle + wide / 2 + 0.012, top),
    )
    return {"behind": [Shape(outlines, "furniture", name="step")]}
