"""What must not go wrong: warning signs by what to do, and who must not do an exercise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressup.documents.model import URGENCIES, Document
from pressup.documents.shown.naming import stage_name, title_of
from pressup.documents.wording import translations, urgency_label
from pressup.records import Exercise, Publisher, RedFlag
from pressup.records.exercise import Contraindication


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """The warning signs of one urgency."""

    urgency: str
    """`emergency`, `same-day` or `soon`."""
    label: str
    """The urgency in words."""
    help_line: str
    """Whom to call."""
    actions: tuple[tuple[str, tuple[RedFlag, ...]], ...]
    """What to do, each with the signs that ask for it."""


def flag_groups(document: Document, publisher: Publisher) -> Iterator[FlagGroup]:
    """All warning signs of a document, the most urgent first."""
    for urgency in URGENCIES:
        by_action: dict[str, list[RedFlag]] = {}
        for flag in document.flags(urgency):
            by_action.setdefault(flag.action, []).append(flag)
        if by_action:
            actions = tuple((action, tuple(flags)) for action, flags in by_action.items())
            line = publisher.help_lines.line_for(urgency)
            yield FlagGroup(urgency, urgency_label(urgency, document.lang), line, actions)


@dataclass(frozen=True, slots=True)
class NotFor:
    """Who must not do an exercise."""

    label: str
    """The heading over all such: `Do not do this if you have`."""
    who: str
    """The condition with its stage, or the state; without the last full stop."""
    limit: str
    """The same in a line of its own: `Knee pain: do not do this.`"""
    reason: str
    """Why."""
    references: tuple[str, ...]
    """The ids of what bears it out."""


def not_for(exercise: Exercise, document: Document) -> Iterator[NotFor]:
    """The contraindications of an exercise, in its record's order."""
    t = translations("pressup", document.lang)
    labels = {
        "absolute": t.gettext("Do not do this if you have"),
        "relative": t.gettext("Ask your physio first if you have"),
        "stage-limited": t.gettext("Wait if you have"),
    }
    for entry in exercise.contraindications:
        name = title_of(document, entry.condition) if entry.condition else entry.flag or ""
        stage = stage_name(document, entry.condition, entry.stage) if entry.stage else ""
        who = t.gettext("{condition} ({stage})").format(condition=name, stage=stage) if stage else name
        limit = _limit(entry, stage, document.lang)
        line = f"{name.rstrip('.')}: {limit}" if name else limit
        yield NotFor(labels[entry.strength], who.rstrip("."), line, entry.reason, entry.references)


def _limit(entry: Contraindication, stage: str, lang: str) -> str:
    t = translations("pressup", lang)
    limits = {
        "absolute": t.gettext("do not do this."),
        "relative": t.gettext("do this only if a professional agrees."),
        "stage-limited": t.gettext("do not do this in the stage “{stage}”."),
    }
    return limits[entry.strength].format(stage=stage)


def needs_of(exercise: Exercise) -> tuple[str, ...]:
    """What must be set up for an exercise: support, anchor, partner, supervision."""
    needs = exercise.needs
    return tuple(text for text in (needs.support, needs.anchor, needs.partner, needs.supervision) if text)


def labelled_needs(exercise: Exercise, lang: str) -> Iterator[tuple[str, str]]:
    """The same, each with a label such as `Support:`."""
    t = translations("pressup", lang)
    labels = {
        "support": t.gettext("Support:"),
        "anchor": t.gettext("Hold in place:"),
        "partner": t.gettext("Partner:"),
        "supervision": t.gettext("Supervision:"),
    }
    for name, label in labels.items():
        text = getattr(exercise.needs, name)
        if text:
            yield label, text
