"""Moves: the exercises that a handout shows in full, numbered through, each with its doses in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pressup.documents.model import ExerciseCard, Handout, PhaseDose
from pressup.documents.shown.naming import type_title, weeks_text
from pressup.documents.shown.warnings import NotFor, needs_of, not_for
from pressup.documents.wording import Phrase, dose_phrases, translations
from pressup.records import Dose, Exercise, Range

_QUIET = frozenset({"rest", "pain_limit"})
"""Parts of a dose that are told in small print: at most five numbers are large."""
_STRETCHES = frozenset({"stretch", "mobility"})


@dataclass(frozen=True, slots=True)
class WeeksText:
    """A text that holds in some weeks; in all of them when these are empty."""

    weeks: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One exercise of a handout, in words."""

    number: int
    """Its number in the handout."""
    card: ExerciseCard
    """The exercise, and its doses as data."""
    weeks: str
    """`Weeks 1 to 6`; empty outside a programme."""
    optional: bool
    """Whether it may be left out."""
    works: str
    """Muscles that work."""
    stretches: str
    """Muscles that are stretched."""
    equipment: str
    """What it cannot do without, or `nothing`."""
    helpful: str
    """What helps, but need not be there."""
    substitutes: tuple[tuple[str, str], ...]
    """Instead of what, and what to take."""
    chips: tuple[Phrase, ...]
    """The parts of the first dose to print large."""
    chips_weeks: str
    """The weeks of that dose, when a later one differs."""
    quiet: str
    """The other parts of the first dose."""
    later: tuple[WeeksText, ...]
    """What later doses change, and when."""
    notes: tuple[WeeksText, ...]
    """What to mind in each phase."""
    not_for: tuple[NotFor, ...]
    """Who must not do it."""
    needs: tuple[str, ...]
    """What must be set up."""

    @property
    def exercise(self) -> Exercise:
        """The exercise's record."""
        return self.card.exercise

    @property
    def doses(self) -> tuple[PhaseDose, ...]:
        """The doses in the phases of a programme."""
        return self.card.doses

    @property
    def cares(self) -> tuple[str, ...]:
        """What to take care of: what must be set up, and the cautions."""
        return (*self.needs, *self.exercise.cautions)

    @property
    def is_stretch(self) -> bool:
        """Whether it is a stretch or loosens up."""
        return self.exercise.type in _STRETCHES

    @property
    def side(self) -> Literal["left", "right"]:
        """The side that the figure works with."""
        return "left" if self.card.first_dose.side == "left" else "right"


def move_groups(handout: Handout, cards: Iterable[ExerciseCard]) -> Iterator[tuple[str, tuple[Move, ...]]]:
    """The moves of a handout by type of exercise: each type's title, and its moves.

    Types and moves stand in the order in which they first come up, and the numbers count through.

    Args:
        handout: The handout.
        cards: What it shows: `RenderContext.cards(handout)`, in which doses may be changed for one person.
    """
    groups: dict[str, list[ExerciseCard]] = {}
    for card in cards:
        groups.setdefault(card.exercise.type, []).append(card)
    number = 1
    for exercise_type, members in groups.items():
        moves = tuple(_move(place, card, handout) for place, card in enumerate(members, number))
        number += len(moves)
        yield type_title(exercise_type, handout.lang), moves


def _move(number: int, card: ExerciseCard, handout: Handout) -> Move:
    exercise, lang = card.exercise, handout.lang
    t = translations("pressup", lang)
    phrases = _phrases(card.first_dose, handout)
    first, later = _runs_told(card, handout)

    def muscles(role: str) -> str:
        return ", ".join(handout.word("muscle", part.muscle) for part in exercise.muscles if part.role == role)

    def pieces(words: Iterable[str]) -> str:
        return ", ".join(handout.word("equipment", word) for word in words)

    return Move(
        number=number,
        card=card,
        weeks=weeks_text(card.weeks, lang) if card.weeks else "",
        optional=bool(card.doses) and all(dose.optional for dose in card.doses),
        works=muscles("primary"),
        stretches=muscles("stretched"),
        equipment=pieces(exercise.equipment.required) or t.gettext("nothing"),
        helpful=pieces(exercise.equipment.optional),
        substitutes=tuple((handout.word("equipment", one.instead_of), one.use) for one in exercise.equipment.substitutes),
        chips=tuple(phrase for phrase in phrases if phrase.kind not in _QUIET),
        chips_weeks=first if later else "",
        quiet=", ".join(phrase.text for phrase in phrases if phrase.kind in _QUIET),
        later=later,
        notes=tuple(_notes(card, lang)),
        not_for=tuple(not_for(exercise, handout)),
        needs=needs_of(exercise),
    )


def _phrases(dose: Dose, handout: Handout) -> tuple[Phrase, ...]:
    """A dose in words; without its pain limit where that is just where the pain rule's first band ends."""
    rule = getattr(handout.subject, "pain_rule", None)
    told = rule is not None and dose.pain_limit == rule.bands[0].pain.max
    return dose_phrases(dose.model_copy(update={"pain_limit": None}) if told else dose, handout.lang)


def _runs_told(card: ExerciseCard, handout: Handout) -> tuple[str, tuple[WeeksText, ...]]:
    """The weeks of the first dose, and every later dose that differs from the one before it."""
    runs: list[tuple[Range, Dose]] = []
    for entry in card.doses:
        if runs and runs[-1][1] == entry.dose:
            runs[-1] = (Range(runs[-1][0].min, entry.weeks.max), entry.dose)
        else:
            runs.append((entry.weeks, entry.dose))
    if not runs:
        return "", ()
    later = (
        WeeksText(weeks_text(weeks, handout.lang), _difference(before, dose, handout))
        for (_, before), (weeks, dose) in pairwise(runs)
    )
    return weeks_text(runs[0][0], handout.lang), tuple(later)


def _difference(before: Dose, after: Dose, handout: Handout) -> str:
    """What a dose changes; the whole dose when parts came or went, so that nothing must be guessed."""
    old, new = _phrases(before, handout), _phrases(after, handout)
    if [phrase.kind for phrase in old] != [phrase.kind for phrase in new]:
        return ", ".join(phrase.text for phrase in new)
    return ", ".join(now.text for then, now in zip(old, new, strict=True) if then != now)


def _notes(card: ExerciseCard, lang: str) -> Iterator[WeeksText]:
    """The notes of the phases; one note for several phases stands once."""
    notes: dict[str, list[Range]] = {}
    for entry in card.doses:
        if entry.note:
            notes.setdefault(entry.note, []).append(entry.weeks)
    for note, weeks in notes.items():
        everywhere = len(weeks) == len(card.doses)
        yield WeeksText("" if everywhere else ", ".join(weeks_text(part, lang) for part in weeks), note)
