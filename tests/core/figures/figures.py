"""Figures to test with, as records have them."""

from __future__ import annotations

from typing import Any

import yaml

from pressup.records import Exercise
from pressup.records.figure import Figure

_FIGURES = """
prone-curl:
  base: prone
  props: [{ prop: mat }, { prop: ankle-weight }]
  finish: { working_leg: { hip: 5, knee: 95, ankle: -5 } }
deadlift:
  base: standing
  props: [{ prop: dumbbell }]
  start: { arms: { shoulder: 14, elbow: 12, wrist: -18 } }
  finish: { lean: 63, spine: 4, head: -30, legs: { knee: 36 }, arms: { hand: hangs } }
bridge:
  base: bridge
  props: [{ prop: mat }]
  finish: { lean: -114, legs: { foot: stays }, arms: { hand: stays } }
nordic:
  base: kneeling
  props: [{ prop: mat }, { prop: helper }]
  start: { arms: { shoulder: 10, elbow: 112, wrist: 10 } }
  finish: { legs: { hip: 4, knee: 48 }, arms: { shoulder: 38, elbow: 92 } }
one-leg:
  base: standing
  stands_on: working
  props: [{ prop: dumbbell, at: other-hand }]
  start: { other_leg: { foot_at: [-4.5, 3.9] }, working_arm: { shoulder: -6, elbow: 10 } }
  finish: { lean: 76, working_leg: { knee: 36 }, other_leg: { hip: -4, knee: 6, ankle: 0, foot: free }, other_arm: { hand: hangs } }
seated:
  base: sitting
  props: [{ prop: chair }]
  start: { working_leg: { knee: 9, ankle: 4, foot: rests }, other_leg: { knee: 104 } }
  finish: { lean: 27, spine: 16, arms: { hand_at: [37, 24] } }
bend:
  base: standing
  finish: { lean: 78, spine: 50, head: 12, legs: { knee: 12 }, arms: { hand_at: [9, 17], points: -98 } }
strap:
  base: supine
  props: [{ prop: mat }, { prop: strap }]
  start: { working_leg: { hip: 38, knee: 2, ankle: 2 }, arms: { hand: holds-strap } }
  finish: { working_leg: { hip: 78 } }
lunge:
  base: standing
  stands_on: working
  start: { hips: [-20, 47.5], lean: 2, other_leg: { foot_at: [-45, 8], sole: -45 }, working_leg: { foot: flat } }
  finish: { hips: [-20, 29], lean: 4, other_leg: { foot_at: [-45, 10.5], sole: -60 } }
step-up:
  base: standing
  stands_on: working
  props: [{ prop: step, x: 18 }]
  start: { hips: [0, 52.8], working_leg: { foot: on-prop }, other_leg: { foot_at: [0, 3.9] }, lean: 4 }
  finish: { hips: [17, 63.5], lean: 2, other_leg: { foot_at: [20, 14.9] } }
calf-raise:
  base: standing
  props: [{ prop: wall, x: 32 }]
  start: { arms: { hand_at: [29, 72], points: 80 } }
  finish: { legs: { sole: -35, knee: 2 }, lean: 1, arms: { hand_at: [29, 76], points: 80 } }
wall-sit:
  base: standing
  props: [{ prop: wall }]
  start: { hips: [-14, 50], lean: 0 }
  finish: { hips: [-24, 29], lean: 0, legs: { foot: flat } }
push-up:
  base: plank
  props: [{ prop: mat }]
  finish: { lean: 84, arms: { hand: stays } }
press:
  base: sitting
  props: [{ prop: chair }, { prop: dumbbell }]
  start: { arms: { shoulder: 40, elbow: 130, wrist: 0 } }
  finish: { arms: { shoulder: 174, elbow: 8 } }
"""
FIGURES: dict[str, dict[str, Any]] = yaml.safe_load(_FIGURES)


def figure(name: str, **changes: object) -> Figure:
    """A figure, perhaps with other values of its own."""
    return Figure.model_validate({**FIGURES[name], **changes})


def drawn(exercise: Exercise, name: str, **changes: object) -> Exercise:
    """The exercise with a figure."""
    return exercise.model_copy(update={"figure": figure(name, **changes)})
