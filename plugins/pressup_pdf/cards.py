"""The exercise card: what it shows of an exercise and of its dose in each phase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pressup import Dose, Exercise, ExerciseCard, Handout, Phrase, Range, RenderContext, dose_phrases
from pressup_pdf.figures import figure_of
from pressup_pdf.layout import Shape
from pressup_pdf.qr import Code, film_code
from pressup_pdf.words import Words

_QUIET = frozenset({"rest", "pain_limit"})
"""Parts of a dose that stand in the line below the chips: at most five numbers are large."""

_STRETCHES = frozenset({"stretch", "mobility"})


@dataclass(frozen=True, slots=True)
class WeeksText:
    """A text that holds in some weeks."""

    weeks: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A step up or down: what, and when."""

    text: str
    when: str | None


@dataclass(frozen=True, slots=True)
class Warned:
    """Who must not do an exercise: the heading of the group, whom it means, and why."""

    label: str
    who: str
    reason: str
    cites: str


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise as its card shows it."""

    number: int
    card: ExerciseCard
    weeks: str
    """`Weeks 1 to 6`; empty outside a programme."""
    optional: bool
    works: tuple[str, str]
    """Muscles that work, and muscles that are stretched."""
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
    near_easier: tuple[Change, ...]
    near_harder: tuple[Change, ...]
    """Without the steps to exercises that the handout does not show."""
    warned: tuple[Warned, ...]
    needs: tuple[str, ...]
    figure: Markup | None = None
    film: Code | None = None

    @property
    def exercise(self) -> Exercise:
        """The exercise's record."""
        return self.card.exercise

    @property
    def cares(self) -> tuple[str, ...]:
        """What to take care of."""
        return (*self.needs, *self.exercise.cautions)

    @property
    def doses(self) -> tuple[Any, ...]:
        """The doses in the phases of a programme."""
        return self.card.doses

    @property
    def is_stretch(self) -> bool:
        """Whether it is a stretch, which gets a double rule."""
        return self.exercise.type in _STRETCHES


def card_groups(
    document: Handout, words: Words, context: RenderContext[Any], shape: Shape
) -> Iterator[tuple[str, tuple[Card, ...]]]:
    """The cards by type of exercise: types and cards in the order in which they first come up, numbered through."""
    groups: dict[str, list[ExerciseCard]] = {}
    for card in context.cards(document):
        groups.setdefault(card.exercise.type, []).append(card)
    ordered = [card.exercise.id for members in groups.values() for card in members]
    words.numbers = {id: number for number, id in enumerate(ordered, 1)}
    for type_, members in groups.items():
        yield words.group(type_), tuple(_card(member, words, context, shape) for member in members)


def _card(card: ExerciseCard, words: Words, context: RenderContext[Any], shape: Shape) -> Card:
    exercise = card.exercise
    first, later = _doses(card, words)
    personal = context.personal
    changed = personal is not None and exercise.id in personal.doses
    phrases = _phrases(card.first_dose, words)
    t = words.catalogue
    return Card(
        number=words.numbers[exercise.id],
        card=card,
        weeks=words.weeks(card.weeks) if card.weeks else "",
        optional=bool(card.doses) and all(dose.optional for dose in card.doses),
        works=(
            words.vocabulary("muscle", (part.muscle for part in exercise.muscles if part.role == "primary")),
            words.vocabulary("muscle", (part.muscle for part in exercise.muscles if part.role == "stretched")),
        ),
        equipment=words.vocabulary("equipment", exercise.equipment.required) or t.gettext("nothing"),
        helpful=words.vocabulary("equipment", exercise.equipment.optional),
        substitutes=tuple(
            (words.document.word("equipment", entry.instead_of), entry.use) for entry in exercise.equipment.substitutes
        ),
        chips=tuple(phrase for phrase in phrases if phrase.kind not in _QUIET),
        chips_weeks=first if later else t.gettext("For you") if changed else "",
        quiet=", ".join(phrase.text for phrase in phrases if phrase.kind in _QUIET),
        later=later,
        notes=(*_notes(card, words), *_personal_note(card, context, words)),
        easier=tuple(_changes(exercise.regressions, words)),
        harder=tuple(_changes(exercise.progressions, words)),
        near_easier=tuple(_near(exercise.regressions, words)),
        near_harder=tuple(_near(exercise.progressions, words)),
        warned=tuple(_warned(exercise, words)),
        needs=tuple(
            text
            for text in (exercise.needs.support, exercise.needs.anchor, exercise.needs.partner, exercise.needs.supervision)
            if text
        ),
        figure=figure_of(card, context.publisher, context.options, words.lang, shape),
        film=film_code(exercise, context, t.gettext("QR code that opens the film of this exercise")),
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
    later = (
        WeeksText(words.weeks(weeks), _difference(runs[place][1], dose, words)) for place, (weeks, dose) in enumerate(runs[1:])
    )
    return words.weeks(runs[0][0]), tuple(later)


def _difference(before: Dose, after: Dose, words: Words) -> str:
    """What a dose changes; the whole dose when parts came or went, so that nothing must be guessed."""
    old, new = _phrases(before, words), _phrases(after, words)
    if [phrase.kind for phrase in old] != [phrase.kind for phrase in new]:
        return ", ".join(phrase.text for phrase in new)
    return ", ".join(now.text for then, now in zip(old, new, strict=True) if then != now)


def _notes(card: ExerciseCard, words: Words) -> tuple[WeeksText, ...]:
    """The notes of the phases; one note for several phases stands once."""
    notes: dict[str, list[Range]] = {}
    for entry in card.doses:
        if entry.note:
            notes.setdefault(entry.note, []).append(entry.weeks)
    every = len(card.doses)
    return tuple(
        WeeksText("" if len(weeks) == every else ", ".join(words.weeks(part) for part in weeks), note)
        for note, weeks in notes.items()
    )


def _personal_note(card: ExerciseCard, context: RenderContext[Any], words: Words) -> Iterator[WeeksText]:
    """The note on this exercise for the person that the handout is made for."""
    note = context.personal.notes.get(card.exercise.id) if context.personal else None
    if note is not None:
        yield WeeksText(words.catalogue.gettext("For you"), note)


def _changes(steps: Any, words: Words) -> Iterator[Change]:
    t = words.catalogue
    for step in steps:
        parts = [step.change] if step.change else []
        if step.to:
            parts.append(t.gettext("Try: {name}.").format(name=words.title(step.to)))
        yield Change(" ".join(parts), step.when)


def _near(steps: Any, words: Words) -> Iterator[Change]:
    """The steps that can be taken with this handout in hand: a change, or another of its moves by its number."""
    numbers = words.numbers
    for step in steps:
        parts = [step.change] if step.change else []
        if step.to in numbers:
            parts.append(words.catalogue.gettext("Try move {number}.").format(number=numbers[step.to]))
        if parts:
            yield Change(" ".join(parts), step.when)


def _warned(exercise: Exercise, words: Words) -> Iterator[Warned]:
    t = words.catalogue
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
