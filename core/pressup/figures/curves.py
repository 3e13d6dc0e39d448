"""Outlines as SVG path data: uniform quadratic B-splines, on a grid that keeps every midpoint a whole number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pressup.figures.contours import Outline
from pressup.figures.geometry import Point

Pixel = tuple[int, int]
SCALE = 800
"""SVG units for the height of the person."""


class Canvas:
    """Turns heights of the person into SVG units: where x is 0, where the floor is, and what was drawn where."""

    def __init__(self, left: float = 0.0, floor: float = 0.0, flip: int = 1) -> None:
        self.left = left
        self.floor = floor
        self.flip = flip
        self.drawn: list[Pixel] = []

    def pixel(self, point: Point) -> Pixel:
        """A point on the grid: even numbers, so that the middle between two is a whole number and reflected points never drift."""
        x = 2 * round((self.flip * point.real * SCALE + self.left) / 2)
        y = 2 * round((self.floor - point.imag * SCALE) / 2)
        self.drawn.append((x, y))
        return x, y

    def path(self, outline: Outline, *, closed: bool = True) -> str:
        """The path data of one outline."""
        points = [self.pixel(knot.point) for knot in outline]
        sharp = [knot.sharp for knot in outline]
        if not closed:
            sharp[0] = sharp[-1] = True
        if not any(sharp):
            return _compact(_smooth(points)) + "z"
        if closed:
            first = sharp.index(True)
            points = [*points[first:], *points[:first], points[first]]
            sharp = [*sharp[first:], *sharp[:first], True]
        return _compact(_cornered(points, sharp, closed)) + ("z" if closed else "")

    def paths(self, outlines: Iterable[Outline], *, closed: bool = True) -> str:
        """The path data of several outlines in one path."""
        return "".join(self.path(outline, closed=closed) for outline in outlines)


def _smooth(points: list[Pixel]) -> str:
    """A closed curve without a corner: it goes through the middle of each side."""
    around = [*points, points[0], points[1]]
    here = _middle(points[-1], points[0])
    text = f"M{here[0]} {here[1]}"
    for number in range(len(points)):
        end = _middle(around[number], around[number + 1])
        text += _command("q", here, around[number], end) if number == 0 else _command("t", here, end)
        here = end
    return text


def _cornered(points: list[Pixel], sharp: list[bool], closed: bool) -> str:
    """A curve that begins and ends at corners; between two corners without a point in between it is a straight line."""
    here = points[0]
    text = f"M{here[0]} {here[1]}"
    fresh = True
    number = 1
    while number < len(points):
        point = points[number]
        if sharp[number]:
            closing = closed and number == len(points) - 1
            if point != here and not closing:
                text += _command("l", here, point)
            here, fresh = point, True
            number += 1
            continue
        after = points[number + 1]
        end = after if sharp[number + 1] else _middle(point, after)
        # `t` takes its control point from the curve before; after a corner there is none.
        text += _command("q", here, point, end) if fresh else _command("t", here, end)
        here, fresh = end, sharp[number + 1]
        number += 2 if fresh else 1
    return text


def _middle(a: Pixel, b: Pixel) -> Pixel:
    return (a[0] + b[0]) // 2, (a[1] + b[1]) // 2


def _command(letter: str, here: Pixel, *points: Pixel) -> str:
    return letter + numbers(value for point in points for value in (point[0] - here[0], point[1] - here[1]))


def numbers(values: Iterable[int]) -> str:
    """Numbers as path data: a space only where no minus sign parts them."""
    return " ".join(map(str, values)).replace(" -", "-")


_PIECE = re.compile(r"([Mlqt])([^Mlqt]*)")


def _compact(text: str) -> str:
    """Path data without the letters that only repeat the one before."""
    out, last = [], ""
    for letter, data in _PIECE.findall(text):
        if letter == last:
            out.append(data if data.startswith("-") else f" {data}")
        else:
            out.append(letter + data)
        last = letter
    return "".join(out)
