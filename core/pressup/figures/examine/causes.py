"""Where a record says what an angle or a goal came from."""

from __future__ import annotations

from pressup.figures.examine.fault import Panel, Path
from pressup.figures.skeleton import Side

_SAME = 0.6
"""Angles nearer than this, in degrees, are one angle: the solver rounds."""
_GOALS = {"leg": ("foot_at", "foot", "sole"), "arm": ("hand_at", "hand", "points")}
_TRUNK = ("hips", "lean")


def of_angle(panel: Panel, limb: str, side: Side, joint: str, degrees: float) -> tuple[Path, bool]:
    """Where an angle of a limb comes from, and whether it stands there itself; else it was found for a goal.

    Args:
        panel: The start or the finish.
        limb: `leg` or `arm`.
        side: Which of the two.
        joint: The name of the angle.
        degrees: The angle in the posture.
    """
    solved = panel.solved.wish
    wanted = (solved.legs if limb == "leg" else solved.arms)[side]
    if joint in wanted and abs(wanted[joint] - degrees) < _SAME:
        found = of_value(panel, limb, side, (joint,))
        return (found, True) if found else (("base",), False)
    goals = tuple(name for name in _GOALS[limb] if name in wanted)
    return of_value(panel, limb, side, goals) or of_trunk(panel, _TRUNK) or of_pose(panel), False


def of_value(panel: Panel, limb: str, side: Side, names: tuple[str, ...]) -> Path | None:
    """Where one of some values of a limb stands in the record; None when the base pose brings it."""
    for where, pose in panel.poses:
        for part in (f"{side}_{limb}", f"{limb}s"):
            said = getattr(pose, part)
            for name in names:
                if said is not None and getattr(said, name) is not None:
                    return where, part, name
    return None


def of_trunk(panel: Panel, names: tuple[str, ...]) -> Path | None:
    """Where one of some values of the trunk stands in the record; None when the base pose brings it."""
    for where, pose in panel.poses:
        for name in names:
            if getattr(pose, name) is not None:
                return where, name
    return None


def of_pose(panel: Panel) -> Path:
    """The pose itself, or the base pose when the record says nothing of the start."""
    figure = panel.scene.figure
    return ("start",) if panel.name == "start" and figure.start.model_fields_set else _rest(panel)


def _rest(panel: Panel) -> Path:
    return ("base",) if panel.name == "start" else ("finish",)


def of_leg(panel: Panel, side: Side) -> Path:
    """What leads a leg to where it is: a goal or an angle of it, else of the trunk, else the pose."""
    names = ("foot_at", "foot", "sole", "knee", "hip", "ankle")
    return of_value(panel, "leg", side, names) or of_trunk(panel, _TRUNK) or of_pose(panel)


def of_arm(panel: Panel, side: Side) -> Path:
    """What leads an arm to where it is."""
    names = ("hand_at", "hand", "shoulder", "elbow")
    return of_value(panel, "arm", side, names) or of_trunk(panel, _TRUNK) or of_pose(panel)
