"""The colours of a drawing, from the publisher's two: one dark, one pale and one middle tone of each, each used for one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pressup.records.colour import contrast as contrast

Palette = Mapping[str, str]
LEAST_CONTRAST = 3.0
"""Of what carries meaning against the white around it: WCAG 2.2, 1.4.11."""
LINE_CONTRAST = 2.0
"""Of a line against the skin on both of its sides; around the person it stands against white."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a publisher may choose: colours as `#rrggbb`, the width of the line in SVG units, hair and clothes.

    Attributes:
        brand: Shirt and, in tints, tights and mat.
        accent: Muscle and arrow.
        ink: The line.
        skin: The skin.
        hair_colour: The hair.
        shoe: The shoes.
        line: Width of the line.
        hair: `short`, `tied` or `long`.
        sleeves: `short` or `long`.
        legs: `tights` or `shorts`.
        build: Depth of trunk and limbs, as a factor.
    """

    brand: str = "#0f766e"
    accent: str = "#d9472b"
    ink: str = "#22323a"
    skin: str = "#faf3ec"
    hair_colour: str = "#3a4950"
    shoe: str = "#44545c"
    line: int = 6
    hair: str = "short"
    sleeves: str = "short"
    legs: str = "tights"
    build: float = 1.0


@lru_cache(maxsize=32)
def palette(style: Style, *, grey: bool = False) -> Palette:
    """The colours by name. The grey set has tones of its own: the same colours without their hue would be hard to tell apart."""
    brand = with_contrast(style.brand)
    accent = with_contrast(style.accent)
    far_skin = blended(style.skin, style.ink, 0.14)
    colours = {
        "ink": style.ink,
        "skin": style.skin,
        "skin_far": far_skin,
        "skin_line": line_on((style.skin, far_skin), style.ink),
        "shirt": brand,
        "shirt_far": blended(brand, "#000000", 0.28),
        "leg": blended(brand, "#ffffff", 0.80),
        "leg_far": blended(blended(brand, "#ffffff", 0.55), "#808080", 0.25),
        "shoe": style.shoe,
        "shoe_far": blended(style.shoe, "#ffffff", 0.16),
        "hair": style.hair_colour,
        "muscle": accent,
        "stretch": "#ffffff",
        "fibre": "#ffffff",
        "arrow": accent,
        "casing": "#ffffff",
        "floor": "#9fb0b6",
        "mat": blended(brand, "#ffffff", 0.62),
        "prop": "#5b6b73",
        "furniture": "#cfd8db",
        "helper": "#e3e8ea",
        "helper_far": "#cfd6d9",
        "mark": brand,
        **_GHOST,
    }
    if grey:
        colours = {name: _grey(colour) for name, colour in colours.items()}
        colours |= {"muscle": "#2b2b2b", "arrow": "#2b2b2b", "shirt": "#8a8a8a", "shirt_far": "#6e6e6e", "mark": "#2b2b2b"}
        colours |= {"leg": "#dedede", "leg_far": "#a5a5a5", "mat": "#c4c4c4"}
        if colours["skin_line"] != colours["ink"]:  # a dark skin is as dark in grey
            colours["skin_line"] = line_on((colours["skin"], colours["skin_far"]), colours["ink"])
    return colours


_GHOST = {"ghost": "#edf1f2", "ghost_line": "#a9b7bc"}


def ghost(colours: Palette) -> Palette:
    """The palette of the pale figure that shows the start: flat, since see-through paint would show what lies under it."""
    line = colours["ghost_line"]
    return {**dict.fromkeys(colours, colours["ghost"]), "ink": line, "skin_line": line, "hair": line}


def blended(a: str, b: str, share: float) -> str:
    """The colour at a share of the way from `a` to `b`."""
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(_parts(a), _parts(b), strict=True))


def with_contrast(colour: str, least: float = LEAST_CONTRAST) -> str:
    """The colour, made darker in steps until it stands out from white."""
    while contrast(colour, "#ffffff") < least:
        colour = blended(colour, "#000000", 0.06)
    return colour


def line_on(fills: Sequence[str], ink: str) -> str:
    """A line that is seen on some fills: the ink, made darker where that suffices, and pale on what is too dark for that."""
    for end in ("#000000", "#ffffff"):
        for step in range(21):
            colour = blended(ink, end, step / 20)
            if min(contrast(colour, fill) for fill in fills) >= LINE_CONTRAST:
                return colour
    return "#ffffff"


def _grey(colour: str) -> str:
    red, green, blue = _parts(colour)
    return "#" + f"{round(0.2126 * red + 0.7152 * green + 0.0722 * blue):02x}" * 3


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
