"""What a reader needs to act: the things that an exercise takes, and a diary for a plan of some weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pressup.checks.check import Path, Problem, RecordCheck, RecordContext
from pressup.checks.placeholders import is_placeholder
from pressup.findings import Severity
from pressup.records import Exercise, Programme, Record
from pressup.records.vocabulary import packaged

_VAGUE = frozenset({"ball", "balls", "bed", "bench", "mat", "step", "wall", "weight", "weights"})
"""Things whose word means something else as often (“take a step”), or that any room has."""
_ONE = r"\b(?:an?|the|your|each|both|one|two|this|that)(?: [a-z-]+)? "
_AS_IF = re.compile(r"\b(?:as if|as though|like|imagine|instead|without|if you)\b", re.IGNORECASE)


def start(record: Record, context: RecordContext) -> Iterator[Problem]:
    """The position to begin from, each step and where it is felt are told in words, and nothing keeps their place free (ACT-02)."""
    if isinstance(record, Exercise):
        texts: list[tuple[Path, str]] = [(("start",), record.start), (("feel_it",), record.feel_it)]
        texts += [(("steps", i), step) for i, step in enumerate(record.steps)]
        for path, text in texts:
            if is_placeholder(text) and _needed(text):
                message = f"“{text if len(text) <= 60 else text[:60] + '…'}” tells the reader nothing."
                yield Problem(record.id, path, message, "Write in plain words what to do or to feel.")


def _needed(text: str) -> bool:
    return text.strip().rstrip(".!").casefold() not in ("stop", "test", "same")


def equipment(record: Record, context: RecordContext) -> Iterator[Problem]:
    """What an English text tells people to use stands in the list of equipment too: they fetch it before they begin (ACT-02).

    Looked for are the names of things in the start position and the steps, behind “a”, “the” or “your”.
    """
    if not isinstance(record, Exercise) or not context.lang.startswith("en"):
        return
    words = _things(tuple((term.id, term.name) for term in context.settings.vocabulary.equipment))
    places: list[tuple[Path, str]] = [(("start",), record.start), *((("steps", i), step) for i, step in enumerate(record.steps))]
    whole = " ".join(text for _, text in places).casefold()
    for thing, ids in words.items():
        if thing in whole and not ids & {*record.equipment.required, *record.equipment.optional}:
            found = _spoken_of(thing, places)
            said = any(thing in entry.use.casefold() for entry in record.equipment.substitutes)
            if found is not None and not said:
                message = f"The text speaks of “{found[1]}”, and the list of equipment does not."
                help = f"Add “{min(ids)}” under “equipment”, as “required” or “optional”."
                yield Problem(record.id, found[0], message, help, words=found[1])
                return  # one is enough to make somebody look


def _spoken_of(thing: str, places: list[tuple[Path, str]]) -> tuple[Path, str] | None:
    """Where texts first tell of a thing that is there, and not of something like it."""
    pattern = re.compile(rf"{_ONE}(?P<thing>{re.escape(thing)})\b", re.IGNORECASE)
    for path, text in places:
        found = pattern.search(text)
        if found and not _AS_IF.search(text, 0, found.start()):
            return path, found["thing"]
    return None


@lru_cache(maxsize=8)
def _things(own: tuple[tuple[str, str], ...]) -> dict[str, set[str]]:
    """The names of things, and the words of the vocabulary that each may mean."""
    known = {id: str(entry["name"]) for id, entry in packaged()["equipment"].items()} | dict(own)
    words: dict[str, set[str]] = {}
    for id, name in known.items():
        for part in name.casefold().split(" or "):
            last = part.split()[-1] if part.split() else ""
            for word in {part, last, last.removesuffix("s")}:
                if len(word) > 3 and word not in _VAGUE and id not in _VAGUE:
                    words.setdefault(word, set()).add(id)
    return dict(sorted(words.items(), key=lambda entry: (-len(entry[0]), entry[0])))


def diary(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A programme has a diary to tick off: people who write down what they did keep going for longer (ACT-03, PEMAT 23)."""
    if isinstance(record, Programme) and not record.diary:
        message = "The handout has no diary to tick off."
        yield Problem(record.id, ("diary",), message, "Take “diary: false” away if people do this by themselves.")


CHECKS = (
    RecordCheck("ACT-02", Severity.ERROR, start),
    RecordCheck("ACT-02", Severity.WARNING, equipment, heuristic=True),
    RecordCheck("ACT-03", Severity.NOTE, diary),
)
