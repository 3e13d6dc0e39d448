"""Arrows beside the path of what moves: of all places near the path, the one that is clear of the person."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pressup.figures.geometry import Point, quadratic
from pressup.figures.motion import path
from pressup.figures.shape import Shape
from pressup.figures.solve import Solved
from pressup.records.figure import Arrow, Figure

Curve = tuple[Point, Point, Point]
"""A quadratic Bézier curve: start, control, tip."""
CELL = 0.02
_ROOM = 0.045
"""The middle of an arrow keeps this far from every outline, where there is room."""
FACE = 0.105
"""No arrow comes nearer than this to the middle of a head."""
SHORTEST, LONGEST = 0.15, 0.36
_WEIGHT = {
    "hips": 1.25,
    "working-heel": 1.1,
    "working-hand": 0.95,
    "other-foot": 1.0,
    "shoulders": 1.0,
    "working-knee": 0.9,
    "head": 0.7,
}
"""How readily a part is chosen that moves just as far as another."""


def arrows(figure: Figure, start: Solved, finish: Solved, shapes: Sequence[Shape], before: Sequence[Shape]) -> list[Curve]:
    """The arrows of a figure: those of its record, or one for the part that moves most."""
    wanted = figure.arrows if figure.arrows is not None else (Arrow(follows=_mover(start, finish)),)  # type: ignore[arg-type]
    if not wanted:
        return []
    ground = Ground(shapes, before)
    heads = (start.posture.joints["head"], finish.posture.joints["head"])
    return [_curve(arrow, start, finish, ground, heads) for arrow in wanted]


def _mover(start: Solved, finish: Solved) -> str:
    from pressup.figures.motion import PARTS

    def moved(part: str) -> float:
        return _WEIGHT[part] * abs(finish.posture.joints[PARTS[part]] - start.posture.joints[PARTS[part]])

    return max(_WEIGHT, key=moved)


def _curve(arrow: Arrow, start: Solved, finish: Solved, ground: Ground, heads: Sequence[Point]) -> Curve:
    if arrow.through is not None:
        a, b, c = (complex(x, y) / 100 for x, y in arrow.through)
        return a, b, c
    points = path(start, finish, arrow.follows or _mover(start, finish))
    return min(_candidates(points), key=lambda curve: _cost(curve, points, ground, heads))


def _candidates(points: Sequence[Point]) -> Iterable[Curve]:
    """Pieces of the path, moved to both sides and along it."""
    length = sum(abs(b - a) for a, b in pairwise(points))
    shares = [(0.0, 1.0), (0.1, 0.9), (0.2, 0.8), (0.0, 0.8), (0.2, 1.0), (0.3, 1.0), (0.0, 0.6), (0.35, 0.75)]
    for first, last in shares:
        span = (last - first) * length
        if span > LONGEST * 1.15:
            continue
        bent = [_at(points, first), _at(points, (first + last) / 2), _at(points, last)]
        if span < SHORTEST:
            if (first, last) != (0.0, 1.0):
                continue
            bent = _stretched(bent)
        normals = [_normal(points, share) for share in (first, (first + last) / 2, last)]
        for step in range(11):
            for sign in (1, -1):
                out = [point + sign * (0.03 + 0.025 * step) * normal for point, normal in zip(bent, normals, strict=True)]
                for along in (-0.10, -0.05, 0.0, 0.05):
                    shift = along * normals[1] * -1j
                    a, middle, c = (point + shift for point in out)
                    yield a, 2 * middle - (a + c) / 2, c


def _stretched(bent: list[Point]) -> list[Point]:
    """A short path as a longer arrow: a straight one around the same middle."""
    way = bent[2] - bent[0]
    way = way / abs(way) if abs(way) > 1e-6 else 1j
    return [bent[1] - way * SHORTEST / 2, bent[1], bent[1] + way * SHORTEST / 2]


def _at(points: Sequence[Point], share: float) -> Point:
    place = share * (len(points) - 1)
    number = min(int(place), len(points) - 2)
    return points[number] + (place - number) * (points[number + 1] - points[number])


def _normal(points: Sequence[Point], share: float) -> Point:
    way = _at(points, min(1.0, share + 0.12)) - _at(points, max(0.0, share - 0.12))
    return way / abs(way) * 1j if abs(way) > 1e-6 else 1j


def _cost(curve: Curve, points: Sequence[Point], ground: Ground, heads: Sequence[Point]) -> float:
    """How bad a place is: on the person, at the face, below the floor, far from the path."""
    places = quadratic(*curve, 8)
    cost = 0.0
    for point in places:
        room = ground.room(point)
        cost += 3.0 * max(0.0, _ROOM - room) / _ROOM
        cost += 0.6 * max(0.0, _ROOM * 0.7 - ground.room_before(point)) / _ROOM
        cost += 40.0 * sum(abs(point - head) < FACE + 0.02 for head in heads)
        cost += 30.0 * (point.imag < 0.035)
    away = min(abs(places[4] - point) for point in points)
    return cost + 9.0 * away + 2.0 * abs(places[-1] - points[-1]) + 1.5 * max(0.0, 0.24 - abs(curve[2] - curve[0]))


class Ground:
    """How far a place is from the person: a grid of cells with the distance to the nearest one that is covered."""

    def __init__(self, shapes: Sequence[Shape], before: Sequence[Shape]) -> None:
        both = [point for shape in (*shapes, *before) for point in shape.points]
        self.left = min(point.real for point in both) - 0.30
        self.bottom = -0.05
        self.columns = math.ceil((max(point.real for point in both) + 0.30 - self.left) / CELL)
        self.rows = math.ceil((max(point.imag for point in both) + 0.30 - self.bottom) / CELL)
        self._now = self._distances(shapes)
        self._before = self._distances(before)

    def room(self, point: Point) -> float:
        """How far a place is from the person at the finish."""
        return self._read(self._now, point)

    def room_before(self, point: Point) -> float:
        """How far a place is from the person at the start."""
        return self._read(self._before, point)

    def _read(self, grid: list[float], point: Point) -> float:
        column = int((point.real - self.left) / CELL)
        row = int((point.imag - self.bottom) / CELL)
        if 0 <= column < self.columns and 0 <= row < self.rows:
            return grid[row * self.columns + column]
        return 0.05

    def _distances(self, shapes: Sequence[Shape]) -> list[float]:
        far = 9.0
        grid = [far] * (self.columns * self.rows)
        for shape in shapes:
            for outline in shape.outlines:
                points = tuple(knot.point for knot in outline)
                if shape.solid and len(points) > 2:
                    self._fill(grid, points)
        self._spread(grid)
        return grid

    def _fill(self, grid: list[float], points: tuple[Point, ...]) -> None:
        low, high = min(p.imag for p in points), max(p.imag for p in points)
        for row in range(max(0, int((low - self.bottom) / CELL)), min(self.rows, int((high - self.bottom) / CELL) + 1)):
            y = self.bottom + (row + 0.5) * CELL
            crossings = sorted(_crossings(points, y))
            for a, b in zip(crossings[::2], crossings[1::2], strict=False):
                first = max(0, int((a - self.left) / CELL))
                last = min(self.columns - 1, int((b - self.left) / CELL))
                for column in range(first, last + 1):
                    grid[row * self.columns + column] = 0.0

    def _spread(self, grid: list[float]) -> None:
        """The distance to the nearest covered cell, in two passes (chamfer distance)."""
        width, straight, slanted = self.columns, CELL, CELL * math.sqrt(2)
        for order, back in ((range(len(grid)), -1), (range(len(grid) - 1, -1, -1), 1)):
            for place in order:
                best = grid[place]
                if best == 0.0:
                    continue
                for step, length in (
                    (back, straight),
                    (back * width, straight),
                    (back * (width + 1), slanted),
                    (back * (width - 1), slanted),
                ):
                    other = place + step
                    if 0 <= other < len(grid) and grid[other] + length < best:
                        best = grid[other] + length
                grid[place] = best


def _crossings(points: tuple[Point, ...], y: float) -> Iterable[float]:
    before = points[-1]
    for here in points:
        if (here.imag > y) != (before.imag > y):
            yield here.real + (y - here.imag) / (before.imag - here.imag) * (before.real - here.real)
        before = here
