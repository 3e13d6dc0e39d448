"""From the start to the finish: joints turn evenly, and what carries the person or has a goal keeps to it."""

from __future__ import annotations

import math
from dataclasses import replace

from pressup.figures.geometry import Point, turn
from pressup.figures.skeleton import SIDES, Posture, blend
from pressup.figures.solve import Solved

PARTS = {
    "hips": "hip",
    "shoulders": "shoulder",
    "head": "head",
    "working-knee": "knee working",
    "working-foot": "toe working",
    "working-heel": "heel working",
    "working-hand": "grip working",
    "other-foot": "toe other",
    "other-hand": "grip other",
    "weight": "grip working",
}
"""The joint whose path the arrow of a part shows."""
_STEP = 0.05
"""A foot whose height changes by more goes onto something, or comes down from it."""
_LIFT = 0.35
"""How high it is lifted, as a share of how far it goes ahead."""


def between(start: Solved, finish: Solved, share: float) -> Posture:
    """The posture at a share of the way from start to finish, 0 to 1."""
    if share <= 0:
        return start.posture
    if share >= 1:
        return finish.posture
    posture = blend(start.posture, finish.posture, share)
    first, last = start.posture.joints[start.anchor], finish.posture.joints[finish.anchor]
    posture = posture.moved(first + (last - first) * share - posture.joints[start.anchor])
    if "hips" in start.wish.trunk and "hips" in finish.wish.trunk:
        posture = replace(posture, hip=_way(start, finish, "hip", share))
    for side in SIDES:
        if f"leg {side}" in start.pinned and f"leg {side}" in finish.pinned:
            ankle = _step(start, finish, f"ankle {side}", share)
            foot = _turned(start, finish, f"foot {side}", share)
            posture = posture.leg_to(side, ankle, foot)
    for side in SIDES:
        if f"arm {side}" in finish.pinned and _still(start, finish, f"grip {side}"):
            grip = _way(start, finish, f"grip {side}", share)
            hand = _turned(start, finish, f"hand {side}", share)
            posture = posture.arm_to(side, grip, hand)
    return posture


def path(start: Solved, finish: Solved, part: str, count: int = 8) -> list[Point]:
    """Where a part of the body goes, as points from start to finish."""
    from pressup.figures.views import view

    joint, way = PARTS[part], view(start.posture.view).between
    return [way(start, finish, number / count).joints[joint] for number in range(count + 1)]


def _way(start: Solved, finish: Solved, name: str, share: float) -> Point:
    a, b = start.posture.joints[name], finish.posture.joints[name]
    return a + (b - a) * share


def _step(start: Solved, finish: Solved, name: str, share: float) -> Point:
    """Where a foot is that has a goal: one that goes up or down a step is lifted, so that it does not go through the edge."""
    a, b = start.posture.joints[name], finish.posture.joints[name]
    lift = _LIFT * abs(b.real - a.real) if abs(b.imag - a.imag) > _STEP else 0.0
    return _way(start, finish, name, share) + complex(0, lift * math.sin(math.pi * share))


def _turned(start: Solved, finish: Solved, name: str, share: float) -> float:
    a, b = start.posture.directions[name], finish.posture.directions[name]
    return a + turn(b - a) * share


def _still(start: Solved, finish: Solved, name: str) -> bool:
    return abs(start.posture.joints[name] - finish.posture.joints[name]) < 0.02
