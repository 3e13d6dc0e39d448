"""What changes between the start and the finish of a figure, in clauses: for who cannot see the picture."""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations

from pressup.figures.describe.change import Change
from pressup.figures.describe.limbs import arms, feet, leg_and_arm, legs
from pressup.figures.describe.trunk import trunk
from pressup.figures.describe.whole_body import lying, on_feet, on_knees


def movement(change: Change, t: NullTranslations) -> str:
    """The one or two things that happen, of which the first tells the most."""
    told: list[str] = []
    about: set[str] = set()
    for rule in (on_feet, on_knees, lying, trunk, leg_and_arm, legs, arms, feet):
        for clause in rule(change, t):
            if clause.about & about or len(told) == 2:
                continue
            told.append(clause.text)
            about |= clause.about
    if not told:
        told = [_farthest(change, t)]
    return told[0] if len(told) == 1 else t.gettext("{first}, and {second}").format(first=told[0], second=told[1])


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
