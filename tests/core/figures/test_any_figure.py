"""Any pose within the ranges draws: without an error, in few bytes, with plain elements, the same every time."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pressup.figures.body import RANGES
from pressup.figures.examine import examine
from pressup.figures.examine.picture import MAX_BYTES, odd
from pressup.figures.muscles import EDGES
from pressup.figures.palette import Style
from pressup.figures.poses import bases
from pressup.figures.scene import Regions, Scene
from pressup.figures.svg import write, write_frames
from pressup.records.figure import Figure, FootGoal, HandGoal, PropName, PropPlace

QUICK, FULL = 30, 4_000
GROUND = ("mat", "chair", "bench", "step", "wall", "ball", "foam-roller", "helper")


def words(literal: Any) -> SearchStrategy[str]:
    """One of the words of a Literal."""
    return st.sampled_from(literal.__args__)


def angle(joint: str) -> SearchStrategy[float]:
    """An angle within a joint's range; whole numbers most of the time, as people write them."""
    low, high = RANGES[joint]
    return st.one_of(st.integers(math.ceil(low), math.floor(high)).map(float), st.floats(low, high))


def spots(reach: float = 150.0) -> SearchStrategy[list[float]]:
    """A place in the picture."""
    return st.lists(st.floats(-reach, reach), min_size=2, max_size=2)


def some(**fields: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    """A mapping with some of the fields."""
    return st.fixed_dictionaries({}, optional=fields)


LEG = some(
    hip=angle("hip"),
    knee=angle("knee"),
    ankle=angle("ankle"),
    abduct=angle("hip_abduct"),
    foot=words(FootGoal),
    foot_at=spots(),
    sole=st.floats(-90, 90),
)
ARM = some(
    shoulder=angle("shoulder"),
    elbow=angle("elbow"),
    wrist=angle("wrist"),
    abduct=angle("shoulder_abduct"),
    hand=words(HandGoal),
    hand_at=spots(),
    points=st.floats(-200, 200),
    grip=st.sampled_from(["open", "fist"]),
)
POSE = some(
    lean=st.floats(-200, 200),
    spine=angle("spine"),
    side_bend=angle("side_bend"),
    head=angle("head"),
    hips=spots(),
    legs=LEG,
    working_leg=LEG,
    other_leg=LEG,
    arms=ARM,
    working_arm=ARM,
    other_arm=ARM,
)


@st.composite
def prop(draw: DrawFn) -> dict[str, Any]:
    """A thing, where it may be, and how large."""
    name = draw(words(PropName))
    fields = {"x": st.floats(-150, 150), "height": st.floats(0.1, 120), "width": st.floats(0.1, 200), "at": words(PropPlace)}
    return {"prop": name, **draw(some(**fields))}


PARTS = ("hips", "shoulders", "head", "working-knee", "working-foot", "working-heel", "working-hand", "other-foot", "weight")
ARROW: SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"follows": st.sampled_from(PARTS)}),
    st.fixed_dictionaries({"through": st.lists(spots(), min_size=3, max_size=3)}),
)


def seen_from(view: str) -> SearchStrategy[dict[str, Any]]:
    """A figure in a view."""
    return st.fixed_dictionaries(
        {"view": st.just(view), "base": st.sampled_from(sorted(bases(view))), "finish": POSE},
        optional={
            "stands_on": st.sampled_from(["both", "working", "other"]),
            "props": st.lists(prop(), max_size=3),
            "start": POSE,
            "arrows": st.lists(ARROW, max_size=2),
        },
    )


FIGURE = st.one_of(seen_from("side"), seen_from("front"))
REGIONS: SearchStrategy[Regions] = st.lists(
    st.tuples(st.sampled_from(sorted(EDGES)), st.booleans()), max_size=3, unique_by=lambda region: region[0]
).map(tuple)
LONG_WAY = {"base": "supine", "start": {"hips": [0, 16]}, "finish": {"arms": {"shoulder": 170, "elbow": 0}}}

NO_KNEE = {"base": "plank", "finish": {"legs": {"hip": 0}, "working_leg": {"foot": "rests", "foot_at": [0, 0], "hip": 13}}}
UNDERGROUND = {"base": "supine", "start": {"hips": [0, -120]}, "finish": {"head": 10}}


def draws(data: dict[str, Any], regions: Regions) -> None:
    """The figure is drawn in every form, and each drawing is as it must be."""
    figure = Figure.model_validate(data)
    scene = Scene.of(figure, Style(), regions)
    drawings = [write(scene, "two-panel", title="Any"), write(scene, "ghost", title="Any", grey=True, mirrored=True)]
    for drawing in drawings:
        assert odd(drawing.svg) == ""
        assert drawing.width > 0
        assert drawing.height > 0
        assert not re.search(r"(?<![#\da-f])\d{6}", drawing.svg), "a number too large for any frame"
    first, middle, last = write_frames(scene, (0.0, 0.5, 1.0))
    assert (first.width, first.height) == (middle.width, middle.height) == (last.width, last.height)
    assert odd(middle.svg) == ""
    codes = {fault.code for fault in examine(figure, regions, "Any")}
    assert not codes & {"FIG-14", "FIG-16", "FIG-17"}
    # Few things fit in the bytes in any pose; more may be too much, and then it is told.
    large = max(len(drawing.svg.encode()) for drawing in drawings) > MAX_BYTES
    assert not large or ("FIG-13" in codes and figure.props)


@settings(max_examples=QUICK, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(FIGURE, REGIONS)
@example(LONG_WAY, ())
@example(NO_KNEE, ())
@example(UNDERGROUND, ())
def test_any_figure_draws(data: dict[str, Any], regions: Regions) -> None:
    draws(data, regions)


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(FIGURE, REGIONS)
def test_the_same_figure_is_drawn_the_same(data: dict[str, Any], regions: Regions) -> None:
    figure = Figure.model_validate(data)
    first, again = (write(Scene.of(figure, Style(), regions), "ghost") for _ in range(2))
    assert first == again


@pytest.mark.full
@settings(max_examples=FULL, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(FIGURE, REGIONS)
def test_any_figure_draws_of_many(data: dict[str, Any], regions: Regions) -> None:
    draws(data, regions)
