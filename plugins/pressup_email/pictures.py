"""The drawings of a mail's exercises as PNG: mail programs show no SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pressup import Exercise, Publisher, draw_figure, figure_alt, figure_png

WIDTH = 260
"""Of a picture in the mail, in pixels: two stand side by side, and one below the other on a phone. Its file has more pixels."""
_SHARP = 560
"""The file's width: sharp on a phone, where a picture takes the whole screen."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the mail carries in itself, so that it shows without loading anything, and nobody learns who looked.

    Attributes:
        cid: What the HTML calls it by, without the domain.
        png: The file.
        width: In the mail, in pixels.
        height: The same.
        alt: What it shows; empty where the picture before it has said that.
    """

    cid: str
    png: bytes
    width: int
    height: int
    alt: str


def pictures_of(exercise: Exercise, publisher: Publisher, lang: str) -> tuple[Picture, ...]:
    """Start and finish of an exercise, mirrored where its dose is for the left side only; none without a figure.

    What the first says for who cannot see it is about both.
    """
    if exercise.figure is None:
        return ()
    return _picture(exercise, publisher, "start", figure_alt(exercise, lang)), _picture(exercise, publisher, "finish", "")


def _picture(exercise: Exercise, publisher: Publisher, mode: Literal["start", "finish"], alt: str) -> Picture:
    side: Literal["left", "right"] = "left" if exercise.dose.side == "left" else "right"
    drawing = draw_figure(exercise, publisher, mode=mode, side=side)
    data = figure_png(exercise, publisher, width=_SHARP, mode=mode, side=side)
    return Picture(f"{mode}-{exercise.id}", data, WIDTH, round(WIDTH * drawing.height / drawing.width), alt)
