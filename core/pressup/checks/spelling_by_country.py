"""British or American spelling, as the language of the record says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.checks.lexicon import both_british, variants
from pressup.checks.texts import Texts, over_english, starts_sentence
from pressup.findings import Severity

_BRITISH = frozenset({"GB", "IE", "AU", "NZ", "ZA", "IN"})
"""Countries that spell as Britain does. Canada mixes both, and `en` alone says nothing."""
_NOT_SPELLING = re.compile(r"\b(?:computer|software|e-?mail|mail|television|tv|radio|hard|floppy|tissue|adobe)\s+$", re.IGNORECASE)
"""Before “program”, “disk” and the like these make a word that is the same in both countries."""


def spelling(texts: Texts, context: RecordContext) -> Iterator[Problem]:
    """Words are spelled as in the country of the record's language: “programme” for en-GB, “program” for en-US."""
    country = context.lang.rpartition("-")[2]
    if country != "US" and country not in _BRITISH:
        return
    british = country != "US"
    wrong, wrong_pairs, either = _by_word(british)
    suspects = sorted(texts.words & either)
    for word in suspects:
        if word in wrong:
            yield from _problems(texts, word, wrong[word], british)
    for word in [word for word in suspects if word in wrong_pairs]:
        for pair, right in wrong_pairs[word]:
            yield from _problems(texts, pair, right, british)
    if british:
        yield from _mixed(texts)


@cache
def _by_word(british: bool) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]], frozenset[str]]:
    """Single words with how they should be, pairs of words by their first, and what to look for in a text."""
    single: dict[str, str] = {}
    pairs: dict[str, list[tuple[str, str]]] = {}
    for wrong, right in variants(british).items():
        if " " in wrong:
            pairs.setdefault(wrong.split()[0], []).append((wrong, right))
        else:
            single[wrong] = right
    return single, pairs, frozenset(single) | frozenset(pairs)


def _problems(texts: Texts, wrong: str, right: str, british: bool) -> Iterator[Problem]:
    nation = "British" if british else "American"
    for start, end in _places(texts, wrong):
        written = texts.joined[start:end]
        message = f"“{' '.join(written.split())}” is not the {nation} spelling."
        if " " in wrong or " " in right:
            message = f"“{' '.join(written.split())}” is not the {nation} word."
        yield texts.problem(start, end, message, f"Write “{right}”.")


def _places(texts: Texts, word: str) -> Iterator[tuple[int, int]]:
    """Where a word stands in running text: not in a name, and not in the title of somebody's work."""
    pattern = re.compile(rf"(?<![\w'’-]){word.replace(' ', chr(92) + 's+')}(?![\w'’])", re.IGNORECASE)
    for found in pattern.finditer(texts.joined):
        start, end = found.span()
        before, after = texts.around(start, end, 200, 200)
        named = found[0][0].isupper() and not starts_sentence(texts.joined, start)
        if not named and not _quoted(before, after) and not _NOT_SPELLING.search(before[-20:]):
            yield start, end


def _quoted(before: str, after: str) -> bool:
    """Whether the words stand in quotes or emphasis that begins with a capital, as a title does."""
    for opening, closing in (("“", "”"), ('"', '"'), ("‘", "’"), ("*", "*"), ("_", "_")):
        at = before.rfind(opening)
        if at < 0 or (opening != closing and closing in before[at + 1 :]) or closing not in after:
            continue
        if opening == closing and before.count(opening) % 2 == 0:
            continue
        if before[at + 1 : at + 2].isupper():
            return True
    return False


def _mixed(texts: Texts) -> Iterator[Problem]:
    """British texts may write -ise or -ize, but one of them throughout."""
    with_s, with_z = both_british()
    found_s = texts.words & with_s
    found_z = texts.words & with_z.keys() if found_s else ()
    if not found_z:
        return
    for word in sorted(found_z):
        for start, end in _places(texts, word):
            written = texts.joined[start:end]
            message = f"“{written}” has a z, and “{min(found_s)}” in this record an s."
            yield texts.problem(start, end, message, f"Write “{with_z[word]}”, or all such words with z.")


CHECKS = (RecordCheck("PLN-09", Severity.WARNING, over_english(spelling), heuristic=True),)
