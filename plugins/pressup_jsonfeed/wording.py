"""Words and names that several modules need."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from urllib.parse import quote

from pressup import Exercise, Handout, Programme, Reference

PACKAGE = "pressup_jsonfeed"


def kind_name(kind: str, t: gettext.NullTranslations) -> str:
    """A kind of record as a reader calls it."""
    names = {
        "exercise": t.gettext("exercise"),
        "condition": t.gettext("condition"),
        "programme": t.gettext("plan"),
        "article": t.gettext("article"),
    }
    return names[kind]


def certainty(grade: str, t: gettext.NullTranslations) -> str:
    """How sure the evidence makes us, in words."""
    names = {
        "high": t.gettext("The evidence for this is strong."),
        "moderate": t.gettext("The evidence for this is fairly good."),
        "low": t.gettext("The evidence for this is weak."),
        "very-low": t.gettext("The evidence for this is very weak."),
        "contested": t.gettext("Studies disagree about this."),
        "none": t.gettext("No study has tested this."),
    }
    return names[grade]


def lead(entry: Handout) -> str:
    """What the record is about, in a sentence or two."""
    subject = entry.subject
    if isinstance(subject, Exercise):
        return subject.purpose or subject.start
    return subject.purpose if isinstance(subject, Programme) else subject.summary


def muscle_names(entry: Handout, exercise: Exercise) -> Iterator[str]:
    """The muscles that do the work or are stretched. Those that only steady the body are left out."""
    for role in exercise.muscles:
        if role.role in ("primary", "stretched"):
            yield entry.word("muscle", role.muscle)


def equipment_names(entry: Handout, exercise: Exercise) -> Iterator[str]:
    """What the exercise cannot do without."""
    return (entry.word("equipment", word) for word in exercise.equipment.required)


def citation(reference: Reference) -> str:
    """A source in one line: who, when, what, where."""
    names = [name.literal or name.family or name.given or "" for name in reference.author]
    who = ", ".join(name for name in names[:3] if name) + (" et al." if len(names) > 3 else "")
    where = reference.container_title or reference.publisher
    parts = (f"{who} ({reference.issued.year})", reference.title.rstrip("."), *([where] if where else []))
    return ". ".join(parts) + "."


def source_url(reference: Reference) -> str:
    """Where to read a source: its DOI, else its own address, else none."""
    return f"https://doi.org/{quote(reference.doi, safe='/:;()')}" if reference.doi else reference.url or ""
