"""From the start to the finish, seen from the front: segments turn evenly, and what has a goal keeps to it."""

from __future__ import annotations

from typing import cast

from pressup.figures.front.skeleton import FrontPosture, blend
from pressup.figures.front.space import Vec
from pressup.figures.skeleton import SIDES
from pressup.figures.solve import Solved


def between(start: Solved, finish: Solved, share: float) -> FrontPosture:
    """The posture at a share of the way from start to finish, 0 to 1."""
    first, last = cast("FrontPosture", start.posture), cast("FrontPosture", finish.posture)
    if share <= 0:
        return first
    if share >= 1:
        return last
    posture = blend(first, last, share)
    here, there = first.joints[start.anchor], last.joints[finish.anchor]
    posture = posture.moved(here + (there - here) * share - posture.joints[start.anchor])
    for side in SIDES:
        leg, arm = posture.limbs[f"leg {side}"], posture.limbs[f"arm {side}"]
        if f"leg {side}" in start.pinned and f"leg {side}" in finish.pinned:
            pole = leg.upper - leg.lower
            posture = posture.foot_to(side, _way(first, last, f"ankle {side}", share), pole, leg.end, leg.top)
        if f"arm {side}" in finish.pinned and abs(last.joints[f"grip {side}"] - first.joints[f"grip {side}"]) < 0.02:
            posture = posture.hand_to(side, _way(first, last, f"grip {side}", share), arm.upper - arm.lower, arm.end)
    return posture


def _way(first: FrontPosture, last: FrontPosture, name: str, share: float) -> Vec:
    a, b = first.places[name], last.places[name]
    return a + (b - a) * share
