"""The plan of a programme: the table by week, the phases with what opens and closes them, and the diary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressup import Programme, Range, dose_phrases, range_text
from pressup_web.cards import Card
from pressup_web.words import Words

MOST_WEEKS = 8
"""More columns do not fit; a longer plan has a column a phase."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number at a glance, and what it counts."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A move in the plan: its cells are `yes`, `no` or `may`."""

    number: int
    name: str
    cells: tuple[str, ...]
    often: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The table: the two parts of each column's head, such as `Week` and `1`, and the rows."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[PlanRow, ...]
    has_optional: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase: when, which moves, which of them in turn, and what opens and closes it."""

    name: str
    weeks: str
    moves: tuple[int, ...]
    together: tuple[str, ...]
    entry: tuple[str, ...]
    exit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diary:
    """The table to fill in on paper: how many weeks, and how many boxes a week."""

    weeks: int
    days: int
    stretch_days: int


def facts_of(programme: Programme, words: Words) -> Iterator[Fact]:
    """How much work it is."""
    t, weeks, days = words.t, programme.weeks, programme.sessions_per_week
    yield Fact(str(weeks), t.ngettext("week", "weeks", weeks))
    yield Fact(range_text(days, words.lang), t.ngettext("day a week", "days a week", days.max))
    if programme.minutes:
        yield Fact(range_text(programme.minutes, words.lang), t.gettext("minutes a session"))
    counts = [len(phase.items) for phase in programme.phases]
    moves = Range(min(counts), max(counts))
    grows = counts == sorted(counts) and moves.min < moves.max
    label = t.gettext("moves, added bit by bit") if grows else t.ngettext("move", "moves", moves.max)
    yield Fact(range_text(moves, words.lang), label)


def plan_of(programme: Programme, cards: Sequence[Card], words: Words) -> Plan:
    """The table of a programme."""
    t = words.t
    if programme.weeks <= MOST_WEEKS:
        spans = [(week, week) for week in range(1, programme.weeks + 1)]
    else:
        spans = list(dict.fromkeys((phase.weeks.min, phase.weeks.max) for phase in programme.phases))
    columns = tuple((t.gettext("Weeks"), f"{low}–{high}") if low < high else (t.gettext("Week"), str(low)) for low, high in spans)
    rows = tuple(
        PlanRow(card.number, card.exercise.name, tuple(_cell(card, low, high) for low, high in spans), _often(card, words))
        for card in cards
    )
    return Plan(columns, rows, any("may" in row.cells for row in rows))


def _cell(card: Card, low: int, high: int) -> str:
    """Whether a move is done between two weeks."""
    found = [dose for dose in card.doses if dose.weeks.min <= high and low <= dose.weeks.max]
    if not found:
        return "no"
    return "may" if all(dose.optional for dose in found) else "yes"


def _often(card: Card, words: Words) -> str:
    texts = (
        ", ".join(phrase.text for phrase in dose_phrases(entry.dose, words.lang) if phrase.kind == "frequency")
        for entry in card.doses
    )
    return "; ".join(dict.fromkeys(text for text in texts if text))


def phases_of(programme: Programme, cards: Sequence[Card], words: Words) -> Iterator[Phase]:
    """The phases of a programme."""
    numbers = {card.exercise.id: card.number for card in cards}
    for phase in programme.phases:
        known = [item for item in phase.items if item.exercise in numbers]
        groups: dict[str, list[str]] = {}
        for item in known:
            if item.group:
                groups.setdefault(item.group, []).append(str(numbers[item.exercise]))
        together = tuple(", ".join(members) for members in groups.values() if len(members) > 1)
        moves = tuple(numbers[item.exercise] for item in known)
        yield Phase(phase.name, words.weeks(phase.weeks), moves, together, phase.entry, phase.exit)


def diary_of(programme: Programme, cards: Sequence[Card]) -> Diary:
    """Boxes for as many days as the programme asks for; stretches that come more often get boxes of their own."""
    days = min(programme.sessions_per_week.max, 7)
    stretch = [
        dose.dose.frequency.days_a_week.max for card in cards if card.is_stretch for dose in card.doses if dose.dose.frequency
    ]
    extra = max(stretch, default=0)
    apart = extra != days and any(not card.is_stretch for card in cards)
    return Diary(programme.weeks, days, extra if apart else 0)
