"""Precautions: exercises within the programme's level, a set-up that is told, a pain rule, and a disclaimer that says its words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from pressup.checks.check import Check, Path, Problem
from pressup.checks.placeholders import is_placeholder
from pressup.checks.programmes import programme_items
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Exercise, PhaseItem, Programme, Publisher

_HARD = 4
"""From this level on an exercise is for trained people."""
_NO_REPLACEMENT = re.compile(
    r"\b(?:not|no|never|cannot|can['’]t|doesn['’]t|isn['’]t)\b[^.]{0,40}\b(?:replac|substitut|(?:take|takes|taking) the place)",
    re.IGNORECASE,
)


def level(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No exercise is harder than its programme says: people choose a programme by its level, and could hurt themselves (SAF-05)."""
    for programme in library.of(Programme):
        for path, _, exercise in programme_items(library, programme):
            if exercise.level > programme.level:
                message = f"“{exercise.name}” has the level {exercise.level}, and the programme has the level {programme.level}."
                help = "Choose an easier exercise, or raise the programme's level."
                yield Problem(programme.id, (*path, "exercise"), message, help, (programme.id, ("level",)))


def way_back(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A hard exercise says how to make it easier, for whoever cannot do it yet or has pain (SAF-05)."""
    for exercise in library.of(Exercise):
        if exercise.level >= _HARD and not exercise.regressions:
            message = f"The exercise has the level {exercise.level}, and no easier way."
            yield Problem(exercise.id, ("level",), message, "Add a step under “regressions”, with “to” or “change”.")


def set_up(library: Library, today: datetime.date) -> Iterator[Problem]:
    """At home and alone, an exercise that needs an anchor or a partner comes with a note on how to set that up (SAF-06).

    A sofa that tips or a band that slips hurts people.
    """
    for programme, path, item, exercise in _alone(library):
        needed = _needed(exercise)
        if needed and (item.note is None or is_placeholder(item.note)):
            message = f"“{exercise.name}” needs {_what(needed)}, and the programme does not say how to set it up at home."
            yield Problem(programme.id, (*path, "exercise"), message, _set_up_help(needed), (exercise.id, ("needs",)))


def note_of_set_up(library: Library, today: datetime.date) -> Iterator[Problem]:
    """The note on such an exercise takes up a word of what it needs, as a note on how to set it up does (SAF-06)."""
    for programme, path, item, exercise in _alone(library):
        needed = _needed(exercise)
        if not needed or item.note is None or is_placeholder(item.note):
            continue
        if not _words(item.note) & (_words(" ".join(needed.values())) | needed.keys()):
            message = f"“{exercise.name}” needs {_what(needed)}, and the note does not speak of it."
            yield Problem(programme.id, (*path, "note"), message, _set_up_help(needed), (exercise.id, ("needs",)))


def _alone(library: Library) -> Iterator[tuple[Programme, Path, PhaseItem, Exercise]]:
    """The items of programmes that people do at home with nobody there."""
    for programme in library.of(Programme):
        if programme.setting == "home" and not programme.supervised:
            for path, item, exercise in programme_items(library, programme):
                yield programme, path, item, exercise


def _needed(exercise: Exercise) -> dict[str, str]:
    return {word: text for word in ("anchor", "partner") if (text := getattr(exercise.needs, word))}


def _what(needed: dict[str, str]) -> str:
    return " or ".join(f"{'an' if word == 'anchor' else 'a'} {word}" for word in needed)


def _set_up_help(needed: dict[str, str]) -> str:
    return f"Say in “note” how to set it up. The exercise says: {' '.join(needed.values())}"


def _words(text: str) -> set[str]:
    """The words of a text that carry meaning, as far as their length tells."""
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


def pain_rule(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A programme says how much pain is all right and what to do above that: people ask it first (SAF-07, OrthoInfo)."""
    for programme in library.of(Programme):
        if programme.pain_rule is None:
            help = "Add “pain_rule” with “bands” from 0 to 10, each with what to do."
            yield Problem(programme.id, ("title",), "The programme does not say how much pain is all right.", help)


def pain_bands(library: Library, today: datetime.date) -> Iterator[Problem]:
    """The bands of a pain rule run from 0 to 10 without gap or overlap, so that every pain has one answer (SAF-07)."""
    for programme in library.of(Programme):
        bands = programme.pain_rule.bands if programme.pain_rule else ()
        if any(band.pain.min > band.pain.max for band in bands):
            continue  # DOSE-01 tells that
        expected = 0
        for i, band in enumerate(bands):
            if band.pain.min != expected:
                message = f"The band begins at {band.pain.min}; {expected} comes next."
                help = "Let each band begin one above the last, such as 0-3, 4-5 and 6-10."
                yield Problem(programme.id, ("pain_rule", "bands", i, "pain"), message, help)
            expected = band.pain.max + 1
        if bands and expected != 11:
            message = f"The last band ends at {expected - 1}, and the scale at 10."
            yield Problem(programme.id, ("pain_rule", "bands", len(bands) - 1, "pain"), message, "Let it end at 10.")


def disclaimer(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A disclaimer in English says that this does not replace advice: nobody here sees the patient (SAF-08, HONcode 2)."""
    for publisher in library.of(Publisher):
        english = publisher.locale.split("-")[0] == "en"
        text = publisher.disclaimer
        if english and not (_NO_REPLACEMENT.search(text) and re.search(r"\badvice\b", text, re.IGNORECASE)):
            message = "The disclaimer does not say that this is no replacement for a health professional's advice."
            help = "Write: This does not replace advice from a health professional."
            yield Problem(publisher.id, ("disclaimer",), message, help)


CHECKS = (
    Check("SAF-05", Severity.ERROR, level),
    Check("SAF-05", Severity.WARNING, way_back),
    Check("SAF-06", Severity.ERROR, set_up),
    Check("SAF-06", Severity.WARNING, note_of_set_up, heuristic=True),
    Check("SAF-07", Severity.WARNING, pain_rule),
    Check("SAF-07", Severity.ERROR, pain_bands),
    Check("SAF-08", Severity.ERROR, disclaimer),
)
