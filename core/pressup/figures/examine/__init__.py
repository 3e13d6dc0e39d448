"""Faults of figures: pure functions from a figure to what is wrong in it, from whatever side it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from pressup.figures.examine import ground, joints, picture
from pressup.figures.examine.fault import Fault, Panel, Path
from pressup.figures.palette import Style
from pressup.figures.poses import UnknownBaseError
from pressup.figures.scene import Regions, Scene
from pressup.records.figure import Figure


def examine(figure: Figure, regions: Regions = (), title: str = "") -> tuple[Fault, ...]:
    """What is wrong in a figure; each cause is told once. Nothing that a figure can hold makes this raise.

    Args:
        figure: The figure.
        regions: The regions of the body that the picture marks.
        title: The title that the picture gets; it counts for its bytes.
    """
    found: dict[tuple[str, Path], Fault] = {}
    try:
        for fault in faults(figure, regions, title):
            found.setdefault((fault.code, fault.path), fault)
    except Exception as error:  # noqa: BLE001 (whatever goes wrong in a drawing is a finding, and no crash)
        return (undrawable(error),)
    return tuple(found.values())


def undrawable(error: Exception) -> Fault:
    """FIG-17: the figure cannot be drawn at all."""
    if isinstance(error, UnknownBaseError):
        return Fault("FIG-17", ("base",), str(error), error.help)
    reason = " ".join(f"{type(error).__name__} {error}".split())
    return Fault(
        "FIG-17", (), f"This figure cannot be drawn ({reason}).", "Begin with the base pose alone, and add one line after another."
    )


def faults(figure: Figure, regions: Regions, title: str) -> Iterator[Fault]:
    """All that is wrong in a figure, from whatever side it is seen."""
    scene = Scene.of(figure, Style(), regions)
    start, finish = Panel(scene, "start"), Panel(scene, "finish")
    for panel in (start, finish):
        beyond = list(joints.ranges(panel))
        yield from beyond
        yield from chain.from_iterable(check(panel) for check in _EACH)
        # What is bent further than joints bend is not drawn well either: that is no fault of its own.
        if not beyond:
            yield from chain(picture.loops(panel), picture.marks(panel))
    yield from chain(ground.still(start, finish), ground.moves(start, finish))
    curves = scene.arrows()
    yield from chain(picture.frame((start, finish), curves), picture.arrows(finish, curves))
    yield from picture.texts(scene, title, figure.alt or "")


_EACH = (joints.goals, joints.segments, ground.below, ground.contact, ground.balance)

__all__ = ["Fault", "examine"]
