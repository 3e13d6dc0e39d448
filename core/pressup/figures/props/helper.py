"""The forearms and hands of a second person, who holds the ankles. Cropped and grey: they are not the one who exercises."""

from __future__ import annotations

from pressup.figures.contours import Knot
from pressup.figures.geometry import direction, local
from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape
from pressup.records.figure import Prop

STANDS = True
_HAND = (
    (-0.004, 0.018, 1),
    (0.030, 0.026, 0),
    (0.055, 0.020, 0),
    (0.075, 0.0, 0),
    (0.070, -0.018, 0),
    (0.035, -0.020, 0),
    (-0.004, -0.016, 1),
)


def shapes(prop: Prop, place: Place) -> Layers:
    """Two forearms from above and behind, the far one first."""
    ankle = place.posture.joints["ankle working"]
    found = []
    for apart, fill in ((0.045, "helper_far"), (0.0, "helper")):
        wrist = ankle + complex(apart - 0.005, 0.052)
        elbow = wrist + complex(-0.085, 0.165)
        way, length = direction(elbow, wrist), abs(wrist - elbow)
        edges = ((0.0, 0.030, 1), (0.06, 0.029, 0), (length, 0.017, 1), (length, -0.017, 1), (0.06, -0.027, 0), (0.0, -0.028, 1))
        arm = tuple(Knot(local(elbow, way, x, y), bool(sharp)) for x, y, sharp in edges)
        hand = tuple(Knot(local(wrist, -62, x, y), bool(sharp)) for x, y, sharp in _HAND)
        found += [Shape((arm,), fill, name="helper"), Shape((hand,), fill)]
    return {"over-leg": found}
