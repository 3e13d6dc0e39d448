"""The contrast of two colours, for all that checks or chooses them."""

from __future__ import annotations

import colorsys
from functools import lru_cache

WHITE = "#FFFFFF"
LEAST_CONTRAST = 4.5
"""Of text against what is behind it: WCAG 2.2, 1.4.3 Contrast (Minimum)."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21.

    The formula is that of WCAG 2.2, “contrast ratio” and “relative luminance” (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).

    Args:
        one: A colour as `#0B5563`.
        other: Another one; the order does not matter.
    """
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@lru_cache(maxsize=64)
def darker(colour: str) -> str:
    """The nearest colour of the same hue that text can have on white; the colour itself when it is dark enough."""
    if contrast(colour, WHITE) >= LEAST_CONTRAST:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(colour))
    for step in range(int(lightness * 1000), -1, -1):
        candidate = "#" + "".join(f"{round(value * 255):02X}" for value in colorsys.hls_to_rgb(hue, step / 1000, saturation))
        if contrast(candidate, WHITE) >= LEAST_CONTRAST:
            return candidate
    return "#000000"


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, each from 0 to 1."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels(colour))
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
