"""Start and finish of a figure, with what the words for a movement ask of both."""

from __future__ import annotations

from dataclasses import dataclass

from pressup.figures.geometry import turn
from pressup.figures.poses import bases
from pressup.figures.skeleton import Posture, Side
from pressup.figures.solve import lowest_of_shoe
from pressup.figures.solver import Solved
from pressup.records.figure import Figure

TURNED = 18.0
"""A joint or a part that turns less than so many degrees is not worth a word."""
SHIFTED = 0.05
"""The same of a way, in heights of the person."""
STRIDE = 0.2
"""Feet further apart than this stand in a stride."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Something that happens, and the parts of the body that it tells of."""

    text: str
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """Start and finish, with what is often asked of both."""

    figure: Figure
    start: Posture
    finish: Posture

    @classmethod
    def of(cls, figure: Figure, start: Solved, finish: Solved) -> Change:
        """The change from one solved posture to the other."""
        return cls(figure, start.posture, finish.posture)

    @property
    def anchor(self) -> str:
        """What carries the person."""
        return bases()[self.figure.base].anchor

    @property
    def rises(self) -> float:
        """How far the hips go up; less than 0 for down."""
        return self.finish.hip.imag - self.start.hip.imag

    def turned(self, name: str) -> float:
        """How far a part turns: anticlockwise as drawn, in degrees."""
        return turn(self.finish.directions[name] - self.start.directions[name])

    def knee(self, side: Side) -> float:
        """How much more a knee is bent."""
        return self.finish.legs[side].knee - self.start.legs[side].knee

    def elbow(self, side: Side) -> float:
        """How much more an elbow is bent."""
        return self.finish.arms[side].elbow - self.start.arms[side].elbow

    def up(self, joint: str) -> float:
        """How far a joint goes up."""
        return self.finish.joints[joint].imag - self.start.joints[joint].imag

    def lifted(self, side: Side) -> bool:
        """Whether a foot that is low at the start is in the air at the finish."""
        return self.up(f"ankle {side}") > SHIFTED and lowest_of_shoe(self.finish, side) > SHIFTED
