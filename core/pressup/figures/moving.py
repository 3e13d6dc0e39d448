"""A figure that moves: one SVG whose outlines glide from the start to the finish and back, without a script.

The outlines of a limb have more points when it is bent than when it is straight. So that a browser can lead each outline from one
posture to the next, its points are told apart and paired, and every outline becomes as many curves in each posture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pressup.figures.contours import Outline
from pressup.figures.curves import Canvas, Pixel, numbers
from pressup.figures.scene import Scene
from pressup.figures.svg import Drawing, Sheet
from pressup.figures.timing import KeyTime

_SHARES = (0.001, 0.25, 0.5, 0.75, 1.0)
"""The postures between which outlines glide. The first is not quite the start, where no muscle is marked."""
_TIMES = (0.0, 1 / 3, 1 / 2, 2 / 3, 1.0)
"""When each is reached, as shares of the time of one way: slow, fast, slow."""
_SLOW, _FAST = ".33 0 .67 .4", ".33 .3 .67 .65"
_OUT = (_SLOW, _FAST, ".33 .35 .67 .7", ".33 .6 .67 1")
_STAND = "0 0 1 1"
_CORNER = 0.02
"""How far along an outline a point may be for its like, rather than to pair a corner with what is none."""
_TOKEN = re.compile(r"<[^>]*>")
_PLACE = re.compile(r'd="((?:#\d+)+)"')
_ROUND = re.compile(r'(cx|cy)="(-?\d+)"')

Point = tuple[Pixel, bool]
"""A point of an outline on the grid, and whether it is a corner."""
Points = list[Point]
Curve = tuple[Pixel, Pixel, Pixel]
"""Beginning, control point and end of a quadratic curve."""


def write_moving(scene: Scene, keys: Sequence[KeyTime], *, mirrored: bool = False, grey: bool = False, title: str = "") -> Drawing:
    """The movement of a scene as an SVG that plays for ever.

    Args:
        scene: The scene.
        keys: Four key times: how long the start stands, the way there takes, the finish stands, and the way back takes.
        mirrored: For the other side.
        grey: In greys.
        title: The SVG's title.
    """
    sheet = _Frames(scene, mirrored, grey)
    frames = [(sheet.frame(share), sheet.lines) for share in _SHARES]
    first = frames[0][0]
    tokens = [_TOKEN.findall(drawing.svg) for drawing, _ in frames]
    timed = _timed([key.milliseconds for key in keys])
    parts = [_element(row, [lines for _, lines in frames], timed) for row in zip(*tokens, strict=True)]
    head = f'{parts[0][:-1]} role="img"><title>{_escaped(title)}</title>' if title else parts[0]
    return Drawing(head + "".join(parts[1:]), first.width, first.height)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(frozen=True, slots=True)
class _Line:
    """An outline of one frame: its points, and how it is written when it stands still."""

    points: Points
    closed: bool
    still: str


class _Recorder(Canvas):
    """Keeps outlines instead of writing them; `#3` stands for the one of number 3."""

    def __init__(self, of: Canvas) -> None:
        super().__init__(of.left, of.floor, of.flip)
        self.lines: list[_Line] = []

    def path(self, outline: Outline, *, closed: bool = True) -> str:
        points = [(self.pixel(knot.point), knot.sharp) for knot in outline]
        if not closed:
            points[0], points[-1] = (points[0][0], True), (points[-1][0], True)
        self.lines.append(_Line(points, closed, super().path(outline, closed=closed)))
        return f"#{len(self.lines) - 1}"


class _Frames(Sheet):
    """A sheet that keeps the outlines of the frame drawn last."""

    lines: list[_Line]

    def _canvas(self, panel: int) -> Canvas:
        canvas = _Recorder(super()._canvas(panel))
        self.lines = canvas.lines
        return canvas


def _timed(milliseconds: Sequence[int]) -> tuple[str, str]:
    """Attributes of every animation: for `values` with the postures there, the finish standing, and those back."""
    start, there, finish, back = milliseconds
    total = sum(milliseconds)
    moments = [0, *(start + share * there for share in _TIMES), *(start + there + finish + share * back for share in _TIMES)]
    ways = (_STAND, *_OUT, _STAND, *_OUT)
    times = ";".join(f"{moment / total:.3f}".rstrip("0").rstrip(".").removeprefix("0") or "0" for moment in moments[:-1])
    return f'dur="{total / 1000:g}s" repeatCount="indefinite"', (
        f'keyTimes="{times};1" calcMode="spline" keySplines="{";".join(ways)}"'
    )


def _values(texts: Sequence[str]) -> str:
    """The start standing, the way there, the finish standing, and the way back."""
    return ";".join((texts[0], *texts, *reversed(texts)))


def _animate(name: str, texts: Sequence[str], timed: tuple[str, str]) -> str:
    return f'<animate attributeName="{name}" {timed[0]} {timed[1]} values="{_values(texts)}"/>'


def _element(tokens: Sequence[str], frames: Sequence[list[_Line]], timed: tuple[str, str]) -> str:
    """One element of the frames: as it is where it stands still, else with its way."""
    still = tokens[0]
    found = _PLACE.search(still)
    if found:
        texts = ["".join(parts) for parts in zip(*(_alike(one) for one in _lines(tokens, frames)), strict=True)]
        still = still.replace(found[0], f'd="{texts[0]}"')
        moving = _animate("d", texts, timed) if len(set(texts)) > 1 else ""
    else:
        values = [dict(_ROUND.findall(token)) for token in tokens]
        moving = "".join(
            _animate(name, [value[name] for value in values], timed) for name in values[0] if len({v[name] for v in values}) > 1
        )
    return f"{still.removesuffix('/>')}>{moving}</{still[1:].partition(' ')[0]}>" if moving else still


def _lines(tokens: Sequence[str], frames: Sequence[list[_Line]]) -> Iterator[tuple[_Line, ...]]:
    """Each outline of a path, in every frame."""
    places = [found[1] for token in tokens if (found := _PLACE.search(token))]
    of_frame = [[frame[int(number)] for number in place.split("#")[1:]] for place, frame in zip(places, frames, strict=True)]
    return zip(*of_frame, strict=True)


def _alike(lines: Sequence[_Line]) -> list[str]:
    """One outline in every frame, as path data with the same commands."""
    if len({line.still for line in lines}) == 1:
        return [line.still for line in lines]
    most = max((line.points for line in lines), key=len)
    curves = [_curves(_paired(line.points, most), line.closed) for line in lines]
    seen = [any(here != control or control != end for here, control, end in column) for column in zip(*curves, strict=True)]
    closing = "z" if lines[0].closed else ""
    return [_data([curve for curve, kept in zip(one, seen, strict=True) if kept]) + closing for one in curves]


def _paired(points: Points, most: Points) -> Points:
    """The points of an outline as many times as it takes to have one for each of another with more of them.

    Each point stands for those that are as far along the outline as it is, in their order, so no point is lost.
    """
    if len(points) == len(most):
        return points
    here, there = _along(points), _along(most)
    rows: list[list[tuple[float, int]]] = []  # for each point of `most`: what it costs to be here, and from where
    for number, place in enumerate(there):
        row = []
        for own, share in enumerate(here):
            if number:
                cost, back = min((rows[-1][before][0], before) for before in (own, own - 1) if before >= 0)
            else:
                cost, back = (0.0 if own == 0 else float("inf")), own
            row.append((cost + abs(place - share) + (_CORNER if points[own][1] != most[number][1] else 0.0), back))
        rows.append(row)
    own, picked = len(points) - 1, []
    for row in reversed(rows):
        picked.append(points[own])
        own = row[own][1]
    return picked[::-1]


def _along(points: Points) -> list[float]:
    """How far along the outline each point is, from 0 to 1."""
    lengths = [abs(complex(*b) - complex(*a)) for (a, _), (b, _) in pairwise(points)]
    total = sum(lengths) or 1.0
    return [sum(lengths[:number]) / total for number in range(len(points))]


def _curves(points: Points, closed: bool) -> list[Curve]:
    """One curve for each point: on to the middle before the next, into a corner, or out of one."""
    found: list[Curve] = []
    around = [*points, points[0]] if closed else points
    here = _end(points[-1], points[0]) if closed else points[0][0]
    for point, after in pairwise(around):
        end = _end(point, after)
        found.append((here, point[0], end))
        here = end
    return found if closed else [*found, (here, points[-1][0], points[-1][0])]


def _end(point: Point, after: Point) -> Pixel:
    """Where the curve of a point ends."""
    if point[1]:
        return point[0]
    return after[0] if after[1] else ((point[0][0] + after[0][0]) // 2, (point[0][1] + after[0][1]) // 2)


def _data(curves: Sequence[Curve]) -> str:
    start = curves[0][0]
    steps = (
        numbers((control[0] - here[0], control[1] - here[1], end[0] - here[0], end[1] - here[1])) for here, control, end in curves
    )
    return f"M{start[0]} {start[1]}q{' '.join(steps)}".replace(" -", "-")
