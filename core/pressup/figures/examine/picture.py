"""The picture itself: within its frame and its bytes, arrows in free places, outlines without loops, marks inside their limb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pressup.figures.arrows import Curve
from pressup.figures.contours import Knot, drawn, self_crossings
from pressup.figures.examine import causes
from pressup.figures.examine.fault import Fault, Panel, Path
from pressup.figures.geometry import Area, Point, quadratic
from pressup.figures.props import Place, prop_shapes
from pressup.figures.scene import Scene
from pressup.figures.skeleton import Side
from pressup.figures.svg import write

FACE = 0.085
"""No arrow comes nearer than this to the middle of a head, in heights of the person."""
COVERED = 0.5
"""An arrow that lies over the person with more than this share of its line is hard to tell from it."""
DEEPEST, WIDEST, HIGHEST = -0.042, 2.2, 1.5
MAX_BYTES = 6_144
ELEMENTS = frozenset({"svg", "title", "desc", "g", "path", "circle", "rect"})
ATTRIBUTES = frozenset(
    {"xmlns", "viewBox", "role", "d", "fill", "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap", "cx", "cy", "r"}
    | {"x", "y", "width", "height"}
)
_OUT = 0.007
"""How far a mark may reach over the line of its limb: less than the line is wide."""
_LIMBS = {
    "shoulder": ("sleeve working", "arm working", "trunk"),
    "arm-front": ("arm working", "sleeve working"),
    "arm-back": ("arm working", "sleeve working"),
    "forearm": ("arm working", "hand working"),
}
_TRUNK = ("trunk", "leg working", "lap")
_LEG = ("leg working",)
_TRUNKS = frozenset({"trunk-front", "trunk-side", "trunk-back", "upper-back", "chest", "buttock", "hip-front"})
_BUG = "This is a fault of Pressup: please report it with this record."
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)((?: [A-Za-z:-]+=\"[^\"]*\")*) ?/?>")
_ATTRIBUTE = re.compile(r" ([A-Za-z:-]+)=\"([^\"]*)\"")
_PLAIN = re.compile(r"[^<]*(?:</?[A-Za-z][^<>]*>[^<]*)*")


def frame(panels: Sequence[Panel], curves: Sequence[Curve]) -> Iterator[Fault]:
    """FIG-07: everything is inside a frame in which the person can still be seen."""
    scene, parts = panels[0].scene, list(_parts(panels, curves))
    for path, what, points in parts:
        low = min(point.imag for point in points)
        if low < DEEPEST:
            message = f"The {what} reaches {-100 * low:.0f} % of the person's height below the floor, out of the picture."
            yield Fault("FIG-07", path, message, "Move it up: nothing is drawn below the floor.")
        high = max(point.imag for point in points)
        if high > HIGHEST:
            message = (
                f"The {what} reaches up to {100 * high:.0f} % of the person's height; a picture goes up to {100 * HIGHEST:.0f}."
            )
            yield Fault("FIG-07", path, message, "Move it down, or make it lower.")
    xs = [point.real for _, _, points in parts for point in points]
    if max(xs) - min(xs) > WIDEST:
        home = (scene.left + scene.right) / 2
        end = max(xs) if abs(max(xs) - home) >= abs(min(xs) - home) else min(xs)
        path, what = next((path, what) for path, what, points in parts if any(point.real == end for point in points))
        wide, most = f"{100 * (max(xs) - min(xs)):.0f}", f"{100 * WIDEST:.0f}"
        message = f"The picture is {wide} % of the person's height wide, because of the {what}; it may be {most}."
        yield Fault("FIG-07", path, message, "Move it nearer to the person.")


def _parts(panels: Sequence[Panel], curves: Sequence[Curve]) -> Iterator[tuple[Path, str, list[Point]]]:
    scene = panels[0].scene
    for number, prop in enumerate(scene.figure.props):
        for posture in (scene.start.posture, scene.finish.posture):
            place = Place(scene.figure, scene.start.posture, posture, scene.around, scene.left, scene.right)
            points = [point for layer in prop_shapes(prop, place).values() for shape in layer for point in shape.points]
            if points:
                yield ("props", number), prop.prop.replace("-", " "), points
    for number, curve in enumerate(curves):
        yield arrow_path(scene, number), "arrow", list(curve)
    for panel in panels:
        hips = causes.of_trunk(panel, ("hips",)) or causes.of_pose(panel)
        # What is below the ground is told by FIG-03; here it counts for the width and the height only.
        points = [point for shape in panel.shapes.values() for point in shape.points]
        yield hips, "person", [complex(point.real, max(point.imag, 0.0)) for point in points]


def arrow_path(scene: Scene, number: int) -> Path:
    """Where an arrow stands in the figure; the finish for one that Pressup chose."""
    return ("arrows", number) if scene.figure.arrows is not None else ("finish",)


def arrows(finish: Panel, curves: Sequence[Curve]) -> Iterator[Fault]:
    """FIG-08 and FIG-09: arrows keep clear of the face, and of the rest of the person."""
    head = finish.posture.joints["head"]
    for number, curve in enumerate(curves):
        points = quadratic(*curve, 16)
        near = min(abs(point - head) for point in points)
        path = arrow_path(finish.scene, number)
        if near < FACE:
            message = f"The arrow crosses the face: it comes within {100 * near:.1f} % of the person's height of the head's middle."
            yield Fault("FIG-08", path, message, _ELSEWHERE)
            continue
        bodies = [area for name, area in finish.areas.items() if finish.shapes[name].closed]
        over = sum(any(area.holds(point) for area in bodies) for point in points) / len(points)
        if over > COVERED:
            message = f"The arrow lies over the person with {100 * over:.0f} % of its line."
            yield Fault("FIG-09", path, message, _ELSEWHERE)


_ELSEWHERE = "Let it follow another part of the body, or give it a place of its own with “through”."


def loops(panel: Panel) -> Iterator[Fault]:
    """FIG-10: no outline crosses itself."""
    for name, shape in panel.shapes.items():
        if not shape.fill or shape.radius:
            continue
        for outline, curve in zip(shape.outlines, panel.outlines[name], strict=True):
            # The control polygon is quick to look at; only where it crosses itself the drawn curve is looked at too.
            if self_crossings(outline) and self_crossings(tuple(map(Knot, curve))):
                part, _, side = name.partition(" ")
                which: Side = "other" if side == "other" else "working"
                path = causes.of_arm(panel, which) if part in ("arm", "sleeve", "hand") else causes.of_leg(panel, which)
                message = (
                    f"The outline of the {side + ' ' if side else ''}{part} crosses itself: it is bent too sharply to be drawn."
                )
                yield Fault("FIG-10", path, message, "Bend the hip, the knee, the elbow or the spine a little less.")


def marks(panel: Panel) -> Iterator[Fault]:
    """FIG-11: the mark of a muscle is inside its limb."""
    for layer in panel.scene.marks(panel.posture).values():
        for shape in layer:
            part, _, region = shape.name.partition(" ")
            if part != "muscle":
                continue
            names = _LIMBS.get(region, _TRUNK if region in _TRUNKS else _LEG)
            areas = [panel.areas[name] for name in names if name in panel.areas]
            if any(_outside(point, areas) > _OUT for point in drawn(shape.outlines[0])):
                message = f"The mark of the muscle ({region.replace('-', ' ')}) reaches out of its limb."
                yield Fault("FIG-11", causes.of_leg(panel, "working"), message, "Bend the joint beside it a little less.")


def _outside(point: Point, areas: Sequence[Area]) -> float:
    """How far a point is outside of all areas."""
    if any(area.holds(point) for area in areas):
        return 0.0
    outlines = [area.points for area in areas]
    return min(_to_segment(point, outline[number - 1], outline[number]) for outline in outlines for number in range(len(outline)))


def _to_segment(point: Point, a: Point, b: Point) -> float:
    way = b - a
    length = abs(way)
    if length < 1e-9:
        return abs(point - a)
    share = max(0.0, min(1.0, ((point - a) * way.conjugate()).real / (length * length)))
    return abs(point - a - share * way)


def texts(scene: Scene, title: str, description: str) -> Iterator[Fault]:
    """FIG-13 and FIG-14: the SVG is small, and plain enough for every program that reads SVG."""
    # Two panels hold all that the picture with a pale start holds, and more: that one is never larger.
    svg = write(scene, "two-panel", title=title, description=description).svg
    strange, size = odd(svg), len(svg.encode())
    if strange:
        yield Fault("FIG-14", (), f"The picture holds {strange}, which not every program can draw.", _BUG)
    if size > MAX_BYTES:
        path: Path = ("alt",) if scene.figure.alt is not None and len(description.encode()) > 1_000 else ()
        message = f"The picture takes {size:,} bytes; it may take {MAX_BYTES:,}."
        yield Fault("FIG-13", path, message, "Use fewer props, or shorten “alt”." if path else "Use fewer props.")


def odd(svg: str) -> str:
    """What an SVG holds that is not allowed: an element, an attribute or a number; empty when all is well."""
    seen = 0
    for match in _TAG.finditer(svg):
        seen += 1
        if match[1] not in ELEMENTS:
            return f"the element “{match[1]}”"
        for name, value in _ATTRIBUTE.findall(match[2]):
            if name not in ATTRIBUTES:
                return f"the attribute “{name}”"
            if "nan" in value or "inf" in value:
                return "a number that is none"
    return "" if seen == len(re.findall(r"<[^/]", svg)) else "something that is no element"
