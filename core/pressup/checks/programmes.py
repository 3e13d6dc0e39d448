"""Walking through a programme, for the rules that look at its exercises."""

from __future__ import annotations

from collections.abc import Iterator

from pressup.checks.check import Path
from pressup.content.library import Library
from pressup.records import Exercise, PhaseItem, Programme


def programme_items(library: Library, programme: Programme) -> Iterator[tuple[Path, PhaseItem, Exercise]]:
    """Every item of a programme whose exercise is there: where the item stands, the item, and the exercise."""
    for i, phase in enumerate(programme.phases):
        for j, item in enumerate(phase.items):
            exercise = library.get(Exercise, item.exercise)
            if exercise:
                yield ("phases", i, "items", j), item, exercise
