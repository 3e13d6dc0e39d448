"""`pressup figure`: the figure of one exercise as a drawing, as pixels, or moving."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from pressup.cli import common
from pressup.errors import UsageError
from pressup.findings import Severity

if TYPE_CHECKING:
    from pressup.content.library import Library
    from pressup.records import Exercise, Publisher

_PNG_WIDTH = 640
_MOVING_WIDTH = 400
"""In a moving figure of this width the usual tempo is smooth within the bytes that one may have."""


class Form(StrEnum):
    """What is made."""

    SVG = "svg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"


class Mode(StrEnum):
    """What a figure that stands still shows."""

    TWO_PANEL = "two-panel"
    GHOST = "ghost"
    START = "start"
    FINISH = "finish"


class Side(StrEnum):
    """The side that works."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command was asked for."""

    id: str
    form: Form
    mode: Mode
    side: Side
    grey: bool
    publisher: str | None
    width: int

    @property
    def moves(self) -> bool:
        """Whether it is a moving figure."""
        return self.form in (Form.GIF, Form.WEBP)


def command(
    id: Annotated[str, typer.Argument(metavar="ID", help="An exercise.")],
    content: common.ContentOption = common.DEFAULT_CONTENT,
    format: Annotated[
        Form | None, typer.Option("--format", help="What to make; gif and webp move.", show_default="as --output ends, else svg")
    ] = None,
    mode: Annotated[
        Mode | None, typer.Option("--mode", help="What a figure that stands still shows.", show_default="two-panel")
    ] = None,
    side: Annotated[Side, typer.Option("--side", help="The side that works.")] = Side.RIGHT,
    grey: Annotated[bool, typer.Option("--grey", help="In greys, for printing in black and white.")] = False,
    publisher: Annotated[
        str | None,
        typer.Option(
            "--publisher", metavar="ID", help="In the colours of this publisher.", show_default="the first of the library"
        ),
    ] = None,
    width: Annotated[
        int | None, typer.Option("--width", metavar="PX", help="The width in pixels.", show_default="640, moving 400")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The file to write.", show_default="standard output"),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Draw again whenever the content changes, until Ctrl-C.")] = False,
) -> None:
    """Draw the figure of an exercise."""
    wanted = _wanted(id, format or _form_of(output), mode, side, grey=grey, publisher=publisher, width=width)
    if watch:
        from pressup.cli import watching

        if output is None:
            raise UsageError("--watch needs --output FILE: what is drawn again must be written somewhere.")
        place = output
        raise typer.Exit(watching.watch(content, str(place), lambda: _once(wanted, content, place)[1]))
    if output is None and wanted.form is not Form.SVG and sys.stdout.isatty():
        raise UsageError(f"A {wanted.form.upper()} is nothing for a terminal: add --output FILE, or send it on with “|” or “>”.")
    drawn, line = _once(wanted, content, output)
    if not drawn:
        sys.stderr.write(f"pressup: {line}\n")
    elif output:
        typer.echo(line)
    raise typer.Exit(0 if drawn else 1)


def _form_of(output: Path | None) -> Form:
    """The form that a file name asks for."""
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    return Form(suffix) if suffix in set(Form) else Form.SVG


def _wanted(id: str, form: Form, mode: Mode | None, side: Side, *, grey: bool, publisher: str | None, width: int | None) -> Wanted:
    """The request, if its options go together."""
    wanted = Wanted(id, form, mode or Mode.TWO_PANEL, side, grey, publisher, width or 0)
    if wanted.moves and mode:
        raise UsageError(f"--mode is for figures that stand still; a {form.upper()} shows the whole movement.")
    if width is not None and form is Form.SVG:
        raise UsageError("--width is for pixels; an SVG is sharp at every width. Add --format png, gif or webp.")
    return wanted if width is not None else replace(wanted, width=_MOVING_WIDTH if wanted.moves else _PNG_WIDTH)


def _once(wanted: Wanted, content: Path, output: Path | None) -> tuple[bool, str]:
    """Read, draw, and write once. Prints findings.

    Returns:
        Whether there is a figure without an error, and a line about it.
    """
    from pressup.content.reader import load

    library = load(content)
    wrong = _show_findings(library, wanted.id)
    # A picture with a fault shows what is wrong in it: only what cannot be read or drawn at all has none.
    if wrong and (wanted.id not in library.records or "FIG-17" in wrong):
        return False, f"“{wanted.id}” was not drawn: put right what is wrong with it first."
    exercise = _exercise(library, wanted.id)
    if _figure(exercise) is None:
        return False, f"“{wanted.id}” has no figure: add a “figure” with its poses to the record."
    data = _drawn(exercise, _publisher(library, wanted.publisher), wanted)
    though = ", with the faults above" if wrong else ""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return not wrong, f"“{wanted.id}” was drawn{though}."
    part = output.with_name(f".{output.name}.part")  # hidden: a watch does not look at it
    part.write_bytes(data)
    part.replace(output)
    return not wrong, f"{output.as_posix()}: {len(data):,} bytes{though}."


def _show_findings(library: Library, id: str) -> set[str]:
    """Print what is wrong in the file of an exercise and in its figure, and tell the codes of the errors among it."""
    from pressup.checks.one_figure import figure_findings

    findings = figure_findings(library, id)
    if id not in library.with_unfit().sources:  # not even its id could be read
        findings = [finding for finding in library.findings if Path(finding.place.file).stem == id]
    common.show_findings(findings, library.sources.values(), error_stream=True)
    return {finding.code for finding in findings if finding.severity is Severity.ERROR}


def _exercise(library: Library, id: str) -> Exercise:
    from pressup.content.suggest import did_you_mean
    from pressup.records import Exercise

    record = library.records.get(id)
    if isinstance(record, Exercise):
        return record
    if record:
        raise UsageError(f"“{id}” is no exercise: its kind is {record.kind}.")
    raise UsageError(f"There is no exercise “{id}”. {did_you_mean(id, (one.id for one in library.of(Exercise)))}".strip())


def _publisher(library: Library, id: str | None) -> Publisher | None:
    """The publisher of this id; without one the first, if there is any.

    Raises:
        UsageError: for an unknown id.
    """
    from pressup.content.suggest import did_you_mean

    known = {publisher.id: publisher for publisher in library.publishers}
    if id is None:
        return next(iter(known.values()), None)
    if id not in known:
        raise UsageError(f"There is no publisher “{id}”. {did_you_mean(id, known)}".strip())
    return known[id]


def _drawn(exercise: Exercise, publisher: Publisher | None, wanted: Wanted) -> bytes:
    """The figure in the form that is wanted."""
    from pressup.figures import raster, timing

    if not wanted.moves:
        svg = _still(exercise, publisher, wanted)
        return svg.encode() if wanted.form is Form.SVG else raster.png(svg, wanted.width)
    keys = timing.loop(exercise.dose, first=_first(exercise))
    svgs = _steps(exercise, publisher, wanted, [key.fraction for key in keys])
    frames = [raster.Frame(svg, key.milliseconds) for svg, key in zip(svgs, keys, strict=True)]
    return (raster.gif if wanted.form is Form.GIF else raster.webp)(frames, wanted.width)


def _figure(exercise: Exercise) -> Any:
    """The figure of an exercise, if it has one."""
    return exercise.figure


def _still(exercise: Exercise, publisher: Publisher | None, wanted: Wanted) -> str:
    """The drawing that stands still, as SVG."""
    from pressup.figures import draw_figure

    return draw_figure(exercise, publisher, mode=wanted.mode.value, side=wanted.side.value, grey=wanted.grey).svg


def _steps(exercise: Exercise, publisher: Publisher | None, wanted: Wanted, fractions: Sequence[float]) -> list[str]:
    """Drawings of one size, from the start (0) to the finish (1), as SVG."""
    from pressup.figures import draw_frames

    drawn = draw_frames(exercise, publisher, fractions, side=wanted.side.value, grey=wanted.grey)
    return [drawing.svg for drawing in drawn]


def _first(exercise: Exercise) -> Literal["down", "up"]:
    """The way from the start to the finish, for the tempo."""
    from pressup.figures import first_way

    return first_way(exercise)
