"""The entries of the index, and the words that readers can choose among."""

from __future__ import annotations

import gettext
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pressup import Article, Catalogue, Condition, Exercise, Handout, Programme

KINDS = ("programme", "exercise", "condition", "article")
"""The order of the parts of the index."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page as the index shows it, and by what it is found."""

    id: str
    kind: str
    title: str
    summary: str
    level: int | None
    muscles: tuple[str, ...]
    equipment: tuple[str, ...]
    conditions: tuple[str, ...]
    moves: tuple[str, ...]
    """The ids of its exercises."""
    found_by: str
    """What a reader may type, without accents and capitals, beside title and summary."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its name, its label, and the words to choose among, each with what a reader sees."""

    name: str
    label: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """All of the index: its parts with their titles, and its filters."""

    parts: tuple[tuple[str, str, tuple[Entry, ...]], ...]
    choices: tuple[Choice, ...]
    count: int


def index_of(document: Catalogue, t: gettext.NullTranslations) -> Index:
    """The index of a catalogue. Nothing is chosen when there is nothing to choose among."""
    linked = _conditions(document.entries)
    entries = [_entry(one, linked.get(one.id, ())) for one in document.entries]
    titles = {
        "programme": t.gettext("Programmes"),
        "condition": t.gettext("Conditions"),
        "article": t.gettext("Articles"),
        "exercise": t.gettext("Exercises"),
    }
    parts = ((kind, titles[kind], tuple(one for one in entries if one.kind == kind)) for kind in KINDS)
    levels = sorted({one.level for one in entries if one.level})
    conditions = {one.id: one.title for one in document.entries if one.kind == "condition"}
    choices = (
        Choice("muscle", t.gettext("Muscle"), _named("muscle", (word for one in entries for word in one.muscles), document)),
        Choice("equipment", t.gettext("Equipment"), _equipment(entries, document, t)),
        Choice("level", t.gettext("Level"), tuple((str(level), _level(level, t)) for level in levels)),
        Choice("condition", t.gettext("Condition"), tuple(sorted(conditions.items(), key=lambda one: one[1].casefold()))),
    )
    return Index(tuple(part for part in parts if part[2]), tuple(one for one in choices if len(one.words) > 1), len(entries))


def _entry(handout: Handout, conditions: Iterable[str]) -> Entry:
    subject = handout.subject
    exercises = handout.exercises()
    return Entry(
        id=handout.id,
        kind=handout.kind,
        title=handout.title,
        summary=_summary(subject),
        level=getattr(subject, "level", None),
        muscles=tuple(dict.fromkeys(one.muscle for exercise in exercises for one in exercise.muscles if one.role != "stabiliser")),
        equipment=_needed(handout),
        conditions=tuple(conditions),
        moves=tuple(one.id for one in exercises),
        found_by=_plain(" ".join(_also(handout))),
    )


def _summary(subject: Exercise | Condition | Programme | Article) -> str:
    return (subject.purpose or "") if isinstance(subject, Exercise | Programme) else subject.summary


def _needed(handout: Handout) -> tuple[str, ...]:
    """The equipment of a page; `none` for exercises that need nothing, and nothing at all for pages without exercises."""
    if not handout.cards:
        return ()
    return tuple(dict.fromkeys(word for one in handout.exercises() for word in one.equipment.required)) or ("none",)


def _also(handout: Handout) -> Iterator[str]:
    """Other names by which a page is looked for."""
    subject = handout.subject
    yield from getattr(subject, "aliases", ())
    yield getattr(subject, "formal_name", None) or ""
    yield from handout.words.values()
    for card in handout.cards:
        yield card.exercise.name
        yield from card.exercise.aliases


def _plain(text: str) -> str:
    """Text as the search compares it: without accents, capitals and repeated words."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(letter))
    return " ".join(dict.fromkeys(bare.split()))


def _conditions(entries: Iterable[Handout]) -> dict[str, tuple[str, ...]]:
    """The conditions that each page is for: its own, and for an exercise those that recommend it or whose programme has it."""
    found: dict[str, dict[str, None]] = {}
    for entry in entries:
        subject = entry.subject
        own = [condition.id for condition in entry.conditions] if not isinstance(subject, Condition) else [subject.id]
        shown, named = (one.id for one in entry.exercises()), (one.id for one in entry.recommended)
        for id in (entry.id, *shown, *named):
            found.setdefault(id, {}).update(dict.fromkeys(own))
    return {id: tuple(conditions) for id, conditions in found.items()}


def _named(vocabulary: str, words: Iterable[str], document: Catalogue) -> tuple[tuple[str, str], ...]:
    """Words of a vocabulary with what a reader sees, in the order of that."""
    known = {key: name for entry in document.entries for key, name in entry.words.items()}
    named = {word: known.get(f"{vocabulary}:{word}", word.replace("-", " ")) for word in words}
    return tuple(sorted(named.items(), key=lambda one: one[1].casefold()))


def _equipment(entries: Iterable[Entry], document: Catalogue, t: gettext.NullTranslations) -> tuple[tuple[str, str], ...]:
    words = [word for one in entries for word in one.equipment]
    nothing = (("none", t.gettext("nothing")),) if "none" in words else ()
    return (*nothing, *_named("equipment", (word for word in words if word != "none"), document))


def _level(level: int, t: gettext.NullTranslations) -> str:
    names = {
        1: t.gettext("1, easy"),
        5: t.gettext("5, for trained people"),
    }
    return names.get(level, str(level))
