"""Where and how a programme is done: things that people have there, steps of a size, and rest for muscles that worked hard."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks.check import Check, Path, Problem, RecordCheck, RecordContext
from pressup.checks.programmes import programme_items
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Dose, Exercise, Load, Phase, Programme, Record

_HARD_LEVEL = 3
"""From this level on strength work counts as a high load."""
_EVERY_SECOND_DAY = 4
"""Days a week up to which a day of rest can follow most sessions."""
_WITH_REST_BETWEEN = 3
"""Days a week up to which a day of rest can follow every session."""
_MINUTES_A_WEEK = 210
"""Thirty minutes on each day, as a session takes no more than thirty (SAF-10)."""
_IMPACTS = ("none", "low", "high")
_GROWTH = {"RPE": 2.0, "% 1RM": 20.0}
"""By how many points a load may grow from one phase to the next."""


def equipment(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A programme for the home needs nothing that people seldom have at home, unless the exercise names something else (X-08)."""
    known = library.vocabulary.get("equipment", {})
    for programme in library.of(Programme):
        if programme.setting != "home":
            continue
        for path, item, exercise in programme_items(library, programme):
            spared = {entry.instead_of for entry in exercise.equipment.substitutes}
            for i, word in enumerate(exercise.equipment.required):
                entry = known.get(word, {})
                if item.optional or word in spared or not entry or entry.get("home") is True:
                    continue
                message = f"“{exercise.name}” needs “{entry.get('name', word)}”, and people seldom have that at home."
                help = (
                    "Name something else under “substitutes” of the exercise, write “optional: true”, or choose another exercise."
                )
                yield Problem(programme.id, (*path, "exercise"), message, help, (exercise.id, ("equipment", "required", i)))


def jumps(library: Library, today: datetime.date) -> Iterator[Problem]:
    """From one phase to the next the hardest exercise is at most one level harder, and impact rises by one step (X-09)."""
    for programme in library.of(Programme):
        before: tuple[int, int] | None = None
        for i, phase in enumerate(programme.phases):
            shown = [(j, ex) for j, item in enumerate(phase.items) if (ex := library.get(Exercise, item.exercise))]
            if not shown:
                continue
            j, hardest = max(shown, key=lambda entry: entry[1].level)
            k, roughest = max(shown, key=lambda entry: _IMPACTS.index(entry[1].impact))
            now = hardest.level, _IMPACTS.index(roughest.impact)
            if before is not None:
                help = "Put an exercise in between into the phase before, or move this one to a later phase."
                if now[0] > before[0] + 1:
                    message = f"“{hardest.name}” has the level {now[0]}; the phase before goes up to {before[0]}."
                    yield Problem(programme.id, ("phases", i, "items", j, "exercise"), message, help, (hardest.id, ("level",)))
                if now[1] > before[1] + 1:
                    message = f"“{roughest.name}” has high impact; the phase before has none at all."
                    yield Problem(programme.id, ("phases", i, "items", k, "exercise"), message, help, (roughest.id, ("impact",)))
            before = now


def loads(library: Library, today: datetime.date) -> Iterator[Problem]:
    """From one phase to the next a weight does not more than double, nor an effort grow by more than two points (X-09).

    Bands are not compared: what a colour means differs by maker.
    """
    for programme in library.of(Programme):
        before: dict[str, Load] = {}
        for phase_number, phase in enumerate(programme.phases):
            now: dict[str, Load] = {}
            for path, exercise, dose in _doses(library, phase_number, phase):
                if dose.load is None:
                    continue
                now[exercise.id] = dose.load
                earlier = before.get(exercise.id)
                if earlier is not None and _jumps(earlier, dose.load):
                    message = f"“{exercise.name}” goes from {earlier} to {dose.load} in one phase."
                    yield Problem(programme.id, path, message, "Let the load grow in smaller steps.")
            before = now


def _jumps(earlier: Load, later: Load) -> bool:
    if earlier.kind != later.kind:
        return False
    if earlier.kind in ("kg", "lb"):
        return later.max > 2 * max(earlier.max, 0.5)
    if earlier.kind == "RIR":
        return later.min < earlier.min - 2
    return earlier.kind in _GROWTH and later.max > earlier.max + _GROWTH[earlier.kind]


def weekly(record: Record, context: RecordContext) -> Iterator[Problem]:
    """What people do alone takes at most 210 minutes a week, and two sessions a day (X-18)."""
    if not isinstance(record, Programme) or record.supervised:
        return
    sessions = record.sessions_per_week.max
    minutes = sessions * record.minutes.max if record.minutes else 0
    if sessions > 14:
        message = f"{sessions} sessions a week are more than two a day."
        yield Problem(record.id, ("sessions_per_week",), message, "Put exercises together, or leave some out.")
    elif minutes > _MINUTES_A_WEEK and record.minutes:
        message = f"{sessions} sessions of {record.minutes.max} minutes are {minutes} minutes a week."
        help = f"Plan for up to {_MINUTES_A_WEEK} minutes a week."
        yield Problem(record.id, ("sessions_per_week",), message, help, (record.id, ("minutes",)))


def rest_days(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A muscle that works hard in a phase does so on at most four days a week, and rests on the others (X-18).

    Hard is strength work of level 3 and above. Its muscles are those with the role `primary`.
    """
    for programme in library.of(Programme):
        for number, phase in enumerate(programme.phases):
            told: set[str] = set()
            for path, exercise, dose in _doses(library, number, phase):
                days = _days(programme, dose)
                if exercise.type != "strength" or exercise.level < _HARD_LEVEL or exercise.contraction == "eccentric":
                    continue
                muscles = [entry.muscle for entry in exercise.muscles if entry.role == "primary" and entry.muscle not in told]
                if days > _EVERY_SECOND_DAY and muscles:
                    told.update(muscles)
                    name = library.vocabulary.get("muscle", {}).get(muscles[0], {}).get("name", muscles[0])
                    message = f"“{exercise.name}” loads the {name} hard on {days} days a week, so on days in a row."
                    help = f"Give a “frequency” of at most {_EVERY_SECOND_DAY} days a week."
                    yield Problem(programme.id, path, message, help, (exercise.id, ("level",)))


def eccentric(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Hard eccentric work has a day of rest after each session: it leaves muscles sore and weak for a day or two (SAF-10)."""
    help = f"Give a “frequency” of at most {_WITH_REST_BETWEEN} days a week."
    for exercise in library.of(Exercise):
        frequency = exercise.dose.frequency
        if _hard_eccentric(exercise) and frequency and frequency.days_a_week.max > _WITH_REST_BETWEEN:
            message = f"On {frequency.days_a_week.max} days a week there is no day of rest between all sessions."
            yield Problem(exercise.id, ("dose", "frequency"), message, help, (exercise.id, ("contraction",)))
    for programme in library.of(Programme):
        for path, item, exercise in programme_items(library, programme):
            own = exercise.dose.frequency
            given = item.dose.frequency if item.dose else None
            days = _days(programme, exercise.dose.replaced_by(item.dose))
            if _hard_eccentric(exercise) and (given or own is None) and days > _WITH_REST_BETWEEN:
                message = f"“{exercise.name}” on {days} days a week leaves no day of rest between all sessions."
                yield Problem(programme.id, (*path, "exercise"), message, help, (exercise.id, ("contraction",)))


def sessions(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A programme has at most seven sessions a week: what is done more often than once a day says so in its dose (SAF-10)."""
    if isinstance(record, Programme):
        count = record.sessions_per_week.max
        if 7 < count <= 14:
            message = f"{count} sessions a week are more than one a day."
            help = "Plan for up to 7, and write “2 times a day” in the dose of what is done more often."
            yield Problem(record.id, ("sessions_per_week",), message, help)


def _hard_eccentric(exercise: Exercise) -> bool:
    return exercise.type == "strength" and exercise.contraction == "eccentric" and exercise.level >= _HARD_LEVEL


def _doses(library: Library, number: int, phase: Phase) -> Iterator[tuple[Path, Exercise, Dose]]:
    """The items of a phase whose exercise is there: where the exercise stands, the exercise, and its dose here."""
    for j, item in enumerate(phase.items):
        exercise = library.get(Exercise, item.exercise)
        if exercise is not None:
            yield ("phases", number, "items", j, "exercise"), exercise, exercise.dose.replaced_by(item.dose)


def _days(programme: Programme, dose: Dose) -> int:
    """On how many days a week something is done at most; without a frequency, in every session."""
    return dose.frequency.days_a_week.max if dose.frequency else min(programme.sessions_per_week.max, 7)


CHECKS = (
    Check("X-08", Severity.WARNING, equipment),
    Check("X-09", Severity.WARNING, jumps),
    Check("X-09", Severity.WARNING, loads, heuristic=True),
    RecordCheck("X-18", Severity.WARNING, weekly),
    Check("X-18", Severity.WARNING, rest_days),
    Check("SAF-10", Severity.WARNING, eccentric),
    RecordCheck("SAF-10", Severity.WARNING, sessions),
)
