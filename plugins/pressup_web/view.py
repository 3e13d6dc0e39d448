"""What the page of a handout shows, worked out: everything that is more than reading a field of the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from pressup import (
    Artifact,
    Citation,
    DiaryTable,
    Fact,
    FlagGroup,
    Handout,
    Move,
    PlanPhase,
    PlanTable,
    Programme,
    RenderContext,
    citation,
    diary_table,
    flag_groups,
    imprint,
    move_groups,
    pain_scale,
    plan_facts,
    plan_phases,
    plan_table,
    ruled_out,
)
from pressup_web.figures import pictures, still


@dataclass(frozen=True, slots=True)
class View:
    """All that is worked out for a page."""

    flags: tuple[FlagGroup, ...]
    groups: tuple[tuple[str, tuple[Move, ...]], ...]
    """The moves under the titles of their types of exercise."""
    figures: dict[str, Markup]
    pictures: dict[str, Artifact]
    sources: tuple[Citation, ...]
    imprint: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...] = ()
    plan: PlanTable | None = None
    phases: tuple[PlanPhase, ...] = ()
    diary: DiaryTable | None = None
    pain_cells: tuple[tuple[int, str], ...] = ()
    moving: dict[str, Markup] = field(default_factory=dict)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves of all groups."""
        return tuple(move for _, moves in self.groups for move in moves)


def view_of(document: Handout, context: RenderContext[Any]) -> View:
    """Work out what the page of a handout shows."""
    lang = document.lang
    groups = tuple(move_groups(document, context.cards(document)))
    moves = tuple(move for _, members in groups for move in members)
    common: dict[str, Any] = {
        "flags": tuple(flag_groups(document, context.publisher)),
        "groups": groups,
        "figures": {move.exercise.id: drawn for move in moves if (drawn := still(move, context.publisher, lang))},
        "pictures": pictures(document, context),
        "sources": tuple(citation(one, lang) for one in document.references),
        "imprint": tuple(imprint(document, context.publisher, context.date)),
        "left_out": ruled_out(document),
    }
    programme = document.subject
    if isinstance(programme, Programme):
        common |= {
            "facts": tuple(plan_facts(programme, lang)),
            "plan": plan_table(programme, moves, lang),
            "phases": tuple(plan_phases(programme, moves, lang)),
            "diary": diary_table(programme, moves) if programme.diary else None,
            "pain_cells": tuple(pain_scale(programme)),
        }
    return View(**common)
