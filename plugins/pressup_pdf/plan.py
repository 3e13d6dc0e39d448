"""The plan of a programme: the table by week, and the phases with what opens and closes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pressup import Programme, dose_phrases
from pressup_pdf.cards import Card
from pressup_pdf.words import Words

MOST_WEEKS = 8
"""More columns do not fit; a longer plan has a column a phase."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A move in the plan."""

    number: int
    name: str
    cells: tuple[str, ...]
    """For each column `yes`, `no` or `may`."""
    often: str
    starts_group: bool
    """Whether a heavier rule stands above it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The table: its columns and rows."""

    columns: tuple[tuple[str, str], ...]
    """The two lines of each column's head, such as `Week` and `1`."""
    rows: tuple[PlanRow, ...]
    has_optional: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A phase: when, which moves, and what opens and closes it."""

    name: str
    weeks: str
    moves: tuple[str, ...]
    together: tuple[str, ...]
    """Moves that are done in turn."""
    entry: tuple[str, ...]
    exit: tuple[str, ...]


def plan_of(programme: Programme, cards: Sequence[Card], words: Words) -> Plan:
    """The table of a programme."""
    t = words.catalogue
    if programme.weeks <= MOST_WEEKS:
        spans = [(week, week) for week in range(1, programme.weeks + 1)]
        columns = tuple((t.gettext("Week"), str(week)) for week, _ in spans)
    else:
        spans = list(dict.fromkeys((phase.weeks.min, phase.weeks.max) for phase in programme.phases))
        columns = tuple(
            (t.gettext("Weeks"), f"{low}–{high}") if low < high else (t.gettext("Week"), str(low)) for low, high in spans
        )
    rows = []
    for place, card in enumerate(cards):
        cells = tuple(_cell(card, low, high) for low, high in spans)
        starts = place > 0 and cards[place - 1].is_stretch != card.is_stretch
        rows.append(PlanRow(card.number, card.exercise.name, cells, _often(card, words), starts))
    return Plan(columns, tuple(rows), any("may" in row.cells for row in rows))


def _cell(card: Card, low: int, high: int) -> str:
    """Whether a move is done between two weeks."""
    found = [dose for dose in card.doses if dose.weeks.min <= high and low <= dose.weeks.max]
    if not found:
        return "no"
    return "may" if all(dose.optional for dose in found) else "yes"


def _often(card: Card, words: Words) -> str:
    texts = []
    for entry in card.doses:
        text = ", ".join(phrase.text for phrase in dose_phrases(entry.dose, words.lang) if phrase.kind == "frequency")
        if text and text not in texts:
            texts.append(text)
    return "; ".join(texts)


def steps_of(programme: Programme, cards: Sequence[Card], words: Words) -> tuple[Step, ...]:
    """The phases of a programme."""
    numbers = {card.exercise.id: card.number for card in cards}
    steps = []
    for phase in programme.phases:
        moves = [f"{numbers[item.exercise]}" for item in phase.items if item.exercise in numbers]
        groups: dict[str, list[str]] = {}
        for item in phase.items:
            if item.group and item.exercise in numbers:
                groups.setdefault(item.group, []).append(str(numbers[item.exercise]))
        together = tuple(", ".join(members) for members in groups.values() if len(members) > 1)
        steps.append(Step(phase.name, words.weeks(phase.weeks), tuple(moves), together, phase.entry, phase.exit))
    return tuple(steps)
