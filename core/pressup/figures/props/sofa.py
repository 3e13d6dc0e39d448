"""A heavy sofa seen from its end, behind the person, who hooks the heels under its front edge."""

from __future__ import annotations

from pressup.figures.contours import Knot
from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, box
from pressup.figures.surroundings import height, width
from pressup.records.figure import Prop

STANDS = True
_LEG = 0.034
_GAP = 0.115
"""How high the frame stands off the floor: a foot fits under it."""
_ARM = 0.62
"""The arm rest is this share of the back's height."""


def shapes(prop: Prop, place: Place) -> Layers:
    """Two legs, and over them the end of the sofa: a high back, and an arm rest with a round front edge."""
    top, wide = height(prop), width(prop)
    front = place.start.joints["ankle working"].real + 0.02 if prop.x is None else prop.x / 100 + wide / 2
    back, arm = front - wide, _GAP + (top - _GAP) * _ARM
    legs = tuple(box(x, 0, x + _LEG, _GAP) for x in (back + 0.03, front - 0.20))
    end = (
        (back, _GAP, 1),
        (front, _GAP, 1),
        (front, arm - 0.01, 0),
        (front - 0.02, arm, 0),
        (back + 0.15, arm, 1),
        (back + 0.11, top, 0),
        (back - 0.01, top, 0),
        (back, _GAP, 1),
    )
    outline = tuple(Knot(complex(x, y), bool(sharp)) for x, y, sharp in end)
    return {"behind": [Shape((*legs, outline), "furniture", name="sofa")]}
