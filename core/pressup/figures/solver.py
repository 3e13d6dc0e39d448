"""What finds a posture from any side: the goals that were met and missed, and a number found by halving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pressup.figures.poses import Base, Values, Wish
from pressup.figures.skeleton import Posture, Side
from pressup.figures.surroundings import Surroundings
from pressup.records.figure import Figure

SEAT_TO_HIP = 0.074
REACHED = 0.012
"""A goal counts as reached within this distance."""

Path = tuple[str, ...]
P = TypeVar("P", bound=Posture)


@dataclass(frozen=True, slots=True)
class Missed:
    """A goal that the limb cannot reach: where it is wanted in the pose, and how far it is off, in heights of the person."""

    path: Path
    distance: float


@dataclass(frozen=True, slots=True)
class Solved:
    """A posture with what was wanted of it.

    Attributes:
        posture: The posture.
        wish: What was wanted.
        anchor: The point that carries: a joint of the posture, by name.
        pinned: Limbs whose ends have a goal of their own: `leg working`, `arm other`.
        missed: Goals out of reach.
    """

    posture: Posture
    wish: Wish
    anchor: str
    pinned: frozenset[str]
    missed: tuple[Missed, ...] = ()


class Solver(Generic[P]):
    """Finds one posture; `earlier` is the start, for limbs that stay where they were."""

    def __init__(self, figure: Figure, base: Base, around: Surroundings, earlier: P | None) -> None:
        self.base = base
        self.around = around
        self.earlier = earlier
        self.stands_on = figure.stands_on if figure.stands_on != "both" else base.stands_on
        self.missed: list[Missed] = []
        self.pinned: set[str] = set()

    @property
    def on_one(self) -> bool:
        """Whether one leg carries alone."""
        return self.stands_on != "both"

    def found(self, posture: P, wish: Wish, anchor: str) -> Solved:
        """The posture with what was noted on the way to it."""
        return Solved(posture, wish, anchor, frozenset(self.pinned), tuple(dict.fromkeys(self.missed)))

    def fist(self, side: Side, values: Values) -> bool:
        """Whether a hand is a fist: as it is asked for, else when it holds something."""
        return values.get("grip") == "fist" or ("grip" not in values and side in self.around.hands)

    def note(self, off: float, path: Path) -> None:
        """Note how far a goal is off, when it is missed."""
        if off > REACHED:
            self.missed.append(Missed(path, off))


def halved(low: float, high: float, steps: int, too_low: Callable[[float], bool], digits: int = 12) -> tuple[float, float]:
    """Where a number stops being too low, found by halving: the last that is, and the first that is not.

    With `digits`, not further than both round to the same number.
    """
    for _ in range(steps):
        if round(low, digits) == round(high, digits):
            break
        middle = (low + high) / 2
        if too_low(middle):
            low = middle
        else:
            high = middle
    return low, high
