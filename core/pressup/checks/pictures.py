"""The files of pictures: two exercises never show the same one, and each is fine enough to print."""

from __future__ import annotations

import datetime
import hashlib
import os
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pressup.checks.check import Check, Problem
from pressup.content.library import Library
from pressup.content.source import read_plain_file
from pressup.findings import Severity
from pressup.records import Exercise, Media, Record

MAX_BYTES = 20_000_000
_HEAD = 65_536
"""Bytes in which the size of nearly every picture stands."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
ROOM_INCHES = (7.0, 220 / 72)
"""The room that a handout gives to a picture, wide and high; the `pdf` target's style sheet says the same in points."""
SCREEN_DPI = 96
"""A picture smaller than its room is not blown up: it prints with as many dots an inch as a page on screen has."""
LEAST_DPI = 150
_MOVES = ("start", "mid", "finish")


def inside(folder: Path, file: str) -> Path | None:
    """The path of a file that a record names, or None when it leads out of the content folder."""
    root = os.path.realpath(folder)
    full = os.path.realpath(Path(root, file))
    return Path(full) if full.startswith(root + os.sep) else None


def media_of(record: Record) -> tuple[Media, ...]:
    """The pictures and films of a record."""
    media: tuple[Media, ...] = getattr(record, "media", ())
    return media


def same_bytes(library: Library, today: datetime.date) -> Iterator[Problem]:
    """The start and the finish of an exercise are two pictures, and two exercises never show the same movement (RGT-04).

    Files are compared byte by byte. Details and decoration may be shared: a mat is a mat.
    """
    groups: dict[bytes, list[tuple[Exercise, int, Media]]] = {}
    for path, uses in _same_size(library):
        content = _read(path, MAX_BYTES)
        if content:
            groups.setdefault(hashlib.sha256(content).digest(), []).extend(uses)
    for group in sorted(groups.values(), key=lambda uses: (uses[0][0].id, uses[0][1])):
        first, number, shown = group[0]
        for exercise, i, entry in group[1:]:
            related = (first.id, ("media", number, "file"))
            if exercise is first and entry.role == shown.role:
                continue
            if exercise is first:
                message = f"“{entry.file}” shows the {entry.role}, and is the same picture as that of the {shown.role}."
                help = "Look for a mix-up: show each position in a picture of its own, or keep one of them."
            else:
                message = f"“{entry.file}” is the same picture as one of “{first.name}”."
                help = "Look for a mix-up: two exercises cannot look the same."
            yield Problem(exercise.id, ("media", i, "file"), message, help, related)


def _same_size(library: Library) -> Iterator[tuple[Path, list[tuple[Exercise, int, Media]]]]:
    """Files that may be equal, with where they are used: one used twice, and those with the size of another."""
    uses: dict[Path, list[tuple[Exercise, int, Media]]] = {}
    for exercise in library.of(Exercise):
        for i, entry in enumerate(exercise.media):
            if entry.role in _MOVES and not entry.decorative:
                path = inside(library.folder(exercise), entry.file)
                if path is not None:
                    uses.setdefault(path, []).append((exercise, i, entry))
    sizes: dict[int, list[Path]] = {}
    for path in uses:
        try:
            sizes.setdefault(path.stat().st_size, []).append(path)
        except OSError:  # X-01 tells it
            continue
    for paths in sizes.values():
        if len(paths) > 1 or len(uses[paths[0]]) > 1:
            yield from ((path, uses[path]) for path in paths)


def resolution(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A picture has at least 150 dots an inch where it prints, in a room of 178 by 78 mm; less looks blurred on paper (RGT-05)."""
    known: dict[str, float | None] = {}
    for record in library.records.values():
        for i, entry in enumerate(media_of(record)):
            if entry.role == "video":
                continue
            if entry.file not in known:
                path = inside(library.folder(record), entry.file)
                known[entry.file] = _dots(path) if path else None
            dots = known[entry.file]
            if dots is not None and dots < LEAST_DPI:
                wide, high = (round(LEAST_DPI * inches + 0.5) for inches in ROOM_INCHES)
                message = f"“{entry.file}” prints with {int(dots)} dots an inch, and looks blurred on paper."
                help = f"Use a picture at least {wide} pixels wide or {high} high, which has {LEAST_DPI} dots an inch."
                yield Problem(record.id, ("media", i, "file"), message, help)


def _dots(path: Path) -> float | None:
    """With how many dots an inch a picture prints; None for a drawing without pixels, and for what is no picture."""
    if path.suffix.lower() == ".svg":
        return None
    size = _pixels(_read(path, _HEAD)) or _pixels(_read(path, MAX_BYTES))
    return max(SCREEN_DPI, size[0] / ROOM_INCHES[0], size[1] / ROOM_INCHES[1]) if size else None


def _pixels(content: bytes) -> tuple[int, int] | None:
    """Width and height of a picture, from its head: nothing is unpacked."""
    if not content:
        return None
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=_FORMATS) as picture:
                return picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _read(path: Path, limit: int) -> bytes:
    """The first bytes of a plain file; nothing of what cannot be read."""
    try:
        return read_plain_file(path, limit)[:limit]
    except OSError:  # X-01 tells it, or the build when it reads the picture
        return b""


CHECKS = (
    Check("RGT-04", Severity.WARNING, same_bytes),
    Check("RGT-05", Severity.WARNING, resolution),
)
