"""The one font family that a handout is set in, and the promise that no other gets into the file."""

from __future__ import annotations

import os
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from pressup import Personal, PersonalError

FAMILY = "Atkinson Hyperlegible"
FACES = ("AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf")

_LOOK_ALIKES = str.maketrans(
    {"\u2011": "-", "\u2010": "-", "\u2009": "\u00a0", "\u202f": "\u00a0", "\u2007": "\u00a0", "\u02bc": "’"}
)
"""Characters that the font lacks and that print like one that it has."""

_ENVIRONMENT = threading.Lock()


class MissingGlyphError(ValueError):
    """A text holds a character that the font cannot print. The message is for the user."""


@cache
def font_bytes(name: str) -> bytes:
    """The file of a face."""
    return (files("fontpkg_atkinson_hyperlegible") / "files" / name).read_bytes()


def font_configuration() -> Any:
    """A WeasyPrint FontConfiguration that knows no font of this machine.

    fontconfig reads its configuration from the file that FONTCONFIG_FILE names, at this moment only; ours names no folder. So no
    fallback font can slip in, and the same input gives the same bytes on machines with different fonts.
    """
    from weasyprint.text.fonts import FontConfiguration

    with _ENVIRONMENT, as_file(files("pressup_pdf") / "style" / "fonts.conf") as path:
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(path)
        try:
            return FontConfiguration()
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


def with_look_alikes(text: str) -> str:
    """The text with what the font lacks replaced, where something looks the same."""
    return text.translate(_LOOK_ALIKES)


def check_glyphs(texts: Iterable[str], known: frozenset[str] | None = None) -> None:
    """Refuse texts that the font cannot print: an empty box in a dose is worse than no handout.

    Args:
        texts: What is printed.
        known: The characters of a publisher's own font.

    Raises:
        MissingGlyphError: naming the characters and the first text that holds one.

    """
    known = _characters() if known is None else known
    for text in texts:
        missing = sorted({letter for letter in text if letter not in known and not invisible(letter)})
        if missing:
            names = ", ".join(
                f"“{letter}” (U+{ord(letter):04X} {unicodedata.name(letter, 'without a name')})" for letter in missing[:5]
            )
            more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
            shown = " ".join(text.split())
            shown = f"{shown[:80]}…" if len(shown) > 80 else shown
            raise MissingGlyphError(f"The handout font has no sign for {names}{more}, in “{shown}”. Write it in other words.")


def check_personal(personal: Personal | None, known: frozenset[str] | None = None) -> None:
    """Refuse what is for one person when the font cannot print it, without quoting it.

    Raises:
        PersonalError: saying which text, and which of its characters by number.

    """
    known = _characters() if known is None and personal else known or frozenset()
    for what, text in personal.texts() if personal else ():
        places = [place for place, letter in enumerate(with_look_alikes(text), 1) if letter not in known and not invisible(letter)]
        if places:
            which = (
                f"character {places[0]}" if len(places) == 1 else f"{len(places)} characters, the first of them number {places[0]},"
            )
            raise PersonalError(f"The handout font has no sign for {which} of {what}. Write it in Latin letters.")


@cache
def _characters() -> frozenset[str]:
    """What every face can print."""
    from io import BytesIO

    from fontTools.ttLib import TTFont

    sets = [{chr(code) for code in TTFont(BytesIO(font_bytes(name)), lazy=True).getBestCmap()} for name in FACES]
    return frozenset(set.intersection(*sets))


def invisible(letter: str) -> bool:
    """Line breaks, and marks such as a soft hyphen that leave no ink."""
    return letter in "\n\t\r" or letter in "\u00ad\u200b\u200c\u200d\u2060\ufeff"
