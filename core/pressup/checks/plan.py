"""Programmes: phases that follow each other and fit into the weeks, and steps up that do not run in a circle."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks.check import Check, Problem
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Exercise, NewsletterIssue, Programme


def weeks(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Phases follow each other without gap or overlap, and end with the programme."""
    for programme in library.of(Programme):
        expected = 1
        for i, phase in enumerate(programme.phases):
            if phase.weeks.min != expected:
                message = f"The phase begins in week {phase.weeks.min}; week {expected} comes next."
                yield Problem(programme.id, ("phases", i, "weeks"), message)
            expected = phase.weeks.max + 1
        if expected != programme.weeks + 1:
            message = f"The last phase ends in week {expected - 1}, and the programme takes {programme.weeks} weeks."
            yield Problem(
                programme.id,
                ("weeks",),
                message,
                related=(programme.id, ("phases", len(programme.phases) - 1, "weeks")),
            )


def steps(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A step up or down says what to do: another exercise, or a change to this one."""
    for exercise in library.of(Exercise):
        for name in ("progressions", "regressions"):
            for i, step in enumerate(getattr(exercise, name)):
                if (step.to is None) == (step.change is None):
                    message = (
                        "The step names both another exercise and a change." if step.to else "The step does not say what to do."
                    )
                    yield Problem(exercise.id, (name, i), message, "Write “to” with an exercise, or “change” with what to do.")
                elif step.to == exercise.id:
                    yield Problem(exercise.id, (name, i, "to"), "The step leads to the exercise itself.")


def items(library: Library, today: datetime.date) -> Iterator[Problem]:
    """An item of a newsletter is about one record, or is news with a heading of its own."""
    for issue in library.of(NewsletterIssue):
        for i, item in enumerate(issue.items):
            links = [name for name in ("exercise", "article", "programme", "condition") if getattr(item, name)]
            if len(links) > 1:
                yield Problem(issue.id, ("items", i), f"The item is about {' and '.join(links)}.", "Make an item of each.")
            elif not links and not item.heading:
                yield Problem(issue.id, ("items", i), "The item is about no record and has no heading.")


CHECKS = (
    Check("PLAN-01", Severity.ERROR, weeks),
    Check("ACT-04", Severity.ERROR, steps),
    Check("NEWS-01", Severity.ERROR, items),
)
