"""Marks of muscles that the near arm covers, as that of the chest low in a push-up."""

from __future__ import annotations

from collections.abc import Callable

from pressup.figures.contours import drawn
from pressup.figures.geometry import Area, Point
from pressup.figures.person import Layers
from pressup.figures.shape import Shape

COVERED = 0.6
"""A mark that is covered by more than this share of it is not seen."""
_INWARDS = 0.55
"""Beside the outline, points this far in from it to the middle are looked at."""


def seen_better_at_start(marks: tuple[Layers, Layers], people: tuple[Layers, Layers]) -> frozenset[str]:
    """The names of marks that the near arm covers at the finish, and not at the start; of both, the start comes first."""
    first, last = (_covered(of, person) for of, person in zip(marks, people, strict=True))
    return frozenset(name for name, share in last.items() if share > COVERED >= first[name])


def _covered(marks: Layers, person: Layers) -> dict[str, float]:
    """How much of each mark on trunk or leg the near arm covers, by name."""
    arm = [Area(drawn(shape.outlines[0])) for shape in person.get("near-arm", ())]
    closed = [shape for shape in marks.get("muscles", ()) if shape.closed]
    if not arm:
        return {shape.name: 0.0 for shape in closed}

    def hides(point: Point) -> bool:
        return any(part.holds(point) for part in arm)

    return {shape.name: _share(shape, hides) for shape in closed}


def _share(shape: Shape, hides: Callable[[Point], bool]) -> float:
    points = drawn(shape.outlines[0])
    middle = sum(points, 0j) / len(points)
    looked_at = [middle, *points, *(middle + (point - middle) * _INWARDS for point in points)]
    return sum(hides(point) for point in looked_at) / len(looked_at)
