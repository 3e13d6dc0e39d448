"""What changes between the start and the finish of a figure, in clauses: for who cannot see the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gettext import NullTranslations

from pressup.figures.geometry import turn
from pressup.figures.poses import bases
from pressup.figures.skeleton import SIDES, Posture, Side
from pressup.figures.solve import lowest_of_shoe
from pressup.figures.solver import Solved
from pressup.records.figure import Figure

_TURNED = 18.0
"""A joint or a part that turns less than so many degrees is not worth a word."""
_SHIFTED = 0.05
"""The same of a way, in heights of the person."""
STRIDE = 0.2
"""Feet further apart than this stand in a stride."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Something that happens, and the parts of the body that it tells of."""

    text: str
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """Start and finish, with what is often asked of both."""

    figure: Figure
    start: Posture
    finish: Posture

    @classmethod
    def of(cls, figure: Figure, start: Solved, finish: Solved) -> Change:
        """The change from one solved posture to the other."""
        return cls(figure, start.posture, finish.posture)

    @property
    def anchor(self) -> str:
        """What carries the person."""
        return bases()[self.figure.base].anchor

    @property
    def rises(self) -> float:
        """How far the hips go up; less than 0 for down."""
        return self.finish.hip.imag - self.start.hip.imag

    def turned(self, name: str) -> float:
        """How far a part turns: anticlockwise as drawn, in degrees."""
        return turn(self.finish.directions[name] - self.start.directions[name])

    def knee(self, side: Side) -> float:
        """How much more a knee is bent."""
        return self.finish.legs[side].knee - self.start.legs[side].knee

    def elbow(self, side: Side) -> float:
        """How much more an elbow is bent."""
        return self.finish.arms[side].elbow - self.start.arms[side].elbow

    def up(self, joint: str) -> float:
        """How far a joint goes up."""
        return self.finish.joints[joint].imag - self.start.joints[joint].imag

    def lifted(self, side: Side) -> bool:
        """Whether a foot that is low at the start is in the air at the finish."""
        return self.up(f"ankle {side}") > _SHIFTED and lowest_of_shoe(self.finish, side) > _SHIFTED


def movement(change: Change, t: NullTranslations) -> str:
    """The one or two things that happen, of which the first tells the most."""
    told: list[str] = []
    about: set[str] = set()
    for rule in (_on_feet, _on_knees, _lying, _trunk, _leg_and_arm, _legs, _arms, _feet):
        for clause in rule(change, t):
            if clause.about & about or len(told) == 2:
                continue
            told.append(clause.text)
            about |= clause.about
    if not told:
        told = [_farthest(change, t)]
    return told[0] if len(told) == 1 else t.gettext("{first}, and {second}").format(first=told[0], second=told[1])


def _on_feet(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """Down and up on the feet."""
    if change.figure.base in ("plank", "forearm-plank") or change.anchor != "feet":
        return
    bends = [side for side in SIDES if change.knee(side) > _TURNED]
    if change.rises < -_SHIFTED and bends:
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
    elif change.rises > _SHIFTED and any(step_up(change, side) for side in SIDES):
        yield Clause(t.gettext("that leg pushes the body up until both feet are on it"), frozenset({"legs", "trunk", "feet"}))
    elif change.rises > _SHIFTED and any(change.knee(side) < -_TURNED for side in SIDES):
        yield Clause(t.gettext("the knees straighten until the body is upright"), frozenset({"legs", "trunk"}))
    heels = [side for side in SIDES if change.turned(f"foot {side}") < -_TURNED and change.up(f"heel {side}") > 0.03]
    if len(heels) == 2 and abs(change.knee("working")) < _TURNED:
        yield Clause(t.gettext("both heels lift off the floor"), frozenset({"feet", "legs", "arms"}))
    elif heels and not change.lifted(heels[0]) and abs(change.knee(heels[0])) < _TURNED:
        yield Clause(t.gettext("one heel lifts off the floor"), frozenset({"feet", "legs", "arms"}))


def step_up(change: Change, side: Side) -> bool:
    """Whether a foot comes onto a thing that the other stands on."""
    return (
        change.lifted(side)
        and abs(change.up("ankle working") - change.up("ankle other")) > _SHIFTED
        and (abs(change.finish.joints["ankle working"].imag - change.finish.joints["ankle other"].imag) < _SHIFTED)
    )


def _on_knees(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """The whole body tips over the knees."""
    if change.anchor == "knees" and change.turned("thorax") < -_TURNED and change.turned("thigh working") < -_TURNED:
        straight = abs(change.finish.legs["working"].hip) < 25
        text = (
            t.gettext("the body leans forward from the knees in one line")
            if straight
            else t.gettext("the body leans forward from the knees")
        )
        yield Clause(text, frozenset({"legs", "trunk", "arms"}))


def _lying(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """Hips that lift, chests that sink, knees that leave the floor."""
    everything = frozenset({"legs", "trunk", "arms"})
    plank = change.figure.base in ("plank", "forearm-plank")
    if change.anchor in ("shoulders", "back", "side") and abs(change.rises) > _SHIFTED:
        line = abs(change.finish.legs["other"].hip) < 20 or abs(change.finish.legs["working"].hip) < 20
        if change.rises < 0:
            yield Clause(t.gettext("the hips sink"), everything)
        elif line:
            yield Clause(t.gettext("the hips lift until shoulders, hips and knees are in one line"), everything)
        else:
            yield Clause(t.gettext("the hips lift"), everything)
    elif plank and change.elbow("working") > _TURNED and change.up("shoulder") < -_SHIFTED:
        yield Clause(t.gettext("the elbows bend until the chest is close to the floor"), everything)
    elif plank and change.elbow("working") < -_TURNED and change.up("shoulder") > _SHIFTED:
        yield Clause(t.gettext("the elbows straighten and push the body up"), everything)
    elif plank and change.knee("working") < -_TURNED:
        yield Clause(t.gettext("the knees straighten until the body is in one line"), everything)
    elif plank and change.rises > _SHIFTED:
        yield Clause(t.gettext("the hips lift"), everything)


def _trunk(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """The trunk leans or rounds, or comes up again."""
    tipped = -change.turned("thorax")
    if change.anchor not in ("feet", "seat") and tipped > 0:
        return
    if tipped < -_TURNED:
        yield Clause(_rising(change, t), frozenset({"trunk"}))
    if tipped < _TURNED:
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


def _leg_and_arm(change: Change, t: NullTranslations) -> Iterator[Clause]:
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


def _legs(change: Change, t: NullTranslations) -> Iterator[Clause]:
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
    if abs(thigh) > _TURNED and change.finish.legs[side].knee < 25 and abs(knee) < 40:
        if change.up(f"ankle {side}") < -_SHIFTED:
            return "leg sinks"
        if abs(way - 90) < 22:
            return "leg points up"
        return "leg level" if min(abs(way), 180 - abs(way)) < 15 else "leg lifts"
    if abs(thigh) > _TURNED and change.up(f"knee {side}") > _SHIFTED and change.finish.legs[side].knee >= 25:
        return "knee lifts"
    if knee > _TURNED:
        return "shank points up" if abs(shank - 90) < 22 else "knee bends"
    return "knee straightens" if knee < -_TURNED else None


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


def _arms(change: Change, t: NullTranslations) -> Iterator[Clause]:
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


def _feet(change: Change, t: NullTranslations) -> Iterator[Clause]:
    """Feet that are drawn up or pointed."""
    bent = change.finish.legs["working"].ankle - change.start.legs["working"].ankle
    if abs(bent) > _TURNED and abs(change.knee("working")) < _TURNED and abs(change.turned("shank working")) < _TURNED:
        text = t.gettext("the toes are drawn up") if bent > 0 else t.gettext("the toes are pointed")
        yield Clause(text, frozenset({"feet"}))


def _farthest(change: Change, t: NullTranslations) -> str:
    """For a small movement: the part that goes the farthest way, and where to."""
    words: dict[str, Callable[[], str]] = {
        "hip": lambda: t.gettext("the hips"),
        "shoulder": lambda: t.gettext("the shoulders"),
        "head": lambda: t.gettext("the head"),
        "ankle working": lambda: t.gettext("one foot"),
        "grip working": lambda: t.gettext("one hand"),
    }
    far = max(words, key=lambda name: abs(change.finish.joints[name] - change.start.joints[name]))
    way = change.finish.joints[far] - change.start.joints[far]
    if abs(way.imag) >= abs(way.real):
        template = t.gettext("{part}: a little higher") if way.imag > 0 else t.gettext("{part}: a little lower")
    else:
        template = t.gettext("{part}: a little further forward") if way.real > 0 else t.gettext("{part}: a little further back")
    return template.format(part=words[far]())
