"""A finding says what, where and what to do, and prints as one line that editors can follow."""

from __future__ import annotations

import dataclasses

import pytest

from pressup import Finding, Place, Severity

PLACE = Place("exercises/bridge.yaml", 12, 7, 4)


def test_a_place_prints_as_file_line_and_column() -> None:
    assert str(PLACE) == "exercises/bridge.yaml:12:7"


def test_a_whole_file_prints_without_a_line() -> None:
    assert str(Place("exercises/bridge.yaml")) == "exercises/bridge.yaml"


def test_a_finding_prints_as_one_line_with_its_help() -> None:
    finding = Finding("REC-04", Severity.ERROR, "The field “steps” is missing.", PLACE, "Add it.")
    assert str(finding) == "exercises/bridge.yaml:12:7: error REC-04: The field “steps” is missing. Add it."


def test_a_finding_without_help_ends_with_its_message() -> None:
    assert str(Finding("REC-04", Severity.NOTE, "Look.", PLACE)) == "exercises/bridge.yaml:12:7: note REC-04: Look."


def test_findings_sort_by_file_line_column_then_code_whatever_came_first() -> None:
    places = [Place("b.yaml", 1, 1, 1), Place("a.yaml", 10, 1, 1), Place("a.yaml", 9, 5, 1), Place("a.yaml", 9, 2, 1)]
    findings = [Finding("X-01", Severity.ERROR, "…", place) for place in places]
    findings.insert(0, Finding("A-01", Severity.NOTE, "…", places[1]))
    ordered = [(f.place.file, f.place.line, f.place.column, f.code) for f in sorted(findings, key=Finding.sort_key)]
    assert ordered == [
        ("a.yaml", 9, 2, "X-01"),
        ("a.yaml", 9, 5, "X-01"),
        ("a.yaml", 10, 1, "A-01"),
        ("a.yaml", 10, 1, "X-01"),
        ("b.yaml", 1, 1, "X-01"),
    ]


def test_findings_are_values_so_that_each_is_reported_once() -> None:
    assert len({Finding("X-01", Severity.ERROR, "…", PLACE), Finding("X-01", Severity.ERROR, "…", PLACE)}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        PLACE.line = 3  # type: ignore[misc]
