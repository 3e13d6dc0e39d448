"""The publisher's colours: text in them can be read on white, and they stay two colours on a grey copy."""

from __future__ import annotations

from collections.abc import Iterator

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.findings import Severity
from pressup.records import Publisher, Record
from pressup.records.colour import LEAST_CONTRAST, WHITE, contrast

_LEAST_GREY = 1.2


def readable(record: Record, context: RecordContext) -> Iterator[Problem]:
    """The publisher's colours have a contrast of at least 4.5 to 1 on white; text is darker otherwise (WCAG 2.2, 1.4.3)."""
    if not isinstance(record, Publisher):
        return
    for name in ("brand", "accent"):
        colour = getattr(record.colours, name)
        ratio = contrast(colour, WHITE)
        if ratio < LEAST_CONTRAST:
            # Cut off and not rounded: 4.496 must not be told as 4.5.
            shown = int(ratio * 100) / 100
            message = f"{colour} on white has a contrast of {shown:.2f} to 1; text needs {LEAST_CONTRAST} to 1."
            text = getattr(record.colours, f"{name}_text")
            help = f"Text will print in {text}, the nearest darker colour that will do, and shapes in {colour}."
            yield Problem(record.id, ("colours", name), message, help)


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
    RecordCheck("ACC-03", Severity.WARNING, readable),
    RecordCheck("ACC-03", Severity.NOTE, grey, heuristic=True),
)
