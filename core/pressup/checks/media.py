"""Pictures: the file is there, and a person who cannot see it is told what it shows."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from pressup.checks.check import Check, Path, Problem, RecordCheck, RecordContext
from pressup.checks.pictures import inside, media_of
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Publisher, Record

LONGEST_ALT = 150
_SAYS_PICTURE = re.compile(
    r"(?:an? |the |this )?(?:image|picture|photo|photograph|graphic|drawing|illustration|bild|foto|abbildung|zeichnung)"
    r" (?:of|shows|showing|from|von|zeigt)\b",
    re.IGNORECASE,
)


def files(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Every picture and font that a record names is a file inside the content folder."""
    for record in library.records.values():
        for where, file in named_files(record):
            path = inside(library.folder(record), file)
            if path is None:
                yield Problem(record.id, where, f"“{file}” is outside the content folder.")
            elif not path.is_file():
                message = f"There is no file “{file}” in the content folder."
                yield Problem(record.id, where, message, "Write the path from the top of the content folder.")


def named_files(record: Record) -> Iterator[tuple[Path, str]]:
    """The files of the content folder that a record names: where, and the path of each."""
    for i, entry in enumerate(media_of(record)):
        yield ("media", i, "file"), entry.file
    if isinstance(record, Publisher):
        if record.logo:
            yield ("logo", "file"), record.logo.file
        for weight in ("regular", "bold") if record.fonts else ():
            file = getattr(record.fonts, weight)
            if file:
                yield ("fonts", weight), file


def alt(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Every picture that says something has alt text, and the name of its file is none (WCAG 2.2, 1.1.1)."""
    for i, entry in enumerate(media_of(record)):
        if entry.decorative:
            continue
        help = "Say in “alt” what it shows, or write “decorative: true”."
        if not entry.alt:
            yield Problem(record.id, ("media", i), f"The picture “{entry.file}” has no alt text.", help)
        elif _names_file(entry.alt, entry.file):
            message = f"The alt text “{entry.alt}” is the name of the file, and says nothing to who cannot see the picture."
            yield Problem(record.id, ("media", i, "alt"), message, help)


def _names_file(text: str, file: str) -> bool:
    """Whether a text is the name of a file, with its folder or its ending or without."""
    name = PurePosixPath(file)
    said = text.strip().rstrip(".").casefold()
    # A file may well be called by what it shows, as in “bridge.png”: such a word is short for alt text, but it is no file name.
    bare = name.stem.casefold() if re.search(r"[_0-9-]", name.stem) else None
    return said in (file.casefold(), name.name.casefold(), bare)


def alt_style(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Alt text is short, and begins with what is to be seen: a screen reader says “image” itself, nobody can skim (WCAG 1.1.1)."""
    for i, entry in enumerate(media_of(record)):
        if not entry.alt or entry.decorative:
            continue
        if len(entry.alt) > LONGEST_ALT:
            message = f"The alt text has {len(entry.alt)} characters; about {LONGEST_ALT} can be listened to in one go."
            yield Problem(record.id, ("media", i, "alt"), message, "Say what matters for the exercise, and the rest in the steps.")
        said = _SAYS_PICTURE.match(entry.alt)
        if said:
            message = f"The alt text begins with “{said[0]}”, and a screen reader has said that already."
            yield Problem(record.id, ("media", i, "alt"), message, "Begin with what is to be seen.", words=said[0])


CHECKS = (
    Check("X-01", Severity.ERROR, files),
    RecordCheck("ACC-01", Severity.ERROR, alt),
    RecordCheck("ACC-01", Severity.WARNING, alt_style),
)
