"""The person seen from the side, as shapes in painting order."""

from __future__ import annotations

from pressup.figures import body, shapes
from pressup.figures.contours import Knot, Outline, limb
from pressup.figures.geometry import Point, local, unit
from pressup.figures.palette import Style
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
PLAIN = Style()

HAIR = {"short": shapes.SHORT_HAIR, "tied": shapes.TIED_HAIR, "long": shapes.LONG_HAIR}


def person(posture: Posture, style: Style = PLAIN) -> Layers:
    """The shapes of a person, by layer: hair, clothes and build as the style has them."""
    return {
        "far-arm": arm(posture, "other", style),
        "far-leg": leg(posture, "other", style),
        "trunk": [filled(trunk_outline(posture, style.build), "shirt", "trunk")],
        "near-leg": leg(posture, "working", style),
        "head": head(posture, style.hair),
        "near-arm": arm(posture, "working", style),
    }


def leg_chain(posture: Posture, side: Side) -> list[Point]:
    """The line of a leg: waistband, hip, knee, ankle."""
    joints = posture.joints
    waistband = posture.hip + body.PELVIS * shapes.WAISTBAND * unit(posture.pelvis)
    return [waistband, posture.hip, joints[f"knee {side}"], joints[f"ankle {side}"]]


def leg_outline(posture: Posture, side: Side, build: float = 1.0) -> Outline:
    """The outline of a leg from waistband to ankle."""
    back = shapes.LEG_BACK if side == "working" else shapes.FAR_LEG_BACK
    return limb(leg_chain(posture, side), shapes.LEG_FRONT.slimmer(build), back.slimmer(build))


def shorts_outline(posture: Posture, side: Side, build: float = 1.0) -> Outline:
    """The outline of one leg of shorts: wider than the thigh, from the waistband to above the knee."""
    waistband, hip, knee, _ = leg_chain(posture, side)
    back = shapes.LEG_BACK if side == "working" else shapes.FAR_LEG_BACK
    front, rear = (shapes.cut(flesh.slimmer(build), shapes.SHORTS, shapes.CLOTH) for flesh in (shapes.LEG_FRONT, back))
    return limb([waistband, hip, hip + shapes.SHORTS * (knee - hip)], front, rear)


def leg(posture: Posture, side: Side, style: Style) -> list[Shape]:
    """A leg and its shoe, and shorts over it when there are no tights."""
    far = "" if side == "working" else "_far"
    bare = style.legs == "shorts"
    outline = leg_outline(posture, side, style.build)
    found = [filled(outline, f"skin{far}" if bare else f"leg{far}", f"leg {side}")]
    found.append(filled(shoe_outline(posture, side), f"shoe{far}", f"shoe {side}"))
    return [*found, filled(shorts_outline(posture, side, style.build), f"leg{far}", f"shorts {side}")] if bare else found


def shoe_outline(posture: Posture, side: Side) -> Outline:
    """The outline of a shoe."""
    return shapes.placed(shapes.SHOE, posture.joints[f"ankle {side}"], posture.directions[f"foot {side}"])


def trunk_outline(posture: Posture, build: float = 1.0) -> Outline:
    """The outline of the trunk from neck to hip."""
    joints = posture.joints
    top = joints["shoulder"] + shapes.TRUNK_TOP * unit(posture.directions["thorax"])
    return limb([top, joints["waist"], joints["hip"]], shapes.TRUNK_FRONT.slimmer(build), shapes.TRUNK_BACK.slimmer(build))


def arm(posture: Posture, side: Side, style: Style) -> list[Shape]:
    """An arm, its hand and the sleeve over it; a long sleeve is the arm itself, over the hand."""
    far = "" if side == "working" else "_far"
    skin, shirt = f"skin{far}", f"shirt{far}"
    joints = posture.joints
    shoulder = joints["shoulder"]
    way = posture.directions[f"upper {side}"]
    chain = [shoulder, joints[f"elbow {side}"], joints[f"wrist {side}"]]
    front, back = shapes.ARM_FRONT.slimmer(style.build), shapes.ARM_BACK.slimmer(style.build)
    outline = limb(chain, front, back, start=shoulder + shapes.SHOULDER_CAP * unit(way + 180))
    hand = filled(hand_outline(posture, side), skin, f"hand {side}")
    if style.sleeves == "long":
        return [hand, filled(outline, shirt, f"arm {side}")]
    cuff = shapes.SLEEVE * abs(chain[1] - shoulder)
    wide = style.build
    ends = (
        (-0.043, 0.0, 0),
        (0.0, 0.036 * wide, 0),
        (cuff * 0.65, 0.033 * wide, 0),
        (cuff + 0.004, 0.034 * wide, 1),
        (cuff - 0.001, -0.034 * wide, 1),
        (cuff * 0.62, -0.033 * wide, 0),
        (0.0, -0.038 * wide, 0),
    )
    return [
        filled(outline, skin, f"arm {side}"),
        hand,
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
