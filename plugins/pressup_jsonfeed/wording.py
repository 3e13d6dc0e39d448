"""Words and names that several modules need."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

from pressup import Exercise, Handout, Programme

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
