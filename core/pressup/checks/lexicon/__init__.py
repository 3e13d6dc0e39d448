"""The words that rules about language know: an English word list, medical terms with plain words, and spellings by country.

Each is a packaged file, read when a rule first needs it. `english.NOTICE` says where the word list comes from and its licence.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A word: letters, with apostrophes inside."""

_EVERYDAY = frozenset("01234ABCDE")


def word_set(text: str) -> frozenset[str]:
    """The words of a text that are parted by spaces, each once."""
    return frozenset(text.split())


class WordList:
    """English words, sorted, with how rare each is. British and American spellings are both in it."""

    def __init__(self, words: list[str], ranks: str, own: frozenset[str]) -> None:
        self._words = words
        self._ranks = ranks
        self._own = own

    def __contains__(self, word: str) -> bool:
        return word in self._own or self._rank(word) is not None

    def is_common(self, word: str) -> bool:
        """Whether it is a word of everyday English and no name."""
        rank = self._rank(word)
        return rank is not None and rank in "012"

    def suggest(self, word: str) -> str:
        """The word that was most likely meant, or nothing when no word is near."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        # Most slips of the hand touch one letter of a short word and two of a long one.
        limit = 1 if len(word) < 5 else 2
        candidates = [known for length in range(len(word) - limit, len(word) + limit + 1) for known in self._by_length[length]]
        near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=limit, limit=40)

        def order(found: tuple[str, float, int]) -> tuple[float, bool, bool, str, str]:
            known, distance, _ = found
            return distance, known.replace("'", "") != word, known[0] != word[0], self._order(known), known

        return min(near, key=order)[0] if near else ""

    def _rank(self, word: str) -> str | None:
        at = bisect_left(self._words, word)
        return self._ranks[at] if at < len(self._words) and self._words[at] == word else None

    def _order(self, word: str) -> str:
        """Common words before rare ones; words of the field count as common."""
        return "1" if word in self._own else (self._rank(word) or "9")

    @cached_property
    def _by_length(self) -> defaultdict[int, list[str]]:
        """The words to suggest, by length: rare ones would be wrong more often than right."""
        found: defaultdict[int, list[str]] = defaultdict(list)
        everyday = (word for word, rank in zip(self._words, self._ranks, strict=True) if rank in _EVERYDAY)
        for word in dict.fromkeys(chain(sorted(word for word in self._own if len(word) > 3), everyday)):
            found[len(word)].append(word)
        return found


@dataclass(frozen=True, slots=True)
class Term:
    """A medical term: how it is written, what it means in plain words, and words behind it that make it another word."""

    forms: tuple[str, ...]
    meaning: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """A word as it is spelled in a country that spells it in another way, and how it should be."""

    wrong: str
    right: str


@cache
def english() -> WordList:
    """The English word list, with the words of health, of the medical terms, and in the spellings of both countries."""
    words, ranks = zlib.decompress(files(__name__).joinpath("english.zz").read_bytes()).decode().split("\0")
    own = set(chain.from_iterable(line.split() for line in _lines("health.txt")))
    for term in terms():
        own.update(word.lower().replace("’", "'") for form in term.forms for word in TOKEN.findall(form))
    own.update(word for _, ours, theirs in _pairs() for word in f"{ours} {theirs}".split())
    return WordList(words.split("\n"), ranks, frozenset(own))


@cache
def terms() -> tuple[Term, ...]:
    """The medical terms, in the order of their file."""
    found = []
    for line in _lines("terms.txt"):
        term, others, meaning, *unless = (part.strip() for part in line.split("|"))
        forms = (term, *(form.strip() for form in others.split(",") if form.strip()))
        found.append(Term(forms, meaning, tuple(unless[0].split()) if unless else ()))
    return tuple(found)


@cache
def variants(british: bool) -> dict[str, str]:
    """Spellings that are wrong in British (or else in American) texts, each with the right one. A key may be two words."""
    wrong = {}
    for sign, ours, theirs in _pairs():
        if british and sign == "=":
            wrong[theirs] = ours
        elif not british:
            wrong[ours] = theirs
    return wrong


@cache
def both_british() -> tuple[frozenset[str], dict[str, str]]:
    """Words that British texts write with -ise or with -ize: the first, and the second with the first."""
    pairs = {theirs: ours for sign, ours, theirs in _pairs() if sign == "~"}
    return frozenset(pairs.values()), pairs


@cache
def _pairs() -> tuple[tuple[str, str, str], ...]:
    """The sign of each pair, and its British and American form with every ending."""
    found = []
    for line in _lines("variants.txt"):
        sign, *words = re.findall(r'"[^"]+"|\S+', line)
        british, american, *endings = (word.strip('"') for word in words)
        found += [(sign, british + ending, american + ending) for ending in ("", *endings)]
    return tuple(found)


def _lines(name: str) -> list[str]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]
