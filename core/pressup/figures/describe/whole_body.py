"""Words for movements of the whole body: down and up on the feet, over the knees, off the floor."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

from pressup.figures.describe.change import SHIFTED, STRIDE, TURNED, Change, Clause
from pressup.figures.geometry import turn
from pressup.figures.skeleton import SIDES, Side


def on_feet(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """Down and up on the feet."""
    if change.figure.base in ("plank", "forearm-plank") or change.anchor != "feet":
        return
    bends = [side for side in SIDES if change.knee(side) > TURNED]
    if change.rises < -SHIFTED and bends:
        level = abs(turn(change.finish.directions[f"thigh {bends[0]}"])) < 20
        apart = abs(change.finish.joints["ankle working"] - change.finish.joints["ankle other"]) > STRIDE
        if len(bends) == 1:
            text = t.gettext("one knee bends and the hips sink")
        elif apart:
            text = t.gettext("both knees bend and the hips sink straight down")
        elif level:
            text = t.gettext("the knees bend and the hips sink until the thighs are level")
        else:
            text = t.gettext("the knees bend and the hips sink")
        yield Clause(text, frozenset({"legs", "trunk"}))
    elif change.rises > SHIFTED and any(_step_up(change, side) for side in SIDES):
        yield Clause(t.gettext("that leg pushes the body up until both feet are on it"), frozenset({"legs", "trunk", "feet"}))
    elif change.rises > SHIFTED and any(change.knee(side) < -TURNED for side in SIDES):
        yield Clause(t.gettext("the knees straighten until the body is upright"), frozenset({"legs", "trunk"}))
    heels = [side for side in SIDES if change.turned(f"foot {side}") < -TURNED and change.up(f"heel {side}") > 0.03]
    if len(heels) == 2 and abs(change.knee("working")) < TURNED:
        yield Clause(t.gettext("both heels lift off the floor"), frozenset({"feet", "legs", "arms"}))
    elif heels and not change.lifted(heels[0]) and abs(change.knee(heels[0])) < TURNED:
        yield Clause(t.gettext("one heel lifts off the floor"), frozenset({"feet", "legs", "arms"}))


def _step_up(change: Change, side: Side) -> bool:
    """Whether a foot comes onto a thing that the other stands on."""
    return (
        change.lifted(side)
        and abs(change.up("ankle working") - change.up("ankle other")) > SHIFTED
        and (abs(change.finish.joints["ankle working"].imag - change.finish.joints["ankle other"].imag) < SHIFTED)
    )


def on_knees(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """The whole body tips over the knees."""
    if change.anchor == "knees" and change.turned("thorax") < -TURNED and change.turned("thigh working") < -TURNED:
        straight = abs(change.finish.legs["working"].hip) < 25
        text = (
            t.gettext("the body leans forward from the knees in one line")
            if straight
            else t.gettext("the body leans forward from the knees")
        )
        yield Clause(text, frozenset({"legs", "trunk", "arms"}))


def lying(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """Hips that lift, chests that sink, knees that leave the floor."""
    everything = frozenset({"legs", "trunk", "arms"})
    plank = change.figure.base in ("plank", "forearm-plank")
    if change.anchor in ("shoulders", "back", "side") and abs(change.rises) > SHIFTED:
        line = abs(change.finish.legs["other"].hip) < 20 or abs(change.finish.legs["working"].hip) < 20
        if change.rises < 0:
            yield Clause(t.gettext("the hips sink"), everything)
        elif line:
            yield Clause(t.gettext("the hips lift until shoulders, hips and knees are in one line"), everything)
        else:
            yield Clause(t.gettext("the hips lift"), everything)
    elif plank and change.elbow("working") > TURNED and change.up("shoulder") < -SHIFTED:
        yield Clause(t.gettext("the elbows bend until the chest is close to the floor"), everything)
    elif plank and change.elbow("working") < -TURNED and change.up("shoulder") > SHIFTED:
        yield Clause(t.gettext("the elbows straighten and push the body up"), everything)
    elif plank and change.knee("working") < -TURNED:
        yield Clause(t.gettext("the knees straighten until the body is in one line"), everything)
    elif plank and change.rises > SHIFTED:
        yield Clause(t.gettext("the hips lift"), everything)
