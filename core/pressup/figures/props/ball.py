"""An exercise ball."""

from __future__ import annotations

from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, round_outline
from pressup.figures.surroundings import height
from pressup.records.figure import Prop

STANDS = True


def shapes(prop: Prop, place: Place) -> Layers:
    """A ball on the floor."""
    radius = height(prop) / 2
    return {"behind": [Shape((round_outline(complex((prop.x or 0.0) / 100, radius), radius),), "furniture", name="ball")]}
