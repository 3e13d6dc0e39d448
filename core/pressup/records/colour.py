"""The contrast of two colours, for all that checks or chooses them."""

from __future__ import annotations


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21.

    The formula is that of WCAG 2.2, “contrast ratio” and “relative luminance” (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).

    Args:
        one: A colour as `#0B5563`.
        other: Another one; the order does not matter.
    """
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, each from 0 to 1."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels(colour))
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
