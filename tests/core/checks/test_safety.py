"""An exercise that must not be done in a condition never stands in a programme for it, however the conflict is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pressup import Finding

if TYPE_CHECKING:
    from tests.core.conftest import Content

STAGES = [{"id": "acute", "name": "The first days"}, {"id": "late", "name": "Later"}]
TRAITS = {"type": "strength", "pattern": "bridge", "impact": "low", "level": 3}
"""Traits of the exercise in these tests."""


def conflicts(content: Content) -> list[Finding]:
    found = content.findings()
    assert {finding.code for finding in found} <= {"SAF-04"}, "\n".join(map(str, found))
    return list(found)


def build(content: Content, selector: dict[str, Any], programme: dict[str, Any] | None = None) -> list[Finding]:
    """The conflicts of a programme with one exercise, for a condition with one selector."""
    content.record("exercise", TRAITS)
    content.record("condition", {"stages": STAGES, "contraindicated": [{"reason": "It hurts.", **selector}]})
    content.record("programme", {"level": 3, **(programme or {})})
    return conflicts(content)


MATCHING: list[dict[str, Any]] = [
    {"exercise": "bridge"},
    {"type": "strength"},
    {"pattern": "bridge"},
    {"impact": "low"},
    {"min_level": 1},
    {"min_level": 3},
    {"type": "strength", "pattern": "bridge"},
    {"type": "strength", "min_level": 3},
    {"impact": "low", "min_level": 2, "pattern": "bridge", "type": "strength", "exercise": "bridge"},
]
OTHER: list[dict[str, Any]] = [
    {"type": "stretch"},
    {"pattern": "squat"},
    {"impact": "high"},
    {"impact": "none"},
    {"min_level": 4},
    {"type": "strength", "pattern": "squat"},
    {"type": "stretch", "pattern": "bridge"},
    {"type": "strength", "min_level": 4},
    {"exercise": "bridge", "impact": "high"},
]


@pytest.mark.parametrize("selector", MATCHING, ids=str)
def test_a_selector_that_fits_stops_the_exercise_in_every_phase(good: Content, selector: dict[str, Any]) -> None:
    found = build(good, selector)
    assert [finding.place.file for finding in found] == ["first-steps.yaml"] * 2
    for finding in found:
        assert finding.message == "“Bridge” must not be done with knee pain: It hurts."
        assert good.text_at(finding.place) == "bridge"
        assert finding.related is not None
        assert finding.related.file == "knee-pain.yaml"
    lines = (good.root / "first-steps.yaml").read_text().split("\n")
    assert ["exercise: bridge" in lines[finding.place.line - 1] for finding in found] == [True, True]
    assert good.load().faulty == {"first-steps"}


@pytest.mark.parametrize("selector", OTHER, ids=str)
def test_a_selector_with_a_trait_that_does_not_fit_stops_nothing(good: Content, selector: dict[str, Any]) -> None:
    assert build(good, selector) == []


@pytest.mark.parametrize(
    ("of_selector", "of_programme", "stopped"),
    [
        (None, None, True),
        (None, "acute", True),
        ("acute", "acute", True),
        ("acute", None, True),  # it may be used in every stage
        ("acute", "late", False),
    ],
)
def test_a_selector_for_a_stage(good: Content, of_selector: str | None, of_programme: str | None, stopped: bool) -> None:
    selector = {"type": "strength"} | ({"stage": of_selector} if of_selector else {})
    assert bool(build(good, selector, {"stage": of_programme} if of_programme else {})) == stopped


def test_a_stage_of_another_condition_does_not_lift_the_limit(good: Content) -> None:
    good.record("condition", {"id": "hip-pain", "name": "Hip pain", "stages": [{"id": "settled", "name": "Settled"}]})
    found = build(good, {"type": "strength", "stage": "acute"}, {"conditions": ["knee-pain", "hip-pain"], "stage": "settled"})
    assert len(found) == 2


@pytest.mark.parametrize(
    ("entry", "stage", "stopped"),
    [
        ({"strength": "absolute"}, None, True),
        ({"strength": "absolute"}, "late", True),
        ({"strength": "absolute", "stage": "acute"}, "late", True),  # absolute is never
        ({"strength": "stage-limited", "stage": "acute"}, "acute", True),
        ({"strength": "stage-limited", "stage": "acute"}, None, True),
        ({"strength": "stage-limited", "stage": "acute"}, "late", False),
        ({"strength": "stage-limited"}, "late", True),  # without its stage it holds in all
        ({"strength": "relative"}, None, False),
    ],
)
def test_an_exercise_that_names_the_condition(good: Content, entry: dict[str, Any], stage: str | None, stopped: bool) -> None:
    good.record("exercise", {"contraindications": [{"condition": "knee-pain", "reason": "It hurts.", **entry}]})
    good.record("condition", {"stages": STAGES})
    good.record("programme", {"stage": stage} if stage else {})
    found = conflicts(good)
    assert bool(found) == stopped
    for finding in found:
        assert finding.message == "“Bridge” must not be done with knee pain: It hurts."
        assert finding.related is not None
        assert finding.related.file == "bridge.yaml"
        assert good.text_at(finding.place) == "bridge"


def test_a_contraindication_for_another_condition_stops_nothing(good: Content) -> None:
    good.record("condition", {"id": "hip-pain", "name": "Hip pain", "contraindicated": [{"exercise": "bridge", "reason": "No."}]})
    good.record("exercise", {"contraindications": [{"condition": "hip-pain", "strength": "absolute", "reason": "No."}]})
    assert conflicts(good) == []


def test_a_wider_condition_counts_however_far_up_it_is(good: Content) -> None:
    good.record("condition", {"parent": "leg-pain"})
    good.record("condition", {"id": "leg-pain", "name": "Leg pain", "parent": "pain"})
    good.record("condition", {"id": "pain", "name": "Pain", "contraindicated": [{"type": "strength", "reason": "Rest."}]})
    found = conflicts(good)
    assert [finding.message for finding in found] == ["“Bridge” must not be done with pain: Rest."] * 2
    assert found[0].related is not None
    assert found[0].related.file == "pain.yaml"


def test_an_exercise_that_names_the_wider_condition(good: Content) -> None:
    good.record("condition", {"parent": "leg-pain"})
    good.record("condition", {"id": "leg-pain", "name": "Leg pain"})
    good.record("exercise", {"contraindications": [{"condition": "leg-pain", "strength": "absolute", "reason": "No."}]})
    assert len(conflicts(good)) == 2


def test_a_narrower_condition_does_not_count_for_the_wider_one(good: Content) -> None:
    narrow = {"id": "kneecap-pain", "name": "Kneecap pain", "parent": "knee-pain"}
    good.record("condition", {**narrow, "contraindicated": [{"exercise": "bridge", "reason": "No."}]})
    assert conflicts(good) == []


def test_conditions_that_are_each_others_wider_one_do_not_hang(good: Content) -> None:
    good.record("condition", {"parent": "leg-pain", "contraindicated": [{"exercise": "bridge", "reason": "No."}]})
    good.record("condition", {"id": "leg-pain", "name": "Leg pain", "parent": "knee-pain"})
    assert len(conflicts(good)) == 2


def test_every_conflict_is_told(good: Content) -> None:
    good.record("exercise", {"contraindications": [{"condition": "knee-pain", "strength": "absolute", "reason": "One."}]})
    good.record(
        "condition", {"contraindicated": [{"exercise": "bridge", "reason": "Two."}, {"type": "strength", "reason": "Three."}]}
    )
    reasons = sorted(finding.message.rsplit(": ", 1)[1] for finding in conflicts(good))
    assert reasons == sorted(["One.", "Two.", "Three."] * 2)


@pytest.mark.parametrize(
    "change",
    [{"red_flags": ...}, {"red_flags": []}, {"red_flags.0.urgency": ...}, {"red_flags.0.action": ...}, {"red_flags.0.action": " "}],
    ids=str,
)
def test_a_condition_without_complete_red_flags_never_passes(good: Content, change: dict[str, Any]) -> None:
    good.record("condition", change)
    library = good.load()
    assert not library.ok
    assert "knee-pain" not in library.records
    assert good.only().place.file == "knee-pain.yaml"


def recommend(content: Content, exercise: dict[str, Any], condition: dict[str, Any]) -> list[Finding]:
    """What is told when a condition outside every programme recommends the exercise."""
    content.record("exercise", exercise)
    hip = {"id": "hip-pain", "name": "Hip pain", "recommended": ["bridge"], "stages": STAGES, **condition}
    content.record("condition", hip)
    return list(content.findings())


@pytest.mark.parametrize(
    ("exercise", "condition", "related"),
    [
        ({}, {"contraindicated": [{"exercise": "bridge", "reason": "No."}]}, "hip-pain.yaml"),
        ({}, {"contraindicated": [{"type": "strength", "reason": "No."}]}, "hip-pain.yaml"),
        ({"contraindications": [{"condition": "hip-pain", "strength": "absolute", "reason": "No."}]}, {}, "bridge.yaml"),
        ({"contraindications": [{"condition": "hip-pain", "strength": "stage-limited", "reason": "No."}]}, {}, "bridge.yaml"),
    ],
)
def test_what_is_recommended_is_not_ruled_out(
    good: Content, exercise: dict[str, Any], condition: dict[str, Any], related: str
) -> None:
    (finding,) = recommend(good, exercise, condition)
    assert (finding.code, finding.place.file) == ("X-23", "hip-pain.yaml")
    assert finding.message == "“Bridge” is recommended here, and must not be done with hip pain: No."
    assert good.text_at(finding.place) == "bridge"
    assert finding.related is not None
    assert finding.related.file == related


def test_what_a_wider_condition_rules_out_is_not_recommended(good: Content) -> None:
    good.record("condition", {"id": "pain", "name": "Pain", "contraindicated": [{"type": "strength", "reason": "No."}]})
    (finding,) = recommend(good, {}, {"parent": "pain"})
    assert finding.message == "“Bridge” is recommended here, and must not be done with pain: No."


@pytest.mark.parametrize(
    ("exercise", "condition"),
    [
        ({}, {"contraindicated": [{"exercise": "bridge", "stage": "acute", "reason": "No."}]}),
        ({}, {"contraindicated": [{"type": "stretch", "reason": "No."}]}),
        ({"contraindications": [{"condition": "hip-pain", "strength": "relative", "reason": "No."}]}, {}),
        ({"contraindications": [{"condition": "hip-pain", "strength": "stage-limited", "stage": "acute", "reason": "No."}]}, {}),
        ({"contraindications": [{"condition": "knee-pain", "strength": "relative", "reason": "No."}]}, {}),
    ],
)
def test_a_limit_to_a_stage_or_a_caution_may_stand_beside_a_recommendation(
    good: Content, exercise: dict[str, Any], condition: dict[str, Any]
) -> None:
    assert recommend(good, exercise, condition) == []
