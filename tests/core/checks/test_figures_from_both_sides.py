"""A base pose that a view does not know is one finding where it stands, however it is asked for; the front is examined too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.core.checks.figure_faults import FAULTS

from pressup import draw_figure, figure_alt
from pressup.figures import draw_frames, first_way
from pressup.figures.examine import examine
from pressup.records import Exercise
from pressup.records.figure import Figure

if TYPE_CHECKING:
    from tests.core.conftest import Content

SIDE, FRONT = {"base": "side-lying", "finish": {}}, {"view": "front", "base": "prone", "finish": {}}


@pytest.mark.parametrize(
    ("figure", "base", "help"),
    [
        (SIDE, "side-lying", "Write “view: front”, or begin with one of these: bridge, "),
        (FRONT, "prone", "Write “view: side”, or "),
    ],
)
def test_a_base_that_the_view_does_not_know_is_a_finding(good: Content, figure: dict[str, Any], base: str, help: str) -> None:
    good.record("exercise", {"figure": figure})
    (finding,) = [finding for finding in good.load().findings if finding.code.startswith("FIG")]
    assert (finding.code, finding.severity) == ("FIG-17", "error")
    assert base in finding.message and good.text_at(finding.place) == base
    assert finding.help.startswith(help)


@pytest.mark.parametrize("figure", [SIDE, FRONT])
def test_whatever_is_asked_of_such_a_figure_is_answered_with_a_sentence(good: Content, figure: dict[str, Any]) -> None:
    good.record("exercise", {"figure": figure})
    exercise = good.load().records["bridge"]
    assert isinstance(exercise, Exercise)
    for ask in (draw_figure, figure_alt, first_way, lambda one: draw_frames(one, None, [0.0])):
        with pytest.raises(ValueError, match=f"^The base pose “{figure['base']}” cannot be drawn in the view from the "):
            ask(exercise)


def test_what_cannot_be_drawn_cannot_be_ignored(good: Content) -> None:
    path = good.root / "bridge.yaml"
    good.record("exercise", {"figure": SIDE})
    path.write_text("# pressup: ignore FIG-17 because I like it.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    found = [finding for finding in good.load().findings if finding.code in ("FIG-17", "SUP-02")]
    assert [(finding.code, finding.severity) for finding in found] == [("SUP-02", "error"), ("FIG-17", "error")]
    assert found[0].message == "This FIG-17 cannot be ignored: it is about a figure that cannot be drawn."


STANDING = {"view": "front", "base": "standing", "finish": {"arms": {"abduct": 88, "elbow": 6}}}
SITTING = {"view": "front", "base": "sitting", "props": [{"prop": "chair"}], "finish": {"arms": {"abduct": 88}}}
LYING = {"view": "front", "base": "side-lying", "props": [{"prop": "mat"}], "finish": {"working_leg": {"abduct": 35}}}
HOLDING = {"view": "front", "base": "standing", "start": {"hips": [4, 51]}, "finish": {"working_arm": {"abduct": 80}}}


@pytest.mark.parametrize(
    ("code", "good", "changed"),
    [
        ("FIG-01", STANDING, {"finish": {"working_leg": {"abduct": 58}}, "stands_on": "other"}),
        ("FIG-01", STANDING, {"finish": {"side_bend": 52}, "props": [{"prop": "wall", "x": 60}]}),
        ("FIG-01", STANDING, {"finish": {"arms": {"abduct": -50}}}),
        ("FIG-01", STANDING, {"finish": {"arms": {"shoulder": -75}}}),
        ("FIG-01", SITTING, {"finish": {"arms": {"elbow": 160}}}),
        ("FIG-01", LYING, {"finish": {"working_leg": {"hip": 50, "knee": 155}}}),
        ("FIG-02", STANDING, {"finish": {"working_arm": {"hand_at": [90, 90]}}}),
        ("FIG-03", SITTING, {"start": {"hips": [0, 26]}}),
        ("FIG-03", LYING, {"finish": {"working_leg": {"abduct": -16}}}),
        ("FIG-04", SITTING, {"start": {"hips": [0, 32]}}),
        ("FIG-04", LYING, {"start": {"hips": [0, 14.5]}}),
        ("FIG-05", LYING, {"finish": {"hips": [9, 11.4]}}),
        ("FIG-06", STANDING, {"start": {"hips": [16, 49]}}),
        ("FIG-06", HOLDING, {"props": [{"prop": "kettlebell", "at": "working-hand"}]}),
        ("FIG-07", STANDING, {"props": [{"prop": "chair", "x": 150}, {"prop": "chair", "x": -150}]}),
        ("FIG-08", STANDING, {"arrows": [{"through": [[-20, 93], [0, 93], [20, 93]]}]}),
        ("FIG-09", STANDING, {"arrows": [{"through": [[3, 52], [4, 60], [3, 74]]}]}),
        ("FIG-12", STANDING, {"finish": {}}),
        ("FIG-13", STANDING, {"alt": "A person — lifts — both — arms. " * 60}),
    ],
)
def test_a_fault_of_a_record_is_found_from_the_front(code: str, good: dict[str, Any], changed: dict[str, Any]) -> None:
    assert examine(Figure.model_validate(good)) == ()
    found = examine(Figure.model_validate({**good, **changed}))
    assert {fault.code for fault in found} == {code}, found


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("FIG-10", "figure_loop"),
        ("FIG-11", "figure_mark"),
        ("FIG-14", "figure_element"),
        ("FIG-16", "figure_length"),
        ("FIG-17", "figure_fails"),
    ],
)
@pytest.mark.parametrize("figure", [STANDING, SITTING, LYING])
def test_a_fault_of_the_program_is_found_from_the_front(code: str, fault: str, figure: dict[str, Any]) -> None:
    regions = (("forearm", False),)
    assert examine(Figure.model_validate(figure), regions) == ()
    with FAULTS[fault]():
        assert {found.code for found in examine(Figure.model_validate(figure), regions)} == {code}
