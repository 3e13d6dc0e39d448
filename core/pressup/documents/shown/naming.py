"""Names of weeks, of types of exercise, of stages, and of the exercises that a condition rules out."""

from __future__ import annotations

from pressup.documents.model import Document, Handout
from pressup.documents.wording import range_text, translations
from pressup.records import Range
from pressup.records.condition import Selector


def weeks_text(weeks: Range, lang: str) -> str:
    """`Week 6`, `Weeks 1 to 2`."""
    t = translations("pressup", lang)
    template = t.gettext("Week {n}") if weeks.min == weeks.max else t.gettext("Weeks {n}")
    return template.format(n=range_text(weeks, lang))


def type_title(exercise_type: str, lang: str) -> str:
    """The heading over the exercises of a type, such as `Strengthen`."""
    t = translations("pressup", lang)
    titles = {
        "strength": t.gettext("Strengthen"),
        "stretch": t.gettext("Stretch"),
        "mobility": t.gettext("Loosen up"),
        "balance": t.gettext("Balance"),
        "aerobic": t.gettext("Get moving"),
        "motor-control": t.gettext("Move with control"),
    }
    return titles[exercise_type]


def title_of(document: Document, id: str) -> str:
    """The title of a record that a document names; its id in words when the record could not be read."""
    return document.titles.get(id, id.replace("-", " "))


def stage_name(document: Document, condition: str | None, stage: str) -> str:
    """The name of a stage of a condition; its id in words when the document does not carry the condition."""
    for carried in getattr(document, "conditions", ()):
        for known in carried.stages:
            if carried.id == condition and known.id == stage:
                return str(known.name)
    return stage.replace("-", " ")


def ruled_out(handout: Handout) -> tuple[tuple[str, str], ...]:
    """The exercises that do not suit the conditions of a condition's handout: which, and why. Other handouts have none."""
    if handout.kind != "condition":
        return ()
    return tuple(
        (_selected(selector, handout, condition.id), selector.reason)
        for condition in handout.conditions
        for selector in condition.contraindicated
    )


def _selected(selector: Selector, handout: Handout, condition: str) -> str:
    t = translations("pressup", handout.lang)
    parts = []
    if selector.exercise:
        parts.append(title_of(handout, selector.exercise))
    if selector.type:
        parts.append(type_title(selector.type, handout.lang))
    if selector.pattern:
        parts.append(handout.word("pattern", selector.pattern))
    if selector.impact:
        impacts = {
            "none": t.gettext("moves without jumps"),
            "low": t.gettext("moves with small steps or hops"),
            "high": t.gettext("running and jumping"),
        }
        parts.append(impacts[selector.impact])
    if selector.min_level:
        parts.append(t.gettext("level {n} and harder").format(n=selector.min_level))
    if selector.stage:
        parts = parts or [t.gettext("all exercises")]
        stage = stage_name(handout, condition, selector.stage)
        parts[-1] = t.gettext("{exercises} ({stage})").format(exercises=parts[-1], stage=stage)
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]
