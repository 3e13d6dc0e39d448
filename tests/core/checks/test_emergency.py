"""Emergency numbers are those of the publisher's country."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from pressup import Finding, Severity
from pressup.checks.emergency import numbers_of_countries

LINES = {"emergency": "Call 999.", "same_day": "Call 111.", "soon": "Call your GP surgery."}


def test_every_country_names_its_sources() -> None:
    data = json.loads(files("pressup.checks").joinpath("emergency_numbers.json").read_text(encoding="utf-8"))
    assert len(data["countries"]) > 200
    for code, entry in data["countries"].items():
        assert len(code) == 2
        assert entry["emergency"], code
        assert entry["source"], code
        assert set(entry["source"]) <= set(data["sources"]), code
        assert all(number.isdigit() for number in (*entry["emergency"], *entry.get("urgent", ())))


@pytest.mark.parametrize(
    "country", ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT"]
)
def test_112_holds_in_the_european_union(country: str) -> None:
    assert "112" in numbers_of_countries()[country].emergency


@pytest.mark.parametrize(
    ("country", "line"),
    [
        ("GB", "Call 999 or 112."),
        ("GB", "In an emergency: 999"),
        ("US", "Call 911."),
        ("US", "Call 9-1-1."),
        ("CA", "Dial 911 now."),
        ("AU", "Call Triple Zero (000)."),
        ("NZ", "Call 111."),
        ("DE", "Rufen Sie 112."),
        ("FR", "Appelez le 15 ou le 112."),
        ("CH", "Notruf 144"),
        ("AT", "144 oder 112"),
        ("IN", "Call 112/108."),
    ],
)
def test_a_number_of_the_country(silent: Callable[..., None], country: str, line: str) -> None:
    lines = {"emergency": line, "same_day": "Call your doctor.", "soon": "Call your doctor on 0800 611 116."}
    silent("publisher", {"jurisdiction": country, "help_lines": lines}, "SAF-09")


@pytest.mark.parametrize(("country", "line"), [("GB", "Call for help."), ("US", "Call 1-800-555-0199."), ("AU", "Call 13 11 14.")])
def test_a_help_line_without_an_emergency_number(fires: Callable[..., Finding], country: str, line: str) -> None:
    lines = {"emergency": line, "same_day": "Call your doctor.", "soon": "Call your doctor."}
    finding = fires("publisher", {"jurisdiction": country, "help_lines": lines}, "SAF-09", line)
    assert finding.related is not None


@pytest.mark.parametrize(
    ("country", "field", "line", "marked"),
    [
        ("GB", "emergency", "Call 999 or 911.", "911"),
        ("AU", "same_day", "Call 111.", "111"),
        ("US", "soon", "Call 999.", "999"),
        ("DE", "emergency", "112 oder 999", "999"),
    ],
)
def test_a_number_of_another_country_in_a_help_line(
    fires: Callable[..., Finding], country: str, field: str, line: str, marked: str
) -> None:
    own = numbers_of_countries()[country].emergency[0]
    lines = {"emergency": f"Call {own}.", "same_day": "Call your doctor.", "soon": "Call your doctor.", field: line}
    fires("publisher", {"jurisdiction": country, "help_lines": lines}, "SAF-09", marked)


@pytest.mark.parametrize(
    ("kind", "changes", "marked"),
    [
        ("condition", {"red_flags.0.action": "Call 911."}, "911"),
        ("condition", {"red_flags.0.action": "Get help (911) now."}, "911"),
        ("condition", {"red_flags.0.action": "Call 9-1-1."}, "9-1-1"),
        ("article", {"body": "## Help\n\nDial 999 or 911 at once."}, "911"),
        ("exercise", {"stop_if": ["you have chest pain. Call 000."]}, "000"),
        ("programme", {"before": ["In doubt, ring 911."]}, "911"),
        ("newsletter", {"lead": "Please phone 911."}, "911"),
        ("article", {"lang": "de", "body": "Wählen Sie die 144."}, "144"),
    ],
)
def test_a_number_of_another_country_in_a_text(
    fires: Callable[..., Finding], kind: str, changes: dict[str, Any], marked: str
) -> None:
    finding = fires(kind, changes, "SAF-09", marked)
    assert "is no emergency number of GB" in finding.message


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("article", {"body": "Walk 911 steps. In 1999 there were 999 of them. Call in 10-15 minutes."}),
        ("article", {"body": "Call 999 or 112. For advice call 111."}),
        ("article", {"body": "Call us on 020 7946 0911."}),
        ("exercise", {"steps": ["Count to 111.", "Lift your hips."]}),
    ],
)
def test_a_number_that_is_none_of_another_country(silent: Callable[..., None], kind: str, changes: dict[str, Any]) -> None:
    silent(kind, changes, "SAF-09")


@pytest.mark.parametrize(("action", "marked"), [("Call 999 now.", "999"), ("Call 020 7946 0000.", "020 7946 0000")])
def test_a_red_flag_leaves_numbers_to_the_publisher(fires: Callable[..., Finding], action: str, marked: str) -> None:
    fires("condition", {"red_flags.0.action": action}, "SAF-09", marked, severity=Severity.WARNING)


def test_an_issue_of_one_publisher_is_read_by_its_readers_only(silent: Callable[..., None]) -> None:
    lines = {"emergency": "Call 911.", "same_day": "Call your doctor.", "soon": "Call your doctor."}
    american = ("publisher", {"id": "us-press", "name": "US Press", "jurisdiction": "US", "help_lines": lines})
    silent("newsletter", {"publisher": "us-press", "lead": "Call 911."}, "SAF-09", others=(american,))


def test_a_country_that_nobody_knows_is_told(fires: Callable[..., Finding]) -> None:
    fires("publisher", {"jurisdiction": "XX"}, "SAF-09", "XX", severity=Severity.NOTE)


def test_long_text_full_of_digits_takes_no_time(silent: Callable[..., None]) -> None:
    silent("article", {"body": "call " + "1 " * 50_000 + "call " * 10_000 + "999999" * 5_000}, "SAF-09")
