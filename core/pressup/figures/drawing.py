"""What the rest of Pressup asks of figures: the picture of an exercise in the colours of a publisher."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from pressup.figures import timing
from pressup.figures.describe import alt_text
from pressup.figures.moving import write_moving
from pressup.figures.palette import Style
from pressup.figures.scene import Regions, Scene, regions_of
from pressup.figures.svg import Drawing, Mode, write, write_frames
from pressup.figures.views import solved
from pressup.records import Exercise, Publisher
from pressup.records.figure import Figure

Side = Literal["left", "right"]
BUILDS = {"slim": 0.93, "medium": 1.0, "broad": 1.09}
"""The depth of trunk and limbs, as a factor."""


def draw_figure(
    exercise: Exercise,
    publisher: Publisher | None = None,
    *,
    mode: Mode = "two-panel",
    side: Side = "right",
    grey: bool = False,
    dots: bool = True,
    title: str | None = None,
    description: str | None = None,
) -> Drawing:
    """The picture of an exercise as SVG: at most 6 kB, without text, links, scripts or anything that is loaded.

    Args:
        exercise: An exercise with a `figure`.
        publisher: In whose colours and style; Pressup's own when None.
        mode: `two-panel` shows the start beside the finish, `ghost` the finish over a pale start; `start` and `finish` show one.
        side: The side of the person that works. `left` is the mirror picture.
        grey: With the greys for printing in black and white.
        dots: Whether dots count the panels of `two-panel`: one at the start, two at the finish. Leave them out where words say it.
        title: The SVG's `title`; the exercise's name when left out.
        description: The SVG's `desc`, what the picture shows for who cannot see it; `figure_alt` of the exercise when left out.

    Raises:
        ValueError: when the exercise has no figure.
    """
    figure = _figure_of(exercise)
    said = alt_text(exercise) if description is None else description
    name = exercise.name if title is None else title
    regions = regions_of_exercise(exercise)
    return _drawn(figure, regions, style_of(publisher), mode, side == "left", grey, dots, name, said)


@lru_cache(maxsize=256)
def _drawn(
    figure: Figure,
    regions: Regions,
    style: Style,
    mode: Mode,
    mirrored: bool,
    grey: bool,
    dots: bool,
    title: str,
    description: str,
) -> Drawing:
    """Drawn once in a process, however many pages and mails show it."""
    scene = Scene.of(figure, style, regions)
    return write(scene, mode, mirrored=mirrored, grey=grey, dots=dots, title=title, description=description)


def figure_png(
    exercise: Exercise,
    publisher: Publisher | None = None,
    *,
    width: int = 1120,
    mode: Mode = "two-panel",
    side: Side = "right",
    grey: bool = False,
) -> bytes:
    """The picture of an exercise as PNG on white, for mail programs and others that show no SVG.

    Args:
        exercise: An exercise with a `figure`.
        publisher: In whose colours and style; Pressup's own when None.
        width: In pixels; the height follows, and stands in the file's header. For sharp screens, twice the width of its place.
        mode: As `draw_figure` has it.
        side: As `draw_figure` has it.
        grey: As `draw_figure` has it.

    Raises:
        ValueError: when the exercise has no figure.
        pressup.errors.UsageError: when the width is below 16 or above 4096.
    """
    drawing = draw_figure(exercise, publisher, mode=mode, side=side, grey=grey, title="", description="")
    return _png(drawing.svg, width)


@lru_cache(maxsize=64)
def _png(svg: str, width: int) -> bytes:
    from pressup.figures.raster import png

    return png(svg, width)


def draw_frames(
    exercise: Exercise, publisher: Publisher | None, shares: Sequence[float], *, side: Side = "right", grey: bool = False
) -> list[Drawing]:
    """Pictures of a movement, all of one size: one for each share of the way from the start (0) to the finish (1).

    Raises:
        ValueError: when the exercise has no figure.
    """
    scene = Scene.of(_figure_of(exercise), style_of(publisher), regions_of_exercise(exercise))
    return write_frames(scene, shares, mirrored=side == "left", grey=grey)


def moving_figure(
    exercise: Exercise, publisher: Publisher | None = None, *, side: Side = "right", grey: bool = False, title: str | None = None
) -> Drawing:
    """The movement of an exercise as one SVG that plays for ever, in the tempo of its dose: 10 to 35 kB, no script.

    It starts by itself, so give readers a way to stop it, and show it only to those who have not asked for less motion.

    Args:
        exercise: An exercise with a `figure`.
        publisher: In whose colours and style; Pressup's own when None.
        side: The side of the person that works. `left` is the mirror picture.
        grey: With the greys for printing in black and white.
        title: The SVG's `title`; the exercise's name when left out.

    Raises:
        ValueError: when the exercise has no figure.
    """
    keys = tuple(timing.loop(exercise.dose, first=first_way(exercise), most=4))
    said = exercise.name if title is None else title
    return _moving(_figure_of(exercise), regions_of_exercise(exercise), style_of(publisher), keys, side == "left", grey, said)


@lru_cache(maxsize=64)
def _moving(
    figure: Figure, regions: Regions, style: Style, keys: tuple[timing.KeyTime, ...], mirrored: bool, grey: bool, title: str
) -> Drawing:
    """Drawn once in a process, as `_drawn` does it."""
    return write_moving(Scene.of(figure, style, regions), keys, mirrored=mirrored, grey=grey, title=title)


def first_way(exercise: Exercise) -> Literal["down", "up"]:
    """Whether the way from the start to the finish goes down, as in a squat, or up: the tempo's first number is the way down."""
    start, finish = solved(_figure_of(exercise))
    return "down" if finish.posture.centre().imag < start.posture.centre().imag - 0.005 else "up"


def regions_of_exercise(exercise: Exercise) -> Regions:
    """The regions of the body that the picture of an exercise marks: where its primary muscles are, and those that it stretches."""
    return regions_of((part.muscle, part.role) for part in exercise.muscles)


def style_of(publisher: Publisher | None) -> Style:
    """How a publisher wants its figures."""
    if publisher is None:
        return Style()
    look = publisher.figures
    return Style(
        brand=publisher.colours.brand.lower(),
        accent=publisher.colours.accent.lower(),
        skin=look.skin.lower(),
        hair_colour=look.hair_colour.lower(),
        shoe=look.shoe.lower(),
        line=look.line,
        hair=look.hair,
        sleeves=look.sleeves,
        legs=look.legs,
        build=BUILDS[look.build],
    )


def _figure_of(exercise: Exercise) -> Figure:
    if exercise.figure is None:
        raise ValueError(f"“{exercise.name}” has no figure.")
    return exercise.figure
