"""A posture seen from the side: angles in, points out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import ClassVar, Literal

from pressup.figures import body
from pressup.figures.geometry import Point, direction, local, mix, turn, two_links, unit

Side = Literal["working", "other"]
SIDES: tuple[Side, Side] = ("working", "other")
_TOE, _HEEL = complex(*body.TOE), complex(*body.HEEL)
Loads = tuple[tuple[str, float], ...]
"""What a person carries: the joint that it hangs from, and its mass as a share of the body's."""


@dataclass(frozen=True, slots=True)
class Leg:
    """Angles of a leg in degrees: hip and knee flexion, dorsiflexion."""

    hip: float
    knee: float
    ankle: float


@dataclass(frozen=True, slots=True)
class Arm:
    """Angles of an arm in degrees. An arm that lies out of the plane is drawn shorter; its angles are then no joint angles."""

    shoulder: float
    elbow: float
    wrist: float
    upper: float = 1.0
    fore: float = 1.0
    fist: bool = False


@dataclass(frozen=True)
class Posture:
    """A person seen from the side, looking to the right. Absolute directions follow from the angles as in clinical use.

    Attributes:
        hip: The hip joint.
        pelvis: The direction from the hip to the waist: 90 upright, 0 face down, 180 on the back.
        spine: Flexion at the waist.
        neck: Flexion of the neck.
        nod: Flexion of the head on the neck.
        legs: The legs.
        arms: The arms.
        view: From where the person is seen.
    """

    hip: Point
    pelvis: float
    spine: float
    neck: float
    nod: float
    view: ClassVar[str] = "side"
    legs: Mapping[Side, Leg] = field(hash=False)
    arms: Mapping[Side, Arm] = field(hash=False)

    @cached_property
    def directions(self) -> dict[str, float]:
        """The absolute direction of every segment, by name and, for limbs, side: `thigh working`."""
        thorax = self.pelvis - self.spine
        neck = thorax - self.neck
        found = {"pelvis": self.pelvis, "thorax": thorax, "neck": neck, "head": neck - self.nod}
        for side in SIDES:
            leg, arm = self.legs[side], self.arms[side]
            thigh = self.pelvis + 180 + leg.hip
            shank = thigh - leg.knee
            upper = thorax + 180 + arm.shoulder
            fore = upper + arm.elbow
            found[f"thigh {side}"] = thigh
            found[f"shank {side}"] = shank
            found[f"foot {side}"] = shank + 90 + leg.ankle
            found[f"upper {side}"] = upper
            found[f"fore {side}"] = fore
            found[f"hand {side}"] = fore + arm.wrist
        return found

    @cached_property
    def joints(self) -> dict[str, Point]:
        """Every joint and end point, by name and, for limbs, side: `knee working`."""
        way, hip, shoulder = self.directions, self.hip, self.shoulder
        base = shoulder + body.NECK_BASE * unit(way["thorax"])
        found = {"hip": hip, "waist": hip + body.PELVIS * unit(way["pelvis"]), "shoulder": shoulder}
        found["head"] = local(base + body.NECK * unit(way["neck"]), way["head"] - 90, body.HEAD_FORWARD, 0)
        for side in SIDES:
            arm, foot = self.arms[side], unit(way[f"foot {side}"])
            knee, ankle = self.leg_points(side)
            elbow = shoulder + body.UPPER_ARM * arm.upper * unit(way[f"upper {side}"])
            wrist = elbow + body.FOREARM * arm.fore * unit(way[f"fore {side}"])
            found[f"hip {side}"], found[f"shoulder {side}"] = hip, shoulder
            found[f"knee {side}"], found[f"ankle {side}"] = knee, ankle
            found[f"toe {side}"], found[f"heel {side}"] = ankle + _TOE * foot, ankle + _HEEL * foot
            found[f"elbow {side}"], found[f"wrist {side}"] = elbow, wrist
            found[f"grip {side}"] = wrist + body.GRIP * unit(way[f"hand {side}"])
        return found

    @cached_property
    def shoulder(self) -> Point:
        """The shoulders, known before the limbs are."""
        return self.hip + body.PELVIS * unit(self.pelvis) + body.THORAX * unit(self.pelvis - self.spine)

    def leg_points(self, side: Side) -> tuple[Point, Point]:
        """The knee and the ankle of a leg."""
        thigh = self.pelvis + 180 + self.legs[side].hip
        knee = self.hip + body.THIGH * unit(thigh)
        return knee, knee + body.SHANK * unit(thigh - self.legs[side].knee)

    def moved(self, by: Point) -> Posture:
        """The same posture in another place."""
        found = replace(self, hip=self.hip + by)
        found.__dict__["directions"] = self.directions  # they are as they were
        return found

    def with_leg(self, side: Side, leg: Leg) -> Posture:
        """The same posture with another leg."""
        return replace(self, legs={**self.legs, side: leg})

    def with_arm(self, side: Side, arm: Arm) -> Posture:
        """The same posture with another arm."""
        return replace(self, arms={**self.arms, side: arm})

    def leg_to(self, side: Side, ankle: Point, foot: float | None) -> Posture:
        """The leg bent so that its ankle comes to a point, the knee ahead; `foot` is the direction of the sole, kept when None."""
        thigh, shank = two_links(self.hip, ankle, body.THIGH, body.SHANK, 1)
        bent = self.legs[side].ankle if foot is None else turn(foot - shank - 90)
        return self.with_leg(side, Leg(turn(thigh - self.pelvis - 180), turn(thigh - shank), bent))

    def arm_to(self, side: Side, grip: Point, hand: float | None, bend: int = -1) -> Posture:
        """The arm bent so that its grip comes to a point; `hand` is where the fingers point, on with the forearm when None."""
        arm = self.arms[side]
        shoulder = self.shoulder
        upper_length, fore_length = body.UPPER_ARM * arm.upper, body.FOREARM * arm.fore
        if hand is None:
            upper, fore = two_links(shoulder, grip, upper_length, fore_length + body.GRIP, bend)
            wrist = 0.0
        else:
            upper, fore = two_links(shoulder, grip - body.GRIP * unit(hand), upper_length, fore_length, bend)
            wrist = turn(hand - fore)
        shoulder_angle = turn(upper - (self.pelvis - self.spine) - 180)
        return self.with_arm(side, replace(arm, shoulder=shoulder_angle, elbow=turn(fore - upper), wrist=wrist))

    def trunk_angles(self) -> dict[str, float]:
        """The angles of the trunk, by their names in a record."""
        return {"spine": self.spine, "head": self.neck + self.nod}

    def limb_angles(self, limb: str, side: Side) -> dict[str, float]:
        """The angles of a limb, by their names in a record."""
        leg, arm = self.legs[side], self.arms[side]
        if limb == "leg":
            return {"hip": leg.hip, "knee": leg.knee, "ankle": leg.ankle}
        return {"shoulder": arm.shoulder, "elbow": arm.elbow, "wrist": arm.wrist}

    def apart(self, first: str, last: str) -> float:
        """How far one joint is from another, as the person is built: from the side, as it is drawn."""
        return abs(self.joints[last] - self.joints[first])

    def ball(self, side: Side) -> Point:
        """The ball of a foot, on which it turns when the heel comes up."""
        return local(self.joints[f"ankle {side}"], self.directions[f"foot {side}"], *body.BALL)

    def centre(self, loads: Loads = ()) -> Point:
        """The centre of mass, after Winter's masses, with what the person holds or wears."""
        points = self.joints
        mass = body.MASS
        weighted = [(mass["head"], points["head"]), (mass["trunk"], (points["shoulder"] + points["hip"]) / 2)]
        for side in SIDES:
            chain = (
                ("thigh", points[f"hip {side}"], points[f"knee {side}"]),
                ("shank", points[f"knee {side}"], points[f"ankle {side}"]),
                ("foot", points[f"heel {side}"], points[f"toe {side}"]),
                ("upper_arm", points[f"shoulder {side}"], points[f"elbow {side}"]),
                ("forearm", points[f"elbow {side}"], points[f"wrist {side}"]),
            )
            weighted += [(mass[name], start + body.CENTRE[name] * (end - start)) for name, start, end in chain]
            weighted.append((mass["hand"], points[f"grip {side}"]))
        weighted += [(load, points[joint]) for joint, load in loads]
        return sum((share * point for share, point in weighted), 0j) / sum(share for share, _ in weighted)


def blend(start: Posture, finish: Posture, share: float) -> Posture:
    """The posture at a share of the way: every angle on its own way, as joints move."""
    legs: dict[Side, Leg] = {}
    arms: dict[Side, Arm] = {}
    for side in SIDES:
        a, b = start.legs[side], finish.legs[side]
        legs[side] = Leg(
            _joint("hip", a.hip, b.hip, share), _joint("knee", a.knee, b.knee, share), _joint("ankle", a.ankle, b.ankle, share)
        )
        c, d = start.arms[side], finish.arms[side]
        arms[side] = Arm(
            _joint("shoulder", c.shoulder, d.shoulder, share),
            _joint("elbow", c.elbow, d.elbow, share),
            _joint("wrist", c.wrist, d.wrist, share),
            mix(c.upper, d.upper, share),
            mix(c.fore, d.fore, share),
            d.fist if share > 0.5 else c.fist,
        )
    return Posture(
        start.hip + (finish.hip - start.hip) * share,
        _between(start.pelvis, finish.pelvis, share),
        mix(start.spine, finish.spine, share),
        mix(start.neck, finish.neck, share),
        mix(start.nod, finish.nod, share),
        legs,
        arms,
    )


def anatomical(joint: str, degrees: float) -> float:
    """The same angle, a turn off or not, that is nearest to the middle of a joint's range."""
    low, high = body.RANGES[joint]
    return turn(degrees - (low + high) / 2) + (low + high) / 2


def _joint(name: str, a: float, b: float, share: float) -> float:
    """Joints turn through their range: an arm comes up ahead of the body, also when it is shorter behind it."""
    return mix(anatomical(name, a), anatomical(name, b), share)


def _between(a: float, b: float, share: float) -> float:
    return a + turn(b - a) * share


def distance_moved(start: Posture, finish: Posture, name: str) -> float:
    """How far a joint is from where it was, in heights of the person."""
    return abs(finish.joints[name] - start.joints[name])


__all__ = ["SIDES", "Arm", "Leg", "Loads", "Posture", "Side", "anatomical", "blend", "direction", "distance_moved"]
