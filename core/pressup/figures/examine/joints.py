"""Joints within their ranges, goals within reach, segments of their own length."""

from __future__ import annotations

from collections.abc import Iterator

from pressup.figures import body
from pressup.figures.examine import causes
from pressup.figures.examine.fault import Fault, Panel, Path
from pressup.figures.skeleton import SIDES, Side, anatomical

_STRAIGHT = 15.0
"""Up to this bend a knee counts as straight."""
_ROOM = 0.6
"""Solved angles are rounded: so many degrees over are not told."""
_WORDS = {
    "hip": (
        "The {joint} goes back {said} degrees; a hip goes back {limit}.",
        "The {joint} bends {said} degrees; a hip bends to {limit}.",
    ),
    "knee": (
        "The {joint} bends {said} degrees the wrong way; a knee goes {limit} beyond straight.",
        "The {joint} bends {said} degrees; a knee bends to {limit}.",
    ),
    "ankle": (
        "The {joint} points the foot down {said} degrees; an ankle points it to {limit}.",
        "The {joint} draws the toes up {said} degrees; an ankle draws them to {limit}.",
    ),
    "shoulder": (
        "The {joint} takes the arm back {said} degrees; a shoulder takes it back {limit}.",
        "The {joint} lifts the arm {said} degrees; a shoulder lifts it to {limit}.",
    ),
    "elbow": (
        "The {joint} bends {said} degrees the wrong way; an elbow goes {limit} beyond straight.",
        "The {joint} bends {said} degrees; an elbow bends to {limit}.",
    ),
    "wrist": (
        "The {joint} turns {said} degrees away from the thumb; a wrist turns {limit}.",
        "The {joint} turns {said} degrees towards the thumb; a wrist turns {limit}.",
    ),
    "spine": (
        "The spine arches {said} degrees; a spine arches to {limit}.",
        "The spine rounds {said} degrees; a spine rounds to {limit}.",
    ),
    "side_bend": (
        "The {joint} bends {said} degrees to the other side; it bends to {limit}.",
        "The {joint} bends {said} degrees to the working side; it bends to {limit}.",
    ),
    "hip_abduct": (
        "The {joint} takes the leg {said} degrees across the other; a hip takes it {limit}.",
        "The {joint} takes the leg {said} degrees out to its side; a hip takes it out {limit}.",
    ),
    "shoulder_abduct": (
        "The {joint} takes the arm {said} degrees across the body; a shoulder takes it {limit}.",
        "The {joint} lifts the arm {said} degrees out to its side; a shoulder lifts it to {limit}.",
    ),
    "head": (
        "The head looks up {said} degrees; a neck bends back to {limit}.",
        "The head looks down {said} degrees; a neck bends to {limit}.",
    ),
}
"""What is said below the least and above the most of a joint's range."""
_ROOTS = {"leg": "hip", "arm": "shoulder"}


def ranges(panel: Panel) -> Iterator[Fault]:
    """FIG-01: no joint beyond its range. An arm that lies out of the plane is drawn shorter, and its angles are none."""
    posture = panel.posture
    for name, degrees in posture.trunk_angles().items():
        message = _beyond(name, name.replace("side_bend", "spine"), degrees)
        if message:
            path = causes.of_trunk(panel, (name,)) or causes.of_trunk(panel, ("lean",)) or causes.of_pose(panel)
            yield Fault("FIG-01", path, message, _help(path, name, name))
    for side in SIDES:
        yield from _straight(panel, side)
        for limb in ("leg", "arm"):
            arm = posture.arms[side]
            if limb == "leg" or (arm.upper == 1.0 and arm.fore == 1.0):
                yield from _of_limb(panel, limb, side)


def _of_limb(panel: Panel, limb: str, side: Side) -> Iterator[Fault]:
    for name, degrees in panel.posture.limb_angles(limb, side).items():
        path, _ = causes.of_angle(panel, limb, side, name, degrees)
        joint = _ROOTS[limb] if name == "abduct" else name
        kind = f"{joint}_abduct" if name == "abduct" else joint
        named = set(path) & {f"{limb}s", f"{side}_{limb}"}
        message = _beyond(kind, joint if named else f"{side} {joint}", anatomical(kind, degrees))
        if message:
            yield Fault("FIG-01", path, message, _help(path, name, kind))


def _straight(panel: Panel, side: Side) -> Iterator[Fault]:
    leg = panel.posture.legs[side]
    hip = anatomical("hip", leg.hip)
    if leg.knee < _STRAIGHT and body.STRAIGHT_KNEE_HIP + _ROOM < hip <= body.RANGES["hip"][1] + _ROOM:
        path, _ = causes.of_angle(panel, "leg", side, "hip", leg.hip)
        message = f"With a straight knee the hip bends {hip:.0f} degrees; the hamstrings stop it at {body.STRAIGHT_KNEE_HIP:.0f}."
        yield Fault("FIG-01", path, message, "Bend the knee, or bend the hip less.")


def _beyond(name: str, joint: str, degrees: float) -> str:
    low, high = body.RANGES[name]
    if low - _ROOM <= degrees <= high + _ROOM:
        return ""
    words, limit = (_WORDS[name][0], low) if degrees < low else (_WORDS[name][1], high)
    return words.format(joint=joint, said=f"{abs(degrees):.0f}", limit=f"{abs(limit):.0f}")


def _help(path: Path, name: str, kind: str) -> str:
    low, high = body.RANGES[kind]
    if path and path[-1] == name:
        return f"Write an angle from {low:.0f} to {high:.0f}."
    joint = kind.partition("_")[0]
    return (
        f"The angle follows from what the pose wants here; change that so that the {joint} comes between {low:.0f} and {high:.0f}."
    )


def goals(panel: Panel) -> Iterator[Fault]:
    """FIG-02: a limb reaches where it shall go."""
    for missed in panel.solved.missed:
        part, name = missed.path
        side: Side = "other" if part.startswith("other") else "working"
        limb = "leg" if part.endswith("leg") else "arm"
        path = causes.of_value(panel, limb, side, (name,)) or causes.of_trunk(panel, ("hips", "lean")) or causes.of_pose(panel)
        what = "foot" if limb == "leg" else "hand"
        message = (
            f"The {side} {what} cannot get where it shall go: {100 * missed.distance:.0f} % of the person's height is missing."
        )
        yield Fault(
            "FIG-02", path, message, f"Bring the body nearer to the goal, or the goal nearer to the body; see “{path[-1]}”."
        )


def segments(panel: Panel) -> Iterator[Fault]:
    """FIG-16: every segment is as long as it is; only an arm out of the plane looks shorter."""
    posture = panel.posture
    wanted = [("trunk", "hip", "waist", body.PELVIS), ("trunk", "waist", "shoulder", body.THORAX)]
    for side in SIDES:
        arm = posture.arms[side]
        wanted += [
            ("thigh", f"hip {side}", f"knee {side}", body.THIGH),
            ("lower leg", f"knee {side}", f"ankle {side}", body.SHANK),
            ("upper arm", f"shoulder {side}", f"elbow {side}", body.UPPER_ARM * arm.upper),
            ("forearm", f"elbow {side}", f"wrist {side}", body.FOREARM * arm.fore),
        ]
    for name, first, last, length in wanted:
        found = posture.apart(first, last)
        if not abs(found - length) < 1e-6:  # not a number counts as wrong
            message = f"The {name} is drawn {100 * found:.1f} % of the person's height long; it is {100 * length:.1f}."
            yield Fault("FIG-16", (panel.name,), message, "This is a fault of Pressup: please report it with this record.")
