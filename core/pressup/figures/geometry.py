"""Plane geometry with complex numbers: x ahead, y up, lengths in heights of the person, degrees counted from ahead to up."""

from __future__ import annotations

import cmath
import math

Point = complex


def spot(place: tuple[float, ...]) -> Point:
    """A place of a record, which is in per cent of the person's height."""
    return complex(place[0], place[1]) / 100


def unit(degrees: float) -> Point:
    """The step of length 1 in a direction."""
    return cmath.rect(1.0, math.radians(degrees))


def direction(start: Point, end: Point) -> float:
    """The direction from one point to another, in degrees."""
    return math.degrees(cmath.phase(end - start))


def turn(degrees: float) -> float:
    """The same angle between -180 and 180 degrees."""
    return (degrees + 180.0) % 360.0 - 180.0


def local(origin: Point, degrees: float, x: float, y: float) -> Point:
    """A point given in a frame that has its origin at `origin` and its x axis in a direction."""
    return origin + complex(x, y) * unit(degrees)


def mix(a: float, b: float, share: float) -> float:
    """The number at a share of the way from `a` to `b`."""
    return a + (b - a) * share


def two_links(root: Point, target: Point, upper: float, lower: float, bend: int) -> tuple[float, float]:
    """The directions of two links that lead from `root` to `target`, by the law of cosines.

    Args:
        root: Where the upper link begins.
        target: Where the lower link shall end. When it is out of reach, the links point to it.
        upper: Length of the upper link.
        lower: Length of the lower link.
        bend: 1 when the joint between them stands to the left of the way from root to target, -1 to the right.
    """
    most, least = upper + lower - 1e-4, abs(upper - lower) + 1e-4
    far = min(max(abs(target - root), least), most)
    towards = direction(root, target)
    cosine = (upper * upper + far * far - lower * lower) / (2 * upper * far)
    first = towards + bend * math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    knee = root + upper * unit(first)
    return first, direction(knee, root + far * unit(towards))


def crossing(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Where the line from a to b crosses the line from c to d, or None."""
    r, q = b - a, d - c
    across = r.real * q.imag - r.imag * q.real
    if abs(across) < 1e-12:
        return None
    w = c - a
    t = (w.real * q.imag - w.imag * q.real) / across
    u = (w.real * r.imag - w.imag * r.real) / across
    return a + t * r if 0.0 <= t <= 1.0 and 0.0 <= u <= 1.0 else None


def inside(point: Point, polygon: tuple[Point, ...]) -> bool:
    """Whether a point is inside a closed polygon, by counting the edges that a ray to the right crosses."""
    within = False
    before = polygon[-1]
    for here in polygon:
        if (here.imag > point.imag) != (before.imag > point.imag):
            x = here.real + (point.imag - here.imag) / (before.imag - here.imag) * (before.real - here.real)
            if point.real < x:
                within = not within
        before = here
    return within


class Area:
    """A closed polygon that is asked of many points: those out of its bounding box are answered at once."""

    __slots__ = ("_high", "_left", "_low", "_right", "points")

    def __init__(self, points: tuple[Point, ...]) -> None:
        self.points = points
        xs, ys = [point.real for point in points], [point.imag for point in points]
        self._left, self._right, self._low, self._high = min(xs), max(xs), min(ys), max(ys)

    def holds(self, point: Point) -> bool:
        """Whether a point is inside."""
        within = self._left <= point.real <= self._right and self._low <= point.imag <= self._high
        return within and inside(point, self.points)


def quadratic(start: Point, control: Point, end: Point, count: int) -> list[Point]:
    """Points on a quadratic Bézier curve, both ends included."""
    steps = (number / count for number in range(count + 1))
    return [(1 - t) ** 2 * start + 2 * t * (1 - t) * control + t * t * end for t in steps]
