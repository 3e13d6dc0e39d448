"""Sentences and words of a text, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
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
_BLANK_LINE = re.compile("\n[ \t]*\n")
_OPENING = "([\"'“„‘«*"
_WINDOW = 30
"""How far before a full stop is looked for what stands there."""
_ENDS, _PERHAPS, _STRANGE = 1 << 24, 1 << 43, 1 << 62
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


@dataclass(slots=True, unsafe_hash=True)  # a frozen one takes three times as long to make, and there are thousands
class Sentence:
    """A sentence, which nobody changes: where it begins and ends in the text, and what stands in it.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        pieces: What stands in it between spaces, without the number or mark of a list item. None where words are not counted.
        number: How many words it has.
    """

    start: int
    end: int
    pieces: tuple[str, ...]
    number: int

    def __len__(self) -> int:
        """How many words it has."""
        return self.number

    @property
    def first(self) -> str:
        """Its first word, or nothing."""
        return next(chain.from_iterable(map(WORDS.__getitem__, self.pieces)), "")

    @property
    def words(self) -> tuple[str, ...]:
        """Its words in order."""
        return tuple(chain.from_iterable(map(WORDS.__getitem__, self.pieces)))


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
    kinds = _kinds(base)
    found: list[Sentence] = []
    place = 0
    for block in text.split(BREAK):
        end = place + len(block)
        pieces = block.split()
        if pieces and not _add_plain(found, block, place, pieces, kinds, base):
            _add_all(found, text, place, end, base)
        place = end + 1
    return tuple(found)


def longest(found: tuple[Sentence, ...], more_than: int) -> tuple[Sentence, ...]:
    """The sentences of more than so many words, the longest first, and in order where they are equal."""
    return tuple(sorted((one for one in found if one.number > more_than), key=lambda one: -one.number))


def _plain(text: str) -> str:
    """The text without underlines, which are marks or gaps to fill in, but for a regular expression part of a word."""
    return text.replace("_", " ") if "_" in text else text


def _add_plain(found: list[Sentence], block: str, place: int, pieces: list[str], kinds: _Kinds, base: str) -> bool:
    """Add the sentences of a block by what its pieces between spaces are; False, and nothing added, where that does not tell."""
    ends = list(map(kinds.__getitem__, pieces))
    in_all = sum(ends)
    in_lines = "\n" in block
    if in_all >= _STRANGE or (in_lines and _BLANK_LINE.search(block)):
        return False
    first = place if block[0] == pieces[0][0] else place + len(block) - len(block.lstrip())
    last = place + (len(block) if block[-1] == pieces[-1][-1] else len(block.rstrip()))
    if in_all - ends[-1] < _ENDS:
        _add(found, first, last, pieces, in_all % _ENDS, base)
        return True
    if last - first != sum(map(len, pieces)) + len(pieces) - 1:
        return False  # more than one space somewhere: places cannot be counted
    begin = 0
    before_it = len(found)
    for at, kind in enumerate(ends[:-1]):
        if kind < _ENDS:
            continue
        before = pieces[at - 1][len(pieces[at]) - _WINDOW :] if at > begin else ""
        if pieces[at + 1][0].islower() or (
            kind >= _PERHAPS and ends_no_sentence(pieces[at][:-1].lstrip(_OPENING), before, pieces[at + 1], base)
        ):
            if in_lines:  # a line may end here, and with it the sentence
                del found[before_it:]
                return False
            continue
        said = pieces[begin : at + 1]
        end = first + sum(map(len, said)) + at - begin
        _add(found, first, end, said, sum(ends[begin : at + 1]) % _ENDS, base)
        begin, first = at + 1, end + 1
    _add(found, first, last, pieces[begin:], sum(ends[begin:]) % _ENDS, base)
    return True


def _add_all(found: list[Sentence], text: str, begin: int, stop: int, base: str) -> None:
    """Add the sentences of a part of a text, looking at each place where one may end."""
    for match in _END.finditer(text, begin, stop):
        start, end = match.span()
        if start == begin and text[begin] == "\n":
            begin = end
        elif not _goes_on(text, begin, match, base):
            _add_part(found, text, begin, end, base)
            begin = end
    _add_part(found, text, begin, stop, base)


def _add_part(found: list[Sentence], text: str, begin: int, end: int, base: str) -> None:
    pieces = text[begin:end].split()
    if pieces:
        while text[begin].isspace():
            begin += 1
        while text[end - 1].isspace():
            end -= 1
        _add(found, begin, end, pieces, sum(map(_kinds(base).__getitem__, pieces)) % _ENDS, base)


def _add(found: list[Sentence], begin: int, end: int, pieces: list[str], number: int, base: str) -> None:
    if pieces[0][-1] in _MARKS and len(pieces) > 1 and _MARKER.fullmatch(pieces[0]):
        number -= len(WORDS[pieces.pop(0)])
    if number:
        found.append(Sentence(begin, end, (), 0) if base in UNSPACED else Sentence(begin, end, tuple(pieces), number))


class _Words(dict[str, tuple[str, ...]]):
    """The words of each piece of text without a space that was met: most come again."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = tuple(_WORD.findall(piece))
        if len(self) >= _MOST_KEPT:
            self.clear()
        if len(piece) <= _LONGEST_KEPT:
            self[piece] = found
        return found


WORDS = _Words()


class _Kinds(dict[str, int]):
    """How many words each piece of text without a space has, and whether a sentence may end behind it, as one number.

    So the sum of those of a text tells both. A sentence ends behind a piece before any word that is not in small letters
    (`_ENDS`), perhaps (an abbreviation, an initial, a figure: `_PERHAPS`), or inside it (`_STRANGE`).
    """

    def __init__(self, base: str) -> None:
        self.base = base

    def __missing__(self, piece: str) -> int:
        found = self._kind(piece) + len(WORDS[piece])
        if len(self) >= _MOST_KEPT:
            self.clear()
        if len(piece) <= _LONGEST_KEPT:
            self[piece] = found
        return found

    def _kind(self, piece: str) -> int:
        match = _END.search(piece)
        if match is None:
            return 0
        if match.end() < len(piece) or match[0][0] in "。！？" or piece == "." or len(piece) > _WINDOW // 2:
            return _STRANGE
        if match[0] != ".":
            return _ENDS
        last = piece[:-1].lstrip(_OPENING)
        is_word = len(last) > 1 and not last.isdigit()
        return _ENDS if is_word and not ends_no_sentence(last, "", "0", self.base) else _PERHAPS


@cache
def _kinds(base: str) -> _Kinds:
    return _Kinds(base)


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
    before = text[max(begin, start - _WINDOW) : start].split()
    if not before:
        return False
    return ends_no_sentence(before[-1].lstrip(_OPENING), before[-2] if len(before) > 1 else "", after[0], base)
