"""What is wrong in a figure, and where its record says so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pressup.figures.contours import drawn
from pressup.figures.geometry import Area, Point
from pressup.figures.poses import Anchor, base_of
from pressup.figures.scene import Scene
from pressup.figures.shape import Shape
from pressup.figures.skeleton import Posture
from pressup.figures.solver import Solved
from pressup.records.figure import Pose

Path = tuple[str | int, ...]
PanelName = Literal["start", "finish"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    Attributes:
        code: The code of the rule.
        path: Where the cause stands in the figure: `("finish", "working_leg", "knee")`. Empty for the whole figure.
        message: One sentence: what is wrong.
        help: What to do.
    """

    code: str
    path: Path
    message: str
    help: str = ""


@dataclass(frozen=True)
class Panel:
    """The start or the finish of a figure, with what its record says of it."""

    scene: Scene
    name: PanelName

    @property
    def solved(self) -> Solved:
        """The posture with what was wanted of it."""
        return self.scene.start if self.name == "start" else self.scene.finish

    @property
    def posture(self) -> Posture:
        """The posture."""
        return self.solved.posture

    @property
    def anchor(self) -> Anchor:
        """What carries the person."""
        return base_of(self.scene.figure).anchor

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """The shapes of the person, by name."""
        layers = self.scene.person(self.posture)
        return {shape.name: shape for layer in layers.values() for shape in layer}

    @cached_property
    def outlines(self) -> dict[str, tuple[tuple[Point, ...], ...]]:
        """The outlines of each shape of the person as they are drawn."""
        return {
            name: tuple(drawn(outline) for outline in shape.outlines) for name, shape in self.shapes.items() if not shape.radius
        }

    @cached_property
    def areas(self) -> dict[str, Area]:
        """What each shape of the person covers."""
        return {name: Area(outlines[0]) for name, outlines in self.outlines.items()}

    @cached_property
    def lowest(self) -> dict[str, float]:
        """The height of the lowest point of each shape of the person."""
        return {name: min([point.imag for outline in outlines for point in outline]) for name, outlines in self.outlines.items()}

    @property
    def poses(self) -> tuple[tuple[PanelName, Pose], ...]:
        """What the record says of this panel, the newest first: the finish begins with what the start says."""
        figure = self.scene.figure
        start: tuple[PanelName, Pose] = ("start", figure.start)
        return (("finish", figure.finish), start) if self.name == "finish" else (start,)
