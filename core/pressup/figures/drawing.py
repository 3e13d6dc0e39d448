"""What the rest of Pressup asks of figures: the picture of an exercise in the colours of a publisher."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pressup.figures.palette import Style
from pressup.figures.scene import Regions, Scene, regions_of
from pressup.figures.svg import Drawing, Mode, write, write_frames
from pressup.figures.views import view
from pressup.records import Exercise, Publisher

Side = Literal["left", "right"]


def draw_figure(
    exercise: Exercise,
    publisher: Publisher | None = None,
    *,
    mode: Mode = "two-panel",
    side: Side = "right",
    grey: bool = False,
    description: str = "",
) -> Drawing:
    """The picture of an exercise as SVG: at most 6 kB, without text, links, scripts or anything that is loaded.

    Args:
        exercise: An exercise with a `figure`.
        publisher: In whose colours and style; Pressup's own when None.
        mode: `two-panel` shows the start beside the finish, `ghost` the finish over a pale start; `start` and `finish` show one.
        side: The side of the person that works. `left` is the mirror picture.
        grey: With the greys for printing in black and white.
        description: What the picture shows, for who cannot see it; it becomes the SVG's `desc`.

    Raises:
        ValueError: when the exercise has no figure.
    """
    return write(
        _scene(exercise, publisher), mode, mirrored=side == "left", grey=grey, title=exercise.name, description=description
    )


def draw_frames(
    exercise: Exercise, publisher: Publisher | None, shares: Sequence[float], *, side: Side = "right", grey: bool = False
) -> list[Drawing]:
    """Pictures of a movement, all of one size: one for each share of the way from the start (0) to the finish (1).

    Raises:
        ValueError: when the exercise has no figure.
    """
    return write_frames(_scene(exercise, publisher), shares, mirrored=side == "left", grey=grey)


def first_way(exercise: Exercise) -> Literal["down", "up"]:
    """Whether the way from the start to the finish goes down, as in a squat, or up: the tempo's first number is the way down."""
    if exercise.figure is None:
        raise ValueError(f"“{exercise.name}” has no figure.")
    start, finish = view(exercise.figure.view).solve(exercise.figure)
    return "down" if finish.posture.centre.imag < start.posture.centre.imag - 0.005 else "up"


def regions_of_exercise(exercise: Exercise) -> Regions:
    """The regions of the body that the picture of an exercise marks: where its primary muscles are, and those that it stretches."""
    return regions_of((part.muscle, part.role) for part in exercise.muscles)


def style_of(publisher: Publisher | None) -> Style:
    """How a publisher wants its figures."""
    return Style() if publisher is None else Style(brand=publisher.colours.brand, accent=publisher.colours.accent)


def _scene(exercise: Exercise, publisher: Publisher | None) -> Scene:
    if exercise.figure is None:
        raise ValueError(f"“{exercise.name}” has no figure.")
    return Scene.of(exercise.figure, style_of(publisher), regions_of_exercise(exercise))
