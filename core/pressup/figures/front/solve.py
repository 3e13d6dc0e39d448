"""From what a record wants of a pose to a posture seen from the front: carried by feet, by the mat, or by forearm and feet."""

from __future__ import annotations

import math
from collections.abc import Callable

from pressup.figures import body
from pressup.figures.front.hands import FOREARM_ON_FLOOR, HANDS
from pressup.figures.front.skeleton import HIP_APART, NEAR, SHOULDER_APART, SIGNS, UP, FrontPosture, Limb
from pressup.figures.front.space import Vec, reach_of, upper_meeting
from pressup.figures.geometry import Point, spot, unit
from pressup.figures.poses import Values, Wish, base_of, wishes
from pressup.figures.skeleton import SIDES, Arm, Leg, Side
from pressup.figures.solver import SEAT_TO_HIP, Solved, Solver, halved
from pressup.figures.surroundings import surroundings
from pressup.records.figure import Figure

STANCE = 0.058
"""From the middle to an ankle in standing."""
TOES_OUT = 0.32
KNEES_OUT = 10.0
"""A knee that bends over a foot goes out a little, in degrees."""
SIDE_TO_HIP = 0.100
"""From the mat to the middle of the pelvis in side-lying."""
SHOULDER_ON_MAT = 0.134
LOWER_ANKLE, UPPER_ANKLE = 0.031, 0.084
"""From the mat to the ankles in side-lying, one leg on the other."""
FEET_APART = 0.052
EDGE_OF_FOOT = 0.036
"""From the mat to the ankle of a foot that stands on its outer edge."""


def solve(figure: Figure) -> tuple[Solved, Solved]:
    """The start and the finish of a figure seen from the front."""
    base = base_of(figure)
    around = surroundings(figure)
    first, last = wishes(figure)
    start, posture = _Solver(figure, base, around, None).solve(first)
    return start, _Solver(figure, base, around, posture).solve(last)[0]


class _Solver(Solver[FrontPosture]):
    """Finds one posture seen from the front."""

    _turned: FrontPosture | None = None

    @property
    def lead(self) -> Side:
        """The leg that the person stands on."""
        return "working" if self.stands_on == "working" else "other"

    def solve(self, wish: Wish) -> tuple[Solved, FrontPosture]:
        place = {"side": self._on_side, "elbow": self._on_elbow, "seat": self._on_seat}.get(self.base.anchor, self._on_feet)
        posture = place(wish)
        anchor = {"side": "hip", "elbow": "elbow other", "seat": "hip"}.get(self.base.anchor, f"ankle {self.lead}")
        return self.found(posture, wish, anchor), posture

    # What carries the person

    def _on_feet(self, wish: Wish) -> FrontPosture:
        ankles = {side: self._ankle(side, wish.legs[side]) for side in SIDES}
        stood = ankles[self.lead] or Vec(complex(SIGNS[self.lead] * STANCE, self.around.floor("feet") + body.ANKLE_HEIGHT))
        ankles[self.lead] = stood
        if "hips" in wish.trunk:
            return self._limbs(self._bare(wish, 90.0, spot(wish.trunk["hips"])), wish, ankles)
        reach = {side: reach_of(wish.legs[side].get("knee", 6.0)) for side in SIDES}
        both = [ankles[side] for side in SIDES]
        if not self.on_one and both[0] is not None and both[1] is not None:
            # Each hip joint is as far from its ankle as the bent knee says: two circles, moved to the middle between the joints.
            roots = [ankle.flat - SIGNS[side] * HIP_APART for side, ankle in zip(SIDES, both, strict=True) if ankle]
            middle = upper_meeting(roots[0], reach["working"], roots[1], reach["other"])
            return self._limbs(self._bare(wish, 90.0, middle), wish, ankles)
        return self._balanced(lambda x: self._stand(wish, ankles, stood, reach[self.lead], x), stood)

    def _on_seat(self, wish: Wish) -> FrontPosture:
        """The thighs point at the viewer; the feet are as far ahead as the bent knees lead them."""
        middle = spot(wish.trunk["hips"]) if "hips" in wish.trunk else complex(0, self.around.seat + SEAT_TO_HIP)
        ankles: dict[Side, Vec | None] = {}
        for side in SIDES:
            ankle, reach = self._ankle(side, wish.legs[side]), reach_of(wish.legs[side].get("knee", 90.0))
            if ankle is not None and not ankle.near:
                apart = abs(ankle.flat - middle - SIGNS[side] * HIP_APART)
                ankle = Vec(ankle.flat, math.sqrt(max(reach * reach - apart * apart, 0.0)))
            ankles[side] = ankle
        return self._limbs(self._bare(wish, 90.0, middle), wish, ankles)

    def _stand(self, wish: Wish, ankles: dict[Side, Vec | None], stood: Vec, reach: float, x: float) -> FrontPosture:
        """The hips at a place to the side, as high as the standing leg reaches."""
        aside = x + SIGNS[self.lead] * HIP_APART - stood.flat.real
        middle = complex(x, stood.flat.imag + math.sqrt(max(reach * reach - aside * aside, 0.01)))
        return self._limbs(self._bare(wish, 90.0, middle), wish, ankles)

    def _balanced(self, stand: Callable[[float], FrontPosture], stood: Vec) -> FrontPosture:
        """The hips so far over the standing foot that the centre of mass is above its inner half, found by halving."""
        wanted = stood.flat.real - SIGNS[self.lead] * 0.012
        here, loads = stood.flat.real, self.around.loads
        low, high = halved(-0.25, 0.25, 12, lambda x: stand(here + x).centre(loads).real < wanted)
        return stand(round(here + (low + high) / 2, 4))

    def _ankle(self, side: Side, values: Values) -> Vec | None:
        """Where the goal of a foot puts the ankle, or None."""
        goal, sole = values.get("foot"), values.get("sole", 0.0)
        if "foot_at" in values:
            return Vec(spot(values["foot_at"]))
        if goal == "stays" and self.earlier is not None:
            return self.earlier.places[f"ankle {side}"]
        if goal == "on-prop":
            return Vec(complex(self.around.prop_x, self.around.prop_top + body.ANKLE_HEIGHT))
        if goal in ("flat", "rests", "stays"):
            pivot = complex(*(body.BALL if sole < 0 else body.HEEL))
            raised = -(pivot * unit(sole)).imag if sole else body.ANKLE_HEIGHT
            return Vec(complex(SIGNS[side] * STANCE, self.around.floor(self.base.anchor) + raised))
        return None

    def _on_side(self, wish: Wish) -> FrontPosture:
        """Head to the left, the working side up; the spine is level, the shoulder a little higher than the hip."""
        middle = complex(0, self.around.top + SIDE_TO_HIP)
        if "hips" in wish.trunk:
            middle = spot(wish.trunk["hips"])
        up = max(-0.4, min(0.4, (SHOULDER_ON_MAT - SIDE_TO_HIP) / (body.PELVIS + body.THORAX)))
        posture = self._bare(wish, 180 - math.degrees(math.asin(up)), middle)
        ankles: dict[Side, Vec | None] = {}
        for side in SIDES:
            height = UPPER_ANKLE if side == "working" else LOWER_ANKLE
            values = wish.legs[side]
            if values.get("foot") == "rests" or (values.get("foot") == "stays" and self.earlier is None):
                posture = self._resting(posture, side, values, self.around.top + height)
            elif "foot" in values or "foot_at" in values:
                ankles[side] = self._ankle(side, values)
        return self._limbs(posture, wish, ankles, resting=True)

    def _resting(self, posture: FrontPosture, side: Side, values: Values, height: float) -> FrontPosture:
        """The leg let down until its ankle is at a height, found by halving."""
        self.pinned.add(f"leg {side}")

        def laid(angle: float) -> FrontPosture:
            return _leg_by_angles(posture, side, {**values, "abduct": angle * SIGNS[side]})

        low, _ = halved(-40.0, 60.0, 14, lambda angle: laid(angle).joints[f"ankle {side}"].imag < height)
        return laid(low)

    def _on_elbow(self, wish: Wish) -> FrontPosture:
        """Side plank: feet and elbow stay where they are in the straight line; the bend of the spine lets the hips down."""
        line = body.PELVIS + body.THORAX + body.THIGH + body.SHANK
        top, foot = self.around.top, self.around.top + EDGE_OF_FOOT + FEET_APART / 2
        height = top + FOREARM_ON_FLOOR + body.UPPER_ARM
        tilt = 15.0
        for _ in range(6):
            tilt = math.degrees(math.asin((height + SHOULDER_APART * math.cos(math.radians(tilt)) - foot) / line))
        feet = complex(line * math.cos(math.radians(tilt)) + SHOULDER_APART * math.sin(math.radians(tilt)), foot)
        elbow = complex(0, top + FOREARM_ON_FLOOR)

        def hips(angle: float) -> Point:
            return feet + (body.THIGH + body.SHANK) * unit(angle)

        def too_steep(angle: float) -> bool:
            shoulder = self._trunk(wish, angle, hips(angle)).joints["shoulder other"]
            return abs(shoulder - elbow) > body.UPPER_ARM and shoulder.imag > elbow.imag

        low, high = halved(120.0, 182.0, 18, too_steep, 2)
        angle = round((low + high) / 2, 2)
        posture = self._bare(wish, angle, hips(angle))
        upper = Vec(elbow - posture.joints["shoulder other"]).one
        posture = posture.arm_of("other", Limb(upper, NEAR, NEAR))
        along = posture.frames["pelvis"]
        ankles: dict[Side, Vec | None] = {
            side: Vec(feet) + along.out * (SIGNS[side] * FEET_APART / 2) for side in SIDES if wish.legs[side].get("foot")
        }
        self.pinned.add("arm other")
        return self._limbs(posture, wish, ankles, resting=True)

    def _bare(self, wish: Wish, pelvis: float, hip: Point) -> FrontPosture:
        """The trunk in its place, with limbs by their angles only: the same wherever the hips are while balance is looked for."""
        if self._turned is None or self._turned.pelvis != pelvis:
            self._turned = self._by_angles(wish, pelvis)
        return self._turned.at(hip)

    def _by_angles(self, wish: Wish, pelvis: float) -> FrontPosture:
        posture = self._trunk(wish, pelvis, 0j)
        for side in SIDES:
            posture = _leg_by_angles(posture, side, wish.legs[side])
            posture = _arm_by_angles(posture, side, wish.arms[side], fist=self.fist(side, wish.arms[side]))
        return posture

    def _trunk(self, wish: Wish, pelvis: float, hip: Point) -> FrontPosture:
        """The trunk alone."""
        trunk = wish.trunk
        bend, head = trunk.get("side_bend", 0.0), trunk.get("head", 0.0)
        return FrontPosture(
            hip,
            pelvis,
            trunk.get("spine", 0.0),
            head * 0.55,
            head * 0.45,
            dict.fromkeys(SIDES, Leg(0.0, 0.0, 0.0)),
            dict.fromkeys(SIDES, Arm(0.0, 0.0, 0.0)),
            lean=trunk.get("lean", 0.0),
            bend=bend,
            tilt=bend * 0.35 if self.base.anchor == "feet" else 0.0,
        )

    # Limbs and their goals

    def _limbs(self, posture: FrontPosture, wish: Wish, ankles: dict[Side, Vec | None], *, resting: bool = False) -> FrontPosture:
        self.missed.clear()
        for side in SIDES:
            ankle = ankles.get(side)
            if ankle is not None:
                posture = self._foot(posture, side, wish.legs[side], ankle, resting=resting)
        for side in SIDES:
            posture = self._arm(posture, side, wish.arms[side])
        return posture

    def _foot(self, posture: FrontPosture, side: Side, values: Values, ankle: Vec, *, resting: bool) -> FrontPosture:
        pelvis, sign = posture.frames["pelvis"], SIGNS[side]
        out = math.radians(values.get("abduct", 0.0 if resting else KNEES_OUT))
        pole = pelvis.ahead * math.cos(out) + pelvis.out * (sign * math.sin(out))
        if resting:
            before = self.earlier.limbs[f"leg {side}"] if self.earlier is not None else posture.limbs[f"leg {side}"]
            end, top = before.end, before.top
        else:
            sole = math.radians(values.get("sole", 0.0))
            forward = (NEAR + Vec(complex(sign * TOES_OUT))).one
            end = forward * math.cos(sole) + UP * math.sin(sole)
            top = UP * math.cos(sole) - forward * math.sin(sole)
        self.pinned.add(f"leg {side}")
        posture = posture.foot_to(side, ankle, pole, end, top)
        self.note(abs(posture.places[f"ankle {side}"] - ankle), (f"{side}_leg", "foot_at" if "foot_at" in values else "foot"))
        return posture

    def _arm(self, posture: FrontPosture, side: Side, values: Values) -> FrontPosture:
        goal, wanted = values.get("hand"), None
        if self.base.anchor == "elbow" and side == "other":
            values, goal = {}, "forearm-on-floor"  # it carries
        outwards = posture.frames["thorax"].out * SIGNS[side]
        if "hand_at" in values:
            wanted = Vec(spot(values["hand_at"]))
            hand = Vec(unit(values["points"])) if "points" in values else None
            posture = posture.hand_to(side, wanted, outwards, hand)
        elif goal == "stays" and self.earlier is not None:
            wanted = self.earlier.places[f"grip {side}"]
            before = self.earlier.limbs[f"arm {side}"]
            posture = posture.hand_to(side, wanted, before.upper - before.lower, before.end)
        elif goal in HANDS:
            posture, wanted = HANDS[goal](posture, side, self.around)
        if wanted is not None:
            self.pinned.add(f"arm {side}")
            self.note(abs(posture.places[f"grip {side}"] - wanted), (f"{side}_arm", "hand_at" if "hand_at" in values else "hand"))
        return posture


def _leg_by_angles(posture: FrontPosture, side: Side, values: Values) -> FrontPosture:
    sign = SIGNS[side]
    upper, ahead = posture.frames["pelvis"].limb(values.get("hip", 0.0), values.get("abduct", 0.0), sign)
    knee, ankle = math.radians(values.get("knee", 0.0)), math.radians(values.get("ankle", 0.0))
    lower = upper * math.cos(knee) - ahead * math.sin(knee)
    instep = ahead * math.cos(knee) + upper * math.sin(knee)
    end = instep * math.cos(ankle) - lower * math.sin(ankle)
    if unit(posture.pelvis).imag > 0.5:
        end = (end + posture.frames["pelvis"].out * (sign * TOES_OUT)).one
    asked: Values = {name: values[name] for name in ("hip", "knee", "ankle", "abduct") if name in values}
    return posture.leg_of(side, Limb(upper, lower, end, lower.across(end).one * -1), asked)


def _arm_by_angles(posture: FrontPosture, side: Side, values: Values, *, fist: bool) -> FrontPosture:
    upper, ahead = posture.frames["thorax"].limb(values.get("shoulder", 0.0), values.get("abduct", 0.0), SIGNS[side])
    elbow = math.radians(values.get("elbow", 0.0))
    lower = upper * math.cos(elbow) + ahead * math.sin(elbow)
    asked: Values = {name: values[name] for name in ("shoulder", "elbow", "abduct") if name in values}
    return posture.arm_of(side, Limb(upper, lower, lower), asked, fist=fist)
