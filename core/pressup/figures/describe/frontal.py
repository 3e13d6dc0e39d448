"""What happens in a figure seen from the front, in a clause: movements to the side, as the record asks for them."""

from __future__ import annotations

from gettext import NullTranslations

from pressup.figures.poses import Values, Wish, wishes
from pressup.figures.skeleton import SIDES
from pressup.records.figure import Figure

_TURNED = 8.0
_LYING = ("side-lying", "side-plank")


def frontal_movement(figure: Figure, t: NullTranslations) -> str:
    """The one or two things that happen."""
    start, finish = wishes(figure)
    lying = figure.base in _LYING
    found = [text for text in (_trunk(start, finish, t), _legs(start, finish, lying, t), _arms(start, finish, t)) if text][:2]
    if not found:
        found = [_down(start, finish, t) or t.gettext("the body shifts to one side")]
    return found[0] if len(found) == 1 else t.gettext("{first}, and {second}").format(first=found[0], second=found[1])


def _more(start: Values, finish: Values, name: str) -> float:
    return float(finish.get(name, 0.0)) - float(start.get(name, 0.0))


def _trunk(start: Wish, finish: Wish, t: NullTranslations) -> str:
    if abs(_more(start.trunk, finish.trunk, "side_bend")) > _TURNED:
        return t.gettext("the trunk bends to one side")
    return ""


def _legs(start: Wish, finish: Wish, lying: bool, t: NullTranslations) -> str:
    out = {side: _more(start.legs[side], finish.legs[side], "abduct") for side in SIDES}
    moving = [side for side in SIDES if abs(out[side]) > _TURNED]
    if not moving:
        return ""
    side = moving[0]
    bent = float(finish.legs[side].get("knee", 0.0)) > 35
    if len(moving) == 2:
        return t.gettext("both legs move apart") if out[side] > 0 else t.gettext("both legs close")
    if lying and bent:
        return t.gettext("the top knee lifts away from the other") if out[side] > 0 else t.gettext("the top knee lowers")
    if lying:
        return t.gettext("the straight top leg lifts") if out[side] > 0 else t.gettext("the straight top leg lowers")
    if finish.legs[side].get("foot") in ("flat", "rests"):
        return t.gettext("one foot steps out to the side") if out[side] > 0 else t.gettext("one foot steps back in")
    return t.gettext("one straight leg lifts out to the side") if out[side] > 0 else t.gettext("one leg comes back in")


def _arms(start: Wish, finish: Wish, t: NullTranslations) -> str:
    out = {side: _more(start.arms[side], finish.arms[side], "abduct") for side in SIDES}
    moving = [side for side in SIDES if abs(out[side]) > _TURNED]
    if not moving:
        return ""
    ends = float(finish.arms[moving[0]].get("abduct", 0.0))
    if out[moving[0]] < 0:
        one, two = t.gettext("one arm lowers to the side"), t.gettext("both arms lower to the sides")
    elif ends > 140:
        one, two = t.gettext("one arm lifts sideways overhead"), t.gettext("both arms lift sideways overhead")
    elif ends > 70:
        one = t.gettext("one arm lifts sideways to shoulder height")
        two = t.gettext("both arms lift sideways to shoulder height")
    else:
        one, two = t.gettext("one arm lifts out to the side"), t.gettext("both arms lift out to the sides")
    return two if len(moving) == 2 else one


def _down(start: Wish, finish: Wish, t: NullTranslations) -> str:
    if any(_more(start.legs[side], finish.legs[side], "knee") > _TURNED for side in SIDES):
        return t.gettext("the knees bend and the hips sink")
    hips = (start.trunk.get("hips"), finish.trunk.get("hips"))
    if hips[0] and hips[1] and hips[1][1] > hips[0][1]:
        return t.gettext("the hips lift")
    return ""
