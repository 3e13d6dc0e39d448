"""The same entry twice, and amounts of nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pressup import Finding, Severity

Fires = Callable[..., Finding]
Silent = Callable[..., None]
TWICE = ["Keep your ribs down.", "Look ahead.", "Keep your ribs down."]
BRIDGE = {"exercise": "bridge"}


def test_an_entry_that_stands_there_twice_is_marked_with_the_other_place(fires: Fires) -> None:
    message = "This entry of “cautions” says the same as entry 1."
    finding = fires("exercise", {"cautions": TWICE}, "REC-08", TWICE[2], message, Severity.WARNING)
    assert finding.related is not None
    assert finding.related.line == finding.place.line - 2


@pytest.mark.parametrize(
    ("kind", "changes", "marked"),
    [
        ("condition", {"aliases": ["Sore knee", "Sore knee"]}, "Sore knee"),
        ("article", {"conditions": ["knee-pain", "knee-pain"]}, "knee-pain"),
        ("exercise", {"equipment": {"required": ["mat", "mat"]}}, "mat"),
        ("exercise", {"steps": ["Lift.", "Lift.", "Lower."]}, "Lift."),
        ("programme", {"phases.0.items": [BRIDGE, BRIDGE]}, None),
        ("newsletter", {"items": [BRIDGE, {"heading": "News"}, BRIDGE]}, None),
        ("reference", {"issued": {"date-parts": [[2020, 5], [2020, 5]]}}, None),
    ],
)
def test_lists_at_every_depth(kind: str, changes: dict[str, Any], marked: str | None, fires: Fires) -> None:
    fires(kind, changes, "REC-08", marked, severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("exercise", {"steps": ["Lift.", "Lower.", "Lift.", "Lower."]}),
        ("programme", {"phases.0.items": [BRIDGE, {**BRIDGE, "dose": {"sets": 1}}, BRIDGE]}),
        ("reference", {"issued": {"date-parts": [[2020, 5, 5]]}}),
        # Another rule tells this one.
        ("exercise", {"muscles": [{"muscle": "glutes"}, {"muscle": "glutes"}]}),
    ],
)
def test_what_is_done_again_later_is_no_slip(kind: str, changes: dict[str, Any], silent: Silent) -> None:
    silent(kind, changes, "REC-08")


@pytest.mark.parametrize(
    ("kind", "changes", "marked"),
    [
        ("programme", {"sessions_per_week": 0}, "0"),
        ("programme", {"sessions_per_week": "0-3"}, "0-3"),
        ("programme", {"minutes": 0}, "0"),
        ("programme", {"phases.0.items.0.dose": {"weeks": 0}}, "0"),
        ("exercise", {"type": "balance", "dose": {"duration": "0 s", "frequency": "every day"}}, "0 s"),
        ("exercise", {"type": "aerobic", "dose": {"distance": "0 km", "frequency": "every day"}}, "0 km"),
    ],
)
def test_nothing_to_do(kind: str, changes: dict[str, Any], marked: str, fires: Fires) -> None:
    fires(kind, changes, "DOSE-02", marked)


def test_no_rest_is_something(silent: Silent) -> None:
    silent("exercise", {"dose.rest": "0 s"}, "DOSE-02")
