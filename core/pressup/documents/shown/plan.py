"""The plan of a programme: how much work it is, the table by week, the phases, the pain scale and the diary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressup.documents.shown.moves import Move
from pressup.documents.shown.naming import weeks_text
from pressup.documents.wording import dose_phrases, range_text, translations
from pressup.records import Programme, Range

MOST_WEEKS = 8
"""More columns do not fit on a page; a longer plan has a column a phase."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number at a glance, and what it counts."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A move in the plan."""

    number: int
    name: str
    cells: tuple[str, ...]
    """For each column `yes`, `no` or `may`."""
    often: str
    """How often, in words."""
    starts_group: bool
    """Whether the moves above it are of the other sort, stretches or not."""


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The table of a plan."""

    columns: tuple[tuple[str, str], ...]
    """The two parts of each column's head, such as `Week` and `1`."""
    rows: tuple[PlanRow, ...]
    has_optional: bool
    """Whether a cell is `may`."""


@dataclass(frozen=True, slots=True)
class PlanPhase:
    """A phase of a programme."""

    name: str
    weeks: str
    moves: tuple[int, ...]
    """The numbers of its moves."""
    together: tuple[str, ...]
    """Numbers of moves that are done in turn."""
    entry: tuple[str, ...]
    """When to start it."""
    exit: tuple[str, ...]
    """When to go on."""


@dataclass(frozen=True, slots=True)
class DiaryTable:
    """The table to fill in: how many weeks, and how many boxes a week."""

    weeks: int
    days: int
    stretch_days: int
    """Boxes for stretches that come more often than the rest; 0 when they do not."""


def plan_facts(programme: Programme, lang: str) -> Iterator[Fact]:
    """How much work a programme is: weeks, days, minutes, moves."""
    t, weeks, days = translations("pressup", lang), programme.weeks, programme.sessions_per_week
    yield Fact(str(weeks), t.ngettext("week", "weeks", weeks))
    yield Fact(range_text(days, lang), t.ngettext("day a week", "days a week", days.max))
    if programme.minutes:
        yield Fact(range_text(programme.minutes, lang), t.gettext("minutes a session"))
    counts = [len(phase.items) for phase in programme.phases]
    moves = Range(min(counts), max(counts))
    grows = counts == sorted(counts) and moves.min < moves.max
    label = t.gettext("moves, added bit by bit") if grows else t.ngettext("move", "moves", moves.max)
    yield Fact(range_text(moves, lang), label)


def plan_table(programme: Programme, moves: Sequence[Move], lang: str) -> PlanTable:
    """Which move is done in which week."""
    t = translations("pressup", lang)
    if programme.weeks <= MOST_WEEKS:
        spans = [(week, week) for week in range(1, programme.weeks + 1)]
    else:
        spans = list(dict.fromkeys((phase.weeks.min, phase.weeks.max) for phase in programme.phases))
    columns = tuple((t.gettext("Weeks"), f"{low}–{high}") if low < high else (t.gettext("Week"), str(low)) for low, high in spans)
    rows = []
    for place, move in enumerate(moves):
        cells = tuple(_cell(move, low, high) for low, high in spans)
        starts = place > 0 and moves[place - 1].is_stretch != move.is_stretch
        rows.append(PlanRow(move.number, move.exercise.name, cells, _often(move, lang), starts))
    return PlanTable(columns, tuple(rows), any("may" in row.cells for row in rows))


def _cell(move: Move, low: int, high: int) -> str:
    """Whether a move is done between two weeks."""
    found = [dose for dose in move.doses if dose.weeks.min <= high and low <= dose.weeks.max]
    if not found:
        return "no"
    return "may" if all(dose.optional for dose in found) else "yes"


def _often(move: Move, lang: str) -> str:
    texts = (
        ", ".join(phrase.text for phrase in dose_phrases(entry.dose, lang) if phrase.kind == "frequency") for entry in move.doses
    )
    return "; ".join(dict.fromkeys(text for text in texts if text))


def plan_phases(programme: Programme, moves: Sequence[Move], lang: str) -> Iterator[PlanPhase]:
    """The phases of a programme, in order."""
    numbers = {move.exercise.id: move.number for move in moves}
    for phase in programme.phases:
        known = [item for item in phase.items if item.exercise in numbers]
        groups: dict[str, list[str]] = {}
        for item in known:
            if item.group:
                groups.setdefault(item.group, []).append(str(numbers[item.exercise]))
        together = tuple(", ".join(members) for members in groups.values() if len(members) > 1)
        shown = tuple(numbers[item.exercise] for item in known)
        yield PlanPhase(phase.name, weeks_text(phase.weeks, lang), shown, together, phase.entry, phase.exit)


def pain_scale(programme: Programme) -> Iterator[tuple[int, str]]:
    """The scale from 0 to 10: each number with how it looks; nothing when the programme has no pain rule.

    The lowest band looks calm (`go`), the highest like a stop sign (`stop`), all between them like a warning (`ease`), however many
    there are; a number outside every band is `none`.
    """
    bands = programme.pain_rule.bands if programme.pain_rule else ()
    looks = ["go", *["ease"] * (len(bands) - 2), "stop"]
    for number in range(11 if bands else 0):
        held = (look for band, look in zip(bands, looks, strict=True) if band.pain.min <= number <= band.pain.max)
        yield number, next(held, "none")


def diary_table(programme: Programme, moves: Sequence[Move]) -> DiaryTable:
    """Boxes for as many days as the programme asks for; stretches that come more often get boxes of their own."""
    days = min(programme.sessions_per_week.max, 7)
    stretch = [
        entry.dose.frequency.days_a_week.max for move in moves if move.is_stretch for entry in move.doses if entry.dose.frequency
    ]
    extra = max(stretch, default=0)
    apart = extra != days and any(not move.is_stretch for move in moves)
    return DiaryTable(programme.weeks, days, extra if apart else 0)
