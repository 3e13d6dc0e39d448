"""Muscles as patches under the outline of a limb or of the trunk: filled where they work, striped where they are stretched."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from pressup.figures import body, shapes
from pressup.figures.contours import Flesh, Knot
from pressup.figures.geometry import Point, direction, local, unit
from pressup.figures.person import Layers
from pressup.figures.shape import Shape
from pressup.figures.skeleton import Posture

Edges = tuple[list[Point], list[Point]]
"""The outer and the inner edge of a patch, both from its upper to its lower end."""
INSET = 0.008
"""A patch stays this far inside the outline, so that the line of the limb is not drawn over."""
_STRAIGHT = 25.0
_NARROW = 0.030
"""A narrower patch has one fibre: two would cover it."""

REGIONS = {
    "hamstrings": "thigh-back",
    "thigh-back": "thigh-back",
    "quadriceps": "thigh-front",
    "thigh-front": "thigh-front",
    "calf": "calf",
    "shin": "shin",
    "glutes": "buttock",
    "hip-abductors": "buttock",
    "hip-rotators": "buttock",
    "hip": "buttock",
    "hip-flexors": "hip-front",
    "adductors": "thigh-inner",
    "thigh-inner": "thigh-inner",
    "abdominals": "trunk-front",
    "obliques": "trunk-side",
    "trunk": "trunk-front",
    "lower-back": "trunk-back",
    "lats": "upper-back",
    "upper-back": "upper-back",
    "chest": "chest",
    "shoulder": "shoulder",
    "deltoids": "shoulder",
    "rotator-cuff": "shoulder",
    "trapezius": "shoulder",
    "biceps": "arm-front",
    "arm": "arm-front",
    "triceps": "arm-back",
    "forearm": "forearm",
}
"""The region that shows a muscle of the vocabulary; a view draws those that it can see."""


def patches(posture: Posture, regions: Iterable[tuple[str, bool]], build: float = 1.0) -> Layers:
    """The marks of regions on the working side, by layer. True with a region says that it is stretched."""
    layers: Layers = {}
    for region, stretched in regions:
        if region in EDGES:
            layer = "arm-muscles" if region in ON_ARM else "muscles"
            edges = of_build(EDGES[region](posture), _ARM_CHAIN if region in ON_ARM else _BODY_CHAIN, posture, build)
            layers.setdefault(layer, []).extend(mark(*edges, stretched, region))
    return layers


_ARM_CHAIN = ("shoulder", "elbow working", "wrist working")
_BODY_CHAIN = ("shoulder", "waist", "hip", "knee working", "ankle working")


def of_build(edges: Edges, chain: Sequence[str], posture: Posture, build: float) -> Edges:
    """The edges of a patch on a slimmer or broader body: every point nearer to the line through some joints, or further from it."""
    if build == 1:
        return edges
    joints = [posture.joints[name] for name in chain]

    def scaled(point: Point) -> Point:
        feet = [_foot(point, start, end) for start, end in pairwise(joints)]
        foot = min(feet, key=lambda foot: abs(point - foot))
        return foot + (point - foot) * build

    return [scaled(point) for point in edges[0]], [scaled(point) for point in edges[1]]


def _foot(point: Point, start: Point, end: Point) -> Point:
    """The point of a segment that is nearest to a point."""
    along = end - start
    share = ((point - start) * along.conjugate()).real / abs(along) ** 2
    return start + along * max(0.0, min(1.0, share))


def mark(outer: Sequence[Point], inner: Sequence[Point], stretched: bool, region: str = "") -> list[Shape]:
    """A patch with two fibres. The mark for work is filled, that for stretch is pale with coloured fibres."""
    ends = {0, len(outer) - 1}
    outline = (
        *(Knot(point, number in ends) for number, point in enumerate(outer)),
        *(Knot(point) for point in list(inner)[-2:0:-1]),
    )
    fibres = []
    narrow = abs(_at(outer, 0.5) - _at(inner, 0.5)) < _NARROW
    for share in (0.5,) if narrow else (0.34, 0.68):
        line = [_at(outer, t) + share * (_at(inner, t) - _at(outer, t)) for t in (0.2, 0.5, 0.8)]
        fibres.append(tuple(Knot(point) for point in line))
    fill, line_colour = ("stretch", "muscle") if stretched else ("muscle", "fibre")
    edge = "muscle" if stretched else None
    return [
        Shape((outline,), fill, stroke=edge, width=6 if stretched else 4, name=f"muscle {region}"),
        Shape(tuple(fibres), None, stroke=line_colour, width=6 if stretched else 4, closed=False, name="fibres"),
    ]


def _at(points: Sequence[Point], share: float) -> Point:
    """The point at a share of a line's corners."""
    place = share * (len(points) - 1)
    number = min(int(place), len(points) - 2)
    return points[number] + (place - number) * (points[number + 1] - points[number])


def depth_at(flesh: Flesh, segment: int, t: float) -> float:
    """The half-depth of a limb at a share of a segment, between its points."""
    known = ((0.0, flesh.joints[segment]), *flesh.along[segment], (1.0, flesh.joints[segment + 1]))
    for (t0, d0), (t1, d1) in pairwise(known):
        if t <= t1:
            return d0 + (d1 - d0) * (t - t0) / (t1 - t0)
    return known[-1][1]


def _strip(
    start: Point,
    end: Point,
    flesh: Flesh,
    segment: int,
    side: int,
    reach: tuple[float, float],
    inner: Sequence[tuple[float, float]],
) -> Edges:
    """A patch along one segment: its outer edge follows the flesh, its inner edge is given as shares of the patch and depths."""
    way, length = direction(start, end), abs(end - start)
    first, last = reach
    outer = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        t = first + (last - first) * share
        outer.append(local(start, way, t * length, side * (depth_at(flesh, segment, t) - INSET)))
    inside = [outer[0]]
    for share, depth in inner:
        t = first + (last - first) * share
        inside.append(local(start, way, t * length, side * depth))
    return outer, [*inside, outer[-1]]


def _crease(bend: float, depth: float, length: float) -> float:
    """How much of a segment, as a share, the crease of a bent joint takes on its inner side."""
    return 0.03 if bend < _STRAIGHT else min(0.45, depth * math.tan(math.radians(min(bend, 140.0) / 2)) / length)


def _thigh_back(posture: Posture) -> Edges:
    bent = _crease(posture.legs["working"].knee, 0.034, body.THIGH)
    joints = posture.joints
    inner = ((0.14, 0.012), (0.36, -0.006), (0.64, -0.006), (0.87, 0.008))
    return _strip(posture.hip, joints["knee working"], shapes.LEG_BACK, 1, -1, (0.15, 1 - bent), inner)


def _thigh_front(posture: Posture) -> Edges:
    leg = posture.legs["working"]
    first = max(0.14, _crease(leg.hip, 0.055, body.THIGH) + 0.03)
    inner = ((0.14, 0.018), (0.36, 0.002), (0.64, 0.002), (0.87, 0.012))
    return _strip(posture.hip, posture.joints["knee working"], shapes.LEG_FRONT, 1, 1, (first, 0.92), inner)


def _thigh_inner(posture: Posture) -> Edges:
    inner = ((0.2, -0.022), (0.5, -0.018), (0.8, -0.010))
    way, length = posture.directions["thigh working"], body.THIGH
    outer = [local(posture.hip, way, t * length, y) for t, y in ((0.2, 0.012), (0.4, 0.016), (0.6, 0.014), (0.85, 0.006))]
    inside = [local(posture.hip, way, (0.2 + 0.65 * t) * length, y) for t, y in inner]
    return outer, [outer[0], *inside, outer[-1]]


def _calf(posture: Posture) -> Edges:
    bent = _crease(posture.legs["working"].knee, 0.030, body.SHANK)
    joints = posture.joints
    inner = ((0.15, 0.006), (0.4, -0.002), (0.7, 0.000), (0.9, 0.006))
    return _strip(joints["knee working"], joints["ankle working"], shapes.LEG_BACK, 2, -1, (max(0.06, bent), 0.68), inner)


def _shin(posture: Posture) -> Edges:
    joints = posture.joints
    return _strip(
        joints["knee working"],
        joints["ankle working"],
        shapes.LEG_FRONT,
        2,
        1,
        (0.16, 0.78),
        ((0.2, 0.006), (0.5, 0.0), (0.8, 0.002)),
    )


def _buttock(posture: Posture) -> Edges:
    pelvis, thigh = posture.pelvis, posture.directions["thigh working"]
    hip = posture.hip
    middle = direction(hip, hip + _middle_way(pelvis + 180, thigh))
    outer = [
        local(hip, pelvis + 180, -0.062, -0.057),
        local(hip, pelvis + 180, -0.030, -0.073),
        local(hip, middle, 0.0, -0.080),
        local(hip, thigh, 0.026, -0.068),
        local(hip, thigh, 0.044, -0.056),
    ]
    inner = [
        outer[0],
        local(hip, pelvis + 180, -0.048, -0.026),
        local(hip, middle, -0.006, -0.012),
        local(hip, thigh, 0.032, -0.022),
        outer[-1],
    ]
    return outer, inner


def _middle_way(a: float, b: float) -> Point:
    return unit(a) + unit(b)


def _hip_front(posture: Posture) -> Edges:
    hip, pelvis, thigh = posture.hip, posture.pelvis + 180, posture.directions["thigh working"]
    # In a bent hip, front of trunk and front of thigh meet in a crease: the patch bends round it, and reaches as far beyond.
    bend = posture.legs["working"].hip
    crease = 0.0 if bend < _STRAIGHT else 0.046 * math.tan(math.radians(min(bend, 110.0) / 2))
    outer = [
        local(hip, pelvis, -0.06 - crease / 2, 0.046),
        local(hip, pelvis, -max(0.02, crease), 0.046),
        local(hip, thigh, 0.05 + crease, 0.046),
    ]
    inner = [outer[0], local(hip, pelvis, -0.03, 0.012), local(hip, thigh, 0.02 + crease / 2, 0.014), outer[-1]]
    return outer, inner


def _trunk(front: bool, upper: float, lower: float, depth: float) -> Callable[[Posture], Edges]:
    """A patch on the trunk between two heights above the hip, in heights of the person along the spine."""
    flesh, side = (shapes.TRUNK_FRONT, 1) if front else (shapes.TRUNK_BACK, -1)

    def edges(posture: Posture) -> Edges:
        joints = posture.joints
        points: list[tuple[Point, Point]] = []
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            height = upper + (lower - upper) * share
            if height > body.PELVIS:
                origin, way, segment = joints["waist"], posture.directions["thorax"] + 180, 0
                along = body.PELVIS - height
                t = 1 - (height - body.PELVIS) / (body.THORAX + shapes.TRUNK_TOP)
            else:
                origin, way, segment = posture.hip, posture.pelvis + 180, 1
                along = -height
                t = 1 - height / body.PELVIS
            out = depth_at(flesh, segment, t) - INSET
            reach = 0.0 if share in (0.0, 1.0) else depth
            points.append((local(origin, way, along, side * out), local(origin, way, along, side * (out - reach))))
        return [outer for outer, _ in points], [inner for _, inner in points]

    return edges


def _shoulder(posture: Posture) -> Edges:
    shoulder, way = posture.joints["shoulder"], posture.directions["upper working"]
    outer = [local(shoulder, way, x, y) for x, y in ((-0.034, 0.008), (-0.006, 0.027), (0.03, 0.024), (0.074, 0.004))]
    inner = [outer[0], *(local(shoulder, way, x, y) for x, y in ((-0.01, -0.024), (0.03, -0.022))), outer[-1]]
    return outer, inner


def _upper_arm(flesh: Flesh, side: int) -> Callable[[Posture], Edges]:
    def edges(posture: Posture) -> Edges:
        joints = posture.joints
        inner = ((0.3, -0.008), (0.7, -0.007))
        return _strip(joints["shoulder"], joints["elbow working"], flesh, 0, side, (0.16, 0.92), inner)

    return edges


def _forearm(posture: Posture) -> Edges:
    joints = posture.joints
    return _strip(joints["elbow working"], joints["wrist working"], shapes.ARM_FRONT, 1, 1, (0.12, 0.75), ((0.3, 0.0), (0.7, 0.0)))


EDGES: dict[str, Callable[[Posture], Edges]] = {
    "thigh-back": _thigh_back,
    "thigh-front": _thigh_front,
    "thigh-inner": _thigh_inner,
    "calf": _calf,
    "shin": _shin,
    "buttock": _buttock,
    "hip-front": _hip_front,
    "trunk-front": _trunk(True, 0.19, 0.03, 0.034),
    "trunk-side": _trunk(True, 0.17, 0.05, 0.060),
    "trunk-back": _trunk(False, 0.17, 0.045, 0.036),
    "upper-back": _trunk(False, 0.27, 0.13, 0.040),
    "chest": _trunk(True, 0.28, 0.165, 0.048),
    "shoulder": _shoulder,
    "arm-front": _upper_arm(shapes.ARM_FRONT, 1),
    "arm-back": _upper_arm(shapes.ARM_BACK, -1),
    "forearm": _forearm,
}
ON_ARM = frozenset({"shoulder", "arm-front", "arm-back", "forearm"})
