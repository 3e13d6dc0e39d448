"""The publisher's colours: text in them can be read on white, and they stay two colours on a grey copy."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.findings import Severity
from pressup.records import Publisher, Record
from pressup.records.colour import channels
from pressup.records.colour import contrast as contrast

WHITE = "#FFFFFF"
LEAST_CONTRAST = 4.5
_LEAST_GREY = 1.2


def darker(colour: str, least: float = LEAST_CONTRAST) -> str:
    """The nearest colour of the same hue that is dark enough to be read on white."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(colour))
    steps = range(int(lightness * 1000), -1, -1)
    for step in steps:
        candidate = "#" + "".join(f"{round(value * 255):02X}" for value in colorsys.hls_to_rgb(hue, step / 1000, saturation))
        if contrast(candidate, WHITE) >= least:
            return candidate
    return "#000000"


def readable(record: Record, context: RecordContext) -> Iterator[Problem]:
    """The publisher's colours have a contrast of at least 4.5 to 1 on white: headings and words print in them (WCAG 2.2, 1.4.3)."""
    if not isinstance(record, Publisher):
        return
    for name in ("brand", "accent"):
        colour = getattr(record.colours, name)
        ratio = contrast(colour, WHITE)
        if ratio < LEAST_CONTRAST:
            # Cut off and not rounded: 4.496 must not be told as 4.5.
            shown = int(ratio * 100) / 100
            message = f"{colour} on white has a contrast of {shown:.2f} to 1; text needs {LEAST_CONTRAST} to 1."
            yield Problem(record.id, ("colours", name), message, f"The nearest darker colour that will do is {darker(colour)}.")


def grey(record: Record, context: RecordContext) -> Iterator[Problem]:
    """The publisher's two colours differ in brightness too: handouts get copied in grey (WCAG 2.2, 1.4.1)."""
    if not isinstance(record, Publisher):
        return
    brand, accent = record.colours.brand, record.colours.accent
    ratio = contrast(brand, accent)
    # Who takes one colour for both does so on purpose.
    if brand.upper() != accent.upper() and ratio < _LEAST_GREY:
        message = f"The colours {brand} and {accent} turn into the same grey: their contrast is {int(ratio * 100) / 100:.2f} to 1."
        help = "Pressup's own outputs never tell by colour alone, a theme might. Make one of them darker, or take one for both."
        yield Problem(record.id, ("colours", "accent"), message, help)


CHECKS = (
    RecordCheck("ACC-03", Severity.ERROR, readable),
    RecordCheck("ACC-03", Severity.NOTE, grey, heuristic=True),
)
