"""A reader knows how to begin, what to fetch, and has a diary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pressup import Finding, Severity


@pytest.mark.parametrize(
    ("changes", "marked"),
    [({"start": "…"}, "…"), ({"steps": ["Lift your hips.", "TODO"]}, "TODO"), ({"feel_it": "n/a"}, "n/a")],
)
def test_a_text_that_keeps_a_place_free(fires: Callable[..., Finding], changes: dict[str, Any], marked: str) -> None:
    fires("exercise", changes, "ACT-02", marked)


@pytest.mark.parametrize(
    ("changes", "marked"),
    [
        ({"start": "You sit on a chair."}, "chair"),
        ({"steps": ["Tie the resistance band to a door.", "Pull."]}, "resistance band"),
        ({"steps": ["Put your foot on a rolled towel.", "Press down."]}, "towel"),
        ({"steps": ["Hold a heavy kettlebell.", "Stand up."], "equipment": {"required": ["mat"]}}, "kettlebell"),
    ],
)
def test_a_thing_that_the_list_does_not_name(fires: Callable[..., Finding], changes: dict[str, Any], marked: str) -> None:
    finding = fires("exercise", changes, "ACT-02", marked, severity=Severity.WARNING)
    assert finding.heuristic


@pytest.mark.parametrize(
    "changes",
    [
        {"start": "You sit on a chair.", "equipment": {"required": ["chair"]}},
        {"start": "You sit on a chair.", "equipment": {"optional": ["chair"]}},
        {"steps": ["Bend your knees as if you sat on a chair.", "Stand up."]},
        {"steps": ["Take a step forward.", "Shift your weight to the ball of your foot."]},
        {"start": "Du sitzt auf the chair.", "lang": "de"},
        {
            "start": "You sit on the sofa or the chair.",
            "equipment": {"required": ["sofa"], "substitutes": [{"instead_of": "sofa", "use": "A heavy chair."}]},
        },
    ],
)
def test_a_thing_that_is_listed_or_none(silent: Callable[..., None], changes: dict[str, Any]) -> None:
    silent("exercise", changes, "ACT-02")


def test_a_programme_without_a_diary(fires: Callable[..., Finding]) -> None:
    fires("programme", {"diary": False}, "ACT-03", "false", severity=Severity.NOTE)


def test_a_word_of_its_own_vocabulary(fires: Callable[..., Finding]) -> None:
    words = b"kind: library\nvocabulary:\n  equipment: [{ id: wobble-board, name: wobble board }]\n"
    fires(
        "exercise",
        {"start": "You stand on the wobble board."},
        "ACT-02",
        "wobble board",
        severity=Severity.WARNING,
        files={"pressup.yaml": words},
    )
