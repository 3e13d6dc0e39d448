"""From the start to the finish, seen from the front: segments turn evenly, and what has a goal keeps to it."""

from __future__ import annotations

from typing import cast

from pressup.figures.front.skeleton import FrontPosture, blend
from pressup.figures.front.space import Vec
from pressup.figures.motion import along, stays
from pressup.figures.skeleton import SIDES
from pressup.figures.solver import Solved


def between(start: Solved, finish: Solved, share: float) -> FrontPosture:
    """The posture at a share of the way, seen from the front."""
    return along(start, finish, share, blend, _hold)


def _hold(posture: FrontPosture, start: Solved, finish: Solved, share: float) -> FrontPosture:
    first, last = cast("FrontPosture", start.posture), cast("FrontPosture", finish.posture)
    for side in SIDES:
        leg, arm = posture.limbs[f"leg {side}"], posture.limbs[f"arm {side}"]
        if f"leg {side}" in start.pinned and f"leg {side}" in finish.pinned:
            pole = leg.upper - leg.lower
            posture = posture.foot_to(side, _way(first, last, f"ankle {side}", share), pole, leg.end, leg.top)
        if stays(start, finish, side):
            posture = posture.hand_to(side, _way(first, last, f"grip {side}", share), arm.upper - arm.lower, arm.end)
    return posture


def _way(first: FrontPosture, last: FrontPosture, name: str, share: float) -> Vec:
    a, b = first.places[name], last.places[name]
    return a + (b - a) * share
