"""Numbers that a reader can use as they stand: digits, units, and no sums to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.checks.lexicon import word_set
from pressup.checks.texts import BREAK, INSTRUCTIONS, Texts, over_english
from pressup.findings import Severity

_SMALL = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
)
_LARGE = {
    "sixteen": 16,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_DIGITS = {word: str(number) for word, number in (*((word, at) for at, word in enumerate(_SMALL, 2)), *_LARGE.items())}
_NUMBER = "|".join(sorted(_DIGITS, key=len, reverse=True))
_NUMBER_WORDS = frozenset(_DIGITS)

_UNITS = word_set(
    "set sets rep reps repetition repetitions second seconds minute minutes times breath breaths hour hours day days week weeks"
    " month months kilo kilos kilogram kilograms pound pounds metre metres meter meters centimetre centimetres inches step steps"
    " session sessions count counts round rounds number amount dose weight load time hold distance"
)
# One stays a word: “one more time” and “one set” are read as easily.
_WORD_DOSE = re.compile(
    rf"\b({_NUMBER})(?:(?:-|\s+(?:to|or|and)\s+)({_NUMBER}))?(?:\s+|-)(?:(?:more|slow|deep|full|to|whole|extra)\s+)?"
    r"(sets?|reps?|repetitions?|seconds?|minutes?|times|breaths?|hours?|days?|weeks?|months?|kilos?|kilograms?|pounds?|metres?|meters?"
    r"|centimetres?|inches|steps?|sessions?|counts?|rounds?)\b"
)
_ALWAYS = frozenset({"set", "sets", "rep", "reps", "repetition", "repetitions", "second", "seconds", "minute", "minutes"})
"""What a dose is counted in wherever it stands. Of the others it is one only in an instruction."""

_SUM_WORDS = frozenset(
    {"twice", "thrice", "double", "doubled", "doubling", "halve", "halves", "halved", "halving", "triple", "third", "quarter"}
)
_SUM = re.compile(
    r"\b(?:twice|thrice|half|(?:\d+|three|four|five)\s+times)\s+as\s+(?:many|much|long|far|often|heavy|fast|high|hard)\b"
    r"|\b(?:double|doubl(?:ed|ing)|halve[ds]?|halving|triple|half(?:\s+of)?)\s+(?:the|your|that|this|its)\s+"
    r"(?:number|amount|reps?|repetitions?|sets?|dose|weight|load|time|hold|distance|minutes|sessions)\b"
    r"|\b(?:a|one)\s+(?:third|quarter)\s+(?:of\s+)?(?:the|your)\s+(?:reps?|repetitions?|sets?|dose|weight|load|time|distance)\b"
)
_NO_UNIT = re.compile(
    r"\b(?:hold|rest|wait|pause|stay|relax|keep|walk|march|cycle|stretch|balance)\b[^.;:!?\0]{0,60}?\bfor\s+(\d+(?:\s?(?:-|–|to)\s?\d+)?)"
    r"(?=\s*(?:[.,;:!?)\0]|$|\n|and\b|then\b|before\b|on\b|with\b))"
)
_FOR_NUMBER = re.compile(r"for\s\s?\d")
_TIMES_NUMBER = re.compile(r"[x×]\s?\d")
_CROSS = re.compile(r"\d{1,4}\s?[x×]\s?\d{1,4}\b(?!\s?(?:cm|mm|m|km|in)\b)(?:-\d+)?\b")
_SHARE = re.compile(
    r"(?<!\d)\d{1,9}(?:\.\d{1,9})?\s?%|\b\d{1,9}(?:\.\d{1,9})?\s?per\s?cent\b|[½¼¾⅓⅔]"
    r"|\b(?:one|two|three)[\s-](?:thirds?|quarters?|fifths?|tenths?)\b|(?<![\d/])[1-9]/\d{1,2}(?![\d/])"
)
_SHARE_WORDS = frozenset(
    {"cent", "percent", *(f"{part}{end}" for part in ("third", "quarter", "fifth", "tenth") for end in ("", "s"))}
)
_SIGNS = frozenset("½¼¾⅓⅔")
_MANY = 3
"""So many shares in one paragraph are too many to hold in mind."""


def numbers(texts: Texts, context: RecordContext) -> Iterator[Problem]:
    """Doses are in digits and with their unit, and no text asks the reader to do a sum or to compare many percentages."""
    text, lower, words = texts.joined, texts.lower, texts.words
    if not words.isdisjoint(_NUMBER_WORDS) and not words.isdisjoint(_UNITS):
        for found in _WORD_DOSE.finditer(lower):
            if found[3] in _ALWAYS or texts.field(found.start()) in INSTRUCTIONS:
                yield _in_digits(texts, found)
    if not words.isdisjoint(_SUM_WORDS) or {"times", "as"} <= words or ("half" in words and not words.isdisjoint(_UNITS | {"as"})):
        for found in _SUM.finditer(lower):
            message = f"“{text[found.start() : found.end()]}” leaves a sum to the reader."
            yield texts.problem(*found.span(), message, "Write the number itself, such as “6 reps” or “20 minutes”.")
    if "for" in words and _FOR_NUMBER.search(lower):
        for found in _NO_UNIT.finditer(lower):
            yield texts.problem(
                *found.span(1),
                f"“{text[found.start(1) : found.end(1)]}” has no unit.",
                "Say what it counts: seconds, minutes, breaths.",
            )
    if _TIMES_NUMBER.search(lower):
        for found in _CROSS.finditer(lower):
            message = f"“{text[found.start() : found.end()]}” does not say what the numbers count."
            yield texts.problem(*found.span(), message, "Write it out, as in “3 sets of 10”.")
    if "%" in lower or "/" in lower or not words.isdisjoint(_SHARE_WORDS) or (not lower.isascii() and not _SIGNS.isdisjoint(lower)):
        yield from _shares(texts)


def _in_digits(texts: Texts, found: re.Match[str]) -> Problem:
    first, second, _ = found.groups()
    between = texts.lower[found.end(1) : found.start(2)] if second else ""
    digits = f"{_DIGITS[first]}{between}{_DIGITS[second]}" if second else _DIGITS[first]
    rest = " ".join(texts.lower[found.end(2) if second else found.end(1) : found.end()].split())
    separator = "-" if rest.startswith("-") else " "
    written = " ".join(texts.joined[found.start() : found.end()].split())
    help = f"Write “{' '.join(digits.split())}{separator}{rest.removeprefix('-')}”."
    return texts.problem(*found.span(), f"“{written}” is in words; digits are read faster.", help)


def _shares(texts: Texts) -> Iterator[Problem]:
    """Percentages and fractions in instructions, and paragraphs with many of them."""
    paragraph: list[re.Match[str]] = []
    end = 0
    for found in _SHARE.finditer(texts.lower):
        if texts.field(found.start()) in INSTRUCTIONS:
            message = f"“{texts.joined[found.start() : found.end()]}” leaves a sum to the reader."
            yield texts.problem(*found.span(), message, "Write the number itself, such as “5 kg” or “6 out of 10”.")
            continue
        if found.start() >= end:
            paragraph = []
            end = _paragraph_end(texts.joined, found.start())
        paragraph.append(found)
        if len(paragraph) == _MANY:
            message = f"This paragraph has {_MANY} percentages or fractions or more; they are hard to compare."
            yield texts.problem(*found.span(), message, "Keep the one that matters, and say it as people: “1 in 10 people”.")


def _paragraph_end(text: str, start: int) -> int:
    ends = [end for end in (text.find(BREAK, start), text.find("\n\n", start)) if end >= 0]
    return min(ends, default=len(text))


CHECKS = (RecordCheck("PLN-06", Severity.WARNING, over_english(numbers), heuristic=True),)
