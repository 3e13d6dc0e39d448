"""What a pose of a record becomes: feet on their ground, hips on their way, a clear corner for the dots."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from pressup.figures.motion import between, path
from pressup.figures.palette import Style
from pressup.figures.scene import Scene
from pressup.figures.skeleton import SIDES, Side
from pressup.figures.solve import lowest_of_shoe, solve
from pressup.figures.surroundings import HEIGHTS, MAT
from pressup.figures.svg import write
from pressup.records.figure import Figure


def figure(**fields: object) -> Figure:
    return Figure.model_validate(fields)


@pytest.mark.parametrize("sole", [-66, -35, -10, 0, 15])
@pytest.mark.parametrize(("props", "top"), [([], 0.0), ([{"prop": "mat"}], MAT)])
def test_both_shoes_touch_the_ground_at_every_angle_of_the_sole(sole: float, props: list[object], top: float) -> None:
    _, last = solve(figure(base="standing", props=props, finish={"legs": {"sole": sole}}))
    for side in SIDES:
        assert lowest_of_shoe(last.posture, side) == pytest.approx(top, abs=1e-6)


def test_on_tiptoe_the_body_comes_over_the_balls_of_the_feet() -> None:
    first, last = solve(figure(base="standing", finish={"legs": {"sole": -35, "knee": 2}}))
    assert last.posture.centre().real > first.posture.centre().real + 0.03
    assert last.posture.centre().imag > first.posture.centre().imag + 0.04


def test_in_a_plank_both_soles_keep_their_angle() -> None:
    _, last = solve(figure(base="plank", finish={"lean": 83, "arms": {"hand": "stays"}}))
    directions = last.posture.directions
    assert directions["foot other"] % 360 == pytest.approx(directions["foot working"] % 360)


def test_a_stretched_leg_rests_on_the_floor_however_far_the_person_leans() -> None:
    leg = {"working_leg": {"knee": 9, "foot": "rests"}}
    for lean in (0, 29, 31, 40):
        _, last = solve(figure(base="sitting", props=[{"prop": "chair"}], start=leg, finish={"lean": lean}))
        assert last.posture.joints["ankle working"].real > 0.3, lean
        assert lowest_of_shoe(last.posture, "working") == pytest.approx(0, abs=0.002)


def test_hips_with_a_place_go_straight_from_one_to_the_other() -> None:
    wall_sit = figure(base="standing", start={"hips": [-24, 45.5], "lean": 0}, finish={"hips": [-24, 28.5]})
    way = path(*solve(wall_sit), "shoulders")
    assert all(point.real == pytest.approx(-0.24) for point in way)
    assert all(b.imag < a.imag for a, b in pairwise(way))


def test_a_foot_that_goes_onto_a_step_is_lifted_over_it() -> None:
    start = {"hips": [-3, 52.8], "working_leg": {"foot": "on-prop"}, "other_leg": {"foot_at": [-6, 3.9]}}
    finish = {"hips": [22.4, 63.8], "other_leg": {"foot_at": [24, 14.9]}}
    first, last = solve(figure(base="standing", stands_on="working", props=[{"prop": "step", "x": 22}], start=start, finish=finish))
    half = between(first, last, 0.5)
    assert lowest_of_shoe(half, "other") > HEIGHTS["step"]
    assert half.joints["ankle working"] == pytest.approx(first.posture.joints["ankle working"], abs=1e-3)


def test_a_bench_does_not_lift_who_stands_beside_it() -> None:
    first, _ = solve(figure(base="standing", props=[{"prop": "bench"}], finish={"lean": 20}))
    assert [lowest_of_shoe(first.posture, side) for side in SIDES] == pytest.approx([0, 0])


def test_the_band_round_the_chest_goes_with_the_person() -> None:
    fields = {"base": "kneeling", "finish": {"legs": {"hip": 4, "knee": 52}}}
    scene = Scene.of(figure(props=[{"prop": "band", "at": "chest", "x": -75, "height": 96}], **fields), Style(), ())
    ends = []
    for solved in (scene.start, scene.finish):
        band = next(shape for shape in scene.body(solved.posture, marked=False) if shape.name == "band")
        anchor, back = band.points
        assert anchor == -0.75 + 0.96j
        assert abs(back - solved.posture.joints["shoulder"]) < 0.12
        ends.append(back)
    assert abs(ends[0] - ends[1]) > 0.2


def test_the_sofa_is_over_the_feet_that_hook_under_it_and_not_over_the_legs() -> None:
    scene = Scene.of(figure(base="kneeling", props=[{"prop": "sofa"}], finish={"legs": {"hip": 4, "knee": 52}}), Style(), ())
    behind, _ = scene.room()
    points = next(shape for shape in behind if shape.name == "sofa").points
    joints = scene.start.posture.joints
    assert joints["heel working"].real < max(point.real for point in points) < joints["knee working"].real - 0.15


def test_the_dots_have_their_corner_to_themselves() -> None:
    wall = figure(base="kneeling", props=[{"prop": "wall", "x": -60}, {"prop": "wall", "x": 60}], finish={"legs": {"knee": 52}})
    drawing = write(Scene.of(wall, Style(), ()), "two-panel")
    dots = [int(y) for y in re.findall(r'<circle cx="\d+" cy="(\d+)" r="13"', drawing.svg)]
    tops = [int(y) for y in re.findall(r"M\d+ (\d+)", drawing.svg)]
    assert dots
    assert max(dots) + 13 < min(tops)


@pytest.mark.parametrize(("stands_on", "lifted"), [("other", "working"), ("working", "other")])
def test_who_stands_on_one_leg_lifts_the_other_by_its_hip(stands_on: str, lifted: Side) -> None:
    _, last = solve(figure(base="standing", stands_on=stands_on, finish={f"{lifted}_leg": {"hip": 88, "knee": 95}}))
    ankles = {side: last.posture.joints[f"ankle {side}"].imag for side in SIDES}
    assert last.posture.legs[lifted].hip == pytest.approx(88)
    assert max(ankles, key=lambda side: ankles[side]) == lifted and max(ankles.values()) > 0.2


def test_who_stands_on_both_keeps_them_on_the_floor() -> None:
    _, last = solve(figure(base="standing", finish={"legs": {"hip": 88, "knee": 95}}))
    assert all(lowest_of_shoe(last.posture, side) == pytest.approx(0.0, abs=1e-6) for side in SIDES)
