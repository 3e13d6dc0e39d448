"""What templates show, worked out: everything that is more than reading a field of the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pressup import URGENCIES, Handout, Programme, Range, RedFlag, RenderContext, range_text
from pressup_pdf.cards import Card, card_groups
from pressup_pdf.layout import Shape, shape_of
from pressup_pdf.plan import Plan, Step, plan_of, steps_of
from pressup_pdf.qr import Code, page_code
from pressup_pdf.sources import Credits, Source, credits_of, sources_of
from pressup_pdf.words import Words

__all__ = ["View", "Words", "pain_cells", "view_of"]


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """The warning signs of one urgency, by what to do."""

    urgency: str
    help_line: str
    actions: tuple[tuple[str, tuple[RedFlag, ...]], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A number at a glance, and what it counts."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Section:
    """The cards of one type of exercise, under one heading."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that is worked out for a page."""

    shape: Shape
    flags: tuple[FlagGroup, ...]
    sections: tuple[Section, ...]
    cards: tuple[Card, ...]
    sources: tuple[Source, ...]
    credits: Credits
    facts: tuple[Fact, ...] = ()
    plan: Plan | None = None
    steps: tuple[Step, ...] = ()
    diary: Diary | None = None
    left_out: tuple[tuple[str, str], ...] = ()
    pain_cells: tuple[tuple[int, str], ...] = ()
    online: Code | None = None


@dataclass(frozen=True, slots=True)
class Diary:
    """The table to fill in: how many weeks, and how many boxes a week."""

    weeks: int
    days: int
    stretch_days: int
    moves: str = field(default="")


def view_of(document: Handout, context: RenderContext[Any], words: Words) -> View:
    """Work out what the page of a handout shows."""
    shape = shape_of(context.options, alone=document.kind == "exercise")
    sections = tuple(Section(title, cards) for title, cards in card_groups(document, words, context, shape))
    cards = tuple(card for section in sections for card in section.cards)
    common: dict[str, Any] = {
        "shape": shape,
        "flags": _flags(document, context),
        "sections": sections,
        "cards": cards,
        "sources": sources_of(document, words) if words.numbered else (),
        "credits": credits_of(document, context, words),
        "online": page_code(document, context, words.catalogue.gettext("QR code that opens this handout online")),
        "left_out": tuple(_left_out(document, words)),
    }
    if isinstance(document.subject, Programme):
        programme = document.subject
        common["facts"] = _facts(programme, words)
        common["plan"] = plan_of(programme, cards, words)
        common["steps"] = steps_of(programme, cards, words)
        common["diary"] = _diary(programme, cards) if programme.diary and context.options.diary and shape.extras else None
        common["pain_cells"] = pain_cells(programme)
    return View(**common)


def _flags(document: Handout, context: RenderContext[Any]) -> tuple[FlagGroup, ...]:
    lines = context.publisher.help_lines
    groups = []
    for urgency, line in zip(URGENCIES, (lines.emergency, lines.same_day, lines.soon), strict=True):
        by_action: dict[str, list[RedFlag]] = {}
        for flag in document.flags(urgency):
            by_action.setdefault(flag.action, []).append(flag)
        if by_action:
            groups.append(FlagGroup(urgency, line, tuple((action, tuple(flags)) for action, flags in by_action.items())))
    return tuple(groups)


def _facts(programme: Programme, words: Words) -> tuple[Fact, ...]:
    t = words.catalogue
    weeks, days = programme.weeks, programme.sessions_per_week
    facts = [
        Fact(str(weeks), t.ngettext("week", "weeks", weeks)),
        Fact(range_text(days, words.lang), t.ngettext("day a week", "days a week", days.max)),
    ]
    if programme.minutes:
        facts.append(Fact(range_text(programme.minutes, words.lang), t.gettext("minutes a session")))
    counts = [len(phase.items) for phase in programme.phases]
    moves = Range(min(counts), max(counts))
    label = t.ngettext("move", "moves", moves.max)
    if counts == sorted(counts) and moves.min < moves.max:
        label = t.gettext("moves, added bit by bit")
    facts.append(Fact(range_text(moves, words.lang), label))
    return tuple(facts)


def _diary(programme: Programme, cards: Iterable[Card]) -> Diary:
    """Boxes for as many days as the programme asks for; stretches that come more often get boxes of their own."""
    days = min(programme.sessions_per_week.max, 7)
    stretch = [
        dose.dose.frequency.days_a_week.max for card in cards if card.is_stretch for dose in card.doses if dose.dose.frequency
    ]
    extra = max(stretch, default=0)
    return Diary(programme.weeks, days, extra if extra != days and any(not card.is_stretch for card in cards) else 0)


def pain_cells(programme: Programme) -> tuple[tuple[int, str], ...]:
    """The scale from 0 to 10: each number with how its cell looks.

    The lowest band looks calm (`go`), the highest like a stop sign (`stop`), all between them like a warning (`ease`), however many
    there are; a number outside every band is `none`.
    """
    bands = programme.pain_rule.bands if programme.pain_rule else ()
    looks = ["go", *["ease"] * (len(bands) - 2), "stop"]

    def look(number: int) -> str:
        return next((look for band, look in zip(bands, looks, strict=True) if band.pain.min <= number <= band.pain.max), "none")

    return tuple((number, look(number)) for number in range(11)) if bands else ()


def _left_out(document: Handout, words: Words) -> Iterable[tuple[str, str]]:
    """Exercises that do not suit the handout's conditions: what, and why."""
    if document.kind != "condition":
        return
    for condition in document.conditions:
        stages = {stage.id: stage.name for stage in condition.stages}
        for selector in condition.contraindicated:
            yield words.selected(selector, stages), selector.reason
