"""Near-duplicates: two exercises that are one, of which sooner or later only one is kept up to date."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from heapq import nsmallest
from itertools import chain

from pressup.checks.check import Check, Problem
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Exercise

_ALIKE = 90
"""Percent of the signs of two texts that stand in both in the same order, from which on they count as the same."""
_RARE = 8
"""How many of its rarest words stand for a text. Two texts that are nearly the same share most of them, others hardly any."""
_SHARED = 2
"""How many of those two texts must share to be compared."""
_CROWD = 8
"""How many texts are kept for one word, and"""
_COMPARED = 3
"""with how many a text is compared at most, so that texts full of stock phrases cost no more."""
_TOLD = 10
"""How many exercises are told of the same other one."""
_LONGEST = 2_000
_WORD = re.compile(r"[^\W_]+")


def near_duplicates(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No two exercises have the same name, or steps that agree in nine signs of ten (X-22).

    Each is told of the first one that it is like. Only exercises of one language that are in use are compared.
    """
    families: dict[str, list[tuple[Exercise, str]]] = {}
    texts = {exercise.id: _steps(exercise) for exercise in library.of(Exercise) if exercise.status == "active"}
    use = Counter(chain.from_iterable(set(text.split()) for text in set(texts.values())))
    seen: dict[str, _Seen] = {}
    for id, text in texts.items():
        exercise = library.get(Exercise, id)
        if exercise is not None:
            found = seen.setdefault(library.lang(exercise), _Seen(use)).first_like(exercise, text)
            if found is not None:
                families.setdefault(found[0].id, []).append((exercise, found[1]))
    for id, alike in families.items():
        other = library.records[id]
        for number, (exercise, field) in enumerate(alike[:_TOLD], 1):
            what = "the same name" if field == "name" else "nearly the same steps"
            more = f", and {len(alike) - number} more exercises are like it" if number == _TOLD < len(alike) else ""
            message = f"“{exercise.name}” has {what} as “{other.display_title}” ({id}){more}."
            help = "Merge them: give one “status: merged” and “merged_into”. If they differ, say how in the name and the steps."
            yield Problem(exercise.id, (field,), message, help, (id, (field,)))


class _Seen:
    """The exercises of one language that are like no earlier one."""

    def __init__(self, use: Mapping[str, int]) -> None:
        self.use = use
        self.names: dict[str, Exercise] = {}
        self.steps: dict[str, Exercise] = {}
        self.kept: list[tuple[Exercise, str]] = []
        self.rare: dict[str, list[int]] = {}

    def first_like(self, exercise: Exercise, steps: str) -> tuple[Exercise, str] | None:
        """The first exercise that this one is like, and in what; without one, it is kept for those that follow."""
        named = self.names.setdefault(_name(exercise.name), exercise)
        if named is not exercise:
            return named, "name"
        same = self.steps.setdefault(steps, exercise)
        if same is not exercise:
            return same, "steps"
        words = self._rare_words(steps)
        enough = min(_SHARED, len(words))
        shared = Counter(chain.from_iterable(self.rare.get(word, ()) for word in words))
        likely = sorted((-count, number) for number, count in shared.items() if count >= enough)
        for _, number in likely[:_COMPARED]:
            other, text = self.kept[number]
            if _similar(steps, text):
                return other, "steps"
        for word in words:
            numbers = self.rare.setdefault(word, [])
            if len(numbers) < _CROWD:
                numbers.append(len(self.kept))
        self.kept.append((exercise, steps))
        return None

    def _rare_words(self, text: str) -> list[str]:
        """The words of a text that the fewest others have; a word that only it has finds no other text."""
        use = self.use
        counted = [(count, word) for word in set(text.split()) if (count := use[word]) > 1]
        return [word for _, word in nsmallest(_RARE, counted)]


def _similar(one: str, two: str) -> bool:
    shorter, longer = sorted((len(one), len(two)))
    if shorter * (200 - _ALIKE) < longer * _ALIKE:  # even the best case, all of the shorter in the longer, is not enough
        return False
    from rapidfuzz import fuzz  # slow to import, and most libraries never need it

    return fuzz.ratio(one, two, score_cutoff=_ALIKE) > 0


def _steps(exercise: Exercise) -> str:
    return " ".join(exercise.steps)[:_LONGEST].casefold().replace(".", "").replace(",", "")


def _name(name: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", name).casefold()))


CHECKS = (Check("X-22", Severity.WARNING, near_duplicates, heuristic=True),)
