"""Near-duplicates: two exercises that are one, of which sooner or later only one is kept up to date."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise
from zlib import crc32

from pressup.checks.check import Check, Problem
from pressup.content.library import Library, Sketch
from pressup.findings import Severity
from pressup.records import Exercise

_ALIKE = 90
"""Percent of the signs of two texts that stand in both in the same order, from which on they count as the same."""
_SAMPLE = 16
"""How many pairs of neighbouring words are kept of a text: those with the smallest checksums, so that two texts that are nearly the
same keep nearly the same ones (Broder 1997, “On the resemblance and containment of documents”)."""
_RARE = 4
"""How many of these, the rarest, stand for a text. Two texts that are nearly the same share most of them, others hardly any."""
_SHARED = 2
"""How many of those two texts must share to be compared."""
_OVERLAP = 4
"""One in so many pairs of a sample is in the other one too, or the texts are not compared letter by letter."""
_CROWD = 24
"""How many texts are kept for one pair, and"""
_COMPARED = 3
"""with how many a text is compared at most, so that texts full of stock phrases cost no more."""
_TOLD = 10
"""How many exercises are told of the same other one."""
_LONGEST = 2_000
_MOST_KEPT, _LONGEST_KEPT = 32_768, 60
_WORD = re.compile(r"[^\W_]+")


def near_duplicates(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No two exercises have the same name, or steps that agree in nine signs of ten (X-22).

    Each is told of the first one that it is like. Only exercises of one language that are in use are compared.
    """
    families: dict[str, list[tuple[Exercise, str]]] = {}
    active = [exercise for exercise in library.of(Exercise) if exercise.status == "active"]
    samples = {exercise.id: library.sketches.get(exercise.id) or sketch(exercise) for exercise in active}
    use = Counter(chain.from_iterable(set(samples.values())))
    seen: dict[str, _Seen] = {}
    for exercise in active:
        found = seen.setdefault(library.lang(exercise), _Seen(use)).first_like(exercise, samples[exercise.id])
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

    def __init__(self, use: Mapping[int, int]) -> None:
        self.use = use
        self.names: dict[str, Exercise] = {}
        self.steps: dict[Sketch, Exercise] = {}
        self.kept: list[tuple[Exercise, frozenset[int]]] = []
        self.rare: dict[int, list[int]] = {}

    def first_like(self, exercise: Exercise, sample: Sketch) -> tuple[Exercise, str] | None:
        """The first exercise that this one is like, and in what; without one, it is kept for those that follow."""
        named = self.names.setdefault(_name(exercise.name), exercise)
        if named is not exercise:
            return named, "name"
        same = self.steps.setdefault(sample, exercise)
        if same is not exercise and _similar(exercise, same):
            return same, "steps"
        pairs = self._rarest(sample)
        enough = min(_SHARED, len(pairs))
        shared = Counter(chain.from_iterable(self.rare.get(pair, ()) for pair in pairs))
        likely = sorted((-count, number) for number, count in shared.items() if count >= enough)
        for _, number in likely[:_COMPARED]:
            other, kept = self.kept[number]
            if len(kept.intersection(sample)) * _OVERLAP >= len(sample) and _similar(exercise, other):
                return other, "steps"
        for pair in pairs:
            numbers = self.rare.setdefault(pair, [])
            if len(numbers) < _CROWD:
                numbers.append(len(self.kept))
        self.kept.append((exercise, frozenset(sample)))
        return None

    def _rarest(self, sample: Sketch) -> list[int]:
        """The pairs that the fewest other texts have; one that only this text has finds no other."""
        use = self.use
        counted = [(count, pair) for pair in sample if (count := use[pair]) > 1]
        counted.sort()
        return [pair for _, pair in counted[:_RARE]]


def sketch(exercise: Exercise) -> Sketch:
    """What is kept of an exercise's steps to find others like it: checksums of some of its pairs of neighbouring words."""
    sums = [_SUMS[word] for word in _steps(exercise).split()]
    pairs = {one ^ two >> 1 for one, two in pairwise(sums)} or set(sums)
    return tuple(sorted(pairs)[:_SAMPLE])


class _Sums(dict[str, int]):
    """A checksum of 30 bits, with which Python counts fastest, of each word that was met: most come again."""

    def __missing__(self, word: str) -> int:
        found = crc32(word.encode("utf-8", "surrogatepass")) >> 2
        if len(self) >= _MOST_KEPT:
            self.clear()
        if len(word) <= _LONGEST_KEPT:
            self[word] = found
        return found


_SUMS = _Sums()


def _similar(exercise: Exercise, other: Exercise) -> bool:
    one, two = _steps(exercise), _steps(other)
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
