"""The exercise card: what it shows of an exercise and of its dose in each phase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pressup import Dose, Exercise, ExerciseCard, Handout, Phrase, Range, RenderContext, dose_phrases
from pressup_web.words import Words

_QUIET = frozenset({"rest", "pain_limit"})
"""Parts of a dose that stand in the line below the chips: at most five numbers are large."""
_STRETCHES = frozenset({"stretch", "mobility"})


@dataclass(frozen=True, slots=True)
class WeeksText:
    """A text that holds in some weeks; in all of them when these are empty."""

    weeks: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A step up or down: what to change, which exercise comes next and where its page is, and when."""

    text: str
    to: str
    page: str | None
    when: str | None


@dataclass(frozen=True, slots=True)
class Warned:
    """Who must not do an exercise: the heading of the group, whom it means, and why."""

    label: str
    who: str
    reason: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise as its card shows it."""

    number: int
    exercise: Exercise
    doses: tuple[Any, ...]
    page: str | None
    weeks: str
    """`Weeks 1 to 6`; empty outside a programme."""
    optional: bool
    works: str
    stretches: str
    equipment: str
    helpful: str
    substitutes: tuple[tuple[str, str], ...]
    chips: tuple[Phrase, ...]
    chips_weeks: str
    """The weeks of the dose in the chips, when a later dose differs."""
    quiet: str
    later: tuple[WeeksText, ...]
    notes: tuple[WeeksText, ...]
    easier: tuple[Change, ...]
    harder: tuple[Change, ...]
    warned: tuple[Warned, ...]
    cares: tuple[str, ...]

    @property
    def is_stretch(self) -> bool:
        """Whether it is a stretch, which gets a double rule."""
        return self.exercise.type in _STRETCHES

    @property
    def side(self) -> str:
        """The side of the figure that works."""
        dose = self.doses[0].dose if self.doses else self.exercise.dose
        return "left" if dose.side == "left" else "right"


def card_groups(document: Handout, words: Words, context: RenderContext[Any]) -> Iterator[tuple[str, tuple[Card, ...]]]:
    """The cards by type of exercise: types and cards in the order in which they first come up, numbered through."""
    groups: dict[str, list[ExerciseCard]] = {}
    for card in context.cards(document):
        groups.setdefault(card.exercise.type, []).append(card)
    number = 1
    for type_, members in groups.items():
        yield words.group(type_), tuple(_card(place, member, words) for place, member in enumerate(members, number))
        number += len(members)


def _card(number: int, card: ExerciseCard, words: Words) -> Card:
    exercise, needs = card.exercise, card.exercise.needs
    first, later = _doses(card, words)
    phrases = _phrases(card.first_dose, words)
    setup = (needs.support, needs.anchor, needs.partner, needs.supervision)
    return Card(
        number=number,
        exercise=exercise,
        doses=card.doses,
        page=words.page(exercise.id),
        weeks=words.weeks(card.weeks) if card.weeks else "",
        optional=bool(card.doses) and all(dose.optional for dose in card.doses),
        works=words.vocabulary("muscle", (part.muscle for part in exercise.muscles if part.role == "primary")),
        stretches=words.vocabulary("muscle", (part.muscle for part in exercise.muscles if part.role == "stretched")),
        equipment=words.vocabulary("equipment", exercise.equipment.required) or words.t.gettext("nothing"),
        helpful=words.vocabulary("equipment", exercise.equipment.optional),
        substitutes=tuple((words.document.word("equipment", one.instead_of), one.use) for one in exercise.equipment.substitutes),
        chips=tuple(phrase for phrase in phrases if phrase.kind not in _QUIET),
        chips_weeks=first if later else "",
        quiet=", ".join(phrase.text for phrase in phrases if phrase.kind in _QUIET),
        later=later,
        notes=tuple(_notes(card, words)),
        easier=tuple(_changes(exercise.regressions, words)),
        harder=tuple(_changes(exercise.progressions, words)),
        warned=tuple(_warned(exercise, words)),
        cares=(*(text for text in setup if text), *exercise.cautions),
    )


def _phrases(dose: Dose, words: Words) -> tuple[Phrase, ...]:
    """A dose in words; without its pain limit where that is just where the pain rule's first band ends."""
    rule = getattr(words.document.subject, "pain_rule", None)
    told = rule is not None and dose.pain_limit == rule.bands[0].pain.max
    return dose_phrases(dose.model_copy(update={"pain_limit": None}) if told else dose, words.lang)


def _doses(card: ExerciseCard, words: Words) -> tuple[str, tuple[WeeksText, ...]]:
    """The weeks of the first dose, and every later dose that differs from the one before it."""
    runs: list[tuple[Range, Dose]] = []
    for entry in card.doses:
        if runs and runs[-1][1] == entry.dose:
            runs[-1] = (Range(runs[-1][0].min, entry.weeks.max), entry.dose)
        else:
            runs.append((entry.weeks, entry.dose))
    if not runs:
        return "", ()
    later = (WeeksText(words.weeks(weeks), _difference(before, dose, words)) for (_, before), (weeks, dose) in pairwise(runs))
    return words.weeks(runs[0][0]), tuple(later)


def _difference(before: Dose, after: Dose, words: Words) -> str:
    """What a dose changes; the whole dose when parts came or went, so that nothing must be guessed."""
    old, new = _phrases(before, words), _phrases(after, words)
    if [phrase.kind for phrase in old] != [phrase.kind for phrase in new]:
        return ", ".join(phrase.text for phrase in new)
    return ", ".join(now.text for then, now in zip(old, new, strict=True) if then != now)


def _notes(card: ExerciseCard, words: Words) -> Iterator[WeeksText]:
    """The notes of the phases; one note for several phases stands once."""
    notes: dict[str, list[Range]] = {}
    for entry in card.doses:
        if entry.note:
            notes.setdefault(entry.note, []).append(entry.weeks)
    for note, weeks in notes.items():
        yield WeeksText("" if len(weeks) == len(card.doses) else ", ".join(map(words.weeks, weeks)), note)


def _changes(steps: Iterable[Any], words: Words) -> Iterator[Change]:
    for step in steps:
        yield Change(step.change or "", words.title(step.to) if step.to else "", words.page(step.to), step.when)


def _warned(exercise: Exercise, words: Words) -> Iterator[Warned]:
    t = words.t
    labels = {
        "absolute": t.gettext("Do not do this if you have"),
        "relative": t.gettext("Ask your physio first if you have"),
        "stage-limited": t.gettext("Wait if you have"),
    }
    for entry in exercise.contraindications:
        who = words.title(entry.condition) if entry.condition else entry.flag or ""
        if entry.stage:
            who = t.gettext("{condition} ({stage})").format(condition=who, stage=words.stage(entry.condition, entry.stage))
        yield Warned(labels[entry.strength], who.rstrip("."), entry.reason, words.cites(entry.references))
