"""The outline of a limb around its joints: one smooth line, with the crease of a bent joint worked out and not drawn over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pressup.figures.geometry import Point, crossing, direction, local, turn

Offsets = tuple[tuple[float, float], ...]
"""Half-depths along a segment: share of its length, and distance from the line between its joints."""


class Knot(NamedTuple):
    """A control point of an outline; a sharp one is a corner, the others are passed by in a curve."""

    point: Point
    sharp: bool = False


Outline = tuple[Knot, ...]

CREASE = 35.0
"""From this bend on, the inner side of a joint is a corner."""
_ROUND = 40.0
"""Up to this bend, the outer side of a joint needs one point only."""
_CLEAR = 0.012
"""Points nearer than this to a crease are left out: they would make a lump."""


@dataclass(frozen=True, slots=True)
class Flesh:
    """One side of a limb: half-depths along each segment, and at each joint."""

    along: tuple[Offsets, ...]
    joints: tuple[float, ...]

    def slimmer(self, factor: float, first: int = 0) -> Flesh:
        """The same with all depths from a segment on times a factor."""
        if factor == 1:
            return self
        along = tuple(
            tuple((t, depth * factor) for t, depth in part) if number >= first else part for number, part in enumerate(self.along)
        )
        return Flesh(along, tuple(depth * factor if number >= first else depth for number, depth in enumerate(self.joints)))

    def from_joint(self, number: int) -> Flesh:
        """The same from a joint on."""
        return Flesh(self.along[number:], self.joints[number:])


def limb(joints: Sequence[Point], left: Flesh, right: Flesh, *, start: Point | None = None, end: Point | None = None) -> Outline:
    """The closed outline of a chain of segments.

    Args:
        joints: The joints, from the root outwards.
        left: Depths on the left of the way along the joints.
        right: Depths on its right.
        start: A point that rounds the root; without it the root is cut off square.
        end: The same for the far end.
    """
    one, other = edge(joints, left, 1), edge(joints, right, -1)
    if start is None:
        one[0], other[0] = Knot(one[0].point, True), Knot(other[0].point, True)
    if end is None:
        one[-1], other[-1] = Knot(one[-1].point, True), Knot(other[-1].point, True)
    head = [Knot(start)] if start is not None else []
    tail = [Knot(end)] if end is not None else []
    return (*head, *one, *tail, *reversed(other))


def edge(joints: Sequence[Point], flesh: Flesh, side: int) -> list[Knot]:
    """One side of a limb: `side` is 1 for the left of the way along the joints, -1 for the right."""
    lines = [_segment(joints, flesh, number, side) for number in range(len(joints) - 1)]
    done = [Knot(point) for point in lines[0]]
    for number in range(1, len(lines)):
        way = direction(joints[number], joints[number + 1])
        bend = turn(way - direction(joints[number - 1], joints[number]))
        following = [Knot(point) for point in lines[number]]
        if bend * side > 0:
            done = _inner(done, following, abs(bend))
        else:
            middle = Knot(local(joints[number], way - bend / 2, 0, side * flesh.joints[number]))
            # A slight bend needs one point; a strong one is led round the joint by three.
            done = [*done[:-1], middle, *following[1:]] if abs(bend) < _ROUND else [*done, middle, *following]
    return done


def _segment(joints: Sequence[Point], flesh: Flesh, number: int, side: int) -> list[Point]:
    root, far = joints[number], joints[number + 1]
    way, length = direction(root, far), abs(far - root)
    depths = ((0.0, flesh.joints[number]), *flesh.along[number], (1.0, flesh.joints[number + 1]))
    return [local(root, way, t * length, side * depth) for t, depth in depths]


def _inner(before: list[Knot], after: list[Knot], bend: float) -> list[Knot]:
    """The inner side of a bent joint: both sides up to where they meet, and nothing of what is past that."""
    for i in range(len(before) - 2, -1, -1):
        for j in range(len(after) - 1):
            meet = crossing(before[i].point, before[i + 1].point, after[j].point, after[j + 1].point)
            if meet is not None:
                kept = [knot for knot in before[: i + 1] if knot is before[0] or abs(knot.point - meet) > _CLEAR]
                rest = [knot for knot in after[j + 1 :] if knot is after[-1] or abs(knot.point - meet) > _CLEAR]
                return [*kept, Knot(meet, bend > CREASE), *rest]
    return _folded(before, after, bend)


def _folded(before: list[Knot], after: list[Knot], bend: float) -> list[Knot]:
    """Both sides do not meet: in a slight bend they run on; in a strong one the second folds onto the first."""
    if bend <= CREASE:
        middle = (before[-1].point + after[0].point) / 2
        return [*before[:-1], Knot(middle), *after[1:]]
    first = before[0]
    nearest = min(range(len(after)), key=lambda number: abs(after[number].point - first.point))
    return [first, *after[min(nearest + 1, len(after) - 1) :]]


def self_crossings(outline: Outline) -> list[Point]:
    """Where the polygon of an outline crosses itself; a good outline has no such place."""
    # From left to right, so that most pairs are far enough from each other to be left out at a glance.
    sides = sorted(_side(number, outline) for number in range(len(outline)))
    beside = (1, len(outline) - 1)
    found = []
    for place, (_, right, low, high, number, start, end) in enumerate(sides):
        for left, _, lowest, highest, other, from_there, to in sides[place + 1 :]:
            if left > right:
                break
            if lowest <= high and low <= highest and abs(other - number) not in beside:
                meet = crossing(start, end, from_there, to)
                if meet is not None:
                    found.append(meet)
    return found


def _side(number: int, outline: Outline) -> tuple[float, float, float, float, int, Point, Point]:
    """A side of a polygon behind its box, which is a hair larger, and its number."""
    a, b = outline[number - 1].point, outline[number].point
    left, right = (a.real, b.real) if a.real < b.real else (b.real, a.real)
    low, high = (a.imag, b.imag) if a.imag < b.imag else (b.imag, a.imag)
    return left - _HAIR, right + _HAIR, low - _HAIR, high + _HAIR, number, a, b


_HAIR = 1e-9


def drawn(outline: Outline) -> tuple[Point, ...]:
    """Points on the curve that is drawn from an outline's control points."""
    points: list[Point] = []
    count = len(outline)
    for number, knot in enumerate(outline):
        if knot.sharp:
            points.append(knot.point)
            continue
        before, after = outline[number - 1], outline[(number + 1) % count]
        first = before.point if before.sharp else (before.point + knot.point) / 2
        last = after.point if after.sharp else (knot.point + after.point) / 2
        points += [first, (first + 2 * knot.point + last) / 4, last]
    return tuple(points)
