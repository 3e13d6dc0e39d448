"""A plain chair seen from the side, behind the person."""

from __future__ import annotations

from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, box, corners
from pressup.figures.surroundings import height, width
from pressup.records.figure import Prop

STANDS = True
_LEG = 0.030
_SEAT = 0.028
_BACK = 0.30


def front_shapes(prop: Prop, place: Place) -> Layers:
    """From the front: four legs seen as two, the edge of the seat, and the back behind the person."""
    seat, wide = height(prop), width(prop) + 0.02
    middle = (prop.x or 0.0) / 100
    left, right = middle - wide / 2, middle + wide / 2
    back = (box(left + 0.01, seat, left + 0.035, seat + _BACK), box(right - 0.035, seat, right - 0.01, seat + _BACK))
    rail = box(left + 0.01, seat + _BACK - 0.09, right - 0.01, seat + _BACK)
    legs = (box(left + 0.005, 0, left + 0.005 + _LEG, seat - _SEAT), box(right - 0.005 - _LEG, 0, right - 0.005, seat - _SEAT))
    return {"behind": [Shape((*legs, *back, rail, box(left, seat - _SEAT, right, seat)), "furniture", name="chair")]}


def shapes(prop: Prop, place: Place) -> Layers:
    """Legs, seat, and a back that leans a little."""
    seat, wide = height(prop), width(prop)
    back = -0.17 if prop.x is None else prop.x / 100 - wide / 2
    front = back + wide
    leaning = corners(
        (
            complex(back + 0.005, seat),
            complex(back + 0.035, seat),
            complex(back - 0.005, seat + _BACK),
            complex(back - 0.035, seat + _BACK),
        )
    )
    legs = (box(back + 0.005, 0, back + 0.005 + _LEG, seat - _SEAT), box(front - 0.025 - _LEG, 0, front - 0.025, seat - _SEAT))
    outlines = (*legs, leaning, box(back, seat - _SEAT, front, seat))
    return {"behind": [Shape(outlines, "furniture", name="chair")]}
