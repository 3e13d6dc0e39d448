"""A strap from the hands round the foot."""

from __future__ import annotations

from pressup.figures.geometry import local
from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, corners
from pressup.records.figure import Prop

STANDS = False


def shapes(prop: Prop, place: Place) -> Layers:
    """A line from the grip to the instep, and a loop over the foot."""
    posture = place.posture
    ankle, foot = posture.joints["ankle working"], posture.directions["foot working"]
    instep, sole = local(ankle, foot, 0.062, -0.002), local(ankle, foot, 0.055, -0.0445)
    lines = (corners((posture.joints["grip working"], instep)), corners((instep, sole)))
    return {"front": [Shape(lines, None, stroke="ink", width=11, closed=False, name="strap")]}
