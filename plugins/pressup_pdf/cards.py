"""The exercise card: a move of the handout with its drawing, its film, and the steps up and down that the paper has room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from markupsafe import Markup

from pressup import Handout, Move, RenderContext, WeeksText, move_groups
from pressup_pdf.figures import figure_of
from pressup_pdf.layout import Shape
from pressup_pdf.qr import Code, film_code
from pressup_pdf.words import Words


@dataclass(frozen=True, slots=True)
class Change:
    """A step up or down: what, and when."""

    text: str
    when: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Move):
    """One move as its card shows it."""

    easier: tuple[Change, ...]
    harder: tuple[Change, ...]
    near_easier: tuple[Change, ...]
    near_harder: tuple[Change, ...]
    """Without the steps to exercises that the handout does not show."""
    figure: Markup | None = None
    film: Code | None = None


def card_groups(
    document: Handout, words: Words, context: RenderContext[Any], shape: Shape
) -> Iterator[tuple[str, tuple[Card, ...]]]:
    """The cards under the titles of their types of exercise, numbered through."""
    groups = tuple(move_groups(document, context.cards(document)))
    numbers = {move.exercise.id: move.number for _, moves in groups for move in moves}
    for title, moves in groups:
        yield title, tuple(_card(_for_one_person(move, context, words), numbers, words, context, shape) for move in moves)


def _for_one_person(move: Move, context: RenderContext[Any], words: Words) -> Move:
    """A move with the note and the dose of the person that the handout is made for, told as such."""
    personal, id = context.personal, move.exercise.id
    if personal is None:
        return move
    yours = words.catalogue.gettext("For you")
    note = personal.notes.get(id)
    return replace(
        move,
        chips_weeks=move.chips_weeks or (yours if id in personal.doses else ""),
        notes=(*move.notes, WeeksText(yours, note)) if note is not None else move.notes,
    )


def _card(move: Move, numbers: Mapping[str, int], words: Words, context: RenderContext[Any], shape: Shape) -> Card:
    exercise, t = move.exercise, words.catalogue
    return Card(
        **{field.name: getattr(move, field.name) for field in fields(move)},
        easier=tuple(_changes(exercise.regressions, words)),
        harder=tuple(_changes(exercise.progressions, words)),
        near_easier=tuple(_near(exercise.regressions, numbers, words)),
        near_harder=tuple(_near(exercise.progressions, numbers, words)),
        figure=figure_of(move, context.publisher, context.options, words.lang, shape),
        film=film_code(exercise, context, t.gettext("QR code that opens the film of this exercise")),
    )


def _changes(steps: Iterable[Any], words: Words) -> Iterator[Change]:
    t = words.catalogue
    for step in steps:
        parts = [step.change] if step.change else []
        if step.to:
            parts.append(t.gettext("Try: {name}.").format(name=words.title(step.to)))
        yield Change(" ".join(parts), step.when)


def _near(steps: Iterable[Any], numbers: Mapping[str, int], words: Words) -> Iterator[Change]:
    """The steps that can be taken with this handout in hand: a change, or another of its moves by its number."""
    for step in steps:
        parts = [step.change] if step.change else []
        if step.to in numbers:
            parts.append(words.catalogue.gettext("Try move {number}.").format(number=numbers[step.to]))
        if parts:
            yield Change(" ".join(parts), step.when)
