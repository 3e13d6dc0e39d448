"""What readability formulas are made of: sentences, words, letters and syllables, with known terms taken as one short word."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pressup.language.syllables import base_language, has_syllables, syllables
from pressup.language.text import WORDS, Sentence, sentences

_LONG = 6
_MOST_KEPT, _LONGEST_KEPT = 32_768, 60
_KNOWN_WORD = "a known word"
_KNOWN_LETTERS, _KNOWN_SYLLABLES = 6, 2


@dataclass(frozen=True, slots=True)
class Counts:
    """What formulas are made of.

    Attributes:
        sentences: Sentences that hold a word.
        words: Words; one with hyphens or an apostrophe is one, and so is a figure.
        letters: Letters and figures in the words.
        long_words: Words of more than six letters.
        syllables: Syllables of all words; 0 in a language without a count.
        one_syllable: Words of one syllable.
        three_syllables: Words of three syllables or more.
    """

    sentences: int
    words: int
    letters: int
    long_words: int
    syllables: int
    one_syllable: int
    three_syllables: int

    @property
    def words_per_sentence(self) -> float:
        """The mean length of a sentence in words."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def syllables_per_word(self) -> float:
        """The mean length of a word in syllables."""
        return self.syllables / self.words if self.words else 0.0


Terms = Mapping[str, tuple[tuple[str, ...], ...]]
"""Terms in small letters, as their words, by their first word; the longest first."""


def count(found: Collection[Sentence], lang: str, ignore: Collection[str] | Terms = ()) -> Counts:
    """Count sentences, words, letters and syllables.

    Args:
        found: The sentences, as `sentences` gives them.
        lang: The language's tag.
        ignore: Names and glossary terms, or what `terms` made of them. Wherever one stands, in any case, it counts as one word
            of two syllables and six letters: a reader who was told once what it means knows it at sight, so its length says
            nothing, while leaving it out would shorten the sentence. Two syllables are a little more than the mean of plain
            English (1.4), so a text gains no grade by naming more.
    """
    measured = has_syllables(lang)
    known = ignore if isinstance(ignore, Mapping) else terms(ignore)
    said: list[Sequence[str]] = [sentence.pieces for sentence in found]
    firsts = _beginning(known, set().union(*said)) if known else ()
    if firsts:
        said = [one.pieces if firsts.isdisjoint(one.pieces) else _with_known(one.words, known) for one in found]
    sizes = sum(map(_table(base_language(lang)).__getitem__, chain.from_iterable(said)))
    total, letters, long_words, spoken, one, three = (sizes >> place & _FIELD for place in _PLACES)
    return Counts(len(found), total, letters, long_words, spoken, one if measured else 0, three)


_BITS = 24
_FIELD = (1 << _BITS) - 1
_PLACES = tuple(range(0, 6 * _BITS, _BITS))
"""Where in a number each of the counts of a word stands, so that a text's counts are one sum."""


class _Sizes(dict[str, int]):
    """The counts of each word that was met, or of all words of a piece of text without a space, packed into one number."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __missing__(self, piece: str) -> int:
        if piece == _KNOWN_WORD:
            packed = _packed(_KNOWN_LETTERS, _KNOWN_SYLLABLES)
        else:
            packed = sum(_packed(sum(map(str.isalnum, word)), syllables(word, self.base) or 0) for word in WORDS[piece])
        if len(self) >= _MOST_KEPT:
            self.clear()
        if len(piece) <= _LONGEST_KEPT:
            self[piece] = packed
        return packed


def _packed(letters: int, spoken: int) -> int:
    sizes = (1, letters, letters > _LONG, spoken, spoken == 1, spoken > 2)
    return sum(size << place for size, place in zip(sizes, _PLACES, strict=True))


@cache
def _table(base: str) -> _Sizes:
    return _Sizes(base)


def terms(names: Collection[str], more: Terms | None = None) -> Terms:
    """Names and glossary terms as `count` looks for them, so that those of a library are prepared once.

    Args:
        names: The terms.
        more: Other terms, already prepared.
    """
    found = {first: list(known) for first, known in (more or {}).items()}
    for name in sorted(names):
        for sentence in sentences(name.lower()):
            found.setdefault(sentence.words[0], []).append(sentence.words)
    return {first: tuple(sorted(known, key=len, reverse=True)) for first, known in found.items()}


class _Small(dict[str, tuple[str, ...]]):
    """The words in small letters of each piece of text without a space that was met."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = tuple(map(str.lower, WORDS[piece]))
        if len(self) >= _MOST_KEPT:
            self.clear()
        if len(piece) <= _LONGEST_KEPT:
            self[piece] = found
        return found


_SMALL = _Small()


def _beginning(known: Terms, pieces: set[str]) -> set[str]:
    """Those of the pieces with a word that known terms begin with."""
    firsts = known.keys() & set(chain.from_iterable(map(_SMALL.__getitem__, pieces)))
    return {piece for piece in pieces if not firsts.isdisjoint(_SMALL[piece])} if firsts else firsts


def _with_known(tokens: Sequence[str], known: Terms) -> Sequence[str]:
    """The words with each known term as one word that stands for it."""
    small = tuple(token.lower() for token in tokens)
    result: list[str] = []
    place = 0
    while place < len(tokens):
        for term in known.get(small[place], ()):
            if small[place : place + len(term)] == term:
                result.append(_KNOWN_WORD)
                place += len(term)
                break
        else:
            result.append(tokens[place])
            place += 1
    return result
