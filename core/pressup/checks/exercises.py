"""The exercise in itself: its muscles."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks.check import Check, Problem
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Exercise


def muscles(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A muscle has one role of work, and no group has the same role as its part: the handout would name it twice (X-05)."""
    for exercise in library.of(Exercise):
        for i, entry in enumerate(exercise.muscles):
            for j, earlier in enumerate(exercise.muscles[:i]):
                if entry.role != earlier.role and entry.muscle != earlier.muscle:
                    continue
                roles = {entry.role, earlier.role}
                name = _muscle(library, entry.muscle)
                message = ""
                help = "Keep one of them."
                if entry.muscle == earlier.muscle and roles == {"primary", "secondary"}:
                    message = f"The muscle “{name}” is both primary and secondary."
                elif entry.muscle == earlier.muscle and len(roles) == 1:
                    message = f"The muscle “{name}” stands here twice."
                elif len(roles) == 1 and earlier.muscle in _wider(library, entry.muscle):
                    message = f"“{name}” is a part of “{_muscle(library, earlier.muscle)}”, and both are {entry.role}."
                    help = "Keep the part if only that is meant, else the group."
                elif len(roles) == 1 and entry.muscle in _wider(library, earlier.muscle):
                    message = f"“{_muscle(library, earlier.muscle)}” is a part of “{name}”, and both are {entry.role}."
                    help = "Keep the part if only that is meant, else the group."
                if message:
                    path = ("muscles", i, "muscle")
                    yield Problem(exercise.id, path, message, help, (exercise.id, ("muscles", j, "muscle")))


def _muscle(library: Library, word: str) -> str:
    return str(library.vocabulary.get("muscle", {}).get(word, {}).get("name", word))


def _wider(library: Library, word: str) -> list[str]:
    """The groups that a muscle belongs to, each once even when a library’s own words run in a circle."""
    known = library.vocabulary.get("muscle", {})
    found: list[str] = []
    parent = known.get(word, {}).get("parent")
    while parent and parent not in found:
        found.append(parent)
        parent = known.get(parent, {}).get("parent")
    return found


CHECKS = (Check("X-05", Severity.ERROR, muscles),)
