"""The colours of the mail, light and dark. Contrast is that of WCAG 2: at least 4.5 for every text on its ground."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

DARK_PANEL = "#172327"
_DARK_CONTRAST = 9.0


@dataclass(frozen=True, slots=True)
class Palette:
    """The publisher's two colours, and what they become on a dark ground. The others are the same for every publisher."""

    brand: str
    accent: str
    on_brand: str
    dark_brand: str
    dark_accent: str


def palette(brand: str, accent: str) -> Palette:
    """The palette of a publisher."""
    on_brand = max(("#FFFFFF", "#000000"), key=lambda text: contrast(text, brand))
    return Palette(brand, accent, on_brand, lighter(brand), lighter(accent))


def lighter(colour: str) -> str:
    """The colour, lightened until it reads well on the dark panel. Very strong colours are calmed: they glow on dark."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    saturation = min(saturation, 0.5)
    while lightness < 1:
        candidate = "#" + "".join(f"{round(value * 255):02X}" for value in colorsys.hls_to_rgb(hue, lightness, saturation))
        if contrast(candidate, DARK_PANEL) >= _DARK_CONTRAST:
            return candidate
        lightness += 0.01
    return "#FFFFFF"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2, from 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue
