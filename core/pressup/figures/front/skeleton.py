"""A posture seen from the front: directions in space in, points of the picture out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar

from pressup.figures import body
from pressup.figures.front.space import Frame, Vec, between, two_links
from pressup.figures.front.space import angle_between as angle
from pressup.figures.geometry import Point, direction, mix, turn
from pressup.figures.skeleton import SIDES, Arm, Leg, Posture, Side

SIGNS: Mapping[Side, int] = {"working": 1, "other": -1}
"""The working side is on the right of the picture before it is mirrored."""
HIP_APART = 0.050
"""From the middle to a hip joint, ours: HIP_WIDTH is the breadth of the outline, over both greater trochanters."""
SHOULDER_APART = 0.098
"""From the middle to a shoulder joint, ours: SHOULDER_WIDTH is the breadth over both deltoid muscles."""
_NONE: Mapping[str, Any] = {}
UP = Vec(1j)
NEAR = Vec(0j, 1.0)


@dataclass(frozen=True, slots=True)
class Limb:
    """Directions of the segments of a limb.

    Attributes:
        upper: Thigh or upper arm.
        lower: Shank or forearm.
        end: From heel to toes, or where the fingers point.
        top: What is up for the foot.
    """

    upper: Vec
    lower: Vec
    end: Vec
    top: Vec = UP


@dataclass(frozen=True)
class FrontPosture(Posture):
    """A person seen from the front. `pelvis` is 90 upright, and 180 on the side with the head to the left.

    Attributes:
        lean: How far the trunk leans towards the viewer.
        bend: How far the spine bends to the working side.
        tilt: How far the head is tilted to the working side.
        limbs: Directions of the limbs: `leg working`, `arm other`.
    """

    view: ClassVar[str] = "front"
    lean: float = 0.0
    bend: float = 0.0
    tilt: float = 0.0
    limbs: Mapping[str, Limb] = field(default_factory=dict, hash=False)

    @cached_property
    def frames(self) -> dict[str, Frame]:
        """What is up, out and ahead for pelvis, thorax and head."""
        thorax = self.pelvis - self.bend
        return {
            "pelvis": Frame.of(self.pelvis, self.lean),
            "thorax": Frame.of(thorax, self.lean + self.spine),
            "neck": Frame.of(thorax - self.tilt * 0.5, self.lean + self.spine + self.neck),
            "head": Frame.of(thorax - self.tilt, self.lean + self.spine + self.neck + self.nod),
        }

    @cached_property
    def places(self) -> dict[str, Vec]:
        """Every joint and end point in space, by name and, for limbs, side."""
        frames, middle = self.frames, Vec(self.hip)
        found = {"hip": middle, "waist": middle + frames["pelvis"].up * body.PELVIS}
        shoulder = found["shoulder"] = found["waist"] + frames["thorax"].up * body.THORAX
        found["head"] = shoulder + frames["thorax"].up * body.NECK_BASE + frames["neck"].up * body.NECK
        for side in SIDES:
            hip = found[f"hip {side}"] = middle + frames["pelvis"].out * (SIGNS[side] * HIP_APART)
            joint = found[f"shoulder {side}"] = shoulder + frames["thorax"].out * (SIGNS[side] * SHOULDER_APART)
            leg, arm = self.limbs.get(f"leg {side}"), self.limbs.get(f"arm {side}")
            if leg is not None:
                knee = found[f"knee {side}"] = hip + leg.upper * body.THIGH
                ankle = found[f"ankle {side}"] = knee + leg.lower * body.SHANK
                found[f"toe {side}"] = ankle + leg.end * body.TOE[0] + leg.top * body.TOE[1]
                found[f"heel {side}"] = ankle + leg.end * body.HEEL[0] + leg.top * body.HEEL[1]
            if arm is not None:
                elbow = found[f"elbow {side}"] = joint + arm.upper * body.UPPER_ARM
                wrist = found[f"wrist {side}"] = elbow + arm.lower * body.FOREARM
                found[f"grip {side}"] = wrist + arm.end * body.GRIP
        return found

    @cached_property
    def joints(self) -> dict[str, Point]:
        """Every joint and end point in the picture."""
        return {name: place.flat for name, place in self.places.items()}

    @cached_property
    def directions(self) -> dict[str, float]:
        """The direction of every segment in the picture; what points at the viewer has that of what it hangs on."""
        thorax = self.pelvis - self.bend
        found = {"pelvis": self.pelvis, "thorax": thorax, "neck": thorax - self.tilt * 0.5, "head": thorax - self.tilt}
        for side in SIDES:
            leg, arm = self.limbs[f"leg {side}"], self.limbs[f"arm {side}"]
            found[f"thigh {side}"] = _flat(leg.upper, self.pelvis + 180)
            found[f"shank {side}"] = _flat(leg.lower, found[f"thigh {side}"])
            found[f"foot {side}"] = _flat(leg.end, found[f"shank {side}"])
            found[f"upper {side}"] = _flat(arm.upper, thorax + 180)
            found[f"fore {side}"] = _flat(arm.lower, found[f"upper {side}"])
            found[f"hand {side}"] = _flat(arm.end, found[f"fore {side}"])
        return found

    def moved(self, by: Point) -> FrontPosture:
        """The same posture in another place."""
        return self.at(self.hip + by)

    def at(self, hip: Point) -> FrontPosture:
        """The same posture with the hips at a place."""
        return self._with(hip=hip)

    def _with(self, **changes: Any) -> FrontPosture:
        """The same posture in another place or with other limbs: the trunk, and so its frames, are as they were."""
        found = replace(self, **changes)
        found.__dict__["frames"] = self.frames
        return found

    def leg_of(self, side: Side, limb: Limb, asked: Mapping[str, Any] = _NONE) -> FrontPosture:
        """The same posture with another leg; its angles are those that were asked for, and else follow from its directions."""
        flexion, abduct = self.frames["pelvis"].angles(limb.upper, SIGNS[side])
        leg = FrontLeg(flexion, angle(limb.upper, limb.lower), angle(limb.lower, limb.end) - 90, abduct)
        leg = replace(leg, **asked)
        return self._with(limbs={**self.limbs, f"leg {side}": limb}, legs={**self.legs, side: leg})

    def arm_of(self, side: Side, limb: Limb, asked: Mapping[str, Any] = _NONE, *, fist: bool | None = None) -> FrontPosture:
        """The same posture with another arm; its angles are those that were asked for, and else follow from its directions."""
        flexion, abduct = self.frames["thorax"].angles(limb.upper, SIGNS[side])
        held = self.arms[side].fist if fist is None else fist
        arm = FrontArm(flexion, angle(limb.upper, limb.lower), angle(limb.lower, limb.end), fist=held, abduct=abduct)
        arm = replace(arm, **asked)
        return self._with(limbs={**self.limbs, f"arm {side}": limb}, arms={**self.arms, side: arm})

    def foot_to(self, side: Side, ankle: Vec, pole: Vec, end: Vec, top: Vec) -> FrontPosture:
        """The leg bent so that its ankle comes to a point, the knee towards `pole`."""
        upper, lower = two_links(self.places[f"hip {side}"], ankle, body.THIGH, body.SHANK, pole)
        return self.leg_of(side, Limb(upper, lower, end, top))

    def hand_to(self, side: Side, grip: Vec, pole: Vec, hand: Vec | None = None) -> FrontPosture:
        """The arm bent so that its grip comes to a point, the elbow towards `pole`; the hand goes on with the forearm when None."""
        shoulder = self.places[f"shoulder {side}"]
        if hand is None:
            upper, lower = two_links(shoulder, grip, body.UPPER_ARM, body.FOREARM + body.GRIP, pole)
            return self.arm_of(side, Limb(upper, lower, lower))
        upper, lower = two_links(shoulder, grip - hand * body.GRIP, body.UPPER_ARM, body.FOREARM, pole)
        return self.arm_of(side, Limb(upper, lower, hand))

    def trunk_angles(self) -> dict[str, float]:
        """The angles of the trunk, by their names in a record."""
        return {**super().trunk_angles(), "side_bend": self.bend}

    def limb_angles(self, limb: str, side: Side) -> dict[str, float]:
        """The angles of a limb, by their names in a record."""
        of = self.legs if limb == "leg" else self.arms
        return {**super().limb_angles(limb, side), "abduct": getattr(of[side], "abduct", 0.0)}

    def apart(self, first: str, last: str) -> float:
        """How far one joint is from another, also towards the viewer."""
        return abs(self.places[last] - self.places[first])

    def ball(self, side: Side) -> Point:
        """The ball of a foot, on which it turns when the heel comes up."""
        foot = self.limbs[f"leg {side}"]
        return (self.places[f"ankle {side}"] + foot.end * body.BALL[0] + foot.top * body.BALL[1]).flat


@dataclass(frozen=True, slots=True)
class FrontLeg(Leg):
    """Angles of a leg, with how far it is out to its side."""

    abduct: float = 0.0


@dataclass(frozen=True, slots=True)
class FrontArm(Arm):
    """Angles of an arm, with how far it is out to its side."""

    abduct: float = 0.0


def _flat(way: Vec, otherwise: float) -> float:
    return direction(0j, way.flat) if abs(way.flat) > 0.05 else otherwise


def blend(start: FrontPosture, finish: FrontPosture, share: float) -> FrontPosture:
    """The posture at a share of the way: every segment turns evenly."""
    posture = replace(
        finish if share > 0.5 else start,
        hip=start.hip + (finish.hip - start.hip) * share,
        pelvis=start.pelvis + turn(finish.pelvis - start.pelvis) * share,
        spine=mix(start.spine, finish.spine, share),
        neck=mix(start.neck, finish.neck, share),
        nod=mix(start.nod, finish.nod, share),
        lean=mix(start.lean, finish.lean, share),
        bend=mix(start.bend, finish.bend, share),
        tilt=mix(start.tilt, finish.tilt, share),
    )
    return _limbs(posture, start, finish, share)


def _limbs(posture: FrontPosture, start: FrontPosture, finish: FrontPosture, share: float) -> FrontPosture:
    """All four limbs on their way."""
    for side in SIDES:
        for limb in ("leg", "arm"):
            a, b = start.limbs[f"{limb} {side}"], finish.limbs[f"{limb} {side}"]
            turned = Limb(*(between(getattr(a, name), getattr(b, name), share) for name in ("upper", "lower", "end", "top")))
            posture = posture.leg_of(side, turned) if limb == "leg" else posture.arm_of(side, turned)
    return posture
