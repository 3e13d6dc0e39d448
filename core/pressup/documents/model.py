"""The documents: Handout, Newsletter and Catalogue. Frozen, and each carries every record that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from pressup.records import (
    Article,
    Claim,
    Condition,
    Dose,
    Exercise,
    NewsletterIssue,
    Programme,
    Publisher,
    Range,
    Record,
    RedFlag,
    Reference,
    Urgency,
)
from pressup.records.newsletter import Action

URGENCIES: tuple[Urgency, ...] = get_args(Urgency)
"""The urgencies, most urgent first."""

HandoutSubject = Annotated[Exercise | Condition | Programme | Article, Field(discriminator="kind")]
ItemRecord = Annotated[Exercise | Condition | Programme | Article, Field(discriminator="kind")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PhaseDose(_Frozen):
    """The dose of an exercise in one phase of a programme."""

    phase: str
    """The phase's name."""
    weeks: Range
    """Its weeks."""
    dose: Dose
    """The exercise's own dose with the programme's changes in it."""
    note: str | None = None
    """What to mind in this phase."""
    optional: bool = False
    """Whether it may be left out."""


class ExerciseCard(_Frozen):
    """An exercise as a document shows it: once, with its dose in every phase."""

    exercise: Exercise
    """The exercise."""
    doses: tuple[PhaseDose, ...] = ()
    """Its dose in each phase it appears in; empty outside a programme, where the exercise's own dose holds."""

    @property
    def weeks(self) -> Range | None:
        """From the first to the last week in which it is done."""
        if not self.doses:
            return None
        return Range(min(dose.weeks.min for dose in self.doses), max(dose.weeks.max for dose in self.doses))

    @property
    def first_dose(self) -> Dose:
        """The dose to begin with."""
        return self.doses[0].dose if self.doses else self.exercise.dose


class NamedExercise(_Frozen):
    """An exercise that a document only names: no more of it than is said, so that other changes of it do not touch the document."""

    id: str
    """Its id."""
    name: str
    """Its name."""
    level: int
    """How hard it is, from 1 to 5."""
    purpose: str | None = None
    """What it is good for."""


class Document(_Frozen):
    """What one output is made of. It carries all that it shows, and nothing that differs from day to day."""

    id: str
    """A name for files: the id of the record that it is about."""
    title: str
    """The title that a reader sees."""
    lang: str
    """The language of its text."""
    version: str
    """The version of its content."""
    sample: bool
    """Whether any record in it is a sample, which every output must say."""
    red_flags: tuple[RedFlag, ...] = ()
    """Every warning sign of every condition in it, most urgent first, each once."""
    claims: tuple[Claim, ...] = ()
    """Every claim of the records that it shows, each once."""
    references: tuple[Reference, ...] = ()
    """The references that it cites, in the order of their first use."""
    titles: dict[str, str] = {}
    """The titles of the records that it names, by id."""
    words: dict[str, str] = {}
    """The names of the vocabulary words that it uses, by `vocabulary:word`."""
    record_ids: tuple[str, ...] = ()
    """The ids of all records that it carries, sorted."""
    named_ids: tuple[str, ...] = ()
    """The ids of the records of which it says no more than a name and a line, sorted."""

    form: ClassVar[str]
    """`handout`, `newsletter` or `catalogue`."""

    def word(self, vocabulary: str, word: str) -> str:
        """The name of a vocabulary word as a reader sees it."""
        return self.words.get(f"{vocabulary}:{word}", word.replace("-", " "))

    def flags(self, urgency: Urgency) -> tuple[RedFlag, ...]:
        """The warning signs of one urgency."""
        return tuple(flag for flag in self.red_flags if flag.urgency == urgency)

    def number(self, reference_id: str) -> int | None:
        """The number under which a reference is printed, counted from 1."""
        for number, reference in enumerate(self.references, 1):
            if reference.id == reference_id:
                return number
        return None

    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises that it shows in full."""
        return ()

    def printed(self) -> tuple[Record, ...]:
        """The records whose words it prints."""
        return ()

    def attributions(self) -> tuple[str, ...]:
        """Author, licence and source of every text and picture of the records that it prints, each once.

        Pictures count even where an output leaves them out: a name too many harms nobody, and one too few breaks a licence.
        """
        found: dict[str, None] = {}
        for record in self.printed():
            own = getattr(record, "rights", None)
            media = (entry.rights for entry in getattr(record, "media", ()))
            found.update((rights.attribution, None) for rights in (*((own,) if own else ()), *media))
        return tuple(found)

    def safety_texts(self, publisher: Publisher) -> Iterator[tuple[str, str]]:
        """Every text that no output of this document may drop: what it is, and the text.

        Red flags with their actions, help lines, cautions, stop signs and needs of every exercise shown in full, the pain rule,
        the publisher's disclaimer, and the attributions that licences ask for.
        """
        yield "disclaimer", publisher.disclaimer
        for text in self.attributions():
            yield "attribution", text
        for flag in self.red_flags:
            yield "red flag", flag.text
            yield "action of a red flag", flag.action
        for urgency in URGENCIES:
            if self.flags(urgency):
                yield "help line", publisher.help_lines.line_for(urgency)
        for exercise in self.exercises():
            yield from _exercise_safety(exercise)


def _exercise_safety(exercise: Exercise) -> Iterator[tuple[str, str]]:
    for text in exercise.cautions:
        yield "caution", text
    for text in exercise.stop_if:
        yield "stop sign", text
    for entry in exercise.contraindications:
        yield "contraindication", entry.reason
    for name in ("support", "anchor", "partner", "supervision"):
        need = getattr(exercise.needs, name)
        if need:
            yield f"need of {name}", need


class Handout(Document):
    """One programme, condition, article or exercise, for a person to keep."""

    kind: Literal["exercise", "condition", "programme", "article"]
    """What it is about."""
    subject: HandoutSubject
    """The record that it is about."""
    cards: tuple[ExerciseCard, ...] = ()
    """The exercises that it shows in full, in order: those of a programme, or the exercise itself."""
    conditions: tuple[Condition, ...] = ()
    """The conditions that it speaks about, each followed by its wider ones."""
    recommended: tuple[NamedExercise, ...] = ()
    """Exercises that it only names."""

    form = "handout"

    def printed(self) -> tuple[Record, ...]:
        """The records whose words it prints."""
        return tuple({record.id: record for record in (self.subject, *self.exercises(), *self.conditions)}.values())

    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises that it shows in full."""
        return tuple(card.exercise for card in self.cards)

    def safety_texts(self, publisher: Publisher) -> Iterator[tuple[str, str]]:
        """See `Document.safety_texts`; a programme adds its pain rule and the notes of its items."""
        yield from super().safety_texts(publisher)
        for text in getattr(self.subject, "see_professional", ()):
            yield "when to see a professional", text
        if isinstance(self.subject, Programme):
            rule = self.subject.pain_rule
            for band in rule.bands if rule else ():
                yield "pain rule", band.action
            if rule and rule.next_day:
                yield "pain rule", rule.next_day
            for card in self.cards:
                for dose in card.doses:
                    if dose.note:
                        yield "note", dose.note


class NewsItem(_Frozen):
    """One item of a newsletter: a record, or news in its own words."""

    heading: str
    """The heading."""
    teaser: str | None = None
    """A sentence or two."""
    record: ItemRecord | None = None
    """The record that it is about."""
    action: Action | None = None
    """What to do next, when the issue says so."""


class Newsletter(Document):
    """One issue of a newsletter."""

    issue: NewsletterIssue
    """The issue's record."""
    items: tuple[NewsItem, ...]
    """Its items, in order."""
    conditions: tuple[Condition, ...] = ()
    """The conditions that it speaks about."""

    form = "newsletter"

    def printed(self) -> tuple[Record, ...]:
        """The records whose words it prints."""
        return (self.issue, *(item.record for item in self.items if item.record), *self.conditions)

    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises that it shows in full."""
        return tuple(item.record for item in self.items if isinstance(item.record, Exercise))


class Catalogue(Document):
    """All that a publisher publishes, one entry a record."""

    entries: tuple[Handout, ...]
    """The entries, by id."""

    form = "catalogue"

    def printed(self) -> tuple[Record, ...]:
        """The records whose words it prints."""
        return tuple({record.id: record for entry in self.entries for record in entry.printed()}.values())

    def only(self, entries: tuple[Handout, ...]) -> Catalogue:
        """The catalogue with these entries only."""
        carried = tuple(sorted({id for entry in entries for id in entry.record_ids}))
        named = tuple(sorted({id for entry in entries for id in entry.named_ids}.difference(carried)))
        sample = any(entry.sample for entry in entries)
        return self.model_copy(update={"entries": entries, "record_ids": carried, "named_ids": named, "sample": sample})

    def safety_texts(self, publisher: Publisher) -> Iterator[tuple[str, str]]:
        """The safety texts of every entry, each once."""
        seen: set[tuple[str, str]] = set()
        for entry in self.entries:
            for text in entry.safety_texts(publisher):
                if text not in seen:
                    seen.add(text)
                    yield text
