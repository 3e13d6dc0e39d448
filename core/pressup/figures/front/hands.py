"""Where hands go, seen from the front."""

from __future__ import annotations

import math
from collections.abc import Callable

from pressup.figures import body
from pressup.figures.front.skeleton import NEAR, SIGNS, FrontPosture, Limb
from pressup.figures.front.space import Vec
from pressup.figures.geometry import unit
from pressup.figures.skeleton import Side
from pressup.figures.surroundings import Surroundings

Placed = tuple[FrontPosture, Vec | None]
HandGoal = Callable[[FrontPosture, Side, Surroundings], Placed]
HAND_ON_FLOOR = 0.022
FOREARM_ON_FLOOR = 0.026


def _hangs(posture: FrontPosture, side: Side, around: Surroundings) -> Placed:
    upper = Vec(unit(-90 + SIGNS[side] * 7))
    lower = (Vec(unit(-90 + SIGNS[side] * 2)) + NEAR * 0.15).one
    return posture.arm_of(side, Limb(upper, lower, lower)), None


def _on_hip(posture: FrontPosture, side: Side, around: Surroundings) -> Placed:
    """The hand at the waistband, the elbow out to the side."""
    pelvis, sign = posture.frames["pelvis"], SIGNS[side]
    grip = posture.places["hip"] + pelvis.out * (sign * 0.076) + pelvis.up * 0.112
    hand = (pelvis.out * -sign - pelvis.up * 0.75 + NEAR * 0.2).one
    return posture.hand_to(side, grip, pelvis.out * sign, hand), None


def _on_thigh(posture: FrontPosture, side: Side, around: Surroundings) -> Placed:
    """The hand at the outer side of the thigh, as far down as the arm comes."""
    limb, sign = posture.limbs[f"leg {side}"], SIGNS[side]
    out = posture.frames["pelvis"].out.across(limb.upper).one * sign
    hip, shoulder = posture.places[f"hip {side}"] + out * 0.064, posture.places[f"shoulder {side}"]
    reach, aside = body.UPPER_ARM + body.FOREARM + body.GRIP - 0.004, (shoulder - hip).across(limb.upper)
    along = (shoulder - hip).dot(limb.upper) + math.sqrt(max(reach * reach - aside.dot(aside), 0.0))
    return posture.hand_to(side, hip + limb.upper * along, out), None


def _on_floor(posture: FrontPosture, side: Side, around: Surroundings) -> Placed:
    """In front of the chest, a little nearer to the viewer than the body."""
    shoulder = posture.places[f"shoulder {side}"]
    thorax = posture.frames["thorax"]
    wrist = Vec(complex(shoulder.flat.real, around.top + HAND_ON_FLOOR), 0.20) - Vec(complex(thorax.up.flat.real, 0)) * 0.05
    hand = (Vec(complex(thorax.up.flat.real, 0)) * 0.7 + NEAR * 0.6).one
    grip = wrist + hand * body.GRIP
    return posture.hand_to(side, grip, NEAR - thorax.up * 1.4, hand), grip


def _under_head(posture: FrontPosture, side: Side, around: Surroundings) -> Placed:
    """Lying, the arm is stretched out on the floor and carries the head; else the hand is behind the head."""
    thorax = posture.frames["thorax"]
    if abs(thorax.up.flat.imag) > 0.7:
        return _behind_head(posture, side, around)
    ahead = Vec(complex(math.copysign(1.0, thorax.up.flat.real)))
    shoulder = posture.places[f"shoulder {side}"]
    down = (around.top + 0.034 - shoulder.flat.imag) / body.UPPER_ARM
    upper = (ahead + Vec(complex(0, down))).one
    lower = (ahead * 0.8 + NEAR * 0.6).one
    return posture.arm_of(side, Limb(upper, lower, lower)), None


def _behind_head(posture: FrontPosture, side: Side, around: Surroundings) -> Placed:
    head, sign = posture.frames["head"], SIGNS[side]
    grip = posture.places["head"] + head.out * (sign * 0.035) - NEAR * 0.05
    return posture.hand_to(side, grip, posture.frames["thorax"].out * sign), None


def _forearm_on_floor(posture: FrontPosture, side: Side, around: Surroundings) -> Placed:
    """The forearm comes towards the viewer and a little ahead of the shoulder."""
    ahead = math.copysign(1.0, posture.frames["thorax"].up.flat.real)
    upper = posture.limbs[f"arm {side}"].upper
    lower = Vec(complex(0.72 * ahead, 0), math.sqrt(1 - 0.72**2))
    return posture.arm_of(side, Limb(upper, lower, lower), fist=True), None


HANDS: dict[str, HandGoal] = {
    "hangs": _hangs,
    "on-floor": _on_floor,
    "forearm-on-floor": _forearm_on_floor,
    "on-hip": _on_hip,
    "on-thigh": _on_thigh,
    "on-knee": _on_thigh,
    "under-head": _under_head,
    "behind-head": _behind_head,
}
