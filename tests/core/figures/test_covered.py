"""A mark that the arm covers at the finish stands at the start, where it is seen."""

from __future__ import annotations

from tests.core.figures.figures import figure

from pressup.figures.palette import Style
from pressup.figures.scene import Scene
from pressup.figures.svg import write

CHEST = (("chest", False),)


def marked(scene: Scene) -> tuple[bool, bool]:
    """Whether start and finish have a mark."""
    return bool(scene.marks(scene.start.posture)), bool(scene.marks(scene.finish.posture))


def test_the_chest_of_a_push_up_is_marked_where_the_arm_does_not_cover_it() -> None:
    scene = Scene.of(figure("push-up"), Style(), CHEST)
    assert marked(scene) == (True, True)
    plain = Scene.of(figure("push-up"), Style(), ())
    assert len(write(scene, "start").svg) > len(write(plain, "start").svg)


def test_what_is_seen_at_the_finish_is_marked_there_alone() -> None:
    assert marked(Scene.of(figure("deadlift"), Style(), (("thigh-back", False),))) == (False, True)
    held = {"arms": {"shoulder": 150, "elbow": 5}}
    lifted = Scene.of(figure("push-up", base="supine", start={}, finish=held), Style(), CHEST)
    assert marked(lifted) == (False, True)
