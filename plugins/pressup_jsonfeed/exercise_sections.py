"""The sections of one exercise, on its own or inside a programme."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from typing import Any

from pressup import Exercise, Handout, RenderContext, dose_text, labelled_needs, not_for, title_of
from pressup_jsonfeed.outline import Block, Line, Section, listing, paragraph, section
from pressup_jsonfeed.wording import equipment_names, muscle_names


def exercise_sections(
    exercise: Exercise,
    entry: Handout,
    context: RenderContext[Any],
    t: gettext.NullTranslations,
    *,
    within_programme: bool = False,
) -> Iterator[Section]:
    """How to do an exercise, and when not to. In a programme its name is a heading, and its dose stands with the phases."""
    level = 4 if within_programme else 2
    if within_programme:
        yield from section(exercise.name, paragraph(exercise.purpose or exercise.start), level=3)
    else:
        yield from section(t.gettext("How much"), paragraph(f"{dose_text(exercise.dose, entry.lang)}."))
    yield from section(t.gettext("What you need"), _needed(exercise, entry, t), level=level)
    reasons = listing(Line(one.reason, label=one.limit) for one in not_for(exercise, entry))
    yield from section(t.gettext("Check first"), reasons, level=level)
    steps = listing(exercise.steps, ordered=True)
    feel = paragraph(exercise.feel_it, t.gettext("Feel it here:"))
    breathing = paragraph(exercise.breathing, t.gettext("Breathing:"))
    works = paragraph(", ".join(muscle_names(entry, exercise)), t.gettext("Works:"))
    yield from section(t.gettext("How to do it"), paragraph(exercise.start), steps, feel, breathing, works, level=level)
    yield from section(t.gettext("Stop if"), listing(exercise.stop_if), level=level)
    yield from section(t.gettext("Take care"), listing(exercise.cautions), level=level)
    yield from section(t.gettext("Tips"), listing(exercise.tips), level=level)
    yield from section(t.gettext("What often goes wrong"), listing(exercise.mistakes), level=level)
    yield from section(t.gettext("Easier"), listing(_steps_away(exercise.regressions, entry, context)), level=level)
    yield from section(t.gettext("Harder"), listing(_steps_away(exercise.progressions, entry, context)), level=level)


def _needed(exercise: Exercise, entry: Handout, t: gettext.NullTranslations) -> tuple[Block, ...]:
    """Equipment, what may stand in for it, and what must be set up. The needs are safety texts."""
    pieces = ", ".join(equipment_names(entry, exercise)) or t.gettext("nothing")
    extras = ", ".join(entry.word("equipment", word) for word in exercise.equipment.optional)
    return (
        *paragraph(pieces, t.gettext("Equipment:")),
        *paragraph(extras, t.gettext("If you like:")),
        *listing(substitute.use for substitute in exercise.equipment.substitutes),
        *(part for label, text in labelled_needs(exercise, entry.lang) for part in paragraph(text, label)),
    )


def _steps_away(steps: Any, entry: Handout, context: RenderContext[Any]) -> Iterator[Line]:
    for step in steps:
        what = step.change or ""
        name = title_of(entry, step.to) if step.to else ""
        if name:
            yield Line(name, label=step.when or "", url=context.url(step.to))
        else:
            yield Line(what, label=step.when or "")
