"""The drawings of a mail's exercises as PNG: mail programs show no SVG."""

from __future__ import annotations

from dataclasses import dataclass

from pressup import Exercise, Publisher, draw_figure, figure_alt, figure_png

WIDTH = 520
"""Of a picture in the mail, in pixels: the whole column. The file has twice as many, for sharp screens."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the mail carries in itself, so that it shows without loading anything, and nobody learns who looked.

    Attributes:
        cid: What the HTML calls it by, without the domain.
        png: The file.
        width: In the mail, in pixels.
        height: The same.
        alt: What it shows.
    """

    cid: str
    png: bytes
    width: int
    height: int
    alt: str


def picture_of(exercise: Exercise, publisher: Publisher, lang: str) -> Picture | None:
    """The drawing of an exercise, mirrored where its dose is for the left side only; None without a figure."""
    if exercise.figure is None:
        return None
    left = exercise.dose.side == "left"
    drawing = draw_figure(exercise, publisher, side="left" if left else "right")
    data = figure_png(exercise, publisher, width=2 * WIDTH, side="left" if left else "right")
    height = round(WIDTH * drawing.height / drawing.width)
    return Picture(f"figure-{exercise.id}", data, WIDTH, height, figure_alt(exercise, lang))
