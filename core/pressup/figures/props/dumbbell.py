"""Dumbbells, seen from their side, so that the hand that holds one is seen."""

from __future__ import annotations

from pressup.figures.person import Layers, hand_outline
from pressup.figures.props import Place
from pressup.figures.shape import Shape, filled, turned_box
from pressup.figures.surroundings import holding
from pressup.records.figure import Prop

STANDS = False
_HANDLE = (-0.050, 0.050, 0.010)
_HEADS = ((-0.088, -0.042, 0.036), (0.042, 0.088, 0.036))


def front_shapes(prop: Prop, place: Place) -> Layers:
    """A dumbbell in each hand that holds one, before the body and behind the hand."""
    layers: Layers = {}
    posture = place.posture
    for side in holding(prop):
        grip, way = posture.joints[f"grip {side}"], posture.directions[f"hand {side}"] + 90
        outlines = tuple(turned_box(grip, way, *part) for part in (_HANDLE, *_HEADS))
        layers["front" if side == "working" else "aside"] = [Shape(outlines, "prop", name=f"dumbbell {side}")]
    return layers


def shapes(prop: Prop, place: Place) -> Layers:
    """A dumbbell in each hand that holds one: at right angles to the hand."""
    layers: Layers = {}
    posture = place.posture
    for side in holding(prop):
        grip, way = posture.joints[f"grip {side}"], posture.directions[f"hand {side}"] + 90
        outlines = tuple(turned_box(grip, way, *part) for part in (_HANDLE, *_HEADS))
        dumbbell = Shape(outlines, "prop", name=f"dumbbell {side}")
        if side == "working":
            layers["front"] = [dumbbell]
        else:
            alone = len(holding(prop)) == 1
            # Alone in the far hand it comes before the far leg, and the hand before it.
            hand = [filled(hand_outline(posture, side), "skin_far")] if alone else []
            layers["middle" if alone else "behind"] = [dumbbell, *hand]
    return layers
