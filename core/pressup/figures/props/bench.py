"""A bench: a padded board on two legs."""

from __future__ import annotations

from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, box
from pressup.figures.surroundings import height, width
from pressup.records.figure import Prop

STANDS = True
_BOARD = 0.045
_LEG = 0.032


def shapes(prop: Prop, place: Place) -> Layers:
    """Two legs and a board around the middle of the person, or where the record says."""
    top, wide = height(prop), width(prop)
    middle = prop.x / 100 if prop.x is not None else (place.left + place.right) / 2
    left, right = middle - wide / 2, middle + wide / 2
    legs = (box(left + 0.05, 0, left + 0.05 + _LEG, top - _BOARD), box(right - 0.05 - _LEG, 0, right - 0.05, top - _BOARD))
    return {"behind": [Shape((*legs, box(left, top - _BOARD, right, top)), "furniture", name="bench")]}
