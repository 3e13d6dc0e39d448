"""The file that an app searches and filters with: which records hold a word, the likeliest first, and which have a property."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pressup import Article, Condition, Exercise, Handout, Programme
from pressup_jsonfeed.wording import lead

_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
TITLE, TAG, TEXT = 4, 2, 1
"""How much a word counts, by where it stands."""


def words_of(text: str) -> Iterator[str]:
    """The words of a text as they are looked up: in small letters, without accents, from two letters on.

    An app does the same to what its user types: NFKD, the marks of U+0300 to U+036F away, small letters, then runs of letters and
    digits.
    """
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower()
    return (word for word in _WORD.findall(plain) if len(word) > 1)


class SearchIndex:
    """Gathers the words and properties of records, one after the other."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._weights: dict[str, dict[int, int]] = defaultdict(dict)
        self._facets: dict[str, dict[str, list[int]]] = defaultdict(dict)

    def add(self, entry: Handout, tags: Iterable[str]) -> None:
        """Take a record in."""
        number = len(self._ids)
        self._ids.append(entry.id)
        subject = entry.subject
        titles = (entry.title, *getattr(subject, "aliases", ()))
        texts = (lead(entry), *(exercise.name for exercise in entry.exercises()))
        for weight, group in ((TITLE, titles), (TAG, tags), (TEXT, texts)):
            for word in {word for text in group for word in words_of(text)}:
                found = self._weights[word]
                found[number] = found.get(number, 0) + weight
        for facet, value in set(_facets(entry)):
            self._facets[facet].setdefault(value, []).append(number)

    def data(self) -> dict[str, Any]:
        """The index as JSON. Records are numbers: places in `records`."""
        words = {word: sorted(found, key=lambda number: (-found[number], number)) for word, found in sorted(self._weights.items())}
        facets = {name: dict(sorted(values.items())) for name, values in sorted(self._facets.items())}
        return {"format": 1, "records": self._ids, "words": words, "facets": facets}


def _facets(entry: Handout) -> Iterator[tuple[str, str]]:
    """Properties to filter by, as words of the vocabularies and ids of records."""
    subject = entry.subject
    yield "kind", entry.kind
    if isinstance(subject, Exercise | Programme):
        yield "level", str(subject.level)
    for exercise in entry.exercises():
        yield from (("muscle", role.muscle) for role in exercise.muscles if role.role in ("primary", "stretched"))
        yield from (("equipment", word) for word in exercise.equipment.required)
    if isinstance(subject, Programme | Article):
        yield from (("condition", id) for id in subject.conditions)
    if isinstance(subject, Condition):
        yield "condition", subject.id
        yield "region", subject.region
