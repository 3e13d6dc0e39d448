"""Safety: an exercise that must not be done in a condition never stands in a programme for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks.check import Check, Path, Problem
from pressup.checks.programmes import programme_items
from pressup.content.library import Library, with_wider
from pressup.content.suggest import did_you_mean
from pressup.findings import Severity
from pressup.records import Condition, Exercise, Programme
from pressup.records.condition import Selector


def contraindicated(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No programme holds an exercise that is contraindicated for one of its conditions or their wider ones, at its stage."""
    for programme in library.of(Programme):
        conditions = list(with_wider(library, programme.conditions))
        for path, _, exercise in programme_items(library, programme):
            for condition in conditions:
                yield from _conflicts(programme, exercise, condition, (*path, "exercise"))


def _conflicts(programme: Programme, exercise: Exercise, condition: Condition, path: Path) -> Iterator[Problem]:
    advice = "Choose another exercise, or have a clinician change the contraindication."
    for i, entry in enumerate(exercise.contraindications):
        if entry.condition != condition.id or entry.strength == "relative":
            continue
        if entry.strength == "absolute" or _same_stage(entry.stage, programme.stage, condition):
            message = f"“{exercise.name}” must not be done with {condition.name.lower()}: {entry.reason}"
            yield Problem(programme.id, path, message, advice, (exercise.id, ("contraindications", i)))
    for i, selector in enumerate(condition.contraindicated):
        if _selects(selector, exercise) and (selector.stage is None or _same_stage(selector.stage, programme.stage, condition)):
            message = f"“{exercise.name}” must not be done with {condition.name.lower()}: {selector.reason}"
            yield Problem(programme.id, path, message, advice, (condition.id, ("contraindicated", i)))


def _same_stage(stage: str | None, of_programme: str | None, condition: Condition) -> bool:
    """Whether a limit to a stage holds: a programme that names no stage of this condition may be used in every one."""
    other_stages = {entry.id for entry in condition.stages} - {stage}
    return stage is None or of_programme not in other_stages


def _selects(selector: Selector, exercise: Exercise) -> bool:
    """Whether an exercise has every trait that a selector names."""
    tests = [
        (selector.exercise, selector.exercise == exercise.id),
        (selector.type, selector.type == exercise.type),
        (selector.pattern, selector.pattern == exercise.pattern),
        (selector.impact, selector.impact == exercise.impact),
        (selector.min_level, selector.min_level is not None and exercise.level >= selector.min_level),
    ]
    named = [holds for trait, holds in tests if trait is not None]
    return bool(named) and all(named)


def says_what(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A contraindication says what it is about; one that says nothing would stop nothing."""
    for condition in library.of(Condition):
        for i, selector in enumerate(condition.contraindicated):
            if not any((selector.exercise, selector.type, selector.pattern, selector.impact, selector.min_level)):
                message = "The entry names no exercise and no trait, so it stops nothing."
                help = "Add “exercise”, “type”, “pattern”, “impact” or “min_level”."
                yield Problem(condition.id, ("contraindicated", i), message, help)
    for exercise in library.of(Exercise):
        for i, entry in enumerate(exercise.contraindications):
            if entry.condition is None and entry.flag is None:
                message = "The contraindication names no condition and no other state."
                yield Problem(exercise.id, ("contraindications", i), message, "Add “condition” or “flag”.")


def stages(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Every stage that is named exists: a misspelt one would switch off the contraindications of the stage that was meant."""
    for programme in library.of(Programme):
        known = [stage.id for condition in with_wider(library, programme.conditions) for stage in condition.stages]
        yield from _stage(programme.id, ("stage",), programme.stage, known)
    for condition in library.of(Condition):
        own = [stage.id for stage in condition.stages]
        for i, selector in enumerate(condition.contraindicated):
            yield from _stage(condition.id, ("contraindicated", i, "stage"), selector.stage, own)
    for exercise in library.of(Exercise):
        for i, entry in enumerate(exercise.contraindications):
            limited = library.get(Condition, entry.condition) if entry.condition else None
            if limited is not None:
                known = [stage.id for stage in limited.stages]
                yield from _stage(exercise.id, ("contraindications", i, "stage"), entry.stage, known)


def _stage(record: str, path: Path, stage: str | None, known: list[str]) -> Iterator[Problem]:
    if stage is not None and stage not in known:
        yield Problem(record, path, f"There is no stage “{stage}” of the condition.", did_you_mean(stage, known))


def recommended(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No exercise is recommended for a condition and ruled out for it, or a handout would say both (X-23).

    A limit to one stage is no conflict: what harms in the first days may help later.
    """
    for condition in library.of(Condition):
        for i, id in enumerate(condition.recommended):
            exercise = library.get(Exercise, id)
            if exercise is None:
                continue
            for place, against, reason in _ruled_out(library, condition, exercise):
                message = f"“{exercise.name}” is recommended here, and must not be done with {against.name.lower()}: {reason}"
                help = "Take one of the two away, or limit the other to a stage; a clinician should decide which."
                yield Problem(condition.id, ("recommended", i), message, help, place)


def _ruled_out(library: Library, condition: Condition, exercise: Exercise) -> Iterator[tuple[tuple[str, Path], Condition, str]]:
    """What rules an exercise out in every stage of a condition: where that stands, for which condition, and why."""
    for wider in with_wider(library, [condition.id]):
        for i, selector in enumerate(wider.contraindicated):
            if selector.stage is None and _selects(selector, exercise):
                yield (wider.id, ("contraindicated", i)), wider, selector.reason
        for i, entry in enumerate(exercise.contraindications):
            limited = entry.strength == "stage-limited" and entry.stage is not None
            if entry.condition == wider.id and entry.strength != "relative" and not limited:
                yield (exercise.id, ("contraindications", i)), wider, entry.reason


CHECKS = (
    Check("SAF-04", Severity.ERROR, contraindicated),
    Check("SAF-04", Severity.ERROR, says_what),
    Check("X-01", Severity.ERROR, stages),
    Check("X-23", Severity.ERROR, recommended),
)
