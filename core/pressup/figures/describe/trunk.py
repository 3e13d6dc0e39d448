"""Words for what the trunk does: it leans or rounds, or comes up again."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

from pressup.figures.describe.change import TURNED, Change, Clause
from pressup.figures.geometry import turn
from pressup.figures.skeleton import SIDES


def trunk(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """The trunk leans or rounds, or comes up again."""
    tipped = -change.turned("thorax")
    if change.anchor not in ("feet", "seat") and tipped > 0:
        return
    if tipped < -TURNED:
        yield Clause(_rising(change, t), frozenset({"trunk"}))
    if tipped < TURNED:
        return
    level = abs(turn(change.finish.directions["thorax"])) < 25
    free = [side for side in SIDES if change.lifted(side)]
    if change.finish.spine - change.start.spine > 30:
        low = change.finish.joints["grip working"].imag < 0.3
        text = t.gettext("the back rounds and the hands reach down to the feet") if low else t.gettext("the back rounds forward")
        yield Clause(text, frozenset({"trunk", "arms"}))
    elif free and change.anchor == "feet":
        text = (
            t.gettext("the trunk tips forward and the free leg lifts behind until both are nearly level")
            if level
            else t.gettext("the trunk tips forward and the free leg lifts behind")
        )
        yield Clause(text, frozenset({"trunk", "legs", "arms"}))
    else:
        text = (
            t.gettext("the trunk leans forward from the hips until it is nearly level")
            if level
            else t.gettext("the trunk leans forward from the hips")
        )
        # Knees that give a little are part of it, and so are hands that come along.
        soft = max(abs(change.knee(side)) for side in SIDES) < 40
        yield Clause(text, frozenset({"trunk", "arms", *(("legs",) if soft else ())}))


def _rising(change: Change, t: NullTranslations) -> str:
    if change.anchor == "front":
        return t.gettext("the chest lifts off the floor")
    if change.anchor == "back":
        return t.gettext("the head and shoulders lift off the floor")
    return t.gettext("the trunk comes up")
