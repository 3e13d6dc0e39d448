"""Programmes: phases that follow each other and fit into the weeks, and steps up that do not run in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.findings import Severity
from pressup.records import Exercise, NewsletterIssue, Programme, Record


def weeks(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Phases follow each other without gap or overlap, and end with the programme."""
    if isinstance(record, Programme):
        expected = 1
        for i, phase in enumerate(record.phases):
            if phase.weeks.min != expected:
                message = f"The phase begins in week {phase.weeks.min}; week {expected} comes next."
                yield Problem(record.id, ("phases", i, "weeks"), message)
            expected = phase.weeks.max + 1
        if expected != record.weeks + 1:
            message = f"The last phase ends in week {expected - 1}, and the programme takes {record.weeks} weeks."
            last = (record.id, ("phases", len(record.phases) - 1, "weeks"))
            yield Problem(record.id, ("weeks",), message, related=last)


def steps(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A step up or down says what to do: another exercise, or a change to this one."""
    if isinstance(record, Exercise):
        for name in ("progressions", "regressions"):
            for i, step in enumerate(getattr(record, name)):
                if (step.to is None) == (step.change is None):
                    message = (
                        "The step names both another exercise and a change." if step.to else "The step does not say what to do."
                    )
                    yield Problem(record.id, (name, i), message, "Write “to” with an exercise, or “change” with what to do.")
                elif step.to == record.id:
                    yield Problem(record.id, (name, i, "to"), "The step leads to the exercise itself.")


def items(record: Record, context: RecordContext) -> Iterator[Problem]:
    """An item of a newsletter is about one record, or is news with a heading of its own."""
    if isinstance(record, NewsletterIssue):
        for i, item in enumerate(record.items):
            links = [name for name in ("exercise", "article", "programme", "condition") if getattr(item, name)]
            if len(links) > 1:
                yield Problem(record.id, ("items", i), f"The item is about {' and '.join(links)}.", "Make an item of each.")
            elif not links and not item.heading:
                yield Problem(record.id, ("items", i), "The item is about no record and has no heading.")


CHECKS = (
    RecordCheck("PLAN-01", Severity.ERROR, weeks),
    RecordCheck("ACT-04", Severity.ERROR, steps),
    RecordCheck("NEWS-01", Severity.ERROR, items),
)
