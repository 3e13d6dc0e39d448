"""A publisher's logo: a file of strangers, read with limits and written anew from what is known to be harmless."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

MAX_SVG_BYTES = 100_000
MAX_PNG_BYTES = 500_000
MAX_PIXELS = 4_000_000
LEAST_RATIO, MOST_RATIO = 0.25, 10.0
"""The narrowest and the widest logo that the head of a page has room for: its width as a share of its height."""


@dataclass(frozen=True, slots=True)
class LogoImage:
    """A logo, safe to embed.

    Attributes:
        content: The bytes, written by Pressup: of the file nothing is left but shapes and colours, or pixels.
        media_type: `image/svg+xml` or `image/png`.
        ratio: The width as a share of the height.
    """

    content: bytes
    media_type: str
    ratio: float


class LogoError(ValueError):
    """A logo cannot be used. The message is one sentence, `help` says what to do, and the place is 0 for the whole file."""

    def __init__(self, message: str, help: str = "", line: int = 0, column: int = 1) -> None:
        super().__init__(message)
        self.help = help
        self.line = line
        self.column = column


@lru_cache(maxsize=16)
def read_logo(name: str, data: bytes, *, grey: bool = False) -> LogoImage:
    """The image that a logo's file gives.

    Args:
        name: The file's name, which tells its type.
        data: Its bytes.
        grey: Whether all colours become greys.

    Raises:
        LogoError: when it is broken, too large, or holds what a logo has no need of.
    """
    svg = name.lower().endswith(".svg")
    most = MAX_SVG_BYTES if svg else MAX_PNG_BYTES
    if len(data) > most:
        raise LogoError(f"The logo has more than {most:,} bytes.", "Simplify it, or save it smaller.")
    if svg:
        from pressup.content.logo_svg import clean_svg

        text, ratio = clean_svg(data, grey=grey)
        image = LogoImage(text.encode(), "image/svg+xml", ratio)
    else:
        image = _png(data, grey=grey)
    if not LEAST_RATIO <= image.ratio <= MOST_RATIO:
        shape = "narrow" if image.ratio < 1 else "wide"
        raise LogoError(f"The logo is too {shape} for the head of a page.", "It may be up to ten times as wide as high.")
    return image


def _png(data: bytes, *, grey: bool) -> LogoImage:
    """The pixels of a PNG, packed anew: no profile, no text, no second picture comes with them."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=("PNG",)) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise LogoError(
                        f"The logo has {picture.width} by {picture.height} pixels, more than {MAX_PIXELS:,}.",
                        "Save it smaller: 300 pixels high is sharp in print.",
                    )
                picture.verify()  # whether it is whole; other libraries tell Pillow to be content with less
            with Image.open(BytesIO(data), formats=("PNG",)) as picture:
                pixels = picture.convert("LA" if grey else "RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, LogoError):
            raise
        raise LogoError("The logo is no PNG that can be read.", "Save it again as PNG.") from error
    out = BytesIO()
    pixels.save(out, "PNG", optimize=False)
    return LogoImage(out.getvalue(), "image/png", pixels.width / pixels.height)
