"""A whole picture: the person at the start and at the finish, what is around, and the arrows, as shapes with places in a frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pressup.figures.arrows import Curve, arrows
from pressup.figures.covered import seen_better_at_start
from pressup.figures.muscles import REGIONS
from pressup.figures.palette import Style
from pressup.figures.person import LAYERS, Layers
from pressup.figures.props import Place, prop_shapes, stands
from pressup.figures.shape import Shape
from pressup.figures.skeleton import Posture
from pressup.figures.solver import Solved
from pressup.figures.surroundings import Surroundings, surroundings
from pressup.figures.views import View, solved, view
from pressup.records.figure import Figure

Regions = tuple[tuple[str, bool], ...]
"""Regions of the body with a mark; True for one that is stretched."""


def regions_of(muscles: Iterable[tuple[str, str]]) -> Regions:
    """The regions to mark, from muscles of the vocabulary with their roles: those that work or are stretched, at most three."""
    found: dict[str, bool] = {}
    for muscle, role in muscles:
        region = REGIONS.get(muscle)
        if region and role in ("primary", "stretched"):
            found.setdefault(region, role == "stretched")
    return tuple(found.items())[:3]


@dataclass(frozen=True)
class Scene:
    """A figure, solved, as its view shows it.

    Attributes:
        figure: The figure.
        start: The start.
        finish: The finish.
        style: How it looks.
        regions: Regions with a mark.
        around: What is around the person.
        left: The least x of the person, at the start and at the finish.
        right: The greatest x.
        people: The person at the start and at the finish: drawn once for all that looks at it.
    """

    figure: Figure
    start: Solved
    finish: Solved
    style: Style
    regions: Regions
    around: Surroundings
    left: float
    right: float
    people: tuple[tuple[Posture, Layers], ...] = ()

    @classmethod
    def of(cls, figure: Figure, style: Style, regions: Regions) -> Scene:
        """The scene of a figure."""
        seen = view(figure.view)
        start, finish = solved(figure)
        people = tuple((posture, seen.person(posture, style)) for posture in (start.posture, finish.posture))
        xs = [point.real for _, layers in people for layer in layers.values() for shape in layer for point in shape.points]
        return cls(figure, start, finish, style, regions, surroundings(figure), min(xs), max(xs), people)

    @property
    def view(self) -> View:
        """From where the person is seen."""
        return view(self.figure.view)

    def body(self, posture: Posture, *, marked: bool) -> list[Shape]:
        """The person in a posture with what moves with it, in painting order."""
        layers = self.person(posture)
        if marked:
            _add(layers, self.marks(posture))
        for prop in self.figure.props:
            if not stands(prop):
                _add(layers, prop_shapes(prop, self._place(posture)))
        return _in_order(layers)

    def marks(self, posture: Posture) -> Layers:
        """The marks of regions of the body in a posture, by layer: at the start only those that the arm covers at the finish."""
        if posture is self.finish.posture:
            return self._marked
        regions = self.regions
        if posture is self.start.posture:
            regions = tuple((name, stretched) for name, stretched in regions if name in self._early)
        return self.view.patches(posture, regions, self.style.build)

    @cached_property
    def _marked(self) -> Layers:
        """The marks at the finish."""
        return self.view.patches(self.finish.posture, self.regions, self.style.build)

    @cached_property
    def _early(self) -> frozenset[str]:
        """The regions that are marked at the start."""
        first, last = self.start.posture, self.finish.posture
        marks = self.view.patches(first, self.regions, self.style.build), self._marked
        names = seen_better_at_start(marks, (self.person(first), self.person(last)))
        return frozenset(name.removeprefix("muscle ") for name in names)

    def person(self, posture: Posture) -> Layers:
        """The person alone in a posture, by layer."""
        known = next((layers for one, layers in self.people if one is posture), None)
        return dict(known) if known is not None else self.view.person(posture, self.style)

    def room(self, posture: Posture | None = None) -> tuple[list[Shape], list[Shape]]:
        """What stands in the room: behind the person, and over it."""
        layers: Layers = {}
        for prop in self.figure.props:
            if stands(prop):
                _add(layers, prop_shapes(prop, self._place(posture or self.start.posture)))
        behind = layers.pop("behind", [])
        return behind, _in_order(layers)

    def arrows(self) -> list[Curve]:
        """The arrows at the finish."""
        return self._arrows

    @cached_property
    def _arrows(self) -> list[Curve]:
        # Looking for free places is what a picture costs most: once a scene, for all its pictures.
        now = [*self.body(self.finish.posture, marked=False), *(shape for part in self.room() for shape in part)]
        return arrows(self.figure, self.start, self.finish, now, self.body(self.start.posture, marked=False))

    def at(self, share: float) -> Posture:
        """The posture at a share of the movement."""
        return self.view.between(self.start, self.finish, share)

    def _place(self, posture: Posture) -> Place:
        return Place(self.figure, self.start.posture, posture, self.around, self.left, self.right)


def _add(layers: Layers, more: Layers) -> None:
    for layer, shapes in more.items():
        layers[layer] = [*layers.get(layer, []), *shapes]


def _in_order(layers: Layers) -> list[Shape]:
    return [shape for layer in LAYERS for shape in layers.get(layer, ())]


def extent(shapes: Sequence[Shape], curves: Sequence[Curve] = ()) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of shapes and arrows."""
    points = [point for shape in shapes for point in shape.points] + [point for curve in curves for point in curve]
    xs, ys = [point.real for point in points], [point.imag for point in points]
    return min(xs), max(xs), min(ys), max(ys)
