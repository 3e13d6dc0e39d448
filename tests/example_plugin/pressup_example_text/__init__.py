"""A Pressup plugin: handouts as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from pressup import Artifact, ExerciseCard, Handout, RenderContext, Target, TargetOptions, dose_text, hookimpl, sample_mark


class TextOptions(TargetOptions):
    """What a publisher can set."""

    width: Annotated[int, Field(ge=40, le=200)] = 72
    """How many letters a line may have."""


class TextTarget(Target[TextOptions]):
    """One text file a handout."""

    name = "text"
    summary = "Handouts as plain text"
    documents = (Handout,)
    options = TextOptions

    def render(self, document: Handout, context: RenderContext[TextOptions]) -> Iterator[Artifact]:
        """Make the text file of a handout."""
        paragraphs = list(_paragraphs(document, context))
        text = "\n\n".join(textwrap.fill(paragraph, context.options.width) for paragraph in paragraphs)
        yield Artifact(f"{document.id}.txt", f"{text}\n".encode(), "text/plain; charset=utf-8")


def _paragraphs(document: Handout, context: RenderContext[TextOptions]) -> Iterator[str]:
    yield document.title
    if document.sample:
        yield sample_mark(document.lang)
    for kind, text in document.safety_texts(context.publisher):
        yield f"{kind.capitalize()}: {text}"
    for card in document.cards:
        yield from _exercise(card, document.lang)


def _exercise(card: ExerciseCard, lang: str) -> Iterator[str]:
    yield card.exercise.name
    for number, step in enumerate(card.exercise.steps, 1):
        yield f"{number}. {step}"
    if not card.doses:
        yield dose_text(card.exercise.dose, lang)
    for phase in card.doses:
        yield f"{phase.phase}: {dose_text(phase.dose, lang)}"


@hookimpl
def pressup_register_targets() -> list[type[Target[Any]]]:
    """Tell Pressup which targets this plugin brings."""
    return [TextTarget]
