"""Limits: doses, sessions and steps of a size that somebody at home can manage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressup.checks.check import Path, Problem, RecordCheck, RecordContext
from pressup.checks.dose import doses
from pressup.findings import Severity
from pressup.records import Exercise, Programme, Record

_SETS, _REPS, _HOLD = (1, 10), (1, 50), (1, 120)
_GOOD_NUMBER, _MOST = 8, 12
"""Exercises in a phase: up to which people keep going, and above which there must be a mistake."""
_MINUTES = 30
_FEWEST_STEPS, _MOST_STEPS = 2, 8
_DANGLING = (
    (re.compile(r"\brecommended (?:amount|number) of (?:repetitions|reps)\b", re.IGNORECASE), "Say how many in “dose”."),
    (
        re.compile(
            r"\b(?:see|as|described|shown|explained|mentioned) (?:above|below)(?=\s*(?:[.,;:)!]|$))"
            r"|\b(?:see|read|in|from) (?:the|this|that|our|next|previous) (?:[\w-]+ ){0,3}section\b(?! of (?:your|the))"
            r"|\b(?:see|above|previous|next) section\b|\bsection (?:above|below|[0-9])",
            re.IGNORECASE,
        ),
        "Write here what to do: the step may be read alone.",
    ),
)
"""What a step copied out of a longer text leaves behind, and what to do about it."""
_DANGLING_WORDS = ("recommended", "above", "below", "section")
"""Words of which one stands wherever one of these patterns fits."""


def dose(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Sets are 1 to 10, reps 1 to 50 and holds 1 to 120 seconds: anything else is most likely a slip of the pen (SAF-10)."""
    for path, given in doses(record):
        if given.sets:
            yield from _outside(record.id, (*path, "sets"), "sets", (given.sets.min, given.sets.max), _SETS)
        if given.reps:
            yield from _outside(record.id, (*path, "reps"), "reps", (given.reps.min, given.reps.max), _REPS)
        if given.hold and given.hold.seconds:
            yield from _outside(record.id, (*path, "hold"), "seconds of hold", given.hold.seconds, _HOLD)


def _outside(record: str, path: Path, of: str, given: tuple[float, float], limits: tuple[int, int]) -> Iterator[Problem]:
    low, high = limits
    wrong = next((value for value in given if not low <= value <= high), None)
    if wrong is not None:
        help = "For something that goes on for longer, write “duration” instead." if path[-1] == "hold" else ""
        yield Problem(record, path, f"{wrong:g} {of} cannot be meant: {low} to {high} are usual.", help)


def many(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A phase has at most 8 exercises: with more of them, fewer people do any (SAF-10, Henry 1999)."""
    yield from _crowded(record, _GOOD_NUMBER, _MOST)


def too_many(record: Record, context: RecordContext) -> Iterator[Problem]:
    """No phase has more than 12 exercises: nobody does so many at home, and it is a list rather than a plan (SAF-10)."""
    yield from _crowded(record, _MOST, None)


def _crowded(record: Record, above: int, up_to: int | None) -> Iterator[Problem]:
    if isinstance(record, Programme):
        for i, phase in enumerate(record.phases):
            count = len(phase.items)
            if count > above and (up_to is None or count <= up_to):
                message = f"The phase “{phase.name}” has {count} exercises; at most {above} should stand there."
                help = "Keep those that matter most, or make another phase or programme."
                yield Problem(record.id, ("phases", i, "items", above, "exercise"), message, help)


def minutes(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A session that people do alone takes no more than 30 minutes, or they leave it out (SAF-10). A class may be longer."""
    if not isinstance(record, Programme) or record.supervised:
        return
    if record.minutes and record.minutes.max > _MINUTES:
        message = f"A session of {record.minutes.max} minutes is long for doing it alone."
        help = f"Plan for up to {_MINUTES} minutes, or write “supervised: true” if a professional is there."
        yield Problem(record.id, ("minutes",), message, help)


def steps(record: Record, context: RecordContext) -> Iterator[Problem]:
    """An exercise has 2 to 8 steps: one is seldom enough to follow, and more are hard to keep in mind (PLN-04, PEMAT 20)."""
    if isinstance(record, Exercise):
        count = len(record.steps)
        if not _FEWEST_STEPS <= count <= _MOST_STEPS:
            message = (
                f"The exercise has {count} step{'' if count == 1 else 's'}; {_FEWEST_STEPS} to {_MOST_STEPS} are easy to follow."
            )
            help = "Put each movement into a step of its own." if count == 1 else "Join steps, or move advice to “tips”."
            yield Problem(record.id, ("steps",), message, help)


def dangling(record: Record, context: RecordContext) -> Iterator[Problem]:
    """No step points to a text that is not there, or to a dose that it does not give: both come from copying (PLN-04)."""
    steps = record.steps if isinstance(record, Exercise) else ()
    plain = "\n".join(steps).lower()
    if not any(word in plain for word in _DANGLING_WORDS):  # nearly always, and much faster than the patterns
        return
    for i, step in enumerate(steps):
        for pattern, help in _DANGLING:
            found = pattern.search(step)
            if found:
                message = f"The step points to something that is not here: “{found[0]}”."
                yield Problem(record.id, ("steps", i), message, help, words=found[0])


CHECKS = (
    RecordCheck("SAF-10", Severity.ERROR, dose),
    RecordCheck("SAF-10", Severity.WARNING, many),
    RecordCheck("SAF-10", Severity.ERROR, too_many),
    RecordCheck("SAF-10", Severity.WARNING, minutes),
    RecordCheck("PLN-04", Severity.WARNING, steps),
    RecordCheck("PLN-04", Severity.ERROR, dangling),
)
