"""Where hands go: each goal gives the posture, and where the grip should have come, when that can be missed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from pressup.figures import body
from pressup.figures.geometry import Point, direction, local, turn, unit
from pressup.figures.skeleton import Posture, Side
from pressup.figures.surroundings import Surroundings

HAND_APART = 0.018
"""The far hand is this much further ahead, so that both are seen."""
Placed = tuple[Posture, Point | None]
HandGoal = Callable[[Posture, Side, Surroundings, float | None], Placed]


def _apart(side: Side) -> float:
    return HAND_APART if side == "other" else 0.0


def _hangs(posture: Posture, side: Side, around: Surroundings, points: float | None) -> Placed:
    arm = posture.arms[side]
    shoulder = turn(-92 + (4 if side == "other" else 0) - posture.directions["thorax"] - 180)
    return posture.with_arm(side, replace(arm, shoulder=shoulder, elbow=6.0, wrist=0.0 if points is None else points + 86)), None


def _on_floor(posture: Posture, side: Side, around: Surroundings, points: float | None) -> Placed:
    """Under the shoulder when it is high, beside the body when the person lies."""
    shoulder = posture.joints["shoulder"]
    height = around.top + 0.020
    hand = 0.0 if points is None else points
    if shoulder.imag - height > 0.16:
        wrist = complex(shoulder.real - 0.01 + _apart(side), height)
    else:
        down = shoulder.imag - height
        out = math.sqrt(max((body.UPPER_ARM + body.FOREARM) ** 2 - down * down, 0.0))
        wrist = complex(shoulder.real + math.copysign(out, posture.hip.real - shoulder.real), height)
        hand = 0.0 if posture.hip.real > shoulder.real else 180.0
    grip = wrist + body.GRIP * unit(hand)
    return posture.arm_to(side, grip, hand), grip


def _forearm_on_floor(posture: Posture, side: Side, around: Surroundings, points: float | None) -> Placed:
    shoulder = posture.joints["shoulder"]
    height = around.top + 0.026
    down = max(-1.0, min(1.0, (height - shoulder.imag) / body.UPPER_ARM))
    upper = min(math.degrees(math.asin(down)), -78.0)
    shoulder_angle = turn(upper - posture.directions["thorax"] - 180)
    arm = replace(posture.arms[side], shoulder=shoulder_angle, elbow=turn(0 - upper), wrist=0.0)
    placed = posture.with_arm(side, arm)
    elbow = placed.joints[f"elbow {side}"]
    return placed, placed.joints[f"grip {side}"] + complex(0, height - elbow.imag)


def _on_hip(posture: Posture, side: Side, around: Surroundings, points: float | None) -> Placed:
    grip = local(posture.hip, posture.pelvis - 90, 0.035, 0.075)
    return posture.arm_to(side, grip, posture.pelvis - 160 if points is None else points), None


def _on_thigh(posture: Posture, side: Side, around: Surroundings, points: float | None) -> Placed:
    thigh = posture.directions[f"thigh {side}"]
    grip = local(posture.hip, thigh, body.THIGH * 0.68, 0.062) + _apart(side)
    return posture.arm_to(side, grip, thigh + 4 if points is None else points), None


def _on_knee(posture: Posture, side: Side, around: Surroundings, points: float | None) -> Placed:
    thigh = posture.directions[f"thigh {side}"]
    grip = local(posture.joints[f"knee {side}"], thigh, 0.0, 0.052) + _apart(side)
    return posture.arm_to(side, grip, thigh if points is None else points), None


def _under_head(posture: Posture, side: Side, around: Surroundings, points: float | None) -> Placed:
    """The arms lie out of the plane, and look shorter; the hands are under the forehead."""
    shoulder = posture.joints["shoulder"]
    ahead = 1 if posture.joints["head"].real > shoulder.real else -1
    wrist = complex(shoulder.real + ahead * (0.145 + _apart(side)), around.top + 0.020)
    hand = 2.0 if ahead > 0 else 178.0
    arm = replace(posture.arms[side], upper=0.62, fore=0.50)
    return posture.with_arm(side, arm).arm_to(side, wrist + body.GRIP * unit(hand), hand, bend=ahead), None


def _behind_head(posture: Posture, side: Side, around: Surroundings, points: float | None) -> Placed:
    crown = posture.directions["head"]
    grip = local(posture.joints["head"], crown - 90, -0.052, -0.01)
    arm = replace(posture.arms[side], upper=0.80, fore=0.80)
    return posture.with_arm(side, arm).arm_to(side, grip, crown - 20, bend=1), None


def _holds_strap(posture: Posture, side: Side, around: Surroundings, points: float | None) -> Placed:
    foot = local(posture.joints["ankle working"], posture.directions["foot working"], 0.055, -0.039)
    shoulder = posture.joints["shoulder"]
    along = direction(shoulder, foot)
    grip = shoulder + 0.285 * unit(along) + complex(_apart(side), 0.012)
    return posture.arm_to(side, grip, direction(grip, foot)), None


HANDS: dict[str, HandGoal] = {
    "hangs": _hangs,
    "on-floor": _on_floor,
    "forearm-on-floor": _forearm_on_floor,
    "on-hip": _on_hip,
    "on-thigh": _on_thigh,
    "on-knee": _on_knee,
    "under-head": _under_head,
    "behind-head": _behind_head,
    "holds-strap": _holds_strap,
}
