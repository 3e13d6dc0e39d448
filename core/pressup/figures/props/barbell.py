"""A barbell seen along its bar: a plate in front of the hands, or on the back."""

from __future__ import annotations

from pressup.figures.geometry import local
from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, round_outline
from pressup.records.figure import Prop

STANDS = False
_PLATE = 0.085


def shapes(prop: Prop, place: Place) -> Layers:
    """The far plate behind the person, the near one in front of the arm."""
    posture = place.posture
    if prop.at == "back":
        middle = local(posture.joints["shoulder"], posture.directions["thorax"] - 90, -0.062, 0.028)
    else:
        middle = posture.joints["grip working"]
    plate = (round_outline(middle, _PLATE), round_outline(middle, 0.016, 6))
    return {"over-arm": [Shape(plate, "prop", name="barbell")]}
