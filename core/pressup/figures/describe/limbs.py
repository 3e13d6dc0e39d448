"""Words for what legs, arms and feet do."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

from pressup.figures.describe.change import SHIFTED, TURNED, Change, Clause
from pressup.figures.geometry import turn
from pressup.figures.skeleton import SIDES, Side


def leg_and_arm(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """A leg and an arm lift together, as in the bird dog."""
    pairs: tuple[tuple[Side, Side], ...] = (("working", "other"), ("working", "working"), ("other", "working"), ("other", "other"))
    for leg, arm in pairs:
        if change.lifted(leg) and abs(change.turned(f"upper {arm}")) > 50 and change.up(f"grip {arm}") > 0.1:
            text = (
                t.gettext("one leg stretches out behind and the opposite arm out in front")
                if leg != arm
                else t.gettext("one leg and the arm on the same side stretch out")
            )
            yield Clause(text, frozenset({"legs", "arms"}))
            return


def legs(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """Legs that bend, straighten, lift or sink."""
    moves = {side: text for side in SIDES if (text := _leg(change, side)) is not None}
    both = moves.get("working") == moves.get("other")
    for move in dict.fromkeys(moves.values()):
        one, two = _leg_words(t)[move]
        yield Clause(two if both else one, frozenset({"legs"}))
        return


def _leg(change: Change, side: Side) -> str | None:
    """What one leg does, by a word for it."""
    knee, thigh = change.knee(side), change.turned(f"thigh {side}")
    shank = turn(change.finish.directions[f"shank {side}"])
    way = turn(change.finish.directions[f"thigh {side}"])
    if abs(thigh) > TURNED and change.finish.legs[side].knee < 25 and abs(knee) < 40:
        if change.up(f"ankle {side}") < -SHIFTED:
            return "leg sinks"
        if abs(way - 90) < 22:
            return "leg points up"
        return "leg level" if min(abs(way), 180 - abs(way)) < 15 else "leg lifts"
    if abs(thigh) > TURNED and change.up(f"knee {side}") > SHIFTED and change.finish.legs[side].knee >= 25:
        return "knee lifts"
    if knee > TURNED:
        return "shank points up" if abs(shank - 90) < 22 else "knee bends"
    return "knee straightens" if knee < -TURNED else None


def _leg_words(t: NullTranslations) -> dict[str, tuple[str, str]]:
    """What legs do, of one and of both."""
    return {
        "leg sinks": (t.gettext("one straight leg lowers"), t.gettext("both straight legs lower")),
        "leg points up": (t.gettext("one straight leg lifts until it points up"), t.gettext("both legs lift until they point up")),
        "leg level": (t.gettext("one straight leg lifts until it is level"), t.gettext("both legs lift until they are level")),
        "leg lifts": (t.gettext("one straight leg lifts"), t.gettext("both straight legs lift")),
        "knee lifts": (t.gettext("one knee lifts"), t.gettext("both knees lift")),
        "shank points up": (
            t.gettext("one knee bends until the lower leg points up"),
            t.gettext("both knees bend until the lower legs point up"),
        ),
        "knee bends": (t.gettext("one knee bends"), t.gettext("both knees bend")),
        "knee straightens": (t.gettext("one knee straightens"), t.gettext("both knees straighten")),
    }


def arms(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """Arms that lift, push or bend."""
    moves = {side: text for side in SIDES if (text := _arm(change, side)) is not None}
    both = moves.get("working") == moves.get("other")
    for move in dict.fromkeys(moves.values()):
        one, two = _arm_words(t)[move]
        yield Clause(two if both else one, frozenset({"arms"}))
        return


def _arm(change: Change, side: Side) -> str | None:
    """What one arm does, by a word for it."""
    elbow, lifts = change.elbow(side), change.up(f"grip {side}")
    turned = abs(change.turned(f"upper {side}"))
    way = turn(change.finish.directions[f"upper {side}"])
    overhead = abs(way - 90) < 25 and change.finish.arms[side].elbow < 35
    if overhead and lifts > 0.1:
        return "push up" if elbow < -50 else "lift overhead"
    if turned > 35 and lifts > 0.1 and abs(way) < 25 and change.finish.arms[side].elbow < 35:
        return "lift forward"
    if turned > 35 and change.finish.arms[side].elbow < 35 and abs(lifts) > 0.1:
        return "lift" if lifts > 0 else "lower"
    if elbow > 35:
        return "bend"
    return "straighten" if elbow < -35 else None


def _arm_words(t: NullTranslations) -> dict[str, tuple[str, str]]:
    """What arms do, of one and of both."""
    return {
        "push up": (t.gettext("one arm pushes up until it is straight"), t.gettext("both arms push up until they are straight")),
        "lift overhead": (t.gettext("one straight arm lifts overhead"), t.gettext("both straight arms lift overhead")),
        "lift forward": (t.gettext("one arm lifts to shoulder height"), t.gettext("both arms lift to shoulder height")),
        "lift": (t.gettext("one straight arm lifts"), t.gettext("both straight arms lift")),
        "lower": (t.gettext("one straight arm lowers"), t.gettext("both straight arms lower")),
        "bend": (t.gettext("one elbow bends"), t.gettext("both elbows bend")),
        "straighten": (t.gettext("one elbow straightens"), t.gettext("both elbows straighten")),
    }


def feet(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """Feet that are drawn up or pointed."""
    bent = change.finish.legs["working"].ankle - change.start.legs["working"].ankle
    if abs(bent) > TURNED and abs(change.knee("working")) < TURNED and abs(change.turned("shank working")) < TURNED:
        text = t.gettext("the toes are drawn up") if bent > 0 else t.gettext("the toes are pointed")
        yield Clause(text, frozenset({"feet"}))
