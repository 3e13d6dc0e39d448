"""A base pose that a view does not know is one finding where it stands, however it is asked for; the front is examined too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

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


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("FIG-02", {"finish": {"arms": {"hand_at": [90, 90]}}}),
        ("FIG-07", {"props": [{"prop": "chair", "x": 150}, {"prop": "chair", "x": -150}]}),
        ("FIG-08", {"arrows": [{"through": [[-20, 93], [0, 93], [20, 93]]}]}),
        ("FIG-09", {"arrows": [{"through": [[3, 52], [4, 60], [3, 74]]}]}),
        ("FIG-12", {"finish": {}}),
        ("FIG-13", {"alt": "A person — lifts — both — arms. " * 60}),
    ],
)
def test_a_figure_from_the_front_is_examined(code: str, changed: dict[str, Any]) -> None:
    good = {"view": "front", "base": "standing", "finish": {"arms": {"abduct": 88, "elbow": 6}}}
    assert examine(Figure.model_validate(good)) == ()
    assert {fault.code for fault in examine(Figure.model_validate({**good, **changed}))} == {code}
