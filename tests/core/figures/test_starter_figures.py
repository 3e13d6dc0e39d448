"""The figures of the starter exercises: each reaches its goals, stands on its ground, and is small enough for a mail."""

from __future__ import annotations

import pytest

from pressup import Exercise, Library
from pressup.figures import body
from pressup.figures.drawing import draw_figure
from pressup.figures.skeleton import SIDES
from pressup.figures.solve import lowest_of_shoe, solve

FROM_THE_FRONT = {"clamshell", "hip-abduction", "side-plank"}
"""What a view from the side cannot show."""


def drawn(library: Library) -> list[Exercise]:
    return [exercise for exercise in library.of(Exercise) if exercise.figure is not None and exercise.figure.view == "side"]


def test_every_exercise_has_a_figure(starter: Library) -> None:
    without = {exercise.id for exercise in starter.of(Exercise) if exercise.figure is None}
    assert without <= FROM_THE_FRONT
    assert len(drawn(starter)) >= 20


def test_hands_and_feet_come_to_where_they_are_wanted(starter: Library) -> None:
    missed = {
        (exercise.id, *miss.path)
        for exercise in drawn(starter)
        for solved in solve(exercise.figure)  # type: ignore[arg-type]
        for miss in solved.missed
    }
    assert missed == set()


def test_no_foot_is_in_the_floor(starter: Library) -> None:
    low = {
        (exercise.id, side): lowest
        for exercise in drawn(starter)
        for solved in solve(exercise.figure)  # type: ignore[arg-type]
        for side in SIDES
        if (lowest := lowest_of_shoe(solved.posture, side)) < -0.004
    }
    assert low == {}


def test_start_and_finish_differ(starter: Library) -> None:
    for exercise in drawn(starter):
        first, last = solve(exercise.figure)  # type: ignore[arg-type]
        most = max(abs(last.posture.joints[name] - first.posture.joints[name]) for name in first.posture.joints)
        assert most > 0.08, exercise.id


@pytest.mark.parametrize("side", ["left", "right"])
def test_figures_are_small(starter: Library, side: str) -> None:
    for exercise in drawn(starter):
        svg = draw_figure(exercise, side=side).svg  # type: ignore[arg-type]
        assert len(svg.encode()) <= 6144, exercise.id


def test_who_stands_has_the_body_over_the_feet(starter: Library) -> None:
    """Of exercises that lean on nothing: the centre of mass is between the rearmost heel and the foremost toe on the ground."""
    for id in ("romanian-deadlift", "stiff-leg-deadlift", "standing-forward-bend", "squat", "lunge"):
        figure = starter.get(Exercise, id).figure  # type: ignore[union-attr]
        assert figure is not None
        for solved in solve(figure):
            feet = [solved.posture.joints[f"{end} {side}"] for end in ("heel", "toe") for side in SIDES]
            standing = [foot.real for foot in feet if foot.imag < 0.02 + body.ANKLE_HEIGHT / 4]
            assert min(standing) <= solved.posture.centre().real <= max(standing), id
