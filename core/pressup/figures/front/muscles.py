"""Muscles seen from the front, with the same marks as from the side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from pressup.figures import body
from pressup.figures.front.shapes import ARM_IN, ARM_OUT, LEG_IN, LEG_OUT, TRUNK, TRUNK_TOP
from pressup.figures.front.skeleton import FrontPosture
from pressup.figures.geometry import Point, direction, local, unit
from pressup.figures.muscles import INSET, ON_ARM, Edges, depth_at, mark, of_build
from pressup.figures.person import Layers
from pressup.figures.skeleton import Posture

Pairs = Sequence[tuple[float, float]]


def patches(seen: Posture, regions: Iterable[tuple[str, bool]], build: float = 1.0) -> Layers:
    """The marks of regions on the working side, by layer; regions at the back are not seen."""
    posture = cast("FrontPosture", seen)
    layers: Layers = {}
    for region, stretched in regions:
        if region in EDGES and not (region in _ON_THIGH and abs(posture.limbs["leg working"].upper.flat) < _SHORT):
            layer = "arm-muscles" if region in ON_ARM else "muscles"
            edges = of_build(EDGES[region](posture), _chain(region), posture, build)
            layers.setdefault(layer, []).extend(mark(*edges, stretched, region))
    return layers


def _chain(region: str) -> tuple[str, ...]:
    """The joints whose line a region keeps to on a body of any build."""
    if region in ON_ARM:
        return "shoulder working", "elbow working", "wrist working"
    return ("shoulder", "waist", "hip") if region in _ON_TRUNK else ("hip working", "knee working", "ankle working")


def _along(upper: str, lower: str, outer: Pairs, inner: Pairs) -> Callable[[FrontPosture], Edges]:
    """A patch along a segment: both edges as shares of its length and depths to the outer side."""

    def edges(posture: FrontPosture) -> Edges:
        start, end = posture.joints[f"{upper} working"], posture.joints[f"{lower} working"]
        way, length = direction(start, end), abs(end - start)
        both = [[local(start, way, t * length, y) for t, y in edge] for edge in (outer, inner)]
        return both[0], [both[0][0], *both[1], both[0][-1]]

    return edges


def _outer_edge(depths: Callable[[float], float], first: float, last: float, count: int = 5) -> Pairs:
    shares = [first + (last - first) * number / (count - 1) for number in range(count)]
    return [(t, depths(t)) for t in shares]


_THIGH_FRONT = _along(
    "hip",
    "knee",
    ((0.32, 0.010), (0.44, 0.028), (0.60, 0.027), (0.78, 0.019), (0.94, 0.004)),
    ((0.42, -0.014), (0.62, -0.022), (0.82, -0.016)),
)
_THIGH_INNER = _along(
    "hip",
    "knee",
    _outer_edge(lambda t: -(depth_at(LEG_IN, 1, t) - INSET), 0.26, 0.80),
    ((0.34, 0.010), (0.54, 0.008), (0.70, 0.0)),
)
_CALF = _along(
    "knee",
    "ankle",
    _outer_edge(lambda t: -(depth_at(LEG_IN, 2, t) - INSET), 0.08, 0.62),
    ((0.18, 0.006), (0.36, 0.008), (0.52, 0.002)),
)
_SHIN = _along(
    "knee",
    "ankle",
    _outer_edge(lambda t: depth_at(LEG_OUT, 2, t) - INSET, 0.14, 0.74),
    ((0.26, 0.006), (0.44, 0.004), (0.62, 0.005)),
)
_FOREARM = _along("elbow", "wrist", _outer_edge(lambda t: depth_at(ARM_OUT, 1, t) - INSET, 0.12, 0.75), ((0.3, 0.0), (0.7, 0.0)))
_ARM_FRONT = _along("shoulder", "elbow", ((0.34, 0.004), (0.5, 0.018), (0.7, 0.016), (0.92, 0.002)), ((0.5, -0.016), (0.7, -0.016)))
_ARM_BACK = _along(
    "shoulder", "elbow", _outer_edge(lambda t: -(depth_at(ARM_IN, 0, t) - INSET), 0.34, 0.90), ((0.5, 0.002), (0.7, 0.002))
)
_SHOULDER = _along(
    "shoulder",
    "elbow",
    ((-0.12, 0.004), (-0.05, 0.024), (0.12, 0.026), (0.28, 0.021), (0.40, 0.004)),
    ((-0.02, -0.018), (0.14, -0.020), (0.28, -0.014)),
)


def _buttock(posture: FrontPosture) -> Edges:
    """The side of the hip, from the crest of the pelvis over the greater trochanter."""
    pelvis = posture.frames["pelvis"]
    hip, knee = posture.places["hip working"], posture.joints["knee working"]
    way = direction(hip.flat, knee)

    def at(out: float, up: float) -> Point:
        return (hip + pelvis.out * out + pelvis.up * up).flat

    outer = [
        at(0.016, 0.064),
        at(0.031, 0.046),
        at(0.037, 0.020),
        local(hip.flat, way, 0.016, 0.037),
        local(hip.flat, way, 0.070, 0.036),
    ]
    inner = [outer[0], at(-0.008, 0.044), at(-0.012, 0.010), local(hip.flat, way, 0.034, 0.006), outer[-1]]
    return outer, inner


def _hip_front(posture: FrontPosture) -> Edges:
    pelvis, hip = posture.frames["pelvis"], posture.places["hip working"]
    way = direction(hip.flat, posture.joints["knee working"])
    outer = [(hip + pelvis.out * out + pelvis.up * up).flat for out, up in ((0.0, 0.062), (0.016, 0.03), (0.014, 0.0))]
    outer.append(local(hip.flat, way, 0.05, -0.006))
    inner = [outer[0], *((hip + pelvis.out * out + pelvis.up * up).flat for out, up in ((-0.020, 0.03), (-0.022, 0.0))), outer[-1]]
    return outer, inner


def _trunk(
    upper: float, lower: float, outer: Callable[[float], float], inner: Callable[[float], float]
) -> Callable[[FrontPosture], Edges]:
    """A patch on the trunk between two heights above the hip, its edges as shares of the trunk's half-width."""

    def edges(posture: FrontPosture) -> Edges:
        frames, places = posture.frames, posture.places
        side = -1 if _held_up(posture) else 1
        lines: tuple[list[Point], list[Point]] = ([], [])
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            height = upper + (lower - upper) * share
            above = height > body.PELVIS
            frame, origin = (frames["thorax"], places["waist"]) if above else (frames["pelvis"], places["hip"])
            up = height - body.PELVIS if above else height
            t = 1 - up / (body.THORAX + TRUNK_TOP) if above else 1 - height / body.PELVIS
            wide = depth_at(TRUNK, 0 if above else 1, t) - INSET
            for line, reach in zip(lines, (outer, inner), strict=True):
                line.append((origin + frame.up * up + frame.out * (side * wide * reach(share))).flat)
        return lines[0], [lines[0][0], *lines[1][1:-1], lines[0][-1]]

    return edges


def _held_up(posture: FrontPosture) -> bool:
    """Whether the trunk is held up from the floor sideways, as in a side plank: then its lower side works."""
    return abs(unit(posture.pelvis).imag) < 0.6 and posture.joints["waist"].imag > 0.16


EDGES: dict[str, Callable[[FrontPosture], Edges]] = {
    "thigh-front": _THIGH_FRONT,
    "thigh-inner": _THIGH_INNER,
    "calf": _CALF,
    "shin": _SHIN,
    "buttock": _buttock,
    "hip-front": _hip_front,
    "trunk-front": _trunk(0.215, 0.035, lambda s: 0.40 * (4 * s * (1 - s)) ** 0.4, lambda s: -0.40 * (4 * s * (1 - s)) ** 0.4),
    "trunk-side": _trunk(0.205, 0.088, lambda _: 1.0, lambda s: 1 - 0.64 * (4 * s * (1 - s)) ** 0.6),
    "chest": _trunk(0.290, 0.215, lambda _: 0.80, lambda s: 0.80 - 0.70 * (4 * s * (1 - s)) ** 0.5),
    "shoulder": _SHOULDER,
    "arm-front": _ARM_FRONT,
    "arm-back": _ARM_BACK,
    "forearm": _FOREARM,
}
_ON_TRUNK = frozenset({"trunk-front", "trunk-side", "chest"})
_ON_THIGH = frozenset({"thigh-front", "thigh-inner", "buttock", "hip-front"})
_SHORT = 0.4
"""A thigh that comes towards the viewer more than this shows nothing of its length."""
