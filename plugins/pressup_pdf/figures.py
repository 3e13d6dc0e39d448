"""The drawing of an exercise on its card, as SVG inside the page."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from pressup import Move, Publisher, draw_figure, figure_alt
from pressup_pdf.layout import Shape


def figure_of(move: Move, publisher: Publisher, options: Any, lang: str, shape: Shape) -> Markup | None:
    """The drawing of an exercise, mirrored where the dose is for the left side only; None without a figure.

    The width is that of both panels: one scale for all cards, as panels are equally wide but for long movements.
    """
    exercise = move.exercise
    if exercise.figure is None:
        return None
    said = figure_alt(exercise, lang)
    # WeasyPrint takes the title of an SVG for the alternative text in the PDF.
    drawing = draw_figure(
        exercise,
        publisher,
        side=move.side,
        grey=options.ink != "colour",
        dots=not shape.labels,
        title=said,
        description="",
    )
    height = round(shape.figure * drawing.height / drawing.width, 2)
    size = Markup('<svg width="{}pt" height="{}pt" aria-label="{}" ').format(shape.figure, height, said)
    return size + Markup(drawing.svg.removeprefix("<svg "))  # noqa: S704 (Pressup drew it, and escaped its texts)
