"""A kettlebell hanging from the hand."""

from __future__ import annotations

from pressup.figures.contours import Knot
from pressup.figures.geometry import local
from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, round_outline
from pressup.figures.surroundings import holding
from pressup.records.figure import Prop

STANDS = False


def shapes(prop: Prop, place: Place) -> Layers:
    """The bell under the grip, its handle as a bow; one bell for both hands."""
    sides = holding(prop)
    side = "working" if "working" in sides else "other"
    grip, way = place.posture.joints[f"grip {side}"], place.posture.directions[f"hand {side}"]
    bow = tuple(
        Knot(local(grip, way, x, y), sharp)
        for x, y, sharp in ((0.050, -0.034, True), (-0.030, -0.042, False), (-0.030, 0.042, False), (0.050, 0.034, True))
    )
    bell = round_outline(local(grip, way, 0.078, 0), 0.050)
    shapes = [Shape((bow,), None, width=14, closed=False, name="handle"), Shape((bell,), "prop", name="kettlebell")]
    return {"front" if side == "working" else "middle": shapes}
