"""Other names of a record are nobody else's, and what was merged leads straight to a record in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pressup import Finding, Severity

Record = tuple[str, dict[str, Any]]

HIP_LIFT: Record = ("exercise", {"id": "pelvic-lift", "name": "Hip lift", "steps": ["Sit down with care.", "Stand up again."]})


@pytest.mark.parametrize("alias", ["Hip lift", "hip lift", "HIP  LIFT", "pelvic-lift"])
def test_another_name_is_the_name_or_the_id_of_another_record(fires: Callable[..., Finding], alias: str) -> None:
    message = f"“{alias}” is another name here, and the name of “pelvic-lift”."
    finding = fires(
        "exercise", {"aliases": ["Glute bridge", alias]}, "X-02", alias, message, severity=Severity.WARNING, others=[HIP_LIFT]
    )
    assert finding.place.file == "bridge.yaml"
    assert finding.related is not None
    assert finding.related.file == "pelvic-lift.yaml"


@pytest.mark.parametrize("alias", ["sore-back", "sore BACK"])
def test_another_name_of_a_condition_is_the_name_of_another_condition(fires: Callable[..., Finding], alias: str) -> None:
    others = [("condition", {"id": "sore-back", "name": "Sore back"})]
    fires("condition", {"aliases": [alias]}, "X-02", alias, severity=Severity.WARNING, others=others)


@pytest.mark.parametrize(
    ("changes", "others"),
    [
        ({"aliases": ["Pelvic tilt"]}, [HIP_LIFT]),
        ({"aliases": ["Hip lifts"]}, [HIP_LIFT]),
        ({"aliases": ["Bridge", "BRIDGE", "bridge"]}, [HIP_LIFT]),
        ({"aliases": ["Knee pain", "Why move"]}, []),
        ({"aliases": ["Hip lift"]}, [(HIP_LIFT[0], {**HIP_LIFT[1], "lang": "de"})]),
    ],
    ids=["nobody else's", "only alike", "its own", "of other kinds", "in another language"],
)
def test_another_name_that_misleads_nobody(silent: Callable[..., None], changes: dict[str, Any], others: list[Record]) -> None:
    silent("exercise", changes, "X-02", others=others)


def condition(id: str, status: str = "active", into: str | None = None) -> Record:
    """A condition that nothing links to, in use or given up."""
    merged_into = {"merged_into": into} if into else {}
    return "condition", {"id": id, "name": id.replace("-", " ").capitalize(), "status": status, **merged_into}


@pytest.mark.parametrize(
    ("others", "of_record", "marked", "message", "help"),
    [
        (
            [],
            {"status": "merged"},
            "merged",
            "The record was merged, and does not say into which one.",
            "Add “merged_into”, or write “status: deprecated”.",
        ),
        (
            [],
            {"status": "merged", "merged_into": "bad-knee"},
            "bad-knee",
            "The record is merged into itself.",
            "Name the one that took its place.",
        ),
        (
            [condition("sore-knee", "merged", "knee-pain")],
            {"status": "merged", "merged_into": "sore-knee"},
            "sore-knee",
            "“Sore knee” is merged itself.",
            "Write “knee-pain”, which took its place.",
        ),
        (
            [condition("old-knee", "deprecated")],
            {"status": "merged", "merged_into": "old-knee"},
            "old-knee",
            "“Old knee” is deprecated itself.",
            "Name a record that is in use.",
        ),
    ],
    ids=["no target", "into itself", "into a merged one", "into a deprecated one"],
)
def test_what_was_merged_leads_to_a_record_in_use(
    fires: Callable[..., Finding], others: list[Record], of_record: dict[str, str], marked: str, message: str, help: str
) -> None:
    kind, changes = condition("bad-knee")
    finding = fires(kind, {**changes, **of_record}, "X-17", marked, message, others=others)
    assert finding.place.file == "bad-knee.yaml"
    assert finding.help == help


def test_the_end_of_a_long_chain_is_named(fires: Callable[..., Finding]) -> None:
    others = [condition("second", "merged", "third"), condition("third", "merged", "knee-pain")]
    finding = fires(*condition("first", "merged", "second"), "X-17", "second", "“Second” is merged itself.", others=others)
    assert finding.help == "Write “knee-pain”, which took its place."


def test_a_circle_of_two_has_no_end(fires: Callable[..., Finding]) -> None:
    others = [condition("one-knee", "merged", "other-knee")]
    finding = fires(
        *condition("other-knee", "merged", "one-knee"), "X-17", "one-knee", "“One knee” is merged itself.", others=others
    )
    assert finding.help == "Name a record that is in use."


def test_a_chain_into_a_circle_has_no_end(fires: Callable[..., Finding]) -> None:
    others = [
        condition("second", "merged", "third"),
        condition("third", "merged", "fourth"),
        condition("fourth", "merged", "third"),
    ]
    finding = fires(*condition("first", "merged", "second"), "X-17", "second", "“Second” is merged itself.", others=others)
    assert finding.help == "Name a record that is in use."


def test_what_was_merged_into_a_record_in_use_is_fine(silent: Callable[..., None]) -> None:
    silent(*condition("bad-knee", "merged", "knee-pain"), "X-17", others=[condition("sore-knee", "merged", "knee-pain")])
