"""How bad a publisher finds a warning or a note: the strictest counts, an error stays one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pressup import Severity

if TYPE_CHECKING:
    from tests.core.conftest import Content

CLAIM = {"text": "It helps.", "relation": "treatment-effect", "grade": "low", "references": ["smith-2020"]}
OTHER = {"id": "other-press", "name": "Other Press"}


def severities(content: Content, *wanted: dict[str, str] | None) -> list[tuple[str, str]]:
    """Codes and severities of what is found in a doubtful claim, with one or two publishers that want something.

    REC-09 is not among them: it is told of a publisher that wants nothing, `{}`.
    """
    content.record("article", {"claims": [CLAIM]})
    for changes, want in zip(({}, OTHER), wanted, strict=False):
        content.record("publisher", {**changes, **({"severities": want} if want is not None else {})})
    return [(finding.code, finding.severity.value) for finding in content.findings() if finding.code != "REC-09"]


@pytest.mark.parametrize(
    ("wanted", "severity"),
    [
        (({},), "warning"),
        (({"EVI-06": "note"},), "note"),
        (({"EVI-06": "warning"},), "warning"),
        (({"EVI-06": "error"},), "error"),
        (({"EVI-06": "off"},), None),
        (({"EVI-06": "off"}, {"EVI-06": "note"}), "note"),
        (({"EVI-06": "off"}, {"EVI-06": "off"}), None),
        (({"EVI-06": "note"}, {"EVI-06": "error"}), "error"),
        # A publisher that is silent wants it as it is.
        (({"EVI-06": "off"}, {}), "warning"),
        (({"EVI-06": "note"}, None), "warning"),
        (({"EVI-06": "error"}, {}), "error"),
    ],
)
def test_the_strictest_counts(good: Content, wanted: tuple[dict[str, str] | None, ...], severity: str | None) -> None:
    assert severities(good, *wanted) == ([("EVI-06", severity)] if severity else [])


def test_what_one_publisher_makes_an_error_stops_the_record(good: Content) -> None:
    severities(good, {"EVI-06": "error"})
    assert good.load().faulty == {"why-move"}


def test_a_note_may_become_a_warning_for_one_publisher_of_two(good: Content) -> None:
    good.record("exercise", {"review": {"status": "sample", "version": "1", "authors": [{"name": "A"}]}})
    good.record("publisher", {"severities": {"GOV-01": "warning"}})
    good.record("publisher", OTHER)
    assert [(f.severity, f.message[:8]) for f in good.findings() if f.code == "GOV-01"] == [(Severity.WARNING, "1 record")]


def test_an_error_of_a_code_with_warnings_stays_an_error(good: Content) -> None:
    good.record("publisher", {"severities": {"SAF-07": "off"}})
    bands = [{"pain": "0-3", "name": "Go on", "action": "A."}, {"pain": "5-10", "name": "Stop", "action": "B."}]
    good.record("programme", {"pain_rule": {"bands": bands}})
    found = good.only()
    assert (found.code, found.severity) == ("SAF-07", Severity.ERROR)


@pytest.mark.parametrize(
    ("wanted", "message", "help"),
    [
        ({"SAF-04": "warning"}, "SAF-04 is an error, and cannot become milder.", None),
        ({"SAF-04": "off"}, "SAF-04 is an error, and cannot become milder.", None),
        ({"X-01": "note"}, "X-01 is an error, and cannot become milder.", None),
        ({"SAF-77": "off"}, "There is no rule SAF-77.", "Did you mean “SAF-07”?"),
        ({"REC-03": "off"}, "REC-03 is about files and comments, not about what they say; its severity stays as it is.", None),
        ({"SUP-01": "off"}, "SUP-01 is about files and comments, not about what they say; its severity stays as it is.", None),
    ],
)
def test_what_a_publisher_cannot_say(good: Content, wanted: dict[str, str], message: str, help: str | None) -> None:
    good.record("publisher", {"severities": wanted})
    found = good.only()
    assert (found.code, found.severity, found.message) == ("SEV-01", Severity.ERROR, message)
    assert help is None or found.help == help
    ((_, word),) = wanted.items()
    assert good.text_at(found.place) in (word, f"'{word}'")


@pytest.mark.parametrize("wanted", [{"SAF-04": "error"}, {"CLINIC-01": "off"}, {"SAF-07": "error"}, {"EVI-06": "off"}], ids=str)
def test_what_a_publisher_can_say(good: Content, wanted: dict[str, Any]) -> None:
    good.record("publisher", {"severities": wanted})
    assert good.findings() == ()


def test_a_reason_holds_for_what_a_publisher_made_an_error(good: Content) -> None:
    severities(good, {"EVI-06": "error"})
    file = good.root / "why-move.yaml"
    file.write_text("# pressup: ignore EVI-06 because it is told elsewhere.\n" + file.read_text())
    found = good.only()
    assert (found.code, found.severity) == ("EVI-06", Severity.NOTE)
    assert found.message.endswith("Let pass, because it is told elsewhere.")
