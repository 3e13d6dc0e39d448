"""`pressup figure` from end to end: the real drawing of a real record, in every form."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from pressup import draw_figure
from pressup.figures.raster import BYTES
from pressup.records import Exercise

if TYPE_CHECKING:
    from tests.core.cli.conftest import Program
    from tests.core.conftest import Content

SQUAT: dict[str, Any] = {
    "base": "standing",
    "start": {"arms": {"shoulder": 10, "elbow": 10}},
    "finish": {"legs": {"knee": 110, "hip": 110}, "head": -14, "arms": {"shoulder": 122, "elbow": 4}},
}


@pytest.fixture
def squat(clinic: Content, good: Content) -> Content:
    """A content folder whose exercise is drawn as a squat."""
    good.record("exercise", {"figure": SQUAT})
    return good


def svg(pressup: Program, *arguments: str) -> str:
    done = pressup("figure", "bridge", *arguments)
    assert (done.code, done.err) == (0, "")
    return done.out


def test_the_svg_is_the_drawing_of_the_record(pressup: Program, squat: Content) -> None:
    library = squat.load()
    exercise = library.records["bridge"]
    assert isinstance(exercise, Exercise)
    assert svg(pressup) == draw_figure(exercise, library.publishers[0]).svg


def test_modes_sides_and_greys_are_pictures_of_their_own(pressup: Program, squat: Content) -> None:
    asked = [("--mode", mode) for mode in ("two-panel", "ghost", "start", "finish")] + [("--side", "left"), ("--grey",)]
    drawn = {arguments: svg(pressup, *arguments) for arguments in asked}
    assert len(set(drawn.values())) == len(asked)
    assert drawn["--mode", "two-panel"] == svg(pressup, "--side", "right")
    assert all(len(drawn["--mode", mode]) < len(drawn["--mode", "two-panel"]) for mode in ("start", "finish"))
    colours = {word[:7] for word in drawn["--grey",].split('"') if word.startswith("#")}
    assert colours and all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours if len(colour) == 7)


@pytest.mark.parametrize(("form", "width", "moves"), [("png", 640, False), ("gif", 400, True), ("webp", 400, True)])
def test_pixels_show_the_figure(pressup: Program, squat: Content, form: str, width: int, moves: bool) -> None:
    done = pressup("figure", "bridge", "-o", f"a.{form}")
    data = Path(f"a.{form}").read_bytes()
    assert (done.code, done.err, done.out) == (0, "", f"a.{form}: {len(data):,} bytes.\n")
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.width) == (form.upper(), width)
    assert len(image.convert("RGB").getcolors(1 << 20) or ()) > 20
    frames = getattr(image, "n_frames", 1)
    assert (frames > 10) is moves
    if moves:
        assert len(data) < BYTES == 150_000
        first = image.convert("RGB").tobytes()
        image.seek(frames // 2)
        assert image.convert("RGB").tobytes() != first


def test_a_figure_with_a_fault_is_drawn_and_the_fault_shown(pressup: Program, squat: Content) -> None:
    squat.record("exercise", {"figure": {**SQUAT, "finish": {"legs": {"knee": 160, "hip": 110}}}})
    done = pressup("figure", "bridge", "-o", "a.svg")
    assert (done.code, done.out) == (1, "") and "error[FIG-01] The knee bends 160 degrees" in done.err
    assert done.err.endswith(f"\npressup: a.svg: {Path('a.svg').stat().st_size:,} bytes, with the faults above.\n")


@pytest.mark.parametrize("form", ["svg", "png", "gif"])
def test_a_base_that_the_view_does_not_know_is_one_finding(pressup: Program, squat: Content, form: str) -> None:
    squat.record("exercise", {"figure": {"base": "side-lying", "finish": {}}})
    done = pressup("figure", "bridge", "-o", f"a.{form}")
    assert (done.code, done.out, done.err.count("error[")) == (1, "", 1)
    assert "error[FIG-17] The base pose “side-lying” cannot be drawn in the view from the side." in done.err
    assert done.err.endswith("pressup: “bridge” was not drawn: put right what is wrong with it first.\n")
    assert not Path(f"a.{form}").exists()


def test_rendering_says_the_same(pressup: Program, squat: Content) -> None:
    squat.record("exercise", {"figure": {"base": "side-lying", "finish": {}}})
    done = pressup("render", "--output", "out")
    assert done.code == 1 and "Traceback" not in done.err
    assert (done.out + done.err).count("error[FIG-17]") == 1
