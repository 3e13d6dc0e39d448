"""Typos: words that stand neither in the dictionary nor in the library's own lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.checks.lexicon import TOKEN, english
from pressup.checks.texts import TITLES, Texts, over_english, starts_sentence
from pressup.findings import Severity
from pressup.records import LibraryFile

MAX_SUGGESTIONS = 20
"""So many typos of a record get a suggestion: looking for one takes milliseconds, and a text may be nothing but typos."""
_MAX_KNOWN = 200_000
_TO_ADD = "Correct it, or list the word under “words” in pressup.yaml if it is right."

_CONFUSED = {
    "staring": (re.compile(r"\bstaring (?:position|point|pose)\b"), "starting"),
    "form": (re.compile(r"\b(?:away|aside|apart|recover(?:ing)?|suffer(?:ing)?) form\b"), "from"),
    "breath": (re.compile(r"\bbreath (?:in|out) (?:as|while|when|through|slowly|and|on)\b|\bto breath\b"), "breathe"),
    "loose": (re.compile(r"\b(?:to|you|may|will|not) loose (?:weight|your|balance)\b"), "lose"),
    "trough": (re.compile(r"\btrough (?:the|your|a)\b"), "through"),
}
"""Words of the dictionary that are typos beside certain others: what to look for, and the word that was meant."""

_known: set[str] = set()
"""Words that were looked up and found, so that a library's words are looked up once."""


def typos(texts: Texts, context: RecordContext) -> Iterator[Problem]:
    """Words are spelled as the dictionary or the library's own list has them; names, abbreviations and compounds are let be."""
    yield from _confused(texts)
    unknown = texts.words - _known
    if unknown:
        unknown = _look_up(unknown)
    if unknown:
        unknown -= _own_words(context.settings)
    if unknown:
        yield from _misspelt(texts, unknown)


def _look_up(words: frozenset[str] | set[str]) -> frozenset[str]:
    """Those of the words that the dictionary does not have; the others are remembered."""
    dictionary = english()
    if len(_known) > _MAX_KNOWN:
        _known.clear()
    missing = []
    for word in words:
        bare = word.strip("'")
        if bare in dictionary or bare.removesuffix("'s").removesuffix("'") in dictionary or not TOKEN.fullmatch(bare):
            _known.add(word)
        else:
            missing.append(bare.removesuffix("'s"))
    return frozenset(missing)


def _own_words(settings: LibraryFile) -> frozenset[str]:
    """The words that the library file knows: its list, its glossary, its vocabularies."""
    vocabulary = settings.vocabulary
    vocabularies = (vocabulary.muscle, vocabulary.equipment, vocabulary.position, vocabulary.pattern)
    more = (vocabulary.region, vocabulary.joint, vocabulary.setting)
    named = [text for terms in (*vocabularies, *more) for term in terms for text in (term.name, term.formal or "")]
    return _split((*settings.words, *(entry.term for entry in settings.glossary), *named))


@lru_cache(maxsize=8)
def _split(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower().replace("’", "'").removesuffix("'s") for text in texts for word in TOKEN.findall(text))


def _misspelt(texts: Texts, unknown: frozenset[str]) -> Iterator[Problem]:
    """The first place of each unknown word that is no name, abbreviation or part of a compound."""
    places: dict[str, tuple[int, int]] = {}
    names: set[str] = set()
    text = texts.joined
    for found in TOKEN.finditer(text):
        written = found[0]
        word = written.lower().replace("’", "'").removesuffix("'s")
        if word not in unknown:
            continue
        start, end = found.span()
        named = written[0].isupper() and (not starts_sentence(text, start) or texts.field(start) in TITLES)
        if named or written[1:] != written[1:].lower() or len(word) < 3 or _part_of_more(text, start, end):
            names.add(word)
        else:
            places.setdefault(word, (start, end))
    suggestions = 0
    for word, (start, end) in places.items():
        if word in names:
            continue
        meant = english().suggest(word) if suggestions < MAX_SUGGESTIONS and len(word) < 40 else ""
        suggestions += 1
        # A capital at the start of a sentence may be a name's: only a word that is near another is a typo.
        if text[start].isupper() and not meant:
            continue
        end = start + len(word) if text[start:end].lower().endswith(("'s", "’s")) else end
        help = f"Did you mean “{meant}”? If the word is right, list it under “words” in pressup.yaml." if meant else _TO_ADD
        yield texts.problem(start, end, f"“{text[start:end]}” is not in the dictionary.", help)


def _part_of_more(text: str, start: int, end: int) -> bool:
    """Whether a word is a part of a compound, a code, a file name or the like."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before in ("-", "/", "_", "@", "#") or before.isdigit() or after in ("-", "/", "_", "@") or after.isdigit():
        return True
    return (after == "." and text[end + 1 : end + 2].isalnum()) or (before == "." and text[start - 2 : start - 1].isalnum())


def _confused(texts: Texts) -> Iterator[Problem]:
    for word in _CONFUSED.keys() & texts.words:
        pattern, meant = _CONFUSED[word]
        for found in pattern.finditer(texts.lower):
            start = found.start() + found[0].find(word)
            end = start + len(word)
            yield texts.problem(start, end, f"“{texts.joined[start:end]}” is probably a typo here.", f"Did you mean “{meant}”?")


CHECKS = (RecordCheck("PLN-08", Severity.WARNING, over_english(typos), heuristic=True),)
