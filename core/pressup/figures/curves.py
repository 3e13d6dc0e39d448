"""Outlines as SVG path data: uniform quadratic B-splines, on a grid that keeps every midpoint a whole number."""

from __future__ import annotations

from collections.abc import Iterable

from pressup.figures.contours import Outline
from pressup.figures.geometry import Point

Pixel = tuple[int, int]
SCALE = 800
"""SVG units for the height of the person."""


class Canvas:
    """Turns heights of the person into SVG units: where x is 0, and where the floor is."""

    def __init__(self, left: float = 0.0, floor: float = 0.0, flip: int = 1) -> None:
        self.left = left
        self.floor = floor
        self.flip = flip

    def pixel(self, point: Point) -> Pixel:
        """A point on the grid: even numbers, so that the middle between two is a whole number and reflected points never drift."""
        return self.pixels((point,))[0]

    def pixels(self, points: Iterable[Point]) -> list[Pixel]:
        """Points on the grid."""
        across, left, floor = self.flip * SCALE, self.left, self.floor
        return [(2 * round((point.real * across + left) / 2), 2 * round((floor - point.imag * SCALE) / 2)) for point in points]

    def path(self, outline: Outline, *, closed: bool = True) -> str:
        """The path data of one outline."""
        points = self.pixels(knot.point for knot in outline)
        sharp = [knot.sharp for knot in outline]
        if not closed:
            sharp[0] = sharp[-1] = True
        if not any(sharp):
            return _Pen(_middle(points[-1], points[0])).smooth(points).text + "z"
        if closed:
            first = sharp.index(True)
            points = [*points[first:], *points[:first], points[first]]
            sharp = [*sharp[first:], *sharp[:first], True]
        return _Pen(points[0]).cornered(points, sharp, closed).text + ("z" if closed else "")

    def paths(self, outlines: Iterable[Outline], *, closed: bool = True) -> str:
        """The path data of several outlines in one path."""
        return "".join(self.path(outline, closed=closed) for outline in outlines)


class _Pen:
    """Writes relative commands from where it is; a command like the one before goes without its letter."""

    def __init__(self, start: Pixel) -> None:
        self._start = self._here = start
        self._parts: list[str] = []
        self._last = ""

    @property
    def text(self) -> str:
        """The path data."""
        return f"M{self._start[0]} {self._start[1]}{_close(''.join(self._parts))}"

    def smooth(self, points: list[Pixel]) -> _Pen:
        """A closed curve without a corner: it goes through the middle of each side."""
        around = [*points, points[0]]
        self._curve("q", points[0], _middle(points[0], points[1]))
        for number in range(1, len(points)):
            self._to("t", _middle(around[number], around[number + 1]))
        return self

    def cornered(self, points: list[Pixel], sharp: list[bool], closed: bool) -> _Pen:
        """A curve that begins and ends at corners; between two corners without a point in between it is a straight line."""
        fresh = True
        number, last = 1, len(points) - 1
        while number <= last:
            point = points[number]
            if sharp[number]:
                if point != self._here and not (closed and number == last):
                    self._to("l", point)
                self._here, fresh = point, True
                number += 1
                continue
            after, ends = points[number + 1], sharp[number + 1]
            end = after if ends else _middle(point, after)
            # `t` takes its control point from the curve before; after a corner there is none.
            if fresh:
                self._curve("q", point, end)
            else:
                self._to("t", end)
            fresh = ends
            number += 2 if ends else 1
        return self

    def _to(self, letter: str, end: Pixel) -> None:
        (x, y), (x1, y1) = self._here, end
        self._parts.append(f"{' ' if letter == self._last else letter}{x1 - x} {y1 - y}")
        self._last, self._here = letter, end

    def _curve(self, letter: str, control: Pixel, end: Pixel) -> None:
        (x, y), (x1, y1), (x2, y2) = self._here, control, end
        self._parts.append(f"{' ' if letter == self._last else letter}{x1 - x} {y1 - y} {x2 - x} {y2 - y}")
        self._last, self._here = letter, end


def _middle(a: Pixel, b: Pixel) -> Pixel:
    return (a[0] + b[0]) // 2, (a[1] + b[1]) // 2


def numbers(values: Iterable[int]) -> str:
    """Numbers as path data: a space only where no minus sign parts them."""
    return _close(" ".join(map(str, values)))


def _close(text: str) -> str:
    return text.replace(" -", "-")
