"""The person seen from the side, as shapes in painting order."""

from __future__ import annotations

from pressup.figures import body, shapes
from pressup.figures.contours import Knot, Outline, limb
from pressup.figures.geometry import Point, local, unit
from pressup.figures.shape import Shape, filled
from pressup.figures.skeleton import Posture, Side

LAYERS = (
    "behind",
    "far-arm",
    "far-leg",
    "middle",
    "trunk",
    "near-leg",
    "muscles",
    "over-leg",
    "aside",
    "other-arm",
    "head",
    "front",
    "near-arm",
    "arm-muscles",
    "over-arm",
)
"""What is painted first stands behind what comes later. Props choose one of these."""
Layers = dict[str, list[Shape]]

HAIR = {"short": shapes.SHORT_HAIR, "tied": shapes.TIED_HAIR, "long": shapes.LONG_HAIR}


def person(posture: Posture, *, hair: str = "short", sleeve: float = 0.45) -> Layers:
    """The shapes of a person, by layer.

    Args:
        posture: The posture.
        hair: `short`, `tied` or `long`.
        sleeve: How much of the upper arm the sleeve covers.
    """
    return {
        "far-arm": arm(posture, "other", "skin_far", "shirt_far", sleeve),
        "far-leg": leg(posture, "other", "leg_far", "shoe_far"),
        "trunk": [filled(trunk_outline(posture), "shirt", "trunk")],
        "near-leg": leg(posture, "working", "leg", "shoe"),
        "head": head(posture, hair),
        "near-arm": arm(posture, "working", "skin", "shirt", sleeve),
    }


def leg_chain(posture: Posture, side: Side) -> list[Point]:
    """The line of a leg: waistband, hip, knee, ankle."""
    joints = posture.joints
    waistband = posture.hip + body.PELVIS * shapes.WAISTBAND * unit(posture.pelvis)
    return [waistband, posture.hip, joints[f"knee {side}"], joints[f"ankle {side}"]]


def leg_outline(posture: Posture, side: Side) -> Outline:
    """The outline of a leg from waistband to ankle."""
    back = shapes.LEG_BACK if side == "working" else shapes.FAR_LEG_BACK
    return limb(leg_chain(posture, side), shapes.LEG_FRONT, back)


def leg(posture: Posture, side: Side, fill: str, shoe: str) -> list[Shape]:
    """A leg and its shoe."""
    return [filled(leg_outline(posture, side), fill, f"leg {side}"), filled(shoe_outline(posture, side), shoe, f"shoe {side}")]


def shoe_outline(posture: Posture, side: Side) -> Outline:
    """The outline of a shoe."""
    return shapes.placed(shapes.SHOE, posture.joints[f"ankle {side}"], posture.directions[f"foot {side}"])


def trunk_outline(posture: Posture) -> Outline:
    """The outline of the trunk from neck to hip."""
    joints = posture.joints
    top = joints["shoulder"] + shapes.TRUNK_TOP * unit(posture.directions["thorax"])
    return limb([top, joints["waist"], joints["hip"]], shapes.TRUNK_FRONT, shapes.TRUNK_BACK)


def arm(posture: Posture, side: Side, skin: str, shirt: str, sleeve: float) -> list[Shape]:
    """An arm, its hand and the sleeve over it."""
    joints = posture.joints
    shoulder = joints["shoulder"]
    way = posture.directions[f"upper {side}"]
    chain = [shoulder, joints[f"elbow {side}"], joints[f"wrist {side}"]]
    outline = limb(chain, shapes.ARM_FRONT, shapes.ARM_BACK, start=shoulder + shapes.SHOULDER_CAP * unit(way + 180))
    length = abs(chain[1] - shoulder)
    cuff = sleeve * length
    ends = (
        (-0.043, 0.0, 0),
        (0.0, 0.036, 0),
        (cuff * 0.65, 0.033, 0),
        (cuff + 0.004, 0.034, 1),
        (cuff - 0.001, -0.034, 1),
        (cuff * 0.62, -0.033, 0),
        (0.0, -0.038, 0),
    )
    return [
        filled(outline, skin, f"arm {side}"),
        filled(hand_outline(posture, side), skin, f"hand {side}"),
        filled(shapes.placed(ends, shoulder, way), shirt, f"sleeve {side}"),
    ]


def hand_outline(posture: Posture, side: Side) -> Outline:
    """The outline of a hand, open or as a fist."""
    template = shapes.FIST if posture.arms[side].fist else shapes.OPEN_HAND
    return shapes.placed(template, posture.joints[f"wrist {side}"], posture.directions[f"hand {side}"])


def head(posture: Posture, hair: str) -> list[Shape]:
    """Head, then the neck, open at its top so that no seam shows, then hair and eye."""
    centre, crown = posture.joints["head"], posture.directions["head"]
    shoulder, thorax = posture.joints["shoulder"], posture.directions["thorax"]

    def of_head(x: float, y: float) -> Point:
        return local(centre, crown - 90, x * body.HEAD, y * body.HEAD)

    def of_trunk(x: float, y: float) -> Point:
        return local(shoulder, thorax - 90, x, y)

    neck = (
        (of_head(0.06, -0.37), True),
        (of_head(0.03, -0.46), False),
        (of_trunk(0.024, 0.045), False),
        (of_trunk(0.034, 0.028), True),
        (of_trunk(0.012, 0.016), False),
        (of_trunk(-0.034, 0.034), True),
        (of_trunk(-0.036, 0.05), False),
        (of_head(-0.27, -0.36), False),
        (of_head(-0.29, -0.22), True),
    )
    return [
        filled(shapes.on_head(shapes.HEAD, centre, crown), "skin", "head"),
        Shape((tuple(Knot(point, sharp) for point, sharp in neck),), "skin", closed=False, name="neck"),
        filled(shapes.on_head(HAIR[hair], centre, crown), "hair", "hair"),
        Shape(((Knot(of_head(*shapes.EYE)),),), "ink", radius=2.5, name="eye"),
    ]
