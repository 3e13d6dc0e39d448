"""A resistance band: between the hands and what holds it, round both legs, or round the chest and up to what holds it."""

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
    if prop.at == "chest":
        return _round_chest(prop, place)
    hand = "other" if prop.at == "other-hand" else "working"
    anchor = joints["toe working"] if prop.x is None else complex(prop.x, prop.height or 0.0) / 100
    line = corners((joints[f"grip {hand}"], anchor))
    return {"front": [Shape((line,), None, stroke="mark", width=12, closed=False, name="band")]}


def _round_chest(prop: Prop, place: Place) -> Layers:
    """A loop under the arms, and the band from the back of it to the anchor point; it hangs from the wall when none is given."""
    waist, thorax = place.posture.joints["waist"], place.posture.directions["thorax"]
    front, back = (local(waist, thorax - 90, x, y) for x, y in ((0.068, 0.098), (-0.064, 0.118)))
    anchor = complex(-60.0 if prop.x is None else prop.x, prop.height or 96.0) / 100
    return {
        "over-leg": [
            Shape((corners((anchor, back)),), None, stroke="mark", width=12, closed=False, name="band"),
            Shape((corners((back, front)),), None, stroke="ink", width=12, closed=False),  # the shirt has the band's colour
        ]
    }
