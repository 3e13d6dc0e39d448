"""From what a record wants of a pose to a posture: carried by something, limbs led to their goals, balanced on the feet."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from pressup.figures import body, shapes
from pressup.figures.geometry import Point, spot, turn, unit
from pressup.figures.hands import HANDS
from pressup.figures.poses import Values, Wish, base_of, wishes
from pressup.figures.skeleton import SIDES, Arm, Leg, Posture, Side
from pressup.figures.solver import SEAT_TO_HIP, Solved, Solver, halved
from pressup.figures.surroundings import surroundings
from pressup.records.figure import Figure

FOOT_APART = 0.025
"""The far foot stands this much further ahead, so that both are seen."""
KNEE_ON_FLOOR = 0.036
BACK_TO_HIP = 0.078
FRONT_TO_HIP = 0.062
SHOULDER_ON_FLOOR = 0.067
SHANK_ON_FLOOR = 175.5
BALANCE = 0.40
"""Where the centre of mass comes to stand over the foot: 0 heel, 1 toe."""
SOFT_KNEE, KNEELING = 8.0, 94.0
"""The bend of a knee that carries, where a goal took the place of the record's angle."""


def solve(figure: Figure) -> tuple[Solved, Solved]:
    """The start and the finish of a figure seen from the side."""
    base = base_of(figure)
    around = surroundings(figure)
    first, last = wishes(figure)
    start = _Solver(figure, base, around, None).solve(first)
    return start, _Solver(figure, base, around, start.posture).solve(last)


class _Solver(Solver[Posture]):
    """Finds one posture seen from the side."""

    @property
    def lead(self) -> Side:
        """The leg that the person stands on."""
        return "other" if self.stands_on == "other" else "working"

    def solve(self, wish: Wish) -> Solved:
        anchored = {"feet": self._on_feet, "knees": self._on_knees, "shoulders": self._on_shoulders}
        place = anchored.get(self.base.anchor, self._lying)
        posture = place(wish)
        anchor = {"feet": f"ankle {self.lead}", "knees": f"knee {self.lead}", "shoulders": "shoulder"}.get(self.base.anchor, "hip")
        return self.found(posture, wish, anchor)

    # What carries the person

    def _on_feet(self, wish: Wish) -> Posture:
        values = wish.legs[self.lead]
        sole = values.get("sole", 0.0)
        ankle = self._standing_ankle(values, sole)
        if "hips" in wish.trunk:
            bare = self._bare(wish, 90 - wish.trunk.get("lean", 0.0), spot(wish.trunk["hips"]))
            return self._limbs(bare.leg_to(self.lead, ankle, sole), wish, placed=self.lead)
        if "lean" in wish.trunk and "hip" in values:
            shank = 90 - wish.trunk["lean"] + 180 + values["hip"] - values.get("knee", SOFT_KNEE)
            return self._stand(wish, ankle, sole, turn(sole - shank - 90))
        if "ankle" in values:
            return self._stand(wish, ankle, sole, values["ankle"])
        return self._balanced(lambda bend: self._stand(wish, ankle, sole, bend), ankle, sole)

    def _standing_ankle(self, values: Values, sole: float) -> Point:
        top = self.around.prop_top if values.get("foot") == "on-prop" else self.around.floor("feet")
        x = self.around.prop_x if values.get("foot") == "on-prop" else 0.0
        if "foot_at" in values:
            return spot(values["foot_at"])
        return _ankle_over(complex(x, top), sole)

    def _stand(self, wish: Wish, ankle: Point, sole: float, bend: float) -> Posture:
        """The person built up from a foot: shank, thigh, and the trunk by the hip's angle or by its own lean."""
        values = wish.legs[self.lead]
        shank = sole - 90 - bend
        thigh = shank + values.get("knee", SOFT_KNEE)
        hip = ankle - body.SHANK * unit(shank) - body.THIGH * unit(thigh)
        pelvis = 90 - wish.trunk["lean"] if "lean" in wish.trunk else turn(thigh - 180 - values.get("hip", 0.0))
        posture = self._bare(wish, pelvis, hip)
        leg = Leg(turn(thigh - pelvis - 180), values.get("knee", SOFT_KNEE), bend)
        return self._limbs(posture.with_leg(self.lead, leg), wish, placed=self.lead)

    def _balanced(self, stand: Callable[[float], Posture], ankle: Point, sole: float) -> Posture:
        """The ankle bent so far that the centre of mass is over the foot, on tiptoe over its ball, found by halving."""
        heel = ankle.real + body.HEEL[0]
        over = heel + BALANCE * (body.TOE[0] - body.HEEL[0]) if sole >= 0 else (ankle + complex(*body.BALL) * unit(sole)).real
        wanted = over + (0 if self.on_one else FOOT_APART / 2)
        loads = self.around.loads
        low, high = halved(min(-25.0, sole - 15.0), 38.0, 14, lambda bend: stand(bend).centre(loads).real < wanted, 1)
        return stand(round((low + high) / 2, 1))

    def _on_knees(self, wish: Wish) -> Posture:
        values = wish.legs[self.lead]
        knee = complex(0, self.around.top + KNEE_ON_FLOOR)
        thigh = SHANK_ON_FLOOR + values.get("knee", KNEELING)
        hip = knee - body.THIGH * unit(thigh)
        pelvis = turn(thigh - 180 - values.get("hip", 0.0))
        posture = self._bare(wish, pelvis, hip)
        posture = posture.with_leg(self.lead, Leg(values.get("hip", 0.0), values.get("knee", KNEELING), values.get("ankle", -48.0)))
        return self._limbs(posture, wish, placed=self.lead)

    def _lying(self, wish: Wish) -> Posture:
        height = {"seat": SEAT_TO_HIP, "back": BACK_TO_HIP, "front": FRONT_TO_HIP, "side": BACK_TO_HIP}[self.base.anchor]
        top = self.around.seat if self.base.anchor == "seat" else self.around.top
        hip = spot(wish.trunk["hips"]) if "hips" in wish.trunk else complex(0, top + height)
        return self._limbs(self._bare(wish, 90 - wish.trunk["lean"], hip), wish)

    def _on_shoulders(self, wish: Wish) -> Posture:
        pelvis = 90 - wish.trunk["lean"]
        posture = self._bare(wish, pelvis, 0j)
        if "head" not in wish.trunk:
            # The head stays on the mat while the trunk comes up from it.
            tilt = turn(posture.directions["thorax"] - 183)
            posture = replace(posture, neck=6 + tilt * 1.25, nod=-tilt * 0.45)
        shoulder = complex(0, self.around.top + SHOULDER_ON_FLOOR)
        return self._limbs(posture.moved(shoulder - posture.joints["shoulder"]), wish)

    def _bare(self, wish: Wish, pelvis: float, hip: Point) -> Posture:
        """The trunk in its place, with limbs by their angles only."""
        head = wish.trunk.get("head", 0.0)
        legs: dict[Side, Leg] = {}
        arms: dict[Side, Arm] = {}
        for side in SIDES:
            leg, arm = wish.legs[side], wish.arms[side]
            legs[side] = Leg(leg.get("hip", 0.0), leg.get("knee", 0.0), leg.get("ankle", 0.0))
            angles = arm.get("shoulder", 0.0), arm.get("elbow", 0.0), arm.get("wrist", 0.0)
            arms[side] = Arm(*angles, fist=self.fist(side, arm))
        return Posture(hip, pelvis, wish.trunk.get("spine", 0.0), head * 0.55, head * 0.45, legs, arms)

    # Limbs and their goals

    def _limbs(self, posture: Posture, wish: Wish, placed: Side | None = None) -> Posture:
        self.missed.clear()
        if placed is not None:
            self.pinned.add(f"leg {placed}")
        for side in SIDES:
            if side != placed:
                posture = self._leg(posture, side, wish.legs[side])
        for side in SIDES:
            posture = self._arm(posture, side, wish.arms[side])
        return posture

    def _leg(self, posture: Posture, side: Side, values: Values) -> Posture:
        goal = values.get("foot")
        if "foot_at" in values:
            posture = posture.leg_to(side, spot(values["foot_at"]), values.get("sole", 0.0) if goal != "free" else None)
            return self._reached_leg(posture, side, spot(values["foot_at"]), "foot_at")
        if goal == "stays" and self.earlier is not None:
            ankle = self.earlier.joints[f"ankle {side}"]
            return self._reached_leg(posture.leg_to(side, ankle, self.earlier.directions[f"foot {side}"]), side, ankle, "foot")
        if goal == "flat":
            # Who does not stand keeps the foot where it was, unless the knee bends it elsewhere.
            kept = self.earlier if self.base.anchor != "feet" and "knee" not in values else None
            ankle = kept.joints[f"ankle {side}"] if kept is not None else self._flat_ankle(posture, side, values)
            return self._reached_leg(posture.leg_to(side, ankle, values.get("sole", 0.0)), side, ankle, "foot")
        if goal == "on-prop":
            ankle = complex(self.around.prop_x, self.around.prop_top + body.ANKLE_HEIGHT)
            return self._reached_leg(posture.leg_to(side, ankle, values.get("sole", 0.0)), side, ankle, "foot")
        if goal == "rests":
            return self._resting(posture, side)
        if "sole" in values:
            bend = turn(values["sole"] - posture.directions[f"shank {side}"] - 90)
            return posture.with_leg(side, replace(posture.legs[side], ankle=bend))
        return posture

    def _flat_ankle(self, posture: Posture, side: Side, values: Values) -> Point:
        """Where the ankle of a flat foot is: beside the other when standing, else where the knee's bend leads it."""
        top = self.around.floor(self.base.anchor) + body.ANKLE_HEIGHT
        lead = posture.joints[f"ankle {self.lead}"]
        if self.base.anchor == "feet":
            apart = FOOT_APART if side == "other" else -FOOT_APART
            sole, lead_sole = values.get("sole", 0.0), turn(posture.directions[f"foot {self.lead}"])
            flat = lead.real - _ankle_over(0j, lead_sole).real
            return _ankle_over(complex(flat + apart, top - body.ANKLE_HEIGHT), sole)
        apart = FOOT_APART if side == "other" else 0.0
        bend = math.radians(180 - values.get("knee", 90.0))
        reach = math.sqrt(body.THIGH**2 + body.SHANK**2 - 2 * body.THIGH * body.SHANK * math.cos(bend))
        down = posture.hip.imag - top
        ahead = math.sqrt(max(reach * reach - down * down, 0.0))
        return complex(posture.hip.real + ahead + apart, top)

    def _reached_leg(self, posture: Posture, side: Side, ankle: Point, name: str) -> Posture:
        self.pinned.add(f"leg {side}")
        self.note(abs(posture.leg_points(side)[1] - ankle), (f"{side}_leg", name))
        return posture

    def _resting(self, posture: Posture, side: Side) -> Posture:
        """The hip bent so far that the lowest point of the leg lies on what is below, found by halving."""
        leg = posture.legs[side]
        top = self.around.floor(self.base.anchor)
        # Towards the floor is extension when lying on the back or sitting, flexion when lying on the front.
        down, up = (60.0, -40.0) if self.base.anchor == "front" else (-40.0, 120.0)

        def sinks(hip: float) -> bool:
            return lowest_of_shoe(posture.with_leg(side, replace(leg, hip=hip)), side) < top

        _, up = halved(down, up, 16, sinks)
        return posture.with_leg(side, replace(leg, hip=up))

    def _arm(self, posture: Posture, side: Side, values: Values) -> Posture:
        points = values.get("points")
        if "hand_at" in values:
            grip = spot(values["hand_at"])
            posture = posture.arm_to(side, grip, points)
            self.note(abs(posture.joints[f"grip {side}"] - grip), (f"{side}_arm", "hand_at"))
            self.pinned.add(f"arm {side}")
            return posture
        goal = values.get("hand")
        if goal == "stays" and self.earlier is not None:
            grip = self.earlier.joints[f"grip {side}"]
            posture = posture.arm_to(side, grip, self.earlier.directions[f"hand {side}"])
            self.note(abs(posture.joints[f"grip {side}"] - grip), (f"{side}_arm", "hand"))
            self.pinned.add(f"arm {side}")
            return posture
        if goal in HANDS:
            posture, grip_wanted = HANDS[goal](posture, side, self.around, points)
            if grip_wanted is not None:
                self.note(abs(posture.joints[f"grip {side}"] - grip_wanted), (f"{side}_arm", "hand"))
        return posture


def _ankle_over(place: Point, sole: float) -> Point:
    """The ankle of a foot that stands at a place: over it when the foot is flat, else turned about the ball or the heel.

    The shoe is stiff, so that on the ball its tip would go into the floor: the ankle comes up as far as the tip needs.
    """
    if sole == 0:
        return place + complex(0, body.ANKLE_HEIGHT)
    pivot = body.BALL if sole < 0 else body.HEEL
    turned = pivot[0] - complex(*pivot) * unit(sole)
    lowest = min((complex(x, y) * unit(sole)).imag for x, y, _ in shapes.SHOE)
    return place + complex(turned.real, -lowest)


def lowest_of_shoe(posture: Posture, side: Side) -> float:
    """The height of the lowest point of a shoe."""
    ankle, way = posture.leg_points(side)[1], unit(posture.directions[f"foot {side}"])
    return min([(ankle + point * way).imag for point in _SHOE])


_SHOE = tuple(complex(x, y) for x, y, _ in shapes.SHOE)
