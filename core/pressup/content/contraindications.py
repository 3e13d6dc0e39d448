"""What rules an exercise out in a condition: written in the exercise, or in the condition by the exercise's id or its traits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pressup.content.library import Library, with_successors
from pressup.records import Condition, Exercise, Programme
from pressup.records.condition import Selector
from pressup.records.marks import Path


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why an exercise must not be done: in which condition, in whose words, and where they stand."""

    condition: Condition
    reason: str
    place: tuple[str, Path]
    stage: str | None = None
    """The stage that it is limited to, if it is."""


def ruled_out(library: Library, exercise: Exercise, conditions: Iterable[Condition]) -> Iterator[Conflict]:
    """Everything that rules an exercise out in some of these conditions, whatever their stage.

    A record that was merged is the same exercise or condition as the one that took its place. `relative` contraindications are
    not among them: with those a professional decides.
    """
    same = tuple(with_successors(library, exercise))
    for condition in conditions:
        for one in same:
            yield from _by_exercise(library, one, condition)
        for i, selector in enumerate(condition.contraindicated):
            if any(_selects(library, selector, one) for one in same):
                yield Conflict(condition, selector.reason, (condition.id, ("contraindicated", i)), selector.stage)


def _by_exercise(library: Library, exercise: Exercise, condition: Condition) -> Iterator[Conflict]:
    for i, entry in enumerate(exercise.contraindications):
        if entry.strength == "relative" or entry.condition is None:
            continue
        if entry.condition == condition.id or condition.id in _successors(library, Condition, entry.condition):
            stage = entry.stage if entry.strength == "stage-limited" else None  # `absolute` is never
            yield Conflict(condition, entry.reason, (exercise.id, ("contraindications", i)), stage)


def _successors(library: Library, model: type[Condition] | type[Exercise], id: str) -> set[str]:
    """The ids of the records that took the place of a merged one; none for most."""
    record = library.get(model, id)
    if record is None or record.merged_into is None:
        return set()
    return {other.id for other in with_successors(library, record)}


def _selects(library: Library, selector: Selector, exercise: Exercise) -> bool:
    """Whether an exercise has every trait that a selector names."""
    traits = selector.exercise, selector.type, selector.pattern, selector.impact, selector.min_level
    if all(trait is None for trait in traits):
        return False
    return (
        (selector.type is None or selector.type == exercise.type)
        and (selector.pattern is None or selector.pattern == exercise.pattern)
        and (selector.impact is None or selector.impact == exercise.impact)
        and (selector.min_level is None or exercise.level >= selector.min_level)
        and (
            selector.exercise is None
            or selector.exercise == exercise.id
            or exercise.id in _successors(library, Exercise, selector.exercise)
        )
    )


def in_stage(library: Library, conflict: Conflict, stage: str | None) -> bool:
    """Whether a conflict holds in a stage.

    Text that names no stage of this condition may be read in every one, and a limit to a stage that nobody knows holds in all.
    """
    stages = {entry.id for one in with_successors(library, conflict.condition) for entry in one.stages}
    return conflict.stage is None or conflict.stage not in stages or stage not in stages - {conflict.stage}


def in_programme(library: Library, programme: Programme, exercise: Exercise, conditions: Iterable[Condition]) -> Iterator[Conflict]:
    """What rules an exercise out in a programme at its stage; `conditions` are the programme's, with their wider ones."""
    return (found for found in ruled_out(library, exercise, conditions) if in_stage(library, found, programme.stage))
