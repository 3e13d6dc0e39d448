"""Amounts of nothing: what is done zero times, for no time or in week zero was meant otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from pressup.checks.check import Path, Problem, RecordCheck, RecordContext
from pressup.findings import Severity
from pressup.records import Dose, Exercise, Programme, Record

_NOT_ZERO = ("duration", "distance", "weeks")
"""Fields of a dose in which zero says nothing; for sets, reps and holds SAF-10 has limits, and a rest may be left out with 0 s."""


def nothing(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Sessions, minutes, durations and distances are more than zero, and weeks count from 1, or there would be nothing to do."""
    if isinstance(record, Exercise):
        yield from _in_dose(record.id, ("dose",), record.dose)
    elif isinstance(record, Programme):
        for field in ("sessions_per_week", "minutes"):
            amount = getattr(record, field)
            if amount is not None and amount.min == 0:
                yield _problem(record.id, (field,))
        for i, phase in enumerate(record.phases):
            for j, item in enumerate(phase.items):
                if item.dose:
                    yield from _in_dose(record.id, ("phases", i, "items", j, "dose"), item.dose)


def _in_dose(record: str, path: Path, dose: Dose) -> Iterator[Problem]:
    for field in _NOT_ZERO:
        amount = getattr(dose, field)
        if amount is not None and amount.min == 0:
            yield _problem(record, (*path, field))


def _problem(record: str, path: Path) -> Problem:
    message = (
        "Weeks count from 1, and this one is 0." if path[-1] == "weeks" else f"“{path[-1]}” begins at 0, which is nothing to do."
    )
    return Problem(record, path, message, "Write the smallest number that is meant, or delete the line.")


CHECKS = (RecordCheck("DOSE-02", Severity.ERROR, nothing),)
