"""Orphans: exercises and pictures that nothing uses. References that nothing cites are told by EVI-05."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator

from pressup.checks.check import Check, Problem
from pressup.checks.media import named_files
from pressup.content.library import THEMES, Library
from pressup.findings import Severity
from pressup.records import Exercise, Translation

_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".avif", ".mp4", ".webm")


def exercises(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Every exercise is used by something; one that is left over may be missing from a programme (X-21)."""
    used: set[str] = set()
    other = False
    for record in library.records.values():
        other = other or record.kind in ("programme", "condition", "article", "newsletter")
        if record.kind not in ("reference", "publisher") and not isinstance(record, Translation):
            used.update(id for _, id, mark in library.links(record) if "exercise" in mark.kinds and id != record.id)
    if not other:
        return  # a collection of exercises alone is used as it is
    for exercise in library.of(Exercise):
        if exercise.id not in used and exercise.status == "active":
            message = "No programme, condition, article, newsletter or other exercise uses this exercise."
            yield Problem(exercise.id, ("name",), message, "Link to it where it helps. It still prints in a catalogue.")


def pictures(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Every picture and film in the content folder belongs to a record; one that is left over may have a wrong name (X-21)."""
    used = {os.path.realpath(library.root / file) for record in library.records.values() for _, file in named_files(record)}
    for file in _pictures(str(library.root)):
        if os.path.realpath(file) not in used:
            name = os.path.relpath(file, library.root).replace(os.sep, "/")
            message = f"No record uses the picture “{name}”."
            yield Problem("", (), message, "List it under “media” of a record, or delete it.", file=name)


def _pictures(root: str) -> Iterator[str]:
    """Pictures and films below a folder, in a stable order; as when reading, hidden files and links to folders are passed by."""
    for folder, folders, names in os.walk(root):
        themes = THEMES if folder == root else ""  # whose pictures are named by style sheets
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != themes)
        for name in sorted(names):
            if name.lower().endswith(_PICTURES) and not name.startswith("."):
                yield os.path.join(folder, name)  # noqa: PTH118 (a path object for each file would cost more than the walk)


CHECKS = (
    Check("X-21", Severity.NOTE, exercises),
    Check("X-21", Severity.NOTE, pictures),
)
