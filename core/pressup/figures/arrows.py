"""Arrows beside the path of what moves: of all places near the path, the one that is clear of the person."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pressup.figures.geometry import Point, spot
from pressup.figures.motion import path
from pressup.figures.shape import Shape
from pressup.figures.solver import Solved
from pressup.records.figure import Arrow, Figure

Curve = tuple[Point, Point, Point]
"""A quadratic Bézier curve: start, control, tip."""
CELL = 0.02
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
        a, b, c = map(spot, arrow.through)
        return a, b, c
    points = path(start, finish, arrow.follows or _mover(start, finish))
    best, least = None, math.inf
    for curve, malus in _candidates(points):
        cost = _cost(curve, malus, points, ground, heads, least)
        if cost < least:
            best, least = curve, cost
    assert best is not None  # noqa: S101 (there is always a candidate)
    return best


def _candidates(points: Sequence[Point]) -> Iterable[tuple[Curve, float]]:
    """Pieces of the path, moved to both sides and along it, those near the path first."""
    length = sum(abs(b - a) for a, b in pairwise(points))
    pieces = [_stretched([points[0], _at(points, 0.5), points[-1]])] if length < SHORTEST else list(_pieces(points, length))
    for step in range(9):
        for bent, normals in pieces:
            way = normals[1] * -1j
            bulge = bent[1] - (bent[0] + bent[2]) / 2
            for sign in (1, -1):
                # Beside a bow an arrow reads better on the outside.
                malus = 1.5 if abs(bulge) > _BOW and (sign * normals[1] * bulge.conjugate()).real < 0 else 0.0
                out = [point + sign * (0.03 + 0.03 * step) * normal for point, normal in zip(bent, normals, strict=True)]
                for along in _ALONG:
                    a, middle, c = (point + along * way for point in out)
                    yield (a, 2 * middle - (a + c) / 2, c), malus
        if step == 0 and length < SHORTEST:
            # A short movement may have its arrow ahead of it, as over hips that are lifted.
            for bent, normals in pieces:
                for ahead in (0.12, 0.15, 0.18, 0.21, 0.24):
                    a, middle, c = (point + ahead * normals[1] * -1j for point in bent)
                    yield (a, 2 * middle - (a + c) / 2, c), 0.0


def _pieces(points: Sequence[Point], length: float) -> Iterable[tuple[list[Point], list[Point]]]:
    pieces: tuple[tuple[float, float], ...] = _SHARES
    if length * 0.4 > LONGEST:  # so long a way that each of these is too long: its middle
        pieces = (*pieces, (0.5 - LONGEST / 2 / length, 0.5 + LONGEST / 2 / length))
    for first, last in pieces:
        if SHORTEST * 0.8 <= (last - first) * length <= LONGEST * 1.15:
            shares = (first, (first + last) / 2, last)
            yield [_at(points, share) for share in shares], [_normal(points, share) for share in shares]


def _stretched(bent: list[Point]) -> tuple[list[Point], list[Point]]:
    """A short path as a longer arrow: a straight one around the same middle."""
    way = bent[2] - bent[0]
    way = way / abs(way) if abs(way) > 1e-6 else 1j
    return [bent[1] - way * SHORTEST / 2, bent[1], bent[1] + way * SHORTEST / 2], [way * 1j] * 3


def _at(points: Sequence[Point], share: float) -> Point:
    place = share * (len(points) - 1)
    number = min(int(place), len(points) - 2)
    return points[number] + (place - number) * (points[number + 1] - points[number])


def _normal(points: Sequence[Point], share: float) -> Point:
    way = _at(points, min(1.0, share + 0.12)) - _at(points, max(0.0, share - 0.12))
    return way / abs(way) * 1j if abs(way) > 1e-6 else 1j


def _cost(curve: Curve, malus: float, points: Sequence[Point], ground: Ground, heads: Sequence[Point], least: float) -> float:
    """How bad a place is: far from the path, on the person, at the face, below the floor. It stops counting above `least`."""
    start, control, tip = curve
    far = abs(tip - start)
    shape = 2.0 * abs(tip - points[-1]) + 1.5 * max(0.0, 0.24 - far) + 60.0 * max(0.0, SHORTEST - 0.03 - far)
    if shape + malus >= least:
        return shape + malus
    middle = (start + 2 * control + tip) / 4
    cost = malus + 9.0 * min([abs(middle - point) for point in points])
    cost += shape
    for t in _PLACES:
        if cost >= least:
            return cost
        point = (1 - t) * (1 - t) * start + 2 * t * (1 - t) * control + t * t * tip
        cost += ground.cost(point)
        if point.imag < _LOWEST:
            cost += 30.0
        for head in heads:
            if abs(point - head) < FACE + 0.02:
                cost += 40.0
    return cost


_SHARES = ((0.0, 1.0), (0.1, 0.9), (0.2, 0.8), (0.0, 0.8), (0.2, 1.0), (0.3, 1.0), (0.0, 0.6), (0.35, 0.75))
"""Pieces of a path that an arrow may run beside."""
_BOW = 0.012
_ALONG = (0.0, -0.05, 0.05, -0.10)
_PLACES = (0.0, 1.0, 0.5, 0.25, 0.75, 0.125, 0.375, 0.625, 0.875)
"""Where on an arrow its place is judged, the ends first."""
_LOWEST = 0.035


Rows = dict[int, int]
"""Cells of a grid: for each row, a number with a bit for each of its columns."""


class Ground:
    """Where the person is: a grid of cells, and two rings of cells around those that are covered."""

    def __init__(self, shapes: Sequence[Shape], before: Sequence[Shape]) -> None:
        covered = _covered(shapes)
        near = _wider(covered)
        earlier = _covered(before)
        self._now = ((4.0, covered), (2.6, near), (1.0, _wider(near)))
        self._before = ((0.45, earlier), (0.2, _wider(earlier)))

    def cost(self, point: Point) -> float:
        """How bad it is to draw at a point: on the person at the finish, near to it, or over the start."""
        row, bit = int(point.imag // CELL), 1 << _column(point.real)
        return _first(self._now, row, bit) + _first(self._before, row, bit)


_COLUMNS = 1024


def _column(x: float) -> int:
    """The column of an x; beyond all that a picture holds, the outermost."""
    column = int(x // CELL) + _COLUMNS // 2
    return column if 0 <= column <= _COLUMNS else 0 if column < 0 else _COLUMNS


def _first(rings: Iterable[tuple[float, Rows]], row: int, bit: int) -> float:
    """The cost of the first ring that has a cell."""
    for cost, rows in rings:
        if rows.get(row, 0) & bit:
            return cost
    return 0.0


def _wider(rows: Rows) -> Rows:
    """The cells, and those around them."""
    found: Rows = {}
    for row, cells in rows.items():
        wide = cells | cells << 1 | cells >> 1
        for beside in (row - 1, row, row + 1):
            found[beside] = found.get(beside, 0) | wide
    return found


def _covered(shapes: Iterable[Shape]) -> Rows:
    """The cells of shapes that cover what is behind them."""
    found: Rows = {}
    for shape in shapes:
        if shape.solid:
            for outline in shape.outlines:
                for row, xs in _crossings([knot.point for knot in outline]).items():
                    xs.sort()
                    cells = found.get(row, 0)
                    for a, b in zip(xs[::2], xs[1::2], strict=False):
                        cells |= (2 << _column(b)) - (1 << _column(a))
                    found[row] = cells
    return found


def _crossings(points: Sequence[Point]) -> dict[int, list[float]]:
    """Where the sides of a polygon cross the middles of rows."""
    found: dict[int, list[float]] = {}
    x0, y0 = points[-1].real, points[-1].imag
    for point in points:
        x1, y1 = point.real, point.imag
        low, high = (y0, y1) if y0 < y1 else (y1, y0)
        for row in range(int(low // CELL), int(high // CELL) + 1):
            y = (row + 0.5) * CELL
            if low <= y < high:
                found.setdefault(row, []).append(x1 + (y - y1) / (y0 - y1) * (x0 - x1))
        x0, y0 = x1, y1
    return found
