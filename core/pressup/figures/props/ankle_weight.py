"""A weight cuff round the working ankle."""

from __future__ import annotations

from pressup.figures import body
from pressup.figures.contours import Knot
from pressup.figures.geometry import local
from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, corners
from pressup.records.figure import Prop

STANDS = False
_CUFF = ((0.78, 0.031, 1), (0.865, 0.036, 0), (0.95, 0.029, 1), (0.955, -0.027, 1), (0.865, -0.034, 0), (0.775, -0.032, 1))
"""Share of the shank, and distance from its middle line; the last number marks a corner."""


def shapes(prop: Prop, place: Place) -> Layers:
    """The cuff, and the strap that closes it."""
    knee, way = place.posture.joints["knee working"], place.posture.directions["shank working"]
    cuff = tuple(Knot(local(knee, way, t * body.SHANK, y), bool(sharp)) for t, y, sharp in _CUFF)
    strap = corners(local(knee, way, 0.865 * body.SHANK, y) for y in (0.033, -0.031))
    return {
        "over-leg": [
            Shape((cuff,), "prop", name="ankle weight"),
            Shape((strap,), None, stroke="fibre", width=4, closed=False),
        ]
    }
