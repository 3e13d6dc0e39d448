"""The person seen from the front, as shapes in painting order."""

from __future__ import annotations

from typing import cast

from pressup.figures import body
from pressup.figures.contours import Knot, Outline, edge, limb
from pressup.figures.front import shapes
from pressup.figures.front.skeleton import SIGNS, FrontPosture
from pressup.figures.front.space import Vec
from pressup.figures.geometry import Point, direction, local, turn, unit
from pressup.figures.palette import Style
from pressup.figures.person import PLAIN, Layers
from pressup.figures.shape import Shape, filled
from pressup.figures.shapes import CLOTH, FIST, SHORTS, WAISTBAND, cut, on_head, placed
from pressup.figures.skeleton import Posture, Side

HAIR = {"short": shapes.SHORT_HAIR, "tied": shapes.TIED_HAIR, "long": shapes.SHORT_HAIR}


def person(seen: Posture, style: Style = PLAIN) -> Layers:
    """The shapes of a person, by layer; see `pressup.figures.person.person`."""
    posture = cast("FrontPosture", seen)
    upright = _upright(posture)
    # Lying, the other side is below and behind; upright, both sides look the same.
    skin, shirt, tights, shoe = ("skin", "shirt", "leg", "shoe") if upright else ("skin_far", "shirt_far", "leg_far", "shoe_far")
    other_leg = leg(posture, "other", tights, skin, shoe, style)
    other_arm, working_arm = arm(posture, "other", skin, shirt, style), arm(posture, "working", "skin", "shirt", style)
    behind = _behind_head(posture)
    return {
        "far-arm": [] if upright else other_arm,
        "far-leg": [] if upright else other_leg,
        "trunk": [filled(trunk_outline(posture, style.build), "shirt", "trunk")],
        "near-leg": [*(other_leg if upright else ()), *leg(posture, "working", "leg", "skin", "shoe", style)],
        "head": head(posture, style.hair),
        "other-arm": [*(other_arm if upright else ()), *(working_arm if behind else ())],
        "near-arm": [] if behind else working_arm,
    }


def leg_chain(posture: FrontPosture, side: Side) -> list[Point]:
    """The line of a leg: waistband, hip, knee, ankle."""
    joints, pelvis = posture.joints, posture.frames["pelvis"]
    waistband = joints["hip"] + (pelvis.up * (body.PELVIS * WAISTBAND) + pelvis.out * (SIGNS[side] * shapes.WAIST_APART)).flat
    return [waistband, *(joints[f"{name} {side}"] for name in ("hip", "knee", "ankle"))]


def leg_outline(posture: FrontPosture, side: Side, build: float = 1.0, *, shorts: bool = False) -> Outline:
    """The outline of a leg, or of shorts over it. The working leg has the pelvis with it, so that no seam runs through it."""
    chain, sign = leg_chain(posture, side), SIGNS[side]
    leg_out, leg_in = shapes.LEG_OUT.slimmer(build, 1), shapes.LEG_IN.slimmer(build, 1)
    if _end_on(posture, side):
        knee, shank = chain[2], posture.directions[f"shank {side}"]
        flesh = [part.from_joint(2) for part in (leg_out, leg_in)]
        top = (local(knee, shank, -0.050, 0.0), local(knee, shank, -0.040, 0.044), local(knee, shank, -0.040, -0.044))
        left, right = edge(chain[2:], flesh[0 if sign > 0 else 1], 1), edge(chain[2:], flesh[1 if sign > 0 else 0], -1)
        ends = _corner(left[-1]), _corner(right[-1])
        wide = [Knot(local(knee, shank, 0.0, 0.046 * turned)) for turned in (1, -1)]
        return (Knot(top[1]), wide[0], *left[1:-1], *ends, *reversed(right[1:-1]), wide[1], Knot(top[2]), Knot(top[0]))
    if shorts:
        leg_out, leg_in = (cut(part, SHORTS, CLOTH) for part in (leg_out, leg_in))
        chain = [*chain[:2], chain[1] + SHORTS * (chain[2] - chain[1])]
    outer = edge(chain, leg_out, sign)
    pelvis, middle = posture.frames["pelvis"], posture.places["hip"]
    inner = _below_crotch(posture, edge(chain[1:], leg_in.from_joint(1), -sign)[1:])

    def at(out: float, up: float, *, sharp: bool = False) -> Knot:
        return Knot((middle + pelvis.out * (sign * out) + pelvis.up * up).flat, sharp)

    crotch = at(0.0, -shapes.CROTCH, sharp=_upright(posture))
    band = body.PELVIS * WAISTBAND
    # The waistband is level with the pelvis, however the leg goes.
    outer[0], outer[-1], inner[-1] = at(0.073, band, sharp=True), _corner(outer[-1]), _corner(inner[-1])
    if _upright(posture):
        # The line is left open from the waistband's far end to the crotch: both legs are of one piece.
        return (at(-0.073 if side == "working" else 0.0, band, sharp=True), *outer, *reversed(inner), crotch)
    if side == "other":
        return (*outer, *reversed(inner), crotch, at(0.0, band, sharp=True))
    groin = [crotch, at(-0.050, -0.034), at(-0.0945, 0.006, sharp=True), at(-0.086, 0.043), at(-0.073, band, sharp=True)]
    return (*outer, *reversed(inner), *groin)


def _below_crotch(posture: FrontPosture, inner: list[Knot]) -> list[Knot]:
    """The inner edge of a leg, without a first point above the crotch: a leg that crosses the other would get a loop there."""
    up = ((inner[0].point - posture.joints["hip"]) * unit(-posture.pelvis)).real
    return inner[1:] if up > -shapes.CROTCH and len(inner) > 1 else inner


def _upright(posture: FrontPosture) -> bool:
    return unit(posture.pelvis).imag > 0.5


def _behind_head(posture: FrontPosture) -> bool:
    """Whether the working hand is behind the head."""
    hand, head = posture.places["grip working"], posture.places["head"]
    return hand.near < head.near - 0.02 and abs(hand.flat - head.flat) < body.HEAD


def _end_on(posture: FrontPosture, side: Side) -> bool:
    """Whether the thigh points at the viewer, as in sitting."""
    return abs(posture.limbs[f"leg {side}"].upper.flat) < 0.4


def _lap(posture: FrontPosture) -> Outline:
    """The pelvis of a person who sits, from the waistband to the seat."""
    frame, middle, band = posture.frames["pelvis"], posture.places["hip"], body.PELVIS * WAISTBAND
    half = ((0.073, band, True), (0.086, 0.043, False), (0.100, 0.0, False), (0.102, -0.062, True))
    right = [Knot((middle + frame.out * x + frame.up * y).flat, sharp) for x, y, sharp in half]
    left = [Knot((middle - frame.out * x + frame.up * y).flat, sharp) for x, y, sharp in half]
    return (*right, *reversed(left))


def _corner(knot: Knot) -> Knot:
    return Knot(knot.point, True)


def leg(posture: FrontPosture, side: Side, tights: str, skin: str, shoe: str, style: Style) -> list[Shape]:
    """A leg and its shoe, and shorts over it when there are no tights."""
    bare = style.legs == "shorts"
    fill, shoes = skin if bare else tights, filled(shoe_outline(posture, side), shoe, f"shoe {side}")
    if _end_on(posture, side):
        lap = [filled(_lap(posture), tights, "lap")] if side == "other" else []
        return [*lap, filled(leg_outline(posture, side, style.build), fill, f"leg {side}"), shoes]
    whole = not _upright(posture)
    found = [Shape((leg_outline(posture, side, style.build),), fill, closed=whole, name=f"leg {side}")]
    found += [*knee_line(posture, side), shoes]
    if bare:
        over = leg_outline(posture, side, style.build, shorts=True)
        found.append(Shape((over,), tights, closed=whole, name=f"shorts {side}"))
    return found


def knee_line(posture: FrontPosture, side: Side) -> list[Shape]:
    """The round of a knee that comes towards the viewer, over the shank behind it."""
    limb, sign = posture.limbs[f"leg {side}"], SIGNS[side]
    if limb.upper.near - limb.lower.near < 0.6:
        return []
    knee, way = posture.joints[f"knee {side}"], posture.directions[f"thigh {side}"]
    line = tuple(Knot(local(knee, way, x, sign * y)) for x, y in ((0.004, 0.024), (0.030, 0.018), (0.030, -0.014), (0.006, -0.020)))
    return [Shape((line,), None, width=4, closed=False, name=f"knee {side}")]


def shoe_outline(posture: FrontPosture, side: Side) -> Outline:
    """The outline of a shoe however it is turned: all around the points of its sole and its upper."""
    ankle, foot = posture.places[f"ankle {side}"], posture.limbs[f"leg {side}"]
    out = foot.end.cross(foot.top).one * -SIGNS[side]

    def at(ahead: float, aside: float, up: float) -> Vec:
        return ankle + foot.end * ahead + out * aside + foot.top * up

    points = [at(ahead, aside, shapes.SOLE).flat for ahead, aside in shapes.SHOE_RING]
    sole = set(points)
    hull = _hull([*points, *(at(*point).flat for point in shapes.SHOE_TOP)])
    return tuple(Knot(point, point in sole and _turn(hull, number) > 50) for number, point in enumerate(hull))


def _hull(points: list[Point]) -> list[Point]:
    """The points around all others (Andrew's monotone chain)."""
    ordered = sorted(points, key=lambda point: (point.real, point.imag))
    found: list[Point] = []
    for line in (ordered, ordered[::-1]):
        part: list[Point] = []
        for point in line:
            while len(part) > 1 and ((part[-1] - part[-2]).conjugate() * (point - part[-2])).imag <= 1e-6:
                part.pop()
            part.append(point)
        found += part[:-1]
    return found


def _turn(points: list[Point], number: int) -> float:
    """How sharply a line turns at one of its points, in degrees."""
    before, here, after = points[number - 1], points[number], points[(number + 1) % len(points)]
    return abs(turn(direction(here, after) - direction(before, here)))


def trunk_outline(posture: FrontPosture, build: float = 1.0) -> Outline:
    """The outline of the trunk from neck to hip."""
    joints = posture.joints
    top = joints["shoulder"] + (posture.frames["thorax"].up * shapes.TRUNK_TOP).flat
    flesh = shapes.TRUNK.slimmer(build)
    return limb([top, joints["waist"], joints["hip"]], flesh, flesh)


def arm(posture: FrontPosture, side: Side, skin: str, shirt: str, style: Style) -> list[Shape]:
    """An arm, its hand and the sleeve over it; a long sleeve is the arm itself, over the hand."""
    joints, sign = posture.joints, SIGNS[side]
    chain = [joints[f"{name} {side}"] for name in ("shoulder", "elbow", "wrist")]
    way = posture.directions[f"upper {side}"]
    flesh = (shapes.ARM_OUT, shapes.ARM_IN) if sign > 0 else (shapes.ARM_IN, shapes.ARM_OUT)
    wide = style.build
    outline = limb(chain, *(part.slimmer(wide) for part in flesh), start=chain[0] + 0.036 * unit(way + 180))
    if style.sleeves == "long":
        return [filled(hand_outline(posture, side), skin, f"hand {side}"), filled(outline, shirt, f"arm {side}")]
    cuff = 0.45 * abs(chain[1] - chain[0])
    ends = tuple(
        Knot(local(chain[0], way, x * cuff if x > 0 else x, sign * y * wide), bool(sharp)) for x, y, sharp in shapes.SLEEVE
    )
    return [
        filled(outline, skin, f"arm {side}"),
        filled(hand_outline(posture, side), skin, f"hand {side}"),
        filled(ends, shirt, f"sleeve {side}"),
    ]


def hand_outline(posture: FrontPosture, side: Side) -> Outline:
    """The outline of a hand, open or as a fist; what points to the viewer is shorter."""
    wrist, way = posture.joints[f"wrist {side}"], posture.directions[f"hand {side}"]
    short = max(0.55, abs(posture.limbs[f"arm {side}"].end.flat))
    template = FIST if posture.arms[side].fist else shapes.HAND
    return placed(tuple((x * short, SIGNS[side] * y, sharp) for x, y, sharp in template), wrist, way)


def head(posture: FrontPosture, hair: str) -> list[Shape]:
    """Ears and face, the neck open at its top, hair, eyes, nose and mouth."""
    centre, crown = posture.joints["head"], posture.directions["head"]
    shoulder, thorax = posture.joints["shoulder"], posture.directions["thorax"]
    nod = posture.neck + posture.nod + posture.lean

    def of_head(x: float, y: float) -> Point:
        # Looking down moves eyes and mouth down on the face.
        return local(centre, crown - 90, x * body.HEAD, (y - nod * 0.003) * body.HEAD)

    def of_trunk(x: float, y: float) -> Point:
        return local(shoulder, thorax - 90, x, y)

    face = tuple(on_head(part, centre, crown) for part in (shapes.EAR, tuple((-x, y, s) for x, y, s in shapes.EAR)))
    neck = (
        Knot(local(centre, crown - 90, -0.25 * body.HEAD, -0.36 * body.HEAD), True),
        Knot(of_trunk(-0.032, 0.066)),
        Knot(of_trunk(-0.048, 0.046), True),
        Knot(of_trunk(-0.022, 0.016)),
        Knot(of_trunk(0.022, 0.016)),
        Knot(of_trunk(0.048, 0.046), True),
        Knot(of_trunk(0.032, 0.066)),
        Knot(local(centre, crown - 90, 0.25 * body.HEAD, -0.36 * body.HEAD), True),
    )
    behind = [filled(on_head(shapes.LONG_HAIR, centre, crown), "hair")] if hair == "long" else []
    lines = tuple(tuple(Knot(of_head(x, y)) for x, y in line) for line in (shapes.NOSE, shapes.MOUTH))
    eyes = [Shape(((Knot(of_head(sign * shapes.EYE[0], shapes.EYE[1])),),), "ink", radius=2.5, name="eye") for sign in (-1, 1)]
    return [
        *behind,
        Shape((neck,), "skin", closed=False, name="neck"),
        Shape(face, "skin"),
        filled(on_head(shapes.FACE, centre, crown), "skin", "head"),
        filled(on_head(HAIR[hair], centre, crown), "hair", "hair"),
        Shape(lines, None, width=3, closed=False, name="face"),
        *eyes,
    ]
