"""'Did you mean': the nearest known word to a wrong one."""

from __future__ import annotations

from collections.abc import Iterable


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
