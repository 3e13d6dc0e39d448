"""What carries the person: nothing below it, what stands touches it and stays, and the weight is over the feet.

From the side and from the front alike. What moves towards the viewer is not seen from the front: there a foot may slide that way.
"""

from __future__ import annotations

from collections.abc import Iterator

from pressup.figures.examine import causes
from pressup.figures.examine.fault import Fault, Panel, Path
from pressup.figures.front.solve import LOWER_ANKLE, SIDE_TO_HIP, UPPER_ANKLE
from pressup.figures.skeleton import SIDES, Side
from pressup.figures.solver import SEAT_TO_HIP
from pressup.figures.surroundings import HEIGHTS, MAT, Surroundings, height
from pressup.records.figure import Figure

BELOW, ABOVE = 0.010, 0.008
"""How deep an outline may reach into what carries it, and how far above it still touches, in heights of the person."""
RESTS = 0.014
"""A leg that lies touches with its flesh, which is not measured as finely as a sole."""
ON_LEG = UPPER_ANKLE - LOWER_ANKLE
LIES = 0.020
"""The trunk's outline ends above the buttocks and the shoulder blades, on which a person lies."""
STILL = 0.012
"""What moves less stays."""
BALANCED = (0.05, 0.95)
_HOLDS = frozenset({"wall", "chair", "bench", "helper", "ball"})
_LYING = frozenset({"back", "front", "side", "shoulders"})


def below(panel: Panel) -> Iterator[Fault]:
    """FIG-03: nothing of the person is below the floor, or in what carries it."""
    around, anchor = panel.scene.around, panel.anchor
    ground, ground_name = ground_of(panel.scene.figure)
    for name, low in panel.lowest.items():
        support, what = ground, ground_name
        if anchor in _LYING and around.top > MAT and name in ("trunk", "head"):
            support, what = around.top, "bench"
        if low < support - BELOW:
            yield Fault("FIG-03", _of_shape(panel, name), _through(name, what, support - low), _LIFT)
    seat = panel.posture.hip.imag - 0.060
    if anchor == "seat" and around.seat > MAT and seat < around.seat - BELOW:
        path = causes.of_trunk(panel, ("hips",)) or causes.of_pose(panel)
        yield Fault("FIG-03", path, _through("hip", "seat", around.seat - seat), _LIFT)


_LIFT = "Change the angle or the goal that brings it there; “foot: rests” and “hand: on-floor” find the ground by themselves."


def _through(name: str, what: str, deep: float) -> str:
    part, _, side = name.partition(" ")
    where = f"{side} {part}" if side else part
    return f"The {where} goes through the {what}, {100 * deep:.0f} % of the person's height deep."


def ground_of(figure: Figure) -> tuple[float, str]:
    """The height of the ground and its name: a mat, where there is one."""
    return (MAT, "mat") if any(prop.prop == "mat" for prop in figure.props) else (0.0, "floor")


def _of_shape(panel: Panel, name: str) -> Path:
    part, _, side = name.partition(" ")
    which: Side = "other" if side == "other" else "working"
    if part in ("leg", "shoe"):
        return causes.of_leg(panel, which)
    if part in ("arm", "hand", "sleeve"):
        return causes.of_arm(panel, which)
    return causes.of_trunk(panel, ("hips", "lean")) or causes.of_pose(panel)


def contact(panel: Panel) -> Iterator[Fault]:
    """FIG-04: a foot that stands or rests touches what is below it, and something of the person always does."""
    around, figure = panel.scene.around, panel.scene.figure
    missed = {missed.path[0] for missed in panel.solved.missed}
    floating = False
    for side in SIDES:
        goal = panel.solved.wish.legs[side].get("foot")
        low = min(panel.lowest[f"shoe {side}"], panel.lowest[f"leg {side}"])
        support = _support(panel, side, goal)
        limit = support + (RESTS if goal == "rests" else ABOVE)
        if goal in ("flat", "on-prop", "rests") and f"{side}_leg" not in missed and low > limit:
            floating = True
            message = f"The {side} foot is {100 * (low - support):.0f} % of the person's height above what it stands on."
            yield Fault("FIG-04", causes.of_leg(panel, side), message, "Lower the hips, or let the foot be “free”.")
    anchor = panel.anchor
    gap = _gap(panel, anchor)
    if gap > LIES:
        floating = True
        message = f"The person hovers {100 * gap:.0f} % of its height above what it {'sits' if anchor == 'seat' else 'lies'} on."
        path = causes.of_trunk(panel, ("hips", "lean")) or causes.of_pose(panel)
        yield Fault("FIG-04", path, message, "Lower “hips”, or leave them out.")
    lowest = min(panel.lowest.values())
    if not floating and not any(lowest <= top + RESTS and _at(panel, top) for top in _tops(figure, around)):
        path = causes.of_trunk(panel, ("hips",)) or causes.of_leg(panel, "working")
        message = f"The person floats: nothing of the body is nearer to the ground than {100 * lowest:.0f} % of its height."
        yield Fault("FIG-04", path, message, "Lower “hips”, or bring a foot or a hand to the ground.")


def _support(panel: Panel, side: Side, goal: str | None) -> float:
    """The height of what a foot stands or rests on."""
    around = panel.scene.around
    if goal == "on-prop":
        return around.prop_top
    # On the side, the upper leg rests on the lower one.
    return around.floor(panel.anchor) + (ON_LEG if panel.anchor == "side" and side == "working" else 0.0)


def _gap(panel: Panel, anchor: str) -> float:
    """How far the trunk of who lies or sits is above what carries it."""
    around = panel.scene.around
    if anchor == "seat":
        return panel.posture.hip.imag - SEAT_TO_HIP - around.seat
    if anchor == "side":
        return panel.posture.hip.imag - SIDE_TO_HIP - around.top  # the trunk itself hangs a little between hip and shoulder
    return min(panel.lowest[name] for name in ("trunk", "head", "hair")) - around.top if anchor in _LYING else 0.0


def _tops(figure: Figure, around: Surroundings) -> set[float]:
    """The heights at which something can carry."""
    return {0.0, around.top, around.seat, around.prop_top, *(height(prop) for prop in figure.props if prop.prop in HEIGHTS)}


def _at(panel: Panel, top: float) -> bool:
    return any(top - 0.03 <= low <= top + RESTS for low in panel.lowest.values())


def still(first: Panel, last: Panel) -> Iterator[Fault]:
    """FIG-05: a foot that stands and a hand that stays are at the finish where they were at the start."""
    anchor = last.anchor
    missed = {missed.path[0] for missed in (*first.solved.missed, *last.solved.missed)}
    a, b = first.posture.joints, last.posture.joints
    for side in SIDES:
        for limb, words in (("leg", ("toe", "heel", "ankle")), ("arm", ("grip",))):
            if f"{side}_{limb}" in missed or not _pinned(first, last, limb, side, anchor):
                continue
            moved = min(abs(b[f"{word} {side}"] - a[f"{word} {side}"]) for word in words)
            if limb == "leg":
                moved = min(moved, abs(last.posture.ball(side) - first.posture.ball(side)))
            if moved > STILL:
                path = (causes.of_leg if limb == "leg" else causes.of_arm)(last, side)
                part, goal = ("foot", "foot: stays") if limb == "leg" else ("hand", "hand: stays")
                message = f"The {side} {part} bears weight, and slides by {100 * moved:.0f} % of the person's height."
                yield Fault("FIG-05", path, message, f"Write “{goal}” for it at the finish, or let it be free.")


def _pinned(first: Panel, last: Panel, limb: str, side: Side, anchor: str) -> bool:
    """Whether a limb bears weight at both ends, and the finish does not lead it elsewhere itself."""
    one, two = first.solved.wish, last.solved.wish
    if limb == "leg":
        said = _said(last, limb, side)
        if said & ({"foot_at", "foot"} if anchor == "feet" else {"foot_at", "foot", "hip", "knee"}):
            return two.legs[side].get("foot") == "stays"
        return {one.legs[side].get("foot"), two.legs[side].get("foot")} <= {"flat", "on-prop", "stays"}
    if "hand" in _said(last, limb, side) and two.arms[side].get("hand") != "stays":
        return False
    bear = {"on-floor", "forearm-on-floor", "stays"}
    return one.arms[side].get("hand") in bear and two.arms[side].get("hand") in bear


def _said(panel: Panel, limb: str, side: Side) -> set[str]:
    pose = panel.scene.figure.finish
    parts = (getattr(pose, f"{limb}s"), getattr(pose, f"{side}_{limb}"))
    return {name for part in parts if part is not None for name, value in part if value is not None}


def balance(panel: Panel) -> Iterator[Fault]:
    """FIG-06: who stands free has the centre of mass over the feet."""
    figure = panel.scene.figure
    if panel.anchor != "feet" or any(prop.prop in _HOLDS for prop in figure.props):
        return
    low = ground_of(figure)[0] + 0.03
    if any(panel.lowest[f"hand {side}"] < low for side in SIDES):
        return
    down = min(panel.lowest[f"shoe {side}"] for side in SIDES)
    feet = [side for side in SIDES if panel.lowest[f"shoe {side}"] < down + 0.03]
    first, last = _base_of_support(panel, feet)
    share = (panel.posture.centre(panel.scene.around.loads).real - first) / max(last - first, 1e-6)
    if not BALANCED[0] <= share <= BALANCED[1]:
        back, ahead, measure = _WAYS[figure.view]
        path = (
            causes.of_value(panel, "leg", "working", ("ankle",))
            or causes.of_trunk(panel, ("hips", "lean", "side_bend"))
            or causes.of_pose(panel)
        )
        way = back if share < BALANCED[0] else ahead
        message = f"The person would fall: the weight of the body is {way} ({100 * share:.0f} % of the way {measure})."
        help = "Leave out “hips” and the ankle, and Pressup finds the balance; or give the person a wall or a chair to hold."
        yield Fault("FIG-06", path, message, help)


_WAYS = {
    "side": ("behind the heels", "ahead of the toes", "from heel to toe"),
    "front": ("beside the feet, on the other side", "beside the feet, on the working side", "across the feet"),
}


def _base_of_support(panel: Panel, feet: list[Side]) -> tuple[float, float]:
    """Where the feet begin and end: from the side between heel and toe, from the front as wide as the shoes are drawn."""
    if panel.scene.figure.view == "front":
        xs = [point.real for side in feet for point in panel.outlines[f"shoe {side}"][0]]
        return min(xs), max(xs)
    points = panel.posture.joints
    return min(points[f"heel {side}"].real for side in feet), max(points[f"toe {side}"].real for side in feet)


def moves(first: Panel, last: Panel) -> Iterator[Fault]:
    """FIG-12: the finish differs from the start so that a reader sees it."""
    a, b = first.posture.joints, last.posture.joints
    most = max(abs(b[name] - a[name]) for name in a)
    if most <= 0.08:
        message = f"Start and finish look the same: nothing moves further than {100 * most:.0f} % of the person's height."
        yield Fault("FIG-12", ("finish",), message, "Let the finish differ by more than 8 %; a movement this small needs a photo.")
