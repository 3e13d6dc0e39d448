"""A figure that moves: one SVG in which every outline has the same commands in each posture."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import pressup
from pressup import Exercise, Library, draw_figure, moving_figure

SVG = "{http://www.w3.org/2000/svg}"
MOST = 36_000


@pytest.fixture(scope="module")
def library() -> Library:
    return pressup.load(Path(__file__).parents[3] / "content")


def drawn(library: Library) -> list[Exercise]:
    found = [exercise for exercise in library.of(Exercise) if exercise.figure]
    assert len(found) > 20
    return found


def test_browsers_can_lead_every_outline_from_posture_to_posture(library: Library) -> None:
    for exercise in drawn(library):
        root = ET.fromstring(moving_figure(exercise, library.publishers[0]).svg)
        ways = root.findall(f".//{SVG}animate")
        assert ways, exercise.id
        for way in ways:
            values = way.attrib["values"].split(";")
            shapes = {(re.sub(r"[-\d. ]+", " ", text), len(re.findall(r"-?\d+", text))) for text in values}
            assert len(shapes) == 1, (exercise.id, way.attrib["attributeName"])
            times = [float(time) for time in way.attrib["keyTimes"].split(";")]
            assert len(times) == len(values) == len(way.attrib["keySplines"].split(";")) + 1
            assert (times[0], times[-1], times) == (0, 1, sorted(times))
            assert values[0] == values[1] == values[-1], "it stands at the start, and its end meets its beginning"
            assert values[1:] == values[1:][::-1], "it comes back on the way that it went"


def test_it_ends_where_the_still_figure_does(library: Library) -> None:
    """Each way reaches what stands in the drawing of the finish: the outlines' corners lie on the same places."""
    bridge = library.get(Exercise, "bridge")
    assert bridge
    finish = draw_figure(bridge, mode="finish").svg
    knee = re.findall(r'd="M(\d+ \d+)', finish)
    values = [way.attrib["values"].split(";")[5] for way in ET.fromstring(moving_figure(bridge).svg).iter(f"{SVG}animate")]
    starts = {found for text in values for found in re.findall(r"M(\d+ \d+)", text)}
    assert len(starts & set(knee)) >= len(values) // 2


def test_its_size_and_its_parts(library: Library) -> None:
    for exercise in drawn(library):
        svg = moving_figure(exercise, library.publishers[0]).svg
        assert len(svg) <= MOST, exercise.id
        assert set(re.findall(r"<([a-z]+)", svg)) <= {"svg", "title", "g", "path", "circle", "animate"}


def test_the_tempo_of_the_dose_is_its_time(library: Library) -> None:
    squat = library.get(Exercise, "squat")
    assert squat
    assert str(squat.dose.tempo) == "3-0-1"
    assert {way.attrib["dur"] for way in ET.fromstring(moving_figure(squat).svg).iter(f"{SVG}animate")} == {"4.8s"}


def test_title_side_and_grey(library: Library) -> None:
    clamshell = library.get(Exercise, "clamshell")
    assert clamshell
    right, left = moving_figure(clamshell, title='<b> & "so"').svg, moving_figure(clamshell, side="left", title="").svg
    assert '<title>&lt;b&gt; &amp; "so"</title>' in right
    assert "<title>" not in left
    assert right != left
    assert "#0b5563" not in moving_figure(clamshell, grey=True).svg
    assert moving_figure(clamshell) == moving_figure(clamshell)


def test_an_exercise_without_a_figure_has_none(library: Library) -> None:
    bridge = library.get(Exercise, "bridge")
    assert bridge
    with pytest.raises(ValueError, match="“Bridge” has no figure"):
        moving_figure(bridge.model_copy(update={"figure": None}))
