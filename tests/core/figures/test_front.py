from typing import Any, cast

import pytest
import yaml

from pressup.figures import body
from pressup.figures.contours import self_crossings
from pressup.figures.drawing import BUILDS
from pressup.figures.examine import picture
from pressup.figures.examine.fault import Panel
from pressup.figures.front.muscles import EDGES
from pressup.figures.front.skeleton import FrontPosture
from pressup.figures.front.space import Vec, two_links
from pressup.figures.geometry import inside
from pressup.figures.palette import Style
from pressup.figures.poses import UnknownBaseError, base_of, bases
from pressup.figures.scene import Scene, regions_of
from pressup.figures.shape import Shape
from pressup.figures.skeleton import SIDES, distance_moved
from pressup.figures.svg import write, write_frames
from pressup.records.figure import Figure

FIGURES: dict[str, dict[str, Any]] = yaml.safe_load(
    """
hip-abduction:
  base: standing
  stands_on: other
  start: { legs: { knee: 4 }, arms: { hand: on-hip } }
  finish: { working_leg: { abduct: 38, knee: 2 } }
clamshell:
  base: side-lying
  props: [{ prop: mat }]
  start: { legs: { hip: 45, knee: 90, foot: rests } }
  finish: { working_leg: { abduct: 55, foot: stays } }
side-bend:
  base: standing
  start: { working_arm: { abduct: 172, elbow: 6 }, other_arm: { hand: on-thigh } }
  finish: { side_bend: -30 }
lateral-step:
  base: standing
  props: [{ prop: band, at: both-thighs }]
  start: { lean: 12, legs: { knee: 35 }, arms: { hand: on-hip } }
  finish: { working_leg: { foot_at: [28, 3.9], knee: 35 }, other_leg: { foot: stays } }
lateral-raise:
  base: standing
  props: [{ prop: dumbbell }]
  finish: { arms: { abduct: 88, elbow: 8 } }
side-plank:
  base: side-plank
  props: [{ prop: mat }]
  start: { side_bend: 40, working_arm: { abduct: 95, elbow: 4 } }
  finish: { side_bend: 0 }
  arrows: [{ follows: hips }]
seated-raise:
  base: sitting
  props: [{ prop: chair }, { prop: dumbbell }]
  finish: { arms: { abduct: 88 } }
lying-abduction:
  base: side-lying
  props: [{ prop: mat }, { prop: ankle-weight }]
  finish: { working_leg: { abduct: 35 } }
"""
)
MUSCLES = [("glutes", "primary"), ("quadriceps", "primary"), ("obliques", "stretched")]
MOVES = {
    "hip-abduction": "toe working",
    "clamshell": "knee working",
    "side-bend": "head",
    "lateral-step": "ankle working",
    "lateral-raise": "grip working",
    "side-plank": "hip",
    "seated-raise": "grip working",
    "lying-abduction": "ankle working",
}
STAYS = {
    "hip-abduction": ["ankle other"],
    "clamshell": ["ankle working", "ankle other", "hip", "head"],
    "side-bend": ["ankle working", "ankle other", "hip"],
    "lateral-step": ["ankle other"],
    "lateral-raise": ["ankle working", "ankle other", "head"],
    "side-plank": ["elbow other", "ankle working", "ankle other"],
    "seated-raise": ["ankle working", "ankle other", "hip"],
    "lying-abduction": ["ankle other", "hip", "head"],
}


def scene(name: str) -> Scene:
    return Scene.of(Figure.model_validate({"view": "front", **FIGURES[name]}), Style(), regions_of(MUSCLES))


def front(posture: Any) -> FrontPosture:
    return cast("FrontPosture", posture)


@pytest.fixture(params=FIGURES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 1.0])
def test_segments_keep_their_length_in_space_and_look_shorter_when_they_come_nearer(name: str, share: float) -> None:
    posture = front(scene(name).at(share))
    for side in SIDES:
        for upper, lower, length in (
            ("hip", "knee", body.THIGH),
            ("knee", "ankle", body.SHANK),
            ("shoulder", "elbow", body.UPPER_ARM),
            ("elbow", "wrist", body.FOREARM),
        ):
            a, b = posture.places[f"{upper} {side}"], posture.places[f"{lower} {side}"]
            assert abs(b - a) == pytest.approx(length, abs=1e-6)
            assert abs(b.flat - a.flat) == pytest.approx((length**2 - (b.near - a.near) ** 2) ** 0.5, abs=1e-6)


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75, 1.0])
def test_what_carries_or_stays_does_not_move(name: str, share: float) -> None:
    drawn = scene(name)
    assert not drawn.start.missed
    assert not drawn.finish.missed
    now = drawn.at(share)
    for joint in STAYS[name]:
        assert distance_moved(drawn.start.posture, now, joint) < 0.012, joint


def test_start_and_finish_differ(name: str) -> None:
    drawn = scene(name)
    assert distance_moved(drawn.start.posture, drawn.finish.posture, MOVES[name]) > 0.08


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_nothing_is_below_the_floor_and_something_stands_on_it(name: str, share: float) -> None:
    drawn = scene(name)
    ground = drawn.around.top
    lowest = min(point.imag for shape in drawn.body(drawn.at(share), marked=False) for point in shape.points)
    # Control points of a curve stand further out than the curve.
    assert ground - 0.010 < lowest < ground + 0.010


@pytest.mark.parametrize("mode", ["two-panel", "ghost", "start", "finish"])
def test_pictures_keep_to_the_limit_of_bytes(name: str, mode: Any) -> None:
    assert len(write(scene(name), mode, title=name, description=name).svg.encode()) <= 6144


def test_frames_have_one_size_and_lead_from_start_to_finish(name: str) -> None:
    frames = write_frames(scene(name), [0.0, 0.5, 1.0])
    assert len({(frame.width, frame.height) for frame in frames}) == 1
    assert len({frame.svg for frame in frames}) == 3


def test_the_right_side_works_on_the_left_of_the_picture_and_mirrored_on_its_right() -> None:
    arrow = 'stroke-width="26"'
    drawn = scene("hip-abduction")
    right, left = (write(drawn, "finish", mirrored=mirrored) for mirrored in (False, True))
    assert right.svg != left.svg
    assert (right.width, right.height) == (left.width, left.height)
    for drawing, sign in ((right, -1), (left, 1)):
        tip = float(drawing.svg.split(arrow)[1].split("M")[1].split(" ")[0])
        assert (tip - drawing.width / 2) * sign > 0


def test_joint_angles_are_those_that_were_asked_for() -> None:
    raised = scene("lateral-raise").finish.posture.arms["working"]
    assert [raised.shoulder, raised.elbow] == pytest.approx([0, 8], abs=0.1)
    lying = scene("clamshell").start.posture.legs["other"]
    assert [lying.hip, lying.knee] == pytest.approx([45, 90], abs=0.1)
    assert vars_of(scene("hip-abduction").finish.posture.legs["working"])["abduct"] == pytest.approx(38, abs=0.1)


def vars_of(leg: Any) -> dict[str, float]:
    return {name: getattr(leg, name) for name in ("hip", "knee", "ankle", "abduct")}


def test_standing_on_one_leg_the_mass_is_over_its_foot() -> None:
    posture = scene("hip-abduction").finish.posture
    foot = sorted(posture.joints[f"{end} other"].real for end in ("toe", "heel"))
    assert foot[0] - 0.03 < posture.centre().real < foot[1] + 0.03


def test_the_body_is_as_wide_as_it_is_measured() -> None:
    drawn = scene("lateral-raise")
    parts = {shape.name: shape for shape in drawn.body(drawn.start.posture, marked=False)}

    def wide(*names: str, low: float, high: float) -> float:
        xs = [point.real for name in names for point in parts[name].points if low < point.imag < high]
        return max(xs) - min(xs)

    assert wide("leg working", "leg other", low=0.45, high=0.56) == pytest.approx(body.HIP_WIDTH, abs=0.006)
    assert wide("sleeve working", "sleeve other", low=0.78, high=0.86) == pytest.approx(body.SHOULDER_WIDTH, abs=0.03)


def test_marks_lie_inside_limb_or_trunk(name: str) -> None:
    drawn = scene(name)
    shapes = drawn.body(drawn.finish.posture, marked=True)
    marks = [shape for shape in shapes if shape.name.startswith("muscle")]
    assert marks
    homes = [polygon(shape) for shape in shapes if shape.name in ("leg working", "trunk")]
    for mark in marks:
        middle = sum(mark.points) / len(mark.points)
        assert any(inside(middle, home) for home in homes), mark.name


def polygon(shape: Shape) -> tuple[complex, ...]:
    return tuple(knot.point for knot in shape.outlines[0])


def test_links_reach_their_target_with_the_joint_towards_the_pole() -> None:
    upper, lower = two_links(Vec(0j), Vec(0.3 + 0j), 0.2, 0.25, Vec(0j, 1.0))
    end = upper * 0.2 + lower * 0.25
    assert abs(end - Vec(0.3 + 0j)) < 1e-9
    assert upper.near > 0
    assert upper.flat.imag == pytest.approx(0)


def test_a_base_that_the_view_does_not_know_is_named() -> None:
    figure = Figure.model_validate({"view": "front", "base": "prone", "finish": {}})
    with pytest.raises(UnknownBaseError, match="“prone” cannot be drawn in the view from the front") as caught:
        base_of(figure)
    assert all(known in caught.value.help for known in bases("front"))


def test_in_a_side_plank_the_body_is_straight_and_the_elbow_under_the_shoulder() -> None:
    joints = scene("side-plank").finish.posture.joints
    assert joints["elbow other"].real == pytest.approx(joints["shoulder other"].real, abs=0.01)
    feet = (joints["ankle working"] + joints["ankle other"]) / 2
    line = joints["shoulder"] - feet
    assert abs(((joints["hip"] - feet) * line.conjugate()).imag) / abs(line) < 0.005


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_no_outline_crosses_itself(name: str, share: float) -> None:
    drawn = scene(name)
    for shape in drawn.body(drawn.at(share), marked=False):
        for outline in shape.outlines:
            assert shape.fill is None or shape.radius or not self_crossings(outline), shape.name


def test_in_a_side_plank_the_side_that_faces_the_floor_works() -> None:
    """It holds the hips up; standing, the working side is marked."""

    def mark(data: dict[str, Any]) -> tuple[float, float]:
        made = Scene.of(Figure.model_validate(data), Style(), (("trunk-side", False),))
        shapes = {shape.name: shape for shape in made.body(made.finish.posture, marked=True)}
        points = shapes["muscle trunk-side"].points
        return sum(p.real for p in points) / len(points), sum(p.imag for p in points) / len(points)

    plank = {"view": "front", "base": "side-plank", "start": {"side_bend": 30}, "finish": {"side_bend": 0}}
    made = Scene.of(Figure.model_validate(plank), Style(), ())
    assert mark(plank)[1] < made.finish.posture.joints["waist"].imag
    standing = {"view": "front", "base": "standing", "finish": {"side_bend": 20}}
    assert mark(standing)[0] > 0


@pytest.mark.parametrize("base", ["standing", "sitting", "side-lying", "side-plank"])
def test_the_front_takes_the_whole_style_of_a_publisher(base: str) -> None:
    props = [{"prop": "chair"}] if base == "sitting" else []
    figure = Figure.model_validate({"view": "front", "base": base, "props": props, "finish": {"side_bend": 5}})

    def shapes(style: Style) -> dict[str, Shape]:
        drawn = Scene.of(figure, style, ())
        return {shape.name: shape for shape in drawn.body(drawn.start.posture, marked=False)}

    plain, bare = shapes(Style()), shapes(Style(legs="shorts", sleeves="long"))
    for side in ("working", "other"):
        assert (plain[f"leg {side}"].fill or "").startswith("leg") and (bare[f"leg {side}"].fill or "").startswith("skin")
        assert (plain[f"arm {side}"].fill or "").startswith("skin") and (bare[f"arm {side}"].fill or "").startswith("shirt")
        assert f"sleeve {side}" in plain and f"sleeve {side}" not in bare
        assert (f"shorts {side}" in bare) is (base != "sitting")  # whose thighs point at the viewer: the lap is the shorts
    for name in ("trunk", "arm working", "leg other"):
        slim, broad = (_area(shapes(Style(build=build))[name]) for build in (0.93, 1.09))
        assert slim < _area(plain[name]) < broad


def _area(shape: Shape) -> float:
    points = [knot.point for knot in shape.outlines[0]]
    return abs(sum((a.conjugate() * b).imag for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2


@pytest.mark.parametrize("region", EDGES)
@pytest.mark.parametrize("name", ["hip-abduction", "clamshell", "lateral-raise", "side-plank"])
def test_a_mark_goes_with_the_build(name: str, region: str) -> None:
    seen = set()
    for build in BUILDS.values():
        marked = Scene.of(Figure.model_validate({"view": "front", **FIGURES[name]}), Style(build=build), ((region, False),))
        assert not list(picture.marks(Panel(marked, "finish")))
        seen |= {tuple(shapes[0].points) for shapes in marked.marks(marked.finish.posture).values()}
    assert len(seen) == len(BUILDS)
