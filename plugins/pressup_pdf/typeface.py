"""The font of a publisher: two weights, from a package of the fontpkg family, from files of its own, or the usual one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import Any

from pressup import Publisher, RenderContext
from pressup_pdf.fonts import FACES, FAMILY, font_bytes

MAX_FONT_BYTES = 10_000_000
WEIGHTS = {"regular": 400, "bold": 700}
"""The two weights that handouts are set in."""
_BOLD = 600
_RESTRICTED = 0x0002
"""The bit of fsType that forbids embedding (OpenType 1.9, OS/2)."""


class FontError(ValueError):
    """A font cannot be used. The message is for the user, and `field` is the field of the record that it is about."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family of a regular and a bold weight."""

    family: str
    regular: bytes = field(repr=False)
    bold: bytes = field(repr=False)

    def file(self, weight: str) -> bytes | None:
        """The font file of a weight, `regular` or `bold`."""
        return {"regular": self.regular, "bold": self.bold}.get(weight)

    def characters(self) -> frozenset[str]:
        """What both weights can print."""
        return _characters(self.regular) & _characters(self.bold)


def usual() -> Typeface:
    """The font of a publisher that names none."""
    return Typeface(FAMILY, font_bytes(FACES[0]), font_bytes(FACES[1]))


def typeface_of(context: RenderContext[Any]) -> Typeface:
    """The font of a publisher.

    Raises:
        FontError: when it cannot be used; the check of the content has said so before.
        AssetError: when a font file cannot be read.

    """
    fonts = context.publisher.fonts
    if fonts is None:
        return usual()
    named = {weight: file for weight in WEIGHTS if (file := getattr(fonts, weight))}
    return made_of(context.publisher, {weight: context.asset(file) for weight, file in named.items()})


def made_of(publisher: Publisher, files: Mapping[str, bytes]) -> Typeface:
    """The typeface that a publisher's record describes, from the files that it names.

    Raises:
        FontError: when a weight is missing, or a file is no font that may be embedded.

    """
    fonts = publisher.fonts
    if fonts is None:
        return usual()
    if fonts.package and files:
        raise FontError("The font is named twice: by a package, and by files. Keep one of the two.", "package")
    if fonts.package:
        return _of_package(fonts.package)
    if "regular" not in files:
        raise FontError("The font lacks its regular weight: name a “package”, or a “regular” and a “bold” file.", "")
    if fonts.rights is None:
        raise FontError("It is not said under what terms the font may be embedded: add “rights” with licence and author.", "")
    for weight, data in files.items():
        if len(data) > MAX_FONT_BYTES:
            raise FontError(f"The font file has more than {MAX_FONT_BYTES:,} bytes.", weight)
    try:
        regular = _static(files["regular"], 400, alone="bold" not in files)
    except ValueError as error:
        raise FontError(str(error), "regular") from error
    try:
        bold = _static(files.get("bold", files["regular"]), 700, alone="bold" not in files)
    except ValueError as error:
        raise FontError(str(error), "bold" if "bold" in files else "regular") from error
    return Typeface(_family(regular), regular, bold)


@lru_cache(maxsize=8)
def _of_package(package: str) -> Typeface:
    """The fonts of an installed package. Its metadata are read, its code is not run: a content file names it."""
    try:
        distribution = metadata.distribution(package)
        (listing,) = (file for file in distribution.files or () if file.name == "metadata.json" and len(file.parts) == 2)
        entries = json.loads(listing.read_text("utf-8"))["files"]
    except metadata.PackageNotFoundError as error:
        message = f"The font package “{package}” is not installed. Install it beside Pressup: pip install {package}"
        raise FontError(message, "package") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FontError(
            f"The package “{package}” does not list its fonts as a package of the fontpkg family does.", "package"
        ) from error
    upright = [entry for entry in entries if entry["style"] == "normal"]
    found = {}
    for weight, number in WEIGHTS.items():
        fitting = [entry for entry in upright if entry["variable"] or entry["weight"] == number]
        fitting.sort(key=lambda entry: (entry["variable"], entry["path"]))
        if not fitting:
            raise FontError(f"The font package “{package}” lacks the {weight} weight ({number}), which handouts need.", "package")
        data = (Path(str(listing.locate())).parent / fitting[0]["path"]).read_bytes()
        try:
            found[weight] = _static(data, number, alone=True)
        except ValueError as error:
            raise FontError(f"{str(error).rstrip('.')} (package “{package}”).", "package") from error
    return Typeface(_family(found["regular"]), found["regular"], found["bold"])


@lru_cache(maxsize=16)
def _static(data: bytes, weight: int, *, alone: bool) -> bytes:
    """A font file of one weight; that weight is cut out of a variable font.

    Args:
        data: The file.
        weight: 400 or 700.
        alone: Whether no other file has another weight, so that this one must have this one.

    Raises:
        ValueError: when it is no such font. The message is for the user.

    """
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    try:
        font = TTFont(BytesIO(data))
        variable, kind, own = "fvar" in font, font["OS/2"].fsType, font["OS/2"].usWeightClass
        drawn = "glyf" in font or "CFF " in font
        font.getBestCmap()[ord("a")]
    except Exception as error:
        raise ValueError("The file is no font that can be read: it must be TrueType or OpenType, with Latin letters.") from error
    if not drawn:
        raise ValueError("The font has no outlines that can be printed.")
    if kind & _RESTRICTED:
        raise ValueError(
            "The font forbids embedding (fsType), so no handout may hold it. Ask its maker for a licence, or take another."
        )
    if not variable:
        if (own >= _BOLD) == (weight >= _BOLD):
            return data
        if alone and weight >= _BOLD:
            raise ValueError("The font lacks its bold weight: name a “bold” file, or a variable font.")
        raise ValueError(f"The file is of the weight {own}; {weight} is wanted here. Look for a mix-up.")
    axes = {axis.axisTag: axis for axis in font["fvar"].axes}
    if "wght" not in axes or not axes["wght"].minValue <= weight <= axes["wght"].maxValue:
        raise ValueError(f"The variable font does not reach the weight {weight}.")
    pinned = {tag: axis.defaultValue for tag, axis in axes.items()} | {"wght": weight}
    font["head"].modified = font["head"].created  # no clock in an output
    font.recalcTimestamp = False
    out = BytesIO()
    instantiateVariableFont(font, pinned, inplace=True).save(out)
    return out.getvalue()


@lru_cache(maxsize=16)
def _characters(data: bytes) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    return frozenset(map(chr, TTFont(BytesIO(data), lazy=True).getBestCmap()))


def _family(data: bytes) -> str:
    """The family's name as letters, digits and spaces: it stands in style sheets."""
    from fontTools.ttLib import TTFont

    name = str(TTFont(BytesIO(data), lazy=True)["name"].getBestFamilyName() or "")
    return " ".join(re.sub(r"[^A-Za-z0-9 -]", "", name)[:60].split()) or "Handout"
