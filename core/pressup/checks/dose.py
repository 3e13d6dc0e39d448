"""Doses: complete, one measure that fits the exercise, ranges the right way round, and a side where one side works."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks.check import Check, Path, Problem, RecordCheck, RecordContext
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Dose, Exercise, Frequency, Load, Programme, Quantity, Range, Record


def doses(record: Record) -> Iterator[tuple[Path, Dose]]:
    """Every dose of a record with its place: that of an exercise, or those of a programme's items."""
    if isinstance(record, Exercise):
        yield ("dose",), record.dose
    elif isinstance(record, Programme):
        for i, phase in enumerate(record.phases):
            for j, item in enumerate(phase.items):
                if item.dose:
                    yield ("phases", i, "items", j, "dose"), item.dose


def ranges(record: Record, context: RecordContext) -> Iterator[Problem]:
    """The first number of a range is the smaller one. A schema cannot compare two numbers inside a text."""
    for path, value in _ranges(record):
        if value is not None and value.min > value.max:
            message = f"The range runs backwards: {value.min:g} is more than {value.max:g}."
            yield Problem(record.id, path, message, f"Write {value.max:g}-{value.min:g}.")


def _ranges(record: Record) -> Iterator[tuple[Path, Range | Quantity | Load | None]]:
    for path, dose in doses(record):
        for name in ("sets", "reps", "hold", "duration", "distance", "rest", "load", "weeks"):
            yield (*path, name), getattr(dose, name)
        if isinstance(dose.frequency, Frequency):
            yield (*path, "frequency"), dose.frequency.days_a_week
            yield (*path, "frequency"), dose.frequency.times_a_day
    if isinstance(record, Programme):
        yield ("sessions_per_week",), record.sessions_per_week
        yield ("minutes",), record.minutes
        for i, phase in enumerate(record.phases):
            yield ("phases", i, "weeks"), phase.weeks
        for i, band in enumerate(record.pain_rule.bands if record.pain_rule else ()):
            yield ("pain_rule", "bands", i, "pain"), band.pain


def complete(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A reader knows how much and how often: one measure, and a frequency (PEMAT items 20 and 22)."""
    for path, dose in doses(record):
        # The dose of a programme's item may leave the measure to its exercise.
        if isinstance(record, Exercise) or len(_measures(dose)) > 1:
            yield from _measure(record.id, path, dose)
    if isinstance(record, Exercise) and record.dose.frequency is None:
        message = "The dose does not say how often."
        yield Problem(record.id, ("dose",), message, "Add “frequency: 3 days a week”, or the like.")


def _measures(dose: Dose) -> list[str]:
    """The measures of a dose; reps with a hold are one."""
    counted = "reps" if dose.reps else "hold" if dose.hold else None
    return [name for name in (counted, dose.duration and "duration", dose.distance and "distance") if name]


def _measure(record: str, path: Path, dose: Dose) -> Iterator[Problem]:
    measures = _measures(dose)
    if not measures:
        yield Problem(record, path, "The dose does not say how much.", "Give reps, a hold, a duration or a distance.")
    elif len(measures) > 1:
        yield Problem(record, path, f"The dose has two measures: {' and '.join(measures)}.", "Keep one.")


def side(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Work on one side says which; work of both sides together says none."""
    for exercise in library.of(Exercise):
        given = exercise.dose.side
        if exercise.laterality == "unilateral" and given is None:
            yield Problem(exercise.id, ("dose",), "The exercise works one side, and its dose names none.", "Add “side: each”.")
        if exercise.laterality == "bilateral" and given is not None:
            message = "The exercise works both sides together, and its dose names a side."
            yield Problem(exercise.id, ("dose", "side"), message, "Take “side” away.")
    for programme in library.of(Programme):
        for i, phase in enumerate(programme.phases):
            for j, item in enumerate(phase.items):
                shown = library.get(Exercise, item.exercise)
                if shown and shown.laterality == "bilateral" and item.dose and item.dose.side is not None:
                    message = f"“{shown.name}” works both sides together, and its dose here names a side."
                    yield Problem(programme.id, ("phases", i, "items", j, "dose", "side"), message, "Take “side” away.")


_HOW_MUCH = {"sets", "reps", "hold", "duration", "distance"}


def fits(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A stretch says how long, strength work says sets and reps: without them nobody can do it as it was meant (X-07).

    A muscle that works without moving is held for a time instead, and a carry or a walk has a way or a time. A programme's own
    dose may not take away what its exercise needs.
    """
    for exercise in library.of(Exercise):
        yield from _fit(exercise.id, ("dose",), exercise, exercise.dose)
    for programme in library.of(Programme):
        for i, phase in enumerate(programme.phases):
            for j, item in enumerate(phase.items):
                shown = library.get(Exercise, item.exercise)
                if shown and item.dose and item.dose.model_fields_set & _HOW_MUCH and not list(_fit("", (), shown, shown.dose)):
                    path = ("phases", i, "items", j, "dose")
                    yield from _fit(programme.id, path, shown, shown.dose.replaced_by(item.dose))


def _fit(record: str, path: Path, exercise: Exercise, dose: Dose) -> Iterator[Problem]:
    if len(_measures(dose)) != 1:
        return  # ACT-01 tells that
    if exercise.type == "stretch" and not (dose.hold or dose.duration):
        message = f"The dose of the stretch “{exercise.name}” does not say how long to hold it."
        yield Problem(record, path, message, "Add “hold: 30 s”, or a “duration”.")
    if exercise.type == "strength" and not (dose.sets and dose.reps):
        held = exercise.contraction == "isometric" or exercise.pattern == "trunk-hold"
        on_the_way = exercise.pattern in ("carry", "gait", "lunge", "step")
        if not (held and (dose.hold or dose.duration)) and not (on_the_way and (dose.distance or dose.duration)):
            message = f"The dose of the strength exercise “{exercise.name}” does not say both sets and reps."
            help = "Add “sets” and “reps”. If the muscle holds without moving, write “contraction: isometric” in the exercise."
            yield Problem(record, path, message, help)


CHECKS = (
    RecordCheck("DOSE-01", Severity.ERROR, ranges),
    RecordCheck("ACT-01", Severity.ERROR, complete),
    Check("X-06", Severity.ERROR, side),
    Check("X-07", Severity.ERROR, fits),
)
