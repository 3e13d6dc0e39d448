"""From the start to the finish: joints turn evenly, and what carries the person or has a goal keeps to it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, cast

from pressup.figures.geometry import Point, turn
from pressup.figures.skeleton import SIDES, Posture, Side, blend
from pressup.figures.solver import Solved

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
P = TypeVar("P", bound=Posture)
_STEP = 0.05
"""A foot whose height changes by more goes onto something, or comes down from it."""
_STILL = 0.02
_LIFT = 0.35
"""How high it is lifted, as a share of how far it goes ahead."""


def along(
    start: Solved, finish: Solved, share: float, blend: Callable[[P, P, float], P], hold: Callable[[P, Solved, Solved, float], P]
) -> P:
    """The posture at a share of the way from start to finish, 0 to 1, in any view.

    Args:
        start: The start.
        finish: The finish.
        share: The share.
        blend: Turns the joints from the one to the other.
        hold: Brings what has a goal at both ends to it.
    """
    first, last = cast("P", start.posture), cast("P", finish.posture)
    if share <= 0:
        return first
    if share >= 1:
        return last
    posture = blend(first, last, share)
    here, there = first.joints[start.anchor], last.joints[finish.anchor]
    posture = cast("P", posture.moved(here + (there - here) * share - posture.joints[start.anchor]))
    return hold(posture, start, finish, share)


def between(start: Solved, finish: Solved, share: float) -> Posture:
    """The posture at a share of the way, seen from the side."""
    return along(start, finish, share, blend, _hold)


def _hold(posture: Posture, start: Solved, finish: Solved, share: float) -> Posture:
    if "hips" in start.wish.trunk and "hips" in finish.wish.trunk:
        posture = replace(posture, hip=_way(start, finish, "hip", share))
    for side in SIDES:
        if f"leg {side}" in start.pinned and f"leg {side}" in finish.pinned:
            ankle = _step(start, finish, f"ankle {side}", share)
            foot = _turned(start, finish, f"foot {side}", share)
            posture = posture.leg_to(side, ankle, foot)
    for side in SIDES:
        if stays(start, finish, side):
            grip = _way(start, finish, f"grip {side}", share)
            hand = _turned(start, finish, f"hand {side}", share)
            posture = posture.arm_to(side, grip, hand)
    return posture


def stays(start: Solved, finish: Solved, side: Side) -> bool:
    """Whether a hand has a goal at the finish, and is there at the start already."""
    name = f"grip {side}"
    return f"arm {side}" in finish.pinned and abs(start.posture.joints[name] - finish.posture.joints[name]) < _STILL


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
