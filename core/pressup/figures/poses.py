"""Poses laid over one another: the base pose, what the start changes, what the finish changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pressup.figures.skeleton import SIDES, Side
from pressup.records.figure import ArmPose, Figure, LegPose, Pose

Anchor = Literal["feet", "knees", "seat", "back", "front", "shoulders", "side", "elbow"]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Base:
    """A pose to begin with.

    Attributes:
        anchor: What carries the person.
        pose: The pose.
        stands_on: Which leg carries.
    """

    anchor: Anchor
    pose: Pose
    stands_on: Literal["both", "working", "other"] = "both"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of a posture: angles and goals, by their names in the record.

    Attributes:
        trunk: Values of trunk and head.
        legs: Values of each leg.
        arms: Values of each arm.
    """

    trunk: Values = field(default_factory=dict)
    legs: Mapping[Side, Values] = field(default_factory=lambda: {side: {} for side in SIDES})
    arms: Mapping[Side, Values] = field(default_factory=lambda: {side: {} for side in SIDES})

    def over(self, pose: Pose, anchor: Anchor, lifted: Side | None = None) -> Wish:
        """The wish with a pose laid over it. What the pose says takes the place of what it contradicts.

        `lifted` is the leg of who stands on the other one.
        """
        legs = {
            side: _leg(self.legs[side], _both(pose.legs, _of(pose, side, "leg")), "free" if side == lifted else anchor)
            for side in SIDES
        }
        arms = {side: _arm(self.arms[side], _both(pose.arms, _of(pose, side, "arm"))) for side in SIDES}
        trunk = {
            name: value for name in ("lean", "side_bend", "spine", "head", "hips") if (value := getattr(pose, name)) is not None
        }
        wish = Wish({**self.trunk, **trunk}, legs, arms)
        return wish._without_contradiction(pose) if anchor == "feet" else wish

    def _without_contradiction(self, pose: Pose) -> Wish:
        """On feet, the trunk's lean follows from the hip, and the hip from the lean: the newer of the two counts."""
        said = [part for part in (pose.legs, pose.working_leg, pose.other_leg) if part is not None]
        hip = any(part.hip is not None for part in said)
        trunk, legs = dict(self.trunk), {side: dict(self.legs[side]) for side in SIDES}
        if pose.hips is not None:
            for side in SIDES:
                for name in ("hip", "knee", "ankle"):
                    if legs[side].get("foot") == "flat":
                        legs[side].pop(name, None)
        elif hip and pose.lean is None:
            trunk.pop("lean", None)
            trunk.pop("hips", None)
        elif pose.lean is not None and not hip:
            for side in SIDES:
                if legs[side].get("foot") == "flat":
                    legs[side].pop("hip", None)
        return replace(self, trunk=trunk, legs=legs)


def _of(pose: Pose, side: Side, limb: str) -> Any:
    return getattr(pose, f"{side}_{limb}")


def _both(shared: LegPose | ArmPose | None, own: LegPose | ArmPose | None) -> Values:
    """What is said of one limb: what both share, and over it what is said of this one."""
    values: Values = {}
    for part in (shared, own):
        if part is not None:
            values.update({name: value for name, value in part if value is not None})
    return values


def _leg(before: Values, said: Values, anchor: Anchor | Literal["free"]) -> Values:
    values = dict(before)
    if "hip" in said and "foot" not in said and "foot_at" not in said and anchor != "feet":
        values.pop("foot", None)
        values.pop("foot_at", None)
    if "abduct" in said and not {"foot", "foot_at"} & said.keys():
        values.pop("foot", None)
        values.pop("foot_at", None)
    if "hip" in said and anchor == "feet" and values.get("foot") != "flat":
        values.pop("foot_at", None)
    if "foot" in said or "foot_at" in said:
        for name in ("hip", "sole", "foot", "foot_at", *(("knee",) if "foot_at" in said else ())):
            values.pop(name, None)
    if anchor == "feet" and ("knee" in said or "hip" in said) and "ankle" not in said:
        values.pop("ankle", None)
    return {**values, **said}


def _arm(before: Values, said: Values) -> Values:
    values = dict(before)
    if {"shoulder", "elbow", "abduct"} & said.keys():
        for name in ("hand", "hand_at", "points"):
            values.pop(name, None)
    if {"hand", "hand_at"} & said.keys():
        for name in ("shoulder", "elbow", "wrist", "abduct", "hand", "hand_at", "points"):
            values.pop(name, None)
    return {**values, **said}


@cache
def bases(view: str = "side") -> Mapping[str, Base]:
    """The packaged base poses of a view, by name."""
    import yaml

    package = "pressup.figures" if view == "side" else f"pressup.figures.{view}"
    text = files(package).joinpath("bases.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=yaml.CSafeLoader)
    return {
        name: Base(entry["anchor"], Pose.model_validate(entry["pose"]), entry.get("stands_on", "both"))
        for name, entry in loaded.items()
    }


class UnknownBaseError(ValueError):
    """A view does not know the base pose of a figure."""

    def __init__(self, figure: Figure) -> None:
        super().__init__(f"The base pose “{figure.base}” cannot be drawn in the view from the {figure.view}.")
        other = "front" if figure.view == "side" else "side"
        elsewhere = f"Write “view: {other}”, or begin" if figure.base in bases(other) else "Begin"
        self.help = f"{elsewhere} with one of these: {', '.join(sorted(bases(figure.view)))}."


def base_of(figure: Figure) -> Base:
    """The base pose of a figure.

    Raises:
        UnknownBaseError: when the view of the figure does not know it.
    """
    try:
        return bases(figure.view)[figure.base]
    except KeyError:
        raise UnknownBaseError(figure) from None


def wishes(figure: Figure) -> tuple[Wish, Wish]:
    """What is wanted of the start and of the finish."""
    base = base_of(figure)
    lifted = _lifted(figure, base)
    start = Wish().over(base.pose, base.anchor).over(figure.start, base.anchor, lifted)
    return start, start.over(figure.finish, base.anchor, lifted)


def _lifted(figure: Figure, base: Base) -> Side | None:
    """The leg that does not carry who stands on one."""
    if base.anchor != "feet":
        return None
    stands_on = figure.stands_on if figure.stands_on != "both" else base.stands_on
    return {"working": SIDES[1], "other": SIDES[0]}.get(stands_on)
