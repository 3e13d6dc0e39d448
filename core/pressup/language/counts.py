"""What readability formulas are made of: sentences, words, letters and syllables, with known terms taken as one short word."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from pressup.language.syllables import base_language, has_syllables, syllables
from pressup.language.text import Sentence, sentences

_LONG = 6
_KNOWN_WORD = "\x00"
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


def count(found: Collection[Sentence], lang: str, ignore: Collection[str] = ()) -> Counts:
    """Count sentences, words, letters and syllables.

    Args:
        found: The sentences, as `sentences` gives them.
        lang: The language's tag.
        ignore: Names and glossary terms. Wherever one stands, whatever its case, it counts as one word of two syllables and six
            letters:
            a reader who was told once what it means knows it at sight, so its length says nothing, while leaving it out would
            shorten the sentence. Two syllables are a little more than the mean of plain English (1.4), so a text gains no grade by
            naming more.
    """
    measured = has_syllables(lang)
    base = base_language(lang)
    known = _known(tuple(sorted(ignore))) if ignore else {}
    total = letters = long_words = spoken = one = three = 0
    for sentence in found:
        tokens = _with_known(sentence.words, known) if known else sentence.words
        total += len(tokens)
        for token in tokens:
            length, number = (_KNOWN_LETTERS, _KNOWN_SYLLABLES) if token is _KNOWN_WORD else _sizes(token, base)
            letters += length
            long_words += length > _LONG
            spoken += number
            one += number == 1
            three += number > 2
    return Counts(len(found), total, letters, long_words, spoken, one if measured else 0, three)


@lru_cache(maxsize=32_768)
def _sizes(token: str, base: str) -> tuple[int, int]:
    """The letters and the syllables of a word."""
    return sum(map(str.isalnum, token)), syllables(token, base) or 0


@lru_cache(maxsize=64)
def _known(ignore: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    """The terms in small letters by their first word, the longest first."""
    terms: dict[str, list[tuple[str, ...]]] = {}
    for phrase in ignore:
        for sentence in sentences(phrase.lower()):
            terms.setdefault(sentence.words[0], []).append(sentence.words)
    for phrases in terms.values():
        phrases.sort(key=len, reverse=True)
    return terms


def _with_known(tokens: tuple[str, ...], known: dict[str, list[tuple[str, ...]]]) -> list[str]:
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
