"""Two exercises that are one are told, however many there are."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from pressup import Finding, Severity

if TYPE_CHECKING:
    from tests.core.conftest import Content

STEPS = [
    "Lie on your back with both knees bent and your feet flat on the mat.",
    "Press your heels into the floor and lift your hips until your thighs and back are in line.",
    "Hold this for five seconds while you breathe out, then lower your hips slowly to the mat.",
]
OTHER = ["Stand behind a heavy chair with one hand on it.", "Pull one heel towards your bottom without leaning forward."]


@pytest.mark.parametrize(
    ("first", "second", "marked"),
    [
        ({"name": "Hip lift", "steps": STEPS}, {"name": "hip lift.", "steps": OTHER}, "hip lift."),
        ({"name": "Single-leg bridge", "steps": STEPS}, {"name": "Single leg  Bridge", "steps": OTHER}, "Single leg  Bridge"),
        ({"steps": STEPS}, {"steps": STEPS}, None),
        ({"steps": STEPS}, {"steps": [STEPS[0].upper(), *STEPS[1:]]}, None),
        ({"steps": STEPS}, {"steps": [step.replace("mat", "bed").replace("five", "ten") for step in STEPS]}, None),
        ({"steps": STEPS}, {"steps": [" ".join(STEPS)]}, None),
    ],
)
def test_two_that_are_alike(
    fires: Callable[..., Finding], first: dict[str, Any], second: dict[str, Any], marked: str | None
) -> None:
    others = (("exercise", {"id": "first", "name": "First", **first}),)
    finding = fires(
        "exercise", {"id": "second", "name": "Second", **second}, "X-22", marked, severity=Severity.WARNING, others=others
    )
    assert finding.place.file == "second.yaml"
    assert finding.related is not None


@pytest.mark.parametrize(
    "second",
    [
        {"steps": OTHER},
        {"steps": [STEPS[0], *OTHER]},
        {"steps": STEPS, "status": "merged", "merged_into": "first"},
        {"steps": STEPS, "lang": "en-US"},
    ],
)
def test_two_that_are_not(silent: Callable[..., None], second: dict[str, Any]) -> None:
    first = ("exercise", {"id": "first", "name": "First", "steps": STEPS})
    silent("exercise", {"id": "second", "name": "Second", **second}, "X-22", others=(first,))


def test_of_many_that_are_alike_ten_are_told_and_the_rest_counted(good: Content) -> None:
    for number in range(15):
        good.record("exercise", {"id": f"copy-{number:02}", "name": f"Copy {number}", "steps": STEPS})
    found = [finding for finding in good.findings() if finding.code == "X-22"]
    assert len(found) == 10
    assert {finding.related.file for finding in found if finding.related} == {"copy-00.yaml"}
    assert sum("4 more exercises are like it" in finding.message for finding in found) == 1


def test_a_copy_is_found_among_many_exercises_of_stock_phrases(good: Content) -> None:
    chance = random.Random(1)
    verbs = ("Lift", "Bend", "Turn", "Press", "Slide", "Lower")
    things = (
        "your knee",
        "one foot",
        "the other heel",
        "both hips",
        "your left arm",
        "one shoulder",
        "your chin",
        "the right hand",
    )
    how = ("up slowly", "down with care", "to the side", "and then pause", "for a count of three", "without a jerk")
    for number in range(120):
        steps = [f"{chance.choice(verbs)} {chance.choice(things)} {chance.choice(how)}." for _ in range(8)]
        good.record("exercise", {"id": f"stock-{number:03}", "name": f"Stock {number}", "steps": steps})
        if number % 10 == 0:
            steps[3] = steps[3].replace("your", "the").replace(".", " now.")
            good.record("exercise", {"id": f"stock-{number:03}-copy", "name": f"Copy {number}", "steps": steps})
    found = {finding.place.file for finding in good.findings() if finding.code == "X-22"}
    assert {f"stock-{number:03}-copy.yaml" for number in range(0, 120, 10)} <= found
