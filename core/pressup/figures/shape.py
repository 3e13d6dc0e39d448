"""What a drawing is made of: filled outlines in the order in which they are painted."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from pressup.figures.contours import Knot, Outline
from pressup.figures.geometry import Point, local, unit


@dataclass(frozen=True, slots=True)
class Shape:
    """Outlines painted in one go.

    Attributes:
        outlines: The outlines, all in one path.
        fill: The name of its colour in the palette; None for a line.
        stroke: The name of the line's colour, when it is not the drawing's own.
        width: The width of the line in SVG units, when it is not the drawing's own.
        closed: False for a line.
        name: What it is, for checks: `leg working`.
        radius: For a dot: its outline is its centre, and this its radius in SVG units.
    """

    outlines: tuple[Outline, ...]
    fill: str | None
    stroke: str | None = None
    width: int | None = None
    closed: bool = True
    name: str = ""
    radius: float = 0.0

    @property
    def solid(self) -> bool:
        """Whether it covers what is behind it as a whole; a leg does even when a part of its edge has no line."""
        return self.closed or self.name.startswith("leg ")

    @property
    def points(self) -> list[Point]:
        """All control points."""
        return [knot.point for outline in self.outlines for knot in outline]


def filled(outline: Outline, fill: str, name: str = "") -> Shape:
    """One closed outline."""
    return Shape((outline,), fill, name=name)


def corners(points: Iterable[Point]) -> Outline:
    """A polygon or a line with straight sides."""
    return tuple(Knot(point, True) for point in points)


def box(x0: float, y0: float, x1: float, y1: float) -> Outline:
    """An upright rectangle."""
    return corners((complex(x0, y0), complex(x1, y0), complex(x1, y1), complex(x0, y1)))


def turned_box(origin: Point, degrees: float, x0: float, x1: float, half: float) -> Outline:
    """A rectangle along a direction, from x0 to x1 and as far to both sides."""
    return corners(local(origin, degrees, x, y) for x, y in ((x0, -half), (x1, -half), (x1, half), (x0, half)))


def round_outline(centre: Point, radius: float, points: int = 8) -> Outline:
    """A circle as a spline; its control points stand a little further out than the curve."""
    far = radius / ((1 + math.cos(math.pi / points) ** 2) / 2)
    return tuple(Knot(centre + far * unit(360 * number / points)) for number in range(points))
