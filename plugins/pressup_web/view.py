"""What the page of a handout shows, worked out: everything that is more than reading a field of the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from pressup import URGENCIES, Artifact, Handout, Programme, RedFlag, RenderContext
from pressup_web.cards import Card, card_groups
from pressup_web.figures import pictures, still
from pressup_web.plan import Diary, Fact, Phase, Plan, diary_of, facts_of, phases_of, plan_of
from pressup_web.sources import Source, imprint_of, sources_of
from pressup_web.words import Words


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """The warning signs of one urgency, by what to do."""

    urgency: str
    help_line: str
    actions: tuple[tuple[str, tuple[RedFlag, ...]], ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that is worked out for a page."""

    flags: tuple[FlagGroup, ...]
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    figures: dict[str, Markup]
    pictures: dict[str, Artifact]
    sources: tuple[Source, ...]
    imprint: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...] = ()
    plan: Plan | None = None
    phases: tuple[Phase, ...] = ()
    diary: Diary | None = None
    pain_cells: tuple[tuple[int, str], ...] = ()
    moving: dict[str, Markup] = field(default_factory=dict)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards of all groups."""
        return tuple(card for _, cards in self.groups for card in cards)


def view_of(document: Handout, context: RenderContext[Any], words: Words) -> View:
    """Work out what the page of a handout shows."""
    groups = tuple(card_groups(document, words, context))
    cards = tuple(card for _, members in groups for card in members)
    figures = {card.exercise.id: drawn for card in cards if (drawn := still(card, context.publisher, words.lang))}
    common: dict[str, Any] = {
        "flags": tuple(_flags(document, context)),
        "groups": groups,
        "figures": figures,
        "pictures": pictures(document, context),
        "sources": tuple(sources_of(document, words)),
        "imprint": tuple(imprint_of(document, context, words)),
        "left_out": tuple(_left_out(document, words)),
    }
    programme = document.subject
    if isinstance(programme, Programme):
        common |= {
            "facts": tuple(facts_of(programme, words)),
            "plan": plan_of(programme, cards, words),
            "phases": tuple(phases_of(programme, cards, words)),
            "diary": diary_of(programme, cards) if programme.diary else None,
            "pain_cells": tuple(_pain_cells(programme)),
        }
    return View(**common)


def _flags(document: Handout, context: RenderContext[Any]) -> Iterator[FlagGroup]:
    lines = context.publisher.help_lines
    for urgency, line in zip(URGENCIES, (lines.emergency, lines.same_day, lines.soon), strict=True):
        by_action: dict[str, list[RedFlag]] = {}
        for flag in document.flags(urgency):
            by_action.setdefault(flag.action, []).append(flag)
        if by_action:
            yield FlagGroup(urgency, line, tuple((action, tuple(flags)) for action, flags in by_action.items()))


def _pain_cells(programme: Programme) -> Iterator[tuple[int, str]]:
    """The scale from 0 to 10: each number with how its cell looks, from calm (`go`) over `ease` to a stop sign (`stop`)."""
    bands = programme.pain_rule.bands if programme.pain_rule else ()
    looks = ["go", *["ease"] * (len(bands) - 2), "stop"]
    for number in range(11 if bands else 0):
        held = (look for band, look in zip(bands, looks, strict=True) if band.pain.min <= number <= band.pain.max)
        yield number, next(held, "none")


def _left_out(document: Handout, words: Words) -> Iterator[tuple[str, str]]:
    """Exercises that do not suit the page's conditions: what, and why."""
    if document.kind == "condition":
        for condition in document.conditions:
            for selector in condition.contraindicated:
                yield words.ruled_out(selector, condition.id), selector.reason
