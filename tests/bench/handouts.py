"""A library to build: the starter library's conditions, and programmes of eight exercises each; the same ones each time."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from library import ROOT, generate  # type: ignore[import-not-found]

EXERCISES = 300
ITEMS = 8

_PROGRAMME = """\
kind: programme
id: plan-{number}
title: "Plan {number}: stronger legs in 6 weeks"
purpose: Build stronger legs at home, one small step at a time.
conditions: [knee-pain]
level: 1
setting: home
goals: [Climb stairs with more ease.]
weeks: 6
sessions_per_week: 3
minutes: 20-30
diary: false
before: [Read the warning signs first. If one fits you, get help before you start.]
phases:
  - id: all
    name: All weeks
    weeks: 1-6
    entry: [None of the warning signs fits you.]
    exit: [You did all sets in 2 sessions in a row.]
    items:
{items}pain_rule:
  bands:
    - {{ pain: 0-3, name: Go on, action: Mild pain is all right. }}
    - {{ pain: 4-10, name: Stop, action: Rest for a day. Then try the easier way. }}
  next_day: Your knee should feel normal by the next morning. If not, do less next time.
review:
  status: sample
  version: "0.1"
  authors: [{{ name: The Pressup developers }}]
  conflicts: None.
rights: {{ licence: CC-BY-4.0, author: The Pressup developers }}
"""


def generate_handouts(folder: Path, count: int, exercises: int = EXERCISES) -> None:
    """Write a library of `count` programmes, each with eight of the exercises in turn."""
    shutil.copytree(ROOT / "content", folder, ignore=shutil.ignore_patterns("newsletters", "programmes", "articles"))
    generate(folder / "exercises", exercises)
    programmes = folder / "programmes"
    programmes.mkdir()
    for number in range(count):
        chosen = random.Random(number).sample(range(exercises), ITEMS)
        items = "".join(f"      - exercise: exercise-{one}\n" for one in chosen)
        (programmes / f"plan-{number}.yaml").write_text(_PROGRAMME.format(number=number, items=items), encoding="utf-8")
