"""Links between records: steps up that do not run in a circle and do get harder, and no link to a record that was given up."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from pressup.checks.check import Check, Path, Problem
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Exercise, Record

_Steps = dict[str, dict[str, tuple[str, Path]]]
"""From each exercise to the harder ones, with the place that says so."""


def acyclic(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Steps up never lead back to where they began, steps down counted the other way round: a patient would go in a circle.

    Source: rule X-04.
    """
    steps = _only_circles(_steps(library))
    told: set[str] = set()
    for start in sorted(steps):
        circle = [] if start in told else _circle(steps, start)
        if circle:
            told.update(circle)
            names = " → ".join(f"“{_name(library, id)}”" for id in (*circle, start))
            record, path = steps[start][circle[1]]
            message = f"The steps up run in a circle: {names}."
            help = "Take one of these steps away, or make it a step down."
            yield Problem(record, path, message, help, steps[circle[-1]][start])


def _name(library: Library, id: str) -> str:
    return library.records[id].display_title


def _steps(library: Library) -> _Steps:
    steps: _Steps = {exercise.id: {} for exercise in library.of(Exercise)}
    for exercise in library.of(Exercise):
        for i, step in enumerate(exercise.progressions):
            if step.to in steps and step.to != exercise.id:
                steps[exercise.id].setdefault(step.to, (exercise.id, ("progressions", i, "to")))
        for i, step in enumerate(exercise.regressions):
            if step.to in steps and step.to != exercise.id:
                steps[step.to].setdefault(exercise.id, (exercise.id, ("regressions", i, "to")))
    return steps


def _only_circles(steps: _Steps) -> _Steps:
    """The steps without those that end, so that a large library without a circle costs one walk."""
    incoming: dict[str, list[str]] = {id: [] for id in steps}
    for id, targets in steps.items():
        for target in targets:
            incoming[target].append(id)
    left = {id: len(targets) for id, targets in steps.items()}
    ends = [id for id, count in left.items() if count == 0]
    gone: set[str] = set()
    while ends:
        id = ends.pop()
        gone.add(id)
        for source in incoming[id]:
            left[source] -= 1
            if left[source] == 0:
                ends.append(source)
    return {id: {to: place for to, place in targets.items() if to not in gone} for id, targets in steps.items() if id not in gone}


def _circle(steps: Mapping[str, Mapping[str, object]], start: str) -> list[str]:
    """The shortest way from an exercise back to itself, without the end; empty when there is none."""
    before: dict[str, str] = {}
    queue = [start]
    for id in queue:
        for target in steps[id]:
            if target == start:
                way = [id]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if target not in before:
                before[target] = id
                queue.append(target)
    return []


def levels(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A step up leads to no easier exercise and a step down to no harder one, or the word `level` misleads (rule X-04)."""
    for exercise in library.of(Exercise):
        for name, way, wrong, sign in (("progressions", "up", "easier", 1), ("regressions", "down", "harder", -1)):
            for i, step in enumerate(getattr(exercise, name)):
                other = library.get(Exercise, step.to) if step.to else None
                if other and (other.level - exercise.level) * sign < 0:
                    difference = f"level {other.level} instead of {exercise.level}"
                    message = f"The step {way} leads to “{other.name}”, which is {wrong}: {difference}."
                    help = "Correct the level of one of them, or choose another exercise."
                    yield Problem(exercise.id, (name, i, "to"), message, help, (other.id, ("level",)))


def active(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A record that is in use links to no record that was given up or merged: nobody looks after that one (rule X-17)."""
    for record in library.records.values():
        if record.status != "active":
            continue
        for path, id, _ in library.links(record):
            target = library.records.get(id)
            if target and target.status != "active":
                message = f"“{target.display_title}” is {target.status}, and this still links to it."
                successor = target.merged_into
                help = f"Write “{successor}”, which took its place." if successor else "Choose another one, or take the link away."
                yield Problem(record.id, path, message, help, (target.id, ("status",)))


def merged(library: Library, today: datetime.date) -> Iterator[Problem]:
    """What was merged leads straight to a record in use, and not through others or in a circle (rule X-17)."""
    for record in library.records.values():
        if record.status == "merged" and record.merged_into is None:
            message = "The record was merged, and does not say into which one."
            yield Problem(record.id, ("status",), message, "Add “merged_into”, or write “status: deprecated”.")
        target = library.records.get(record.merged_into) if record.merged_into else None
        if target is None:
            continue
        if target is record:
            yield Problem(record.id, ("merged_into",), "The record is merged into itself.", "Name the one that took its place.")
        elif target.status != "active":
            end = _successor(library, target)
            message = f"“{target.display_title}” is {target.status} itself."
            help = f"Write “{end.id}”, which took its place." if end else "Name a record that is in use."
            yield Problem(record.id, ("merged_into",), message, help, (target.id, ("status",)))


def _successor(library: Library, record: Record) -> Record | None:
    """The record in use that a merged one leads to in the end; None when there is none, or only a circle."""
    seen: set[str] = set()
    while record.status != "active":
        seen.add(record.id)
        following = library.records.get(record.merged_into) if record.merged_into else None
        if following is None or following.id in seen:
            return None
        record = following
    return record


def names(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No other name of a record is the name of another one of its kind and language, or another's id (rule X-02)."""
    active = [record for record in library.records.values() if record.status == "active"]
    known = {(record.kind, library.lang(record), _plain(record.display_title)): record for record in active}
    for record in active:
        for i, alias in enumerate(getattr(record, "aliases", ())):
            other = known.get((record.kind, library.lang(record), _plain(alias))) or library.records.get(alias)
            if other is not None and other is not record and other.status == "active":
                message = f"“{alias}” is another name here, and the name of “{other.id}”."
                help = "Take it away from one of them, or merge the two."
                yield Problem(record.id, ("aliases", i), message, help, (other.id, (other.title_field,)))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


CHECKS = (
    Check("X-02", Severity.WARNING, names),
    Check("X-04", Severity.ERROR, acyclic),
    Check("X-04", Severity.WARNING, levels),
    Check("X-17", Severity.WARNING, active),
    Check("X-17", Severity.ERROR, merged),
)
