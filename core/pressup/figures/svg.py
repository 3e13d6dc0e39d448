"""A scene as SVG: paths, rectangles, circles and groups only, so that every program that reads SVG draws the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from pressup.figures.arrows import Curve
from pressup.figures.curves import SCALE, Canvas
from pressup.figures.geometry import direction, local, quadratic, unit
from pressup.figures.palette import Palette, ghost, palette
from pressup.figures.scene import Scene, extent
from pressup.figures.shape import Shape, corners
from pressup.figures.skeleton import Posture

Mode = Literal["two-panel", "ghost", "start", "finish"]
PANEL = 1080
"""Width of a panel in SVG units; a movement that needs more gets more."""
MARGIN = 44
ARROW = 14
CASING = 26
FLOOR = 8
_ON_SKIN = frozenset({"skin", "skin_far", "hair"})
_HEAD_LENGTH, _HEAD_HALF = 0.048, 0.029
_DOTS = (136, 84)
"""The corner of a panel that the dots need."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: its SVG text, and its size in SVG units."""

    svg: str
    width: int
    height: int


def write(
    scene: Scene,
    mode: Mode,
    *,
    mirrored: bool = False,
    grey: bool = False,
    dots: bool = True,
    title: str = "",
    description: str = "",
) -> Drawing:
    """Draw a scene."""
    return Sheet(scene, mirrored, grey, dots=dots).drawing(mode, title, description)


def write_frames(scene: Scene, shares: Sequence[float], *, mirrored: bool = False, grey: bool = False) -> list[Drawing]:
    """Pictures of the movement: the posture at each share of the way, all in the frame that holds the whole of it."""
    sheet = Sheet(scene, mirrored, grey)
    return [sheet.frame(share) for share in shares]


class Sheet:
    """Draws panels of one scene in one frame, so that nothing jumps from panel to panel."""

    def __init__(self, scene: Scene, mirrored: bool, grey: bool, *, dots: bool = True) -> None:
        self.scene = scene
        self.dots = dots
        self.flip = -1 if mirrored != scene.view.mirrored else 1
        self.colours = palette(scene.style, grey=grey)
        self.curves = scene.arrows()
        shapes = [*scene.body(scene.start.posture, marked=False), *scene.body(scene.finish.posture, marked=False)]
        for part in scene.room():
            shapes += part
        left, right, _, top = extent(shapes, self.curves)
        self.middle = (left + right) / 2
        self.panel = max(PANEL, 2 * round((right - left) * SCALE / 2 + MARGIN))
        self.height = max(96, 2 * int((top * SCALE + 96) / 2))
        self.floor = self.height - MARGIN
        if dots and self._crowded(shapes):
            self.height += 2 * MARGIN
            self.floor += 2 * MARGIN
        self.parts: list[str] = []

    def _crowded(self, shapes: Sequence[Shape]) -> bool:
        """Whether something stands where the dots are."""
        canvas = self._canvas(0)
        points = [point for shape in shapes for point in shape.points]
        points += [point for curve in self.curves for point in quadratic(*curve, 8)]
        high = (self.floor - _DOTS[1] - 2) / SCALE
        points = [point for point in points if point.imag > high]
        return any(x < _DOTS[0] and y < _DOTS[1] for x, y in canvas.pixels(points))

    def drawing(self, mode: Mode, title: str, description: str) -> Drawing:
        """One picture in the way that a mode asks for."""
        scene = self.scene
        panels = 2 if mode == "two-panel" else 1
        first, last = scene.start.posture, scene.finish.posture
        if mode == "two-panel":
            self._panel(0, first, marked=True)
            self._panel(1, last, marked=True)
            self._arrows(1)
            self._marks()
        elif mode == "ghost":
            self._panel(0, last, marked=True, behind=first)
            self._arrows(0)
        else:
            self._panel(0, first if mode == "start" else last, marked=True)
            if mode == "finish":
                self._arrows(0)
        return self._sheet(panels, title, description)

    def frame(self, share: float) -> Drawing:
        """The posture at a share of the way."""
        self.parts = []
        self._panel(0, self.scene.at(share), marked=True)
        return self._sheet(1, "", "")

    def _sheet(self, panels: int, title: str, description: str) -> Drawing:
        width = self.panel * panels
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {self.height}"'
        if title:
            head += ' role="img"'
        said = f"<title>{escape(title, quote=False)}</title>" if title else ""
        said += f"<desc>{escape(description, quote=False)}</desc>" if description else ""
        return Drawing(f"{head}>{said}{''.join(self.parts)}</svg>", width, self.height)

    def _canvas(self, panel: int) -> Canvas:
        return Canvas(self.panel * (panel + 0.5) - self.flip * self.middle * SCALE, self.floor, self.flip)

    def _panel(self, number: int, posture: Posture, *, marked: bool, behind: Posture | None = None) -> None:
        canvas, colours = self._canvas(number), self.colours
        left = self.panel * number + 32
        self.parts.append(
            f'<path d="M{left} {self.floor + FLOOR // 2}h{self.panel - 64}" stroke="{colours["floor"]}" '
            f'stroke-width="{FLOOR}" stroke-linecap="round"/>'
        )
        back, over = self.scene.room(posture)
        self._group(back, canvas, colours)
        if behind is not None:
            self._group(self.scene.body(behind, marked=False), canvas, ghost(colours))
        self._group([*self._with(self.scene.body(posture, marked=marked), over)], canvas, colours)

    def _with(self, body: list[Shape], over: list[Shape]) -> list[Shape]:
        """What stands before the legs is painted after them, before the head."""
        if not over:
            return body
        place = next((number for number, shape in enumerate(body) if shape.name == "head"), len(body))
        return [*body[:place], *over, *body[place:]]

    def _group(self, shapes: Sequence[Shape], canvas: Canvas, colours: Palette) -> None:
        if not shapes:
            return
        line = self.scene.style.line
        self.parts.append(f'<g stroke="{colours["ink"]}" stroke-width="{line}" stroke-linejoin="round" stroke-linecap="round">')
        self.parts.extend(_shape(shape, canvas, colours) for shape in shapes)
        self.parts.append("</g>")

    def _arrows(self, number: int) -> None:
        canvas = self._canvas(number)
        self.parts.extend(_arrow(curve, canvas, self.colours) for curve in self.curves)

    def _marks(self) -> None:
        """A chevron between the panels, and one dot for the start, two for the finish; from left to right also when mirrored."""
        width, middle = self.panel, round(self.floor - self.height * 0.5)
        self.parts.append(
            f'<path d="M{width} {middle}l26 26-26 26" fill="none" stroke="{self.colours["floor"]}" stroke-width="11" '
            'stroke-linecap="round" stroke-linejoin="round"/>'
        )
        if not self.dots:
            return
        dots = "".join(f'<circle cx="{x}" cy="46" r="13"/>' for x in (56, width + 56, width + 96))
        self.parts.append(f'<g fill="{self.colours["mark"]}">{dots}</g>')


def _shape(shape: Shape, canvas: Canvas, colours: Palette) -> str:
    own_line = colours["skin_line"] if colours["skin_line"] != colours["ink"] else ""
    if shape.radius:
        x, y = canvas.pixel(shape.points[0])
        paint = f' fill="{own_line}" stroke="{own_line}"' if own_line else ""
        return f'<circle cx="{x}" cy="{y}" r="{shape.radius:g}"{paint}/>'
    data = canvas.paths(shape.outlines, closed=shape.closed)
    text = f'<path d="{data}" fill="{colours[shape.fill] if shape.fill else "none"}"'
    if shape.stroke:
        text += f' stroke="{"none" if shape.stroke == "none" else colours[shape.stroke]}"'
    elif own_line and shape.fill in _ON_SKIN:
        text += f' stroke="{own_line}"'
    if shape.width:
        text += f' stroke-width="{shape.width}"'
    return text + "/>"


def _arrow(curve: Curve, canvas: Canvas, colours: Palette) -> str:
    """A line that ends under its head, with a white casing that parts it from what it crosses."""
    start, control, tip = curve
    way = direction(control, tip)
    end = tip - _HEAD_LENGTH * 0.7 * unit(way)
    (x0, y0), (x1, y1), (x2, y2) = (canvas.pixel(point) for point in (start, control, end))
    line = f"M{x0} {y0}Q{x1} {y1} {x2} {y2}"
    triangle = corners((local(tip, way, -_HEAD_LENGTH, _HEAD_HALF), tip, local(tip, way, -_HEAD_LENGTH, -_HEAD_HALF)))
    head = canvas.path(triangle)
    return (
        f'<g fill="none" stroke-linejoin="round" stroke-linecap="round" stroke="{colours["casing"]}" stroke-width="{CASING}">'
        f'<path d="{line}{head}"/><g stroke="{colours["arrow"]}"><path stroke-width="{ARROW}" d="{line}"/>'
        f'<path fill="{colours["arrow"]}" stroke-width="6" d="{head}"/></g></g>'
    )
