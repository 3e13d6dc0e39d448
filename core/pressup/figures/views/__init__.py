"""From where a person is seen, one module each with a `VIEW`: a new file here is a new view."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module

from pressup.figures.palette import Style
from pressup.figures.person import Layers
from pressup.figures.skeleton import Posture
from pressup.figures.solver import Solved
from pressup.records.figure import Figure


@dataclass(frozen=True, slots=True)
class View:
    """What a picture needs of a view.

    Attributes:
        solve: From a figure to its start and its finish.
        between: The posture at a share of the way from the one to the other.
        person: The person as shapes, by layer, from the posture and the style.
        patches: The marks of regions of the body, by layer, on a body of a build.
        mirrored: Whether the picture as it is drawn shows the left side working; it is then mirrored for the right.
    """

    solve: Callable[[Figure], tuple[Solved, Solved]]
    between: Callable[[Solved, Solved, float], Posture]
    person: Callable[[Posture, Style], Layers]
    patches: Callable[[Posture, Iterable[tuple[str, bool]], float], Layers]
    mirrored: bool = False


@cache
def view(name: str) -> View:
    """A view by its name in the record."""
    found: View = import_module(f"{__name__}.{name}").VIEW
    return found


@lru_cache(maxsize=256)
def solved(figure: Figure) -> tuple[Solved, Solved]:
    """The start and the finish of a figure, solved once for its picture, its words and its timing."""
    return view(figure.view).solve(figure)
