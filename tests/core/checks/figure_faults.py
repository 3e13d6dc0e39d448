"""Faults that no record can have: planted in the program, so that the rule that looks for each is seen to find it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import Any
from unittest import mock

from pressup.checks import Example, check
from pressup.checks.explain import as_yaml, example_date, example_library
from pressup.figures import person, scene, skeleton, svg
from pressup.figures.contours import Outline
from pressup.figures.examine import fault as examined
from pressup.figures.front import person as front_person
from pressup.figures.front.skeleton import FrontPosture
from pressup.figures.front.space import Vec
from pressup.figures.shape import Shape
from pressup.findings import Finding
from pressup.testing.good_records import GOOD_RECORDS

FIGURE = {"base": "standing", "finish": {"arms": {"shoulder": 90, "elbow": 0}}}


def found(example: Example, text: str) -> tuple[Finding, ...]:
    """What is found in a record with a good figure, with the fault planted when `text` is the bad one."""
    bad = text == example.bad
    if example.made_by == "figure_bytes":
        figure = {
            **FIGURE,
            "alt": "A person stands — and lifts both arms. " * 50 if bad else "A person lifts the arms.",
        }
        return _check(example, figure)
    with FAULTS[example.made_by]() if bad else nullcontext():
        return _check(example, FIGURE)


def _check(example: Example, figure: dict[str, Any]) -> tuple[Finding, ...]:
    library = example_library(example, as_yaml({"figure": figure}), GOOD_RECORDS)
    return check(library, date=example_date(example)).findings


@contextmanager
def loop() -> Iterator[None]:
    """The outline of a leg with two of its points exchanged."""

    def crossed(real: Callable[..., Outline]) -> Callable[..., Outline]:
        def outline(*args: Any, **options: Any) -> Outline:
            points = list(real(*args, **options))
            points[6], points[12] = points[12], points[6]
            return tuple(points)

        return outline

    with ExitStack() as planted:
        for module in (person, front_person):
            planted.enter_context(mock.patch.object(module, "leg_outline", crossed(module.leg_outline)))
        yield


@contextmanager
def mark() -> Iterator[None]:
    """The mark of a muscle beside the limb."""
    real = scene.Scene.marks

    def beside(*args: Any) -> Any:
        def moved(shape: Shape) -> Shape:
            outline = tuple(knot._replace(point=knot.point - 0.15 + 0.15j) for knot in shape.outlines[0])
            return Shape((outline,), shape.fill, name=shape.name)

        return {layer: [moved(shape) for shape in shapes] for layer, shapes in real(*args).items()}

    with mock.patch.object(scene.Scene, "marks", beside):
        yield


@contextmanager
def element() -> Iterator[None]:
    """A filter in every shape."""
    real = svg._shape

    def filtered(*args: Any) -> str:
        return f'{real(*args)}<filter id="f"/>'

    with mock.patch.object(svg, "_shape", filtered):
        yield


@contextmanager
def length() -> Iterator[None]:
    """A posture whose working knee is lower than its thigh is long."""

    class Longer(examined.Panel):
        @property
        def posture(self) -> skeleton.Posture:
            posture = super().posture.moved(0j)  # its own, as a solved posture is kept
            if isinstance(posture, FrontPosture):
                posture.places["knee working"] -= Vec(0.01j)
            else:
                posture.joints["knee working"] -= 0.01j
            return posture

    with mock.patch("pressup.figures.examine.Panel", Longer):
        yield


@contextmanager
def fails() -> Iterator[None]:
    """A program that divides by nothing."""
    with mock.patch.object(scene, "view", side_effect=ZeroDivisionError("division by zero")):
        yield


FAULTS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "figure_loop": loop,
    "figure_mark": mark,
    "figure_element": element,
    "figure_length": length,
    "figure_fails": fails,
}
MADE = frozenset(FAULTS) | {"figure_bytes"}
