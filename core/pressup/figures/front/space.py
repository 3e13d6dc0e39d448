"""Points and directions in space: a place in the picture, and how much nearer to the viewer it is."""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass

from pressup.figures import body
from pressup.figures.geometry import Point, unit


@dataclass(frozen=True, slots=True)
class Vec:
    """A point or a step: `flat` in the picture, `near` towards the viewer, both in heights of the person."""

    flat: Point
    near: float = 0.0

    def __add__(self, other: Vec) -> Vec:
        return Vec(self.flat + other.flat, self.near + other.near)

    def __sub__(self, other: Vec) -> Vec:
        return Vec(self.flat - other.flat, self.near - other.near)

    def __mul__(self, factor: float) -> Vec:
        return Vec(self.flat * factor, self.near * factor)

    def __abs__(self) -> float:
        return math.hypot(self.flat.real, self.flat.imag, self.near)

    def dot(self, other: Vec) -> float:
        """The scalar product."""
        return self.flat.real * other.flat.real + self.flat.imag * other.flat.imag + self.near * other.near

    def cross(self, other: Vec) -> Vec:
        """The vector product, in a frame of right, up and towards the viewer."""
        a, b = self.flat, other.flat
        return Vec(
            complex(a.imag * other.near - self.near * b.imag, self.near * b.real - a.real * other.near),
            a.real * b.imag - a.imag * b.real,
        )

    @property
    def one(self) -> Vec:
        """The direction alone, of length 1."""
        return self * (1 / max(abs(self), 1e-9))

    def across(self, axis: Vec) -> Vec:
        """The part of the vector at right angles to an axis of length 1."""
        return self - axis * self.dot(axis)


@dataclass(frozen=True, slots=True)
class Frame:
    """Three directions of a part of the trunk: up along it, out to the working side, and ahead."""

    up: Vec
    out: Vec
    ahead: Vec

    @classmethod
    def of(cls, degrees: float, lean: float) -> Frame:
        """The frame of a part that points up in a direction of the picture and leans towards the viewer."""
        sine, cosine = math.sin(math.radians(lean)), math.cos(math.radians(lean))
        up = unit(degrees)
        return cls(Vec(up * cosine, sine), Vec(unit(degrees - 90)), Vec(-up * sine, cosine))

    def limb(self, flexion: float, out: float, sign: int) -> tuple[Vec, Vec]:
        """The direction of a limb that is lifted ahead and then out, and what is ahead for it."""
        sine, cosine = math.sin(math.radians(flexion)), math.cos(math.radians(flexion))
        way = self.ahead * sine - self.up * cosine
        limb = way * math.cos(math.radians(out)) + self.out * (sign * math.sin(math.radians(out)))
        return limb, self.ahead * cosine + self.up * sine

    def angles(self, limb: Vec, sign: int) -> tuple[float, float]:
        """Flexion and abduction of a limb in degrees.

        Behind the body, flexion tells how far behind it is: a limb that is out to its side can turn there as it likes.
        """
        out = max(-1.0, min(1.0, limb.dot(self.out) * sign))
        down, ahead = -limb.dot(self.up), limb.dot(self.ahead)
        abduct = math.degrees(math.asin(out))
        if down < 0 and abs(ahead) < -down:
            # Past the horizontal the arm goes on upwards at its side; it does not turn round to the front.
            return math.degrees(math.atan2(-ahead, -down)), 180 - abduct
        if ahead < 0:
            return math.degrees(math.asin(max(-1.0, ahead))), abduct
        return math.degrees(math.atan2(ahead, down)), abduct


def angle_between(first: Vec, second: Vec) -> float:
    """The angle between two directions, in degrees."""
    return math.degrees(math.acos(max(-1.0, min(1.0, first.one.dot(second.one)))))


def between(start: Vec, finish: Vec, share: float) -> Vec:
    """The direction at a share of the way from one to another, turning evenly."""
    angle = math.acos(max(-1.0, min(1.0, start.dot(finish))))
    if angle < 1e-4 or angle > math.pi - 1e-4:
        return finish if share > 0.5 else start
    sine = math.sin(angle)
    return start * (math.sin((1 - share) * angle) / sine) + finish * (math.sin(share * angle) / sine)


def two_links(root: Vec, target: Vec, upper: float, lower: float, pole: Vec) -> tuple[Vec, Vec]:
    """The directions of two links that lead from `root` to `target`, the joint between them standing out towards `pole`."""
    way = target - root
    far = min(max(abs(way), abs(upper - lower) + 1e-4), upper + lower - 1e-4)
    axis = way.one
    along = (upper * upper + far * far - lower * lower) / (2 * far)
    aside = math.sqrt(max(upper * upper - along * along, 0.0))
    joint = axis * along + pole.across(axis).one * aside
    return joint.one, (axis * far - joint).one


def reach_of(knee: float) -> float:
    """From hip to ankle with a bent knee."""
    return math.sqrt(body.THIGH**2 + body.SHANK**2 + 2 * body.THIGH * body.SHANK * math.cos(math.radians(knee)))


def upper_meeting(a: Point, from_a: float, b: Point, from_b: float) -> Point:
    """The upper of the two places at a distance from each of two points."""
    apart = max(abs(b - a), 1e-6)
    if apart < 1e-3:
        return a + complex(0, min(from_a, from_b))
    along = (from_a**2 - from_b**2 + apart**2) / (2 * apart)
    aside = math.sqrt(max(from_a**2 - along**2, 0.0))
    way = cmath.rect(1.0, cmath.phase(b - a))
    return max((a + way * complex(along, sign * aside) for sign in (1, -1)), key=lambda point: point.imag)
