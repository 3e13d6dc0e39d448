"""'Did you mean': the nearest known word to a wrong one, and the one word that it can only be."""

from __future__ import annotations

from collections.abc import Iterable

CURLY = "“”„‟«»‘’‚"
_LONGEST = 80


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None when none is like it."""
    from rapidfuzz import fuzz, process, utils

    choices = sorted(set(known))
    found = process.extractOne(word, choices, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=70)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str], *, few: int = 12) -> str:
    """A sentence with the nearest known word, else with all known words when they are few, else nothing."""
    choices = sorted(set(known))
    guess = nearest(word, choices)
    if guess:
        return f"Did you mean “{guess}”?"
    if 0 < len(choices) <= few:
        return f"Known: {', '.join(choices)}."
    return ""


def only_meant(word: str, known: Iterable[str], *, exchanged: bool = False) -> str | None:
    """The known word that a misspelt one can only be, or None.

    It differs in capitals, hyphens and quotes, or by one slip: a letter missing, one too many, or two swapped. A letter exchanged
    for another counts with `exchanged` only, since “abductors” and “adductors” are both words. The first letter and all digits must
    be right, and no other known word may be as near.
    """
    choices = sorted(set(known))
    if len(word) > _LONGEST:
        return None
    folded = _fold(word)
    alike = [choice for choice in choices if _fold(choice) == folded]
    if alike:
        return alike[0] if len(alike) == 1 else None
    near = [choice for choice in choices if _one_slip(folded, _fold(choice))]
    if len(near) != 1 or len(near[0]) < 4:
        return None
    found = _fold(near[0])
    same_letters = len(found) != len(folded) or sorted(found) == sorted(folded)
    return near[0] if found[:1] == folded[:1] and _digits(found) == _digits(folded) and (exchanged or same_letters) else None


def _fold(word: str) -> str:
    return word.strip(f" {CURLY}").lower().replace("_", "-").replace(" ", "-")


def _one_slip(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) == 1


def _digits(word: str) -> str:
    return "".join(character for character in word if character.isdigit())
