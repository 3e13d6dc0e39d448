"""A barbell: from the side a plate, in front of the hands or on the back; from the front the whole bar."""

from __future__ import annotations

from typing import cast

from pressup.figures.front.person import hand_outline
from pressup.figures.front.skeleton import FrontPosture
from pressup.figures.geometry import direction, local
from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, filled, round_outline, turned_box
from pressup.records.figure import Prop

STANDS = False
_PLATE = 0.085
_BAR = (-0.46, 0.46, 0.008)
_PLATES = ((-0.42, -0.385, _PLATE), (0.385, 0.42, _PLATE))


def shapes(prop: Prop, place: Place) -> Layers:
    """The far plate behind the person, the near one in front of the arm."""
    posture = place.posture
    if prop.at == "back":
        middle = local(posture.joints["shoulder"], posture.directions["thorax"] - 90, -0.062, 0.028)
    else:
        middle = posture.joints["grip working"]
    plate = (round_outline(middle, _PLATE), round_outline(middle, 0.016, 6))
    return {"over-arm": [Shape(plate, "prop", name="barbell")]}


def front_shapes(prop: Prop, place: Place) -> Layers:
    """The bar with a plate at each end: through both hands, or behind the neck."""
    joints, thorax = place.posture.joints, place.posture.directions["thorax"]
    one, other = joints["grip other"], joints["grip working"]
    held = prop.at != "back"
    middle = (one + other) / 2 if held else local(joints["shoulder"], thorax - 90, 0.0, 0.035)
    way = direction(one, other) if held and abs(other - one) > 0.1 else thorax - 90
    outlines = tuple(turned_box(middle, way, *part) for part in (_BAR, *_PLATES))
    bar = Shape(outlines, "prop", name="barbell")
    if not held:
        return {"far-arm": [bar]}
    return {"front": [bar, filled(hand_outline(cast("FrontPosture", place.posture), "other"), "skin")]}
