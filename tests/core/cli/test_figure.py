"""`pressup figure`: what is asked for, what comes out, and what a wrong call is told. The drawing has tests of its own."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from pressup.cli import figure, watching

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.core.cli.conftest import Program
    from tests.core.conftest import Content

    from pressup import Publisher
    from pressup.records import Exercise


def ball(fraction: float) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><title>Bridge – the ball</title>'
        f'<circle cx="{50 + round(100 * fraction)}" cy="50" r="40" fill="#0b5563"/></svg>'
    )


class Drawing:
    """A ball in place of the figure, and what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None, figure.Wanted]] = []

    def still(self, exercise: Exercise, publisher: Publisher | None, wanted: figure.Wanted) -> str:
        self.asked.append((exercise.id, publisher.id if publisher else None, wanted))
        return ball(0)

    def steps(
        self, exercise: Exercise, publisher: Publisher | None, wanted: figure.Wanted, fractions: Sequence[float]
    ) -> list[str]:
        self.asked.append((exercise.id, publisher.id if publisher else None, wanted))
        return [ball(fraction) for fraction in fractions]


@pytest.fixture
def drawing(clinic: Content, monkeypatch: pytest.MonkeyPatch) -> Drawing:
    """A content folder whose exercise has a ball for a figure."""
    made = Drawing()
    monkeypatch.setattr(figure, "_figure", lambda exercise: "ball")
    monkeypatch.setattr(figure, "_still", made.still)
    monkeypatch.setattr(figure, "_steps", made.steps)
    monkeypatch.setattr(figure, "_first", lambda exercise: "up")
    return made


def test_the_svg_goes_to_standard_output_as_it_is(pressup: Program, drawing: Drawing) -> None:
    done = pressup("figure", "bridge")
    assert (done.code, done.out, done.err) == (0, ball(0), "")
    (asked,) = drawing.asked
    wanted = figure.Wanted("bridge", figure.Form.SVG, figure.Mode.TWO_PANEL, figure.Side.RIGHT, False, None, 640)
    assert asked[0] == "bridge" and asked[1] and asked[2] == wanted


def test_options_reach_the_drawing(pressup: Program, drawing: Drawing, good: Content) -> None:
    good.record("publisher", {"id": "zeta", "outputs": {"text": {}}})
    arguments = ("--mode", "ghost", "--side", "right", "--grey", "--publisher", "zeta", "--width", "200", "--format", "png")
    assert pressup("figure", "bridge", *arguments, "--output", "a.png").code == 0
    wanted = figure.Wanted("bridge", figure.Form.PNG, figure.Mode.GHOST, figure.Side.RIGHT, True, "zeta", 200)
    assert drawing.asked == [("bridge", "zeta", wanted)]
    with Image.open("a.png") as image:
        assert image.size == (200, 100)


@pytest.mark.parametrize(
    ("name", "format", "width", "moves"),
    [("a.svg", "", 0, False), ("a.png", "PNG", 640, False), ("a.gif", "GIF", 400, True), ("a.WebP", "WEBP", 400, True)],
)
def test_the_name_of_the_output_tells_the_format(
    pressup: Program, drawing: Drawing, name: str, format: str, width: int, moves: bool
) -> None:
    done = pressup("figure", "bridge", "-o", name)
    data = Path(name).read_bytes()
    assert (done.code, done.out, done.err) == (0, f"{name}: {len(data):,} bytes.\n", "")
    assert list(Path().glob(".*.part")) == []
    if not format:
        assert data == ball(0).encode()
        return
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.width) == (format, width)
    assert (getattr(image, "n_frames", 1) > 20) is moves


def test_the_option_counts_more_than_the_name(pressup: Program, drawing: Drawing) -> None:
    assert pressup("figure", "bridge", "-o", "a.svg", "--format", "png").code == 0
    assert Path("a.svg").read_bytes().startswith(b"\x89PNG")


def test_pixels_can_be_sent_on(drawing: Drawing, pressup: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", pipe)
    assert figure._once(
        figure._wanted("bridge", figure.Form.PNG, None, figure.Side.LEFT, grey=False, publisher=None, width=64),
        Path("content"),
        None,
    ) == (True, "“bridge” was drawn.")
    pipe.flush()
    assert Image.open(pipe.buffer).size == (64, 32)


def test_pixels_are_nothing_for_a_terminal(pressup: Program, drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    done = pressup("figure", "bridge", "--format", "png")
    told = "pressup: A PNG is nothing for a terminal: add --output FILE, or send it on with “|” or “>”.\n"
    assert (done.code, done.out, done.err) == (2, "", told)


def test_an_exercise_without_a_figure_is_one_line(pressup: Program, clinic: Content) -> None:
    done = pressup("figure", "bridge", "-o", "a.svg")
    told = "pressup: “bridge” has no figure: add a “figure” with its poses to the record.\n"
    assert (done.code, done.out, done.err) == (1, "", told)
    assert not Path("a.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["brigde"], "There is no exercise “brigde”. Did you mean “bridge”?"),
        (["knee-pain"], "“knee-pain” is no exercise: its kind is condition."),
        (["bridge", "--publisher", "nonesuch"], "There is no publisher “nonesuch”. Known: "),
        (["bridge", "--content", "nonesuch"], "There is no folder “nonesuch”."),
        (["bridge", "--width", "200"], "--width is for pixels; an SVG is sharp at every width. Add --format png, gif or webp."),
        (["bridge", "-o", "a.gif", "--mode", "start"], "--mode is for figures that stand still; a GIF shows the whole movement."),
        (["bridge", "-o", "a.png", "--width", "9"], "A picture 9 pixels wide cannot be drawn: 16 to 4096 are possible."),
        (["bridge", "--watch"], "--watch needs --output FILE: what is drawn again must be written somewhere."),
        (["brigde", "--watch", "-o", "a.svg"], "There is no exercise “brigde”. Did you mean “bridge”?"),
    ],
)
def test_a_wrong_call_is_one_line(pressup: Program, drawing: Drawing, arguments: list[str], complaint: str) -> None:
    done = pressup("figure", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"pressup: {complaint}") and done.err.count("\n") == 1
    assert not list(Path().glob("a.*"))


@pytest.mark.parametrize("wrong", ["sideways: 1", "level: [", "level: 9"])
def test_what_is_wrong_with_the_exercise_is_shown_and_nothing_is_drawn(
    pressup: Program, drawing: Drawing, good: Content, wrong: str
) -> None:
    place = good.root / "bridge.yaml"
    text = "\n".join(line for line in place.read_text().splitlines() if not line.startswith("level"))
    place.write_text(f"{text}\n{wrong}\n")
    done = pressup("figure", "bridge", "-o", "a.svg")
    assert (done.code, done.out) == (1, "")
    assert "error[" in done.err and "--> content/bridge.yaml:" in done.err
    assert done.err.endswith("pressup: “bridge” was not drawn: put right what is wrong with it first.\n")
    assert not Path("a.svg").exists() and drawing.asked == []


def test_what_is_wrong_elsewhere_is_not_shown(pressup: Program, drawing: Drawing, good: Content) -> None:
    good.record("article", {"kind": "artikel"})
    assert pressup("figure", "bridge").err == ""


def test_a_watch_draws_again_and_tells_what_is_wrong(
    pressup: Program, drawing: Drawing, good: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def edited(content: Path, output: str, build: Callable[[], str]) -> int:
        assert (content, output) == (Path("content"), "a.svg")
        said.append(build())
        good.record("exercise", {"level": 9})
        said.append(build())
        good.record("exercise")
        said.append(build())
        return 0

    monkeypatch.setattr(watching, "watch", edited)
    done = pressup("figure", "bridge", "--watch", "-o", "a.svg")
    drawn = f"a.svg: {len(ball(0).encode())} bytes."
    assert said == [drawn, "“bridge” was not drawn: put right what is wrong with it first.", drawn]
    assert done.code == 0 and done.err.count("error[") == 1


def test_the_help_imports_nothing_that_draws() -> None:
    code = "from pressup.cli.app import run; run(['figure', '--help']); import sys; print({'resvg_py', 'PIL'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\nset()\n")
