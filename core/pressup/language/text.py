"""Sentences and words of a text, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from pressup.language.abbreviations import ends_no_sentence
from pressup.language.syllables import base_language

BREAK = "\u2029"
"""What `prose` puts where a block ends, so that a heading or list item without a full stop is a sentence of its own."""

UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "zh"})
"""Languages written without spaces between words: their words are not counted here."""

_WORD = re.compile(
    r"[^\W\d]\w+(?:['’‑-]\w+)*"  # knee, X-ray, don't
    r"|(?:[^\W\d]\.){2,}"  # e.g., a.m.
    r"|\d+(?:[.,:/×–-]\d+)*%?\w*"  # 2.5, 8-12, 1/2, 30s
    r"|\w(?:['’‑-]\w+)*"  # a, T-shirt
)
_END = re.compile(
    "[.!?…。！？\u2029\n]"  # first of all, so that the search is quick
    "(?:(?<=[。！？\u2029])|(?<=\n)[ \\t]*\n|(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+[\"'”’»)\\]*]*+(?=\\s|$))"
)
_NEW_BLOCK = ("", "\u2029")
_BLOCK = re.compile("[ \t]*+\n?[ \t]*+[\u2029\n]")
_MARKER = re.compile(r"\(?\d{1,2}[.)]|\(?[a-z]\)|[-*•–]")
_MARKS = ".)-*•–"
"""What a marker ends with."""
_MOST_KEPT, _LONGEST_KEPT = 32_768, 60


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it begins in the text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it begins and ends in the text, and its words in order, without the number or mark of a list item."""

    start: int
    end: int
    words: tuple[str, ...]

    def __len__(self) -> int:
        """How many words it has."""
        return len(self.words)


def words(text: str, lang: str = "en") -> Iterator[Word]:
    """The words of a text with their places: letters and figures with what joins them (don't, X-ray, 8-12, 2.5, e.g.)."""
    if base_language(lang) not in UNSPACED:
        for match in _WORD.finditer(_plain(text)):
            yield Word(match[0], match.start())


def sentences(text: str, lang: str = "en") -> tuple[Sentence, ...]:
    """The sentences of a text, in order. What holds no word, such as a line of dashes, is none.

    A sentence ends at a full stop, question or exclamation mark before a space, at a blank line, and where `prose` marks the end
    of a block. It does not end at the full stop of an abbreviation, an initial, a decimal or a step's number, nor before a small
    letter. English, German, French, Spanish, Italian and Dutch have lists of abbreviations; other languages go by the general
    rules.
    """
    base = base_language(lang)
    text = _plain(text)
    found: list[Sentence] = []
    begin = 0
    for match in _END.finditer(text):
        if match.start() == begin and text[begin] in "\u2029\n":
            begin = match.end()
            continue
        if _goes_on(text, begin, match, base):
            continue
        _add(found, text, begin, match.end(), base)
        begin = match.end()
    _add(found, text, begin, len(text), base)
    return tuple(found)


def longest(found: tuple[Sentence, ...], more_than: int) -> tuple[Sentence, ...]:
    """The sentences of more than so many words, the longest first, and in order where they are equal."""
    return tuple(sorted((one for one in found if len(one.words) > more_than), key=lambda one: -len(one.words)))


def _plain(text: str) -> str:
    """The text without underlines, which are marks or gaps to fill in, but for a regular expression part of a word."""
    return text.replace("_", " ") if "_" in text else text


def _add(found: list[Sentence], text: str, begin: int, end: int, base: str) -> None:
    pieces = text[begin:end].split()
    if not pieces:
        return
    while text[begin].isspace():
        begin += 1
    while text[end - 1].isspace():
        end -= 1
    if len(pieces) > 1 and pieces[0][-1] in _MARKS and _MARKER.fullmatch(pieces[0]):
        del pieces[0]
    tokens = tuple(chain.from_iterable(map(_WORDS.__getitem__, pieces)))
    if tokens:
        found.append(Sentence(begin, end, () if base in UNSPACED else tokens))


class _Words(dict[str, tuple[str, ...]]):
    """The words of each piece of text without a space that was met: most come again."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = tuple(_WORD.findall(piece))
        if len(self) >= _MOST_KEPT:
            self.clear()
        if len(piece) <= _LONGEST_KEPT:
            self[piece] = found
        return found


_WORDS = _Words()


def _goes_on(text: str, begin: int, match: re.Match[str], base: str) -> bool:
    """Whether what looks like the end of a sentence is none."""
    start, end = match.span()
    first = text[start]
    if first in "\u2029\n。！？" or text[end : end + 1] in _NEW_BLOCK or _BLOCK.match(text, end):
        return False
    after = text[end : end + 24].split(None, 1)
    if not after:
        return False
    if after[0][0].islower():
        return True
    if first != "." or end - start > 1:
        return False
    before = text[max(begin, start - 30) : start].split()
    if not before:
        return False
    return ends_no_sentence(before[-1].lstrip("([\"'“„‘«*"), before[-2] if len(before) > 1 else "", after[0], base)
