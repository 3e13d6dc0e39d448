"""The small shapes of a person seen from the side, as control points; a third value marks a corner. All chosen by eye."""

from __future__ import annotations

from itertools import pairwise

from pressup.figures import body
from pressup.figures.contours import Flesh, Knot, Outline
from pressup.figures.geometry import Point, unit

Template = tuple[tuple[float, float, int], ...]

LEG_FRONT = Flesh(
    (((0.55, 0.060),), ((0.16, 0.055), (0.42, 0.051), (0.75, 0.041)), ((0.18, 0.030), (0.50, 0.024))),
    (0.056, 0.056, 0.037, 0.019),
)
LEG_BACK = Flesh(
    (
        ((0.50, 0.066),),
        ((0.13, 0.073), (0.27, 0.053), (0.50, 0.049), (0.78, 0.036)),
        ((0.10, 0.029), (0.30, 0.046), (0.55, 0.036), (0.80, 0.020)),
    ),
    (0.049, 0.086, 0.028, 0.019),
)
FAR_LEG_BACK = Flesh(tuple(tuple((t, depth * 0.9) for t, depth in part) for part in LEG_BACK.along), (0.044, 0.080, 0.028, 0.019))
"""The far leg is slimmer at the back, so that it makes no fringe behind the near one."""
ARM_FRONT = Flesh((((0.35, 0.030), (0.70, 0.025)), ((0.25, 0.026), (0.60, 0.020))), (0.032, 0.022, 0.015))
ARM_BACK = Flesh((((0.35, 0.030), (0.70, 0.025)), ((0.25, 0.023), (0.60, 0.018))), (0.034, 0.023, 0.015))
TRUNK_FRONT = Flesh((((0.12, 0.056), (0.38, 0.068), (0.70, 0.064)), ((0.50, 0.058),)), (0.026, 0.058, 0.050))
TRUNK_BACK = Flesh((((0.02, 0.056), (0.30, 0.066), (0.65, 0.057)), ((0.50, 0.058),)), (0.034, 0.049, 0.060))
SLEEVE = 0.45
"""How much of the upper arm a short sleeve covers."""
SHORTS = 0.62
"""How much of the thigh shorts cover."""
CLOTH = 0.006
"""How far their hem stands off."""
WAISTBAND = 0.86
"""The legs' outline begins at this share of the pelvis."""
SHOULDER_CAP = 0.042
TRUNK_TOP = 0.040


def cut(flesh: Flesh, share: float, loose: float) -> Flesh:
    """The flesh of a leg down to a share of the thigh, where a hem stands off."""
    thigh = [(t / share, depth + loose * t / share) for t, depth in flesh.along[1] if t < share * 0.9]
    (t0, d0), (t1, d1) = next(
        (a, b) for a, b in pairwise(((0.0, flesh.joints[1]), *flesh.along[1], (1.0, flesh.joints[2]))) if a[0] <= share <= b[0]
    )
    hem = d0 + (d1 - d0) * (share - t0) / (t1 - t0) + loose
    return Flesh((flesh.along[0], tuple(thigh)), (flesh.joints[0], flesh.joints[1], hem))


SHOE: Template = (
    (0.021, 0.014, 1),
    (0.040, -0.004, 0),
    (0.075, -0.012, 0),
    (0.113, -0.020, 0),
    (0.118, -0.039, 0),
    (0.085, -0.039, 1),
    (-0.022, -0.039, 1),
    (-0.044, -0.039, 0),
    (-0.040, -0.012, 0),
    (-0.022, 0.014, 1),
)
OPEN_HAND: Template = (
    (0.000, 0.015, 1),
    (0.022, 0.019, 0),
    (0.052, 0.045, 0),
    (0.064, 0.030, 0),
    (0.044, 0.015, 0),
    (0.085, 0.014, 0),
    (0.113, 0.002, 0),
    (0.092, -0.014, 0),
    (0.042, -0.019, 0),
    (0.000, -0.015, 1),
)
FIST: Template = (
    (0.000, 0.015, 1),
    (0.014, 0.030, 0),
    (0.058, 0.030, 0),
    (0.070, 0.006, 0),
    (0.062, -0.024, 0),
    (0.020, -0.028, 0),
    (0.000, -0.015, 1),
)
HEAD: Template = (
    (-0.20, -0.40, 1),
    (-0.36, -0.20, 0),
    (-0.47, 0.10, 0),
    (-0.38, 0.46, 0),
    (-0.02, 0.55, 0),
    (0.32, 0.47, 0),
    (0.40, 0.17, 0),
    (0.35, 0.06, 0),
    (0.50, -0.14, 0),
    (0.47, -0.185, 0),
    (0.375, -0.17, 0),
    (0.41, -0.28, 0),
    (0.345, -0.33, 0),
    (0.41, -0.50, 0),
    (0.22, -0.53, 0),
    (0.06, -0.37, 1),
)
"""The profile, in heights of the head around its centre."""
SHORT_HAIR: Template = (
    (-0.22, -0.33, 1),
    (-0.34, -0.27, 0),
    (-0.49, 0.02, 0),
    (-0.45, 0.44, 0),
    (-0.06, 0.62, 0),
    (0.28, 0.52, 0),
    (0.37, 0.24, 1),
    (0.20, 0.27, 0),
    (0.10, 0.14, 0),
    (0.05, -0.04, 1),
    (-0.03, -0.02, 0),
    (-0.10, 0.04, 0),
    (-0.14, -0.10, 0),
    (-0.13, -0.22, 0),
)
TIED_HAIR: Template = (
    (-0.20, -0.20, 1),
    (-0.40, -0.06, 0),
    (-0.56, -0.20, 0),
    (-0.74, -0.02, 0),
    (-0.62, 0.24, 0),
    (-0.47, 0.16, 0),
    (-0.44, 0.46, 0),
    (-0.06, 0.62, 0),
    (0.28, 0.52, 0),
    (0.37, 0.24, 1),
    (0.20, 0.27, 0),
    (0.08, 0.14, 0),
    (0.04, -0.04, 1),
    (-0.06, 0.06, 0),
    (-0.14, -0.06, 0),
)
LONG_HAIR: Template = (
    (-0.10, -0.50, 1),
    (-0.36, -0.56, 0),
    (-0.54, -0.30, 0),
    (-0.50, 0.44, 0),
    (-0.06, 0.62, 0),
    (0.28, 0.52, 0),
    (0.37, 0.24, 1),
    (0.20, 0.27, 0),
    (0.10, 0.14, 0),
    (0.05, -0.10, 0),
    (-0.02, -0.24, 0),
)
EYE = (0.235, 0.045)


def placed(template: Template, origin: Point, degrees: float, size: float = 1.0) -> Outline:
    """A small shape at a place of the person."""
    way = unit(degrees)
    return tuple(Knot(origin + complex(x * size, y * size) * way, bool(sharp)) for x, y, sharp in template)


def on_head(template: Template, centre: Point, degrees: float) -> Outline:
    """A shape given in heights of the head; `degrees` is the direction of its crown."""
    return placed(template, centre, degrees - 90, body.HEAD)
