"""Figures from poses: what is asked of a pose comes out in the picture."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from pressup.figures import body
from pressup.figures.arrows import FACE, arrows
from pressup.figures.geometry import quadratic
from pressup.figures.motion import between
from pressup.figures.palette import Style, contrast, palette, with_contrast
from pressup.figures.scene import Scene, regions_of
from pressup.figures.solve import lowest_of_shoe, solve
from pressup.figures.solver import Solved
from pressup.figures.svg import write, write_frames
from pressup.records.figure import Figure

SQUAT: dict[str, Any] = {
    "base": "standing",
    "finish": {"legs": {"knee": 95, "hip": 95}, "arms": {"shoulder": 95, "elbow": 4}},
}
CURL: dict[str, Any] = {
    "base": "prone",
    "props": [{"prop": "mat"}, {"prop": "ankle-weight"}],
    "finish": {"working_leg": {"hip": 5, "knee": 95, "ankle": -5}},
}
BRIDGE: dict[str, Any] = {
    "base": "bridge",
    "props": [{"prop": "mat"}],
    "finish": {"lean": -114, "legs": {"foot": "stays"}, "arms": {"hand": "stays"}},
}
STRETCH: dict[str, Any] = {
    "base": "sitting",
    "props": [{"prop": "chair"}],
    "start": {"working_leg": {"knee": 9, "foot": "rests"}},
    "finish": {"lean": 27, "spine": 16, "arms": {"hand_at": [37, 24]}},
}
ALL = {"squat": SQUAT, "curl": CURL, "bridge": BRIDGE, "stretch": STRETCH}


def figure(data: dict[str, Any]) -> Figure:
    return Figure.model_validate(data)


def scene(data: dict[str, Any], *muscles: tuple[str, str], style: Style | None = None) -> Scene:
    return Scene.of(figure(data), style or Style(), regions_of(muscles))


@pytest.mark.parametrize("name", ALL)
def test_segments_keep_their_lengths(name: str) -> None:
    for solved in solve(figure(ALL[name])):
        joints = solved.posture.joints
        for side in ("working", "other"):
            assert abs(joints[f"knee {side}"] - joints["hip"]) == pytest.approx(body.THIGH)
            assert abs(joints[f"ankle {side}"] - joints[f"knee {side}"]) == pytest.approx(body.SHANK)
        assert not solved.missed


def test_angles_of_a_record_are_those_of_the_posture() -> None:
    _, finish = solve(figure(SQUAT))
    leg = finish.posture.legs["working"]
    assert leg.hip == pytest.approx(95)
    assert leg.knee == pytest.approx(95)
    assert finish.posture.arms["working"].shoulder == 95


@pytest.mark.parametrize("knee", [20, 60, 110])
def test_who_stands_is_in_balance_with_flat_feet(knee: int) -> None:
    _, finish = solve(figure({"base": "standing", "finish": {"legs": {"knee": knee, "hip": knee * 0.9}}}))
    posture = finish.posture
    heel, toe = posture.joints["heel working"].real, posture.joints["toe working"].real
    assert 0.3 < (posture.centre().real - heel) / (toe - heel) < 0.6
    for side in ("working", "other"):
        assert lowest_of_shoe(posture, side) == pytest.approx(0, abs=0.002)


def test_lean_and_hip_say_the_same_in_two_ways() -> None:
    _, by_lean = solve(figure({"base": "standing", "finish": {"lean": 60, "legs": {"knee": 30}}}))
    hip = by_lean.posture.legs["working"].hip
    _, by_hip = solve(figure({"base": "standing", "finish": {"legs": {"knee": 30, "hip": hip}}}))
    assert by_hip.posture.pelvis == pytest.approx(by_lean.posture.pelvis, abs=0.5)


def test_what_stays_stays() -> None:
    start, finish = solve(figure(BRIDGE))
    for joint in ("shoulder", "ankle working", "ankle other", "grip working"):
        assert abs(finish.posture.joints[joint] - start.posture.joints[joint]) < 1e-6
    halfway = between(start, finish, 0.5)
    for joint in ("shoulder", "ankle working"):
        assert abs(halfway.joints[joint] - start.posture.joints[joint]) < 1e-6
    assert start.posture.hip.imag < halfway.hip.imag < finish.posture.hip.imag


def test_a_goal_out_of_reach_is_told() -> None:
    _, finish = solve(figure({"base": "standing", "finish": {"working_arm": {"hand_at": [120, 120]}}}))
    (missed,) = finish.missed
    assert missed.path == ("working_arm", "hand_at")
    assert missed.distance > 0.5


def test_the_way_from_start_to_finish_turns_joints_evenly() -> None:
    start, finish = solve(figure(CURL))
    knees = [between(start, finish, share).legs["working"].knee for share in (0, 0.25, 0.5, 0.75, 1)]
    steps = [b - a for a, b in pairwise(knees)]
    assert max(steps) - min(steps) < 1e-6 < steps[0]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("mode", ["two-panel", "ghost", "start", "finish"])
def test_the_svg_is_small_and_plain(name: str, mode: Any) -> None:
    drawing = write(scene(ALL[name], ("hamstrings", "primary")), mode, title="A & B", description="<x>")
    assert len(drawing.svg.encode()) <= 6144
    tree = ElementTree.fromstring(drawing.svg)
    names = {element.tag.split("}")[1] for element in tree.iter()}
    assert names <= {"svg", "title", "desc", "g", "path", "circle", "rect"}
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert not attributes & {"opacity", "fill-opacity", "filter", "clip-path", "style", "id", "href"}
    assert tree.findtext("{*}title") == "A & B" and tree.findtext("{*}desc") == "<x>"
    assert tree.get("viewBox") == f"0 0 {drawing.width} {drawing.height}"


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_outside_the_frame(name: str) -> None:
    drawing = write(scene(ALL[name]), "two-panel")
    for x, y in re.findall(r"M(-?\d+) (-?\d+)", drawing.svg):
        assert 0 <= int(x) <= drawing.width and 0 <= int(y) <= drawing.height


@pytest.mark.parametrize("name", ALL)
def test_arrows_keep_away_from_the_face_and_from_the_person(name: str) -> None:
    made = scene(ALL[name])
    (curve,) = made.arrows()
    for point in quadratic(*curve, 20):
        assert abs(point - made.finish.posture.joints["head"]) > FACE
        assert point.imag > 0
    assert abs(curve[2] - curve[0]) > 0.1


def test_an_arrow_follows_what_the_record_names() -> None:
    named = {**SQUAT, "arrows": [{"follows": "working-hand"}]}
    start, finish = solve(figure(named))
    (curve,) = arrows(figure(named), start, finish, scene(named).body(finish.posture, marked=False), [])
    hand, hip = finish.posture.joints["grip working"], finish.posture.hip
    assert abs(curve[2] - hand) < abs(curve[2] - hip)
    through = {**SQUAT, "arrows": [{"through": [[40, 50], [50, 60], [40, 70]]}]}
    assert scene(through).arrows() == [(0.4 + 0.5j, 0.5 + 0.6j, 0.4 + 0.7j)]
    assert scene({**SQUAT, "arrows": []}).arrows() == []


def test_the_other_side_is_the_mirror_picture() -> None:
    made = scene(SQUAT)
    one, other = write(made, "finish"), write(made, "finish", mirrored=True)
    assert (one.width, one.height) == (other.width, other.height)
    (x,), (mirrored,) = (re.findall(r'<circle cx="(\d+)"', drawing.svg) for drawing in (one, other))
    assert abs(int(x) + int(mirrored) - one.width) <= 2


def test_work_and_stretch_have_marks_of_their_own() -> None:
    works, stretched = (write(scene(CURL, ("hamstrings", role)), "finish").svg for role in ("primary", "stretched"))
    accent = palette(Style())["muscle"]
    assert f'fill="{accent}" stroke-width="4"' in works
    assert f'fill="#ffffff" stroke="{accent}"' in stretched
    assert write(scene(CURL, ("hamstrings", "stabiliser")), "finish").svg == write(scene(CURL), "finish").svg


def test_colours_are_the_publisher_s_with_contrast_kept() -> None:
    assert palette(Style(brand="#0b5563"))["shirt"] == "#0b5563"
    pale = palette(Style(brand="#ffe9a8"))["shirt"]
    assert contrast(pale, "#ffffff") >= 3.0 > contrast("#ffe9a8", "#ffffff")
    assert with_contrast("#000000") == "#000000"


def test_greys_are_grey_and_told_apart() -> None:
    greys = palette(Style(), grey=True)
    for colour in greys.values():
        assert colour[1:3] == colour[3:5] == colour[5:7]
    assert contrast(greys["muscle"], greys["leg"]) > 4.5
    assert contrast(greys["shirt"], greys["leg"]) > 1.5
    for mode in ("two-panel", "ghost"):
        svg = write(scene(CURL, ("hamstrings", "primary")), mode, grey=True).svg
        for colour in set(re.findall(r'"(#[0-9a-f]{6})"', svg)):
            assert colour[1:3] == colour[3:5] == colour[5:7]


def test_frames_have_one_size_and_end_where_they_should() -> None:
    made = scene(BRIDGE)
    first, middle, last = write_frames(made, (0, 0.5, 1))
    assert (first.width, first.height) == (middle.width, middle.height) == (last.width, last.height)
    assert len({first.svg, middle.svg, last.svg}) == 3
    assert write_frames(made, (0.5,)) == [middle]


def test_every_process_draws_the_same_bytes() -> None:
    code = (
        "from tests.core.figures.test_drawing import *; import sys;"
        "sys.stdout.write(''.join(write(scene(data), 'two-panel').svg for data in ALL.values()))"
    )
    here = "".join(write(scene(data), "two-panel").svg for data in ALL.values())
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_environment(PYTHONHASHSEED=seed)
        )
        assert done.stdout == here


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((".", *sys.path)), **more}


def test_solved_says_what_carries() -> None:
    start, _ = solve(figure(SQUAT))
    assert isinstance(start, Solved) and start.anchor == "ankle working"
