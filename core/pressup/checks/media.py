"""Pictures: the file is there, and a person who cannot see it is told what it shows."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

from pressup.checks.check import Check, Problem
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Media, Record


def _media(record: Record) -> tuple[Media, ...]:
    media: tuple[Media, ...] = getattr(record, "media", ())
    return media


def files(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Every picture that a record names is a file inside the content folder."""
    for record in library.records.values():
        for i, entry in enumerate(_media(record)):
            root = os.path.realpath(library.folder(record))
            full = os.path.realpath(library.folder(record) / entry.file)
            if not full.startswith(root + os.sep):
                yield Problem(record.id, ("media", i, "file"), f"“{entry.file}” is outside the content folder.")
            elif not Path(full).is_file():
                message = f"There is no file “{entry.file}” in the content folder."
                yield Problem(record.id, ("media", i, "file"), message, "Write the path from the top of the content folder.")


def alt(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Every picture that says something has alt text (WCAG 2.2, 1.1.1)."""
    for record in library.records.values():
        for i, entry in enumerate(_media(record)):
            if not entry.alt and not entry.decorative:
                message = f"The picture “{entry.file}” has no alt text."
                yield Problem(record.id, ("media", i), message, "Say in “alt” what it shows, or write “decorative: true”.")


CHECKS = (Check("X-01", Severity.ERROR, files), Check("ACC-01", Severity.ERROR, alt))
