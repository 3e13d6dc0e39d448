"""A resistance band: between the hands and what holds it, or round both legs."""

from __future__ import annotations

from pressup.figures.geometry import direction, local
from pressup.figures.person import Layers
from pressup.figures.props import Place
from pressup.figures.shape import Shape, corners
from pressup.records.figure import Prop

STANDS = False


def front_shapes(prop: Prop, place: Place) -> Layers:
    """Round both legs: a bar from the outer side of one to the outer side of the other; else a line from the hand."""
    joints = place.posture.joints
    if prop.at not in ("both-thighs", "both-ankles"):
        return shapes(prop, place)
    upper, lower, share, depth = ("hip", "knee", 0.80, 0.034) if prop.at == "both-thighs" else ("knee", "ankle", 0.84, 0.021)
    ends = []
    for side, sign in (("working", 1), ("other", -1)):
        start, end = joints[f"{upper} {side}"], joints[f"{lower} {side}"]
        ends.append(local(start, direction(start, end), share * abs(end - start), sign * depth))
    return {"over-leg": [Shape((corners(ends),), None, stroke="mark", width=16, closed=False, name="band")]}


def shapes(prop: Prop, place: Place) -> Layers:
    """A line in the accent's dark: from the grip to the anchor point at `x` and `height`, or under the standing foot."""
    joints = place.posture.joints
    if prop.at in ("both-thighs", "both-ankles"):
        name = "knee" if prop.at == "both-thighs" else "ankle"
        hip = joints["hip"]
        ends = [joints[f"{name} {side}"] for side in ("working", "other")]
        if name == "knee":
            ends = [end + (hip - end) * 0.18 for end in ends]
        return {"over-leg": [Shape((corners(ends),), None, stroke="mark", width=16, closed=False, name="band")]}
    hand = "other" if prop.at == "other-hand" else "working"
    anchor = joints["toe working"] if prop.x is None else complex(prop.x, prop.height or 0.0) / 100
    line = corners((joints[f"grip {hand}"], anchor))
    return {"front": [Shape((line,), None, stroke="mark", width=12, closed=False, name="band")]}
