"""The publisher's colours on light and on dark ground. Contrast is that of WCAG 2: at least 4.5 for every text."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable
from dataclasses import dataclass

from pressup import Publisher, contrast

DARK_GROUND = "#1A2629"
"""What text stands on at night: the lightest of the dark grounds."""
_AT_NIGHT = 8.0


@dataclass(frozen=True, slots=True)
class Palette:
    """The publisher's two colours by day and at night, with a tint of each; all others are the same for every publisher."""

    brand: str
    accent: str
    tint: str
    night_brand: str
    night_accent: str
    night_tint: str


def palette(publisher: Publisher) -> Palette:
    """The palette of a publisher."""
    brand, accent = publisher.colours.brand, publisher.colours.accent
    return Palette(brand, accent, mixed(brand, "#FFFFFF", 0.08), lighter(brand), lighter(accent), mixed(brand, DARK_GROUND, 0.35))


def lighter(colour: str) -> str:
    """The colour, lightened until it reads well at night. Strong colours are calmed: they glow on dark ground."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _parts(colour)))
    saturation = min(saturation, 0.5)
    while lightness < 1:
        found = _written(255 * part for part in colorsys.hls_to_rgb(hue, lightness, saturation))
        if contrast(found, DARK_GROUND) >= _AT_NIGHT:
            return found
        lightness += 0.01
    return "#FFFFFF"


def mixed(colour: str, ground: str, share: float) -> str:
    """So much of a colour in another."""
    return _written(share * one + (1 - share) * other for one, other in zip(_parts(colour), _parts(ground), strict=True))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _written(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(part):02X}" for part in parts)
