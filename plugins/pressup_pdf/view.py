"""What templates show, worked out: everything that is more than reading a field of the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pressup import (
    Citation,
    DiaryTable,
    Fact,
    FlagGroup,
    Handout,
    PlanPhase,
    PlanTable,
    Programme,
    RenderContext,
    citation,
    diary_table,
    flag_groups,
    imprint,
    pain_scale,
    plan_facts,
    plan_phases,
    plan_table,
    ruled_out,
)
from pressup_pdf.cards import Card, card_groups
from pressup_pdf.layout import Shape, shape_of
from pressup_pdf.qr import Code, page_code
from pressup_pdf.words import Words


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
    sources: tuple[Citation, ...]
    imprint: tuple[tuple[str, str], ...]
    """Label and text of each row."""
    facts: tuple[Fact, ...] = ()
    plan: PlanTable | None = None
    phases: tuple[PlanPhase, ...] = ()
    diary: DiaryTable | None = None
    left_out: tuple[tuple[str, str], ...] = ()
    pain_cells: tuple[tuple[int, str], ...] = ()
    online: Code | None = None


def view_of(document: Handout, context: RenderContext[Any], words: Words) -> View:
    """Work out what the page of a handout shows."""
    shape = shape_of(context.options, alone=document.kind == "exercise")
    sections = tuple(Section(title, cards) for title, cards in card_groups(document, words, context, shape))
    cards = tuple(card for section in sections for card in section.cards)
    common: dict[str, Any] = {
        "shape": shape,
        "flags": tuple(flag_groups(document, context.publisher)),
        "sections": sections,
        "cards": cards,
        "sources": tuple(citation(one, words.lang) for one in document.references) if words.numbered else (),
        "imprint": tuple(_imprint(document, context, words)),
        "online": page_code(document, context, words.catalogue.gettext("QR code that opens this handout online")),
        "left_out": ruled_out(document),
    }
    programme = document.subject
    if isinstance(programme, Programme):
        common |= {
            "facts": tuple(plan_facts(programme, words.lang)),
            "plan": plan_table(programme, cards, words.lang),
            "phases": tuple(plan_phases(programme, cards, words.lang)),
            "diary": diary_table(programme, cards) if programme.diary and context.options.diary and shape.extras else None,
            "pain_cells": tuple(pain_scale(programme)),
        }
    return View(**common)


def _imprint(document: Handout, context: RenderContext[Any], words: Words) -> Iterator[tuple[str, str]]:
    """The imprint, and where to tell what is wrong: a sheet of paper has no link to click."""
    yield from imprint(document, context.publisher, context.date)
    t, contact = words.catalogue, context.publisher.contact
    reach = ", ".join(text for text in (contact.email, contact.phone, contact.url.removeprefix("https://")) if text)
    yield t.gettext("Tell us"), t.gettext("Is something wrong or hard to read? {contact}").format(contact=reach)
