"""SARIF logs keep to the official schema of SARIF 2.1.0, as Microsoft's package for its SDK ships it."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft4Validator, FormatChecker

from pressup.cli.app import run

if TYPE_CHECKING:
    from tests.core.conftest import Content

Log = dict[str, Any]


@pytest.fixture(scope="module")
def official(node_modules: Path) -> Draft4Validator:
    """The official schema. It names formats (`uri`, `uri-reference`), and these are checked too."""
    file = node_modules / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    assert schema["$schema"] == "http://json-schema.org/draft-04/schema#"
    assert schema["properties"]["version"]["enum"] == ["2.1.0"]
    return Draft4Validator(schema, format_checker=FormatChecker())


def sarif(capsys: pytest.CaptureFixture[str], *arguments: str) -> Log:
    capsys.readouterr()
    run(["validate", *arguments, "--date", "2026-11-22", "--format", "sarif"])
    log: Log = json.loads(capsys.readouterr().out)
    return log


def refused(official: Draft4Validator, log: Log) -> list[str]:
    return [error.json_path for error in official.iter_errors(log)]


@pytest.fixture
def bad(good: Content) -> Content:
    """A library with errors of many rules, warnings and notes, and places of every sort."""
    good.record(
        "exercise", {"id": "two-places", "muscles.0.muscle": "calff", "dose.reps": "12-8", "review.last_reviewed": "2026-02-31"}
    )
    good.write("again.yaml", (good.root / "bridge.yaml").read_text(encoding="utf-8"))  # an id that is used twice: a related place
    good.record("exercise", {"id": "x-1", "steps": ["[Click](https://evil.example) {0}\u202e"], "colour": "red"})
    good.record("exercise", {"id": "sample", "review": {"status": "sample", "version": "1", "authors": [{"name": "A"}]}})
    good.record("programme", {"id": "other", "weeks": 9, "phases.0.items.0.exercise": "brigde"})
    good.record("exercise", {"id": "due-soon", "review.last_reviewed": "2025-12-01", "review.due": "2026-12-10"})
    good.record("condition", {"id": "hip-pain", "red_flags": []})
    good.write("a folder/Übung #1 100%.yaml", "kind: exercise\n  id: [")
    good.write("empty.yaml", "")
    good.write("bytes.yaml", b"\xff\xfe\x00")
    return good


def test_a_bad_library(bad: Content, official: Draft4Validator, capsys: pytest.CaptureFixture[str]) -> None:
    log = sarif(capsys, str(bad.root))
    assert refused(official, log) == []
    results = log["runs"][0]["results"]
    assert {result["level"] for result in results} == {"error", "warning", "note"}
    assert len({result["ruleId"] for result in results}) > 10
    assert any("relatedLocations" in result for result in results)
    assert any("region" not in result["locations"][0]["physicalLocation"] for result in results)


def test_addresses_relative_to_the_working_folder(
    bad: Content, official: Draft4Validator, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bad.root.parent)
    log = sarif(capsys, bad.root.name)
    assert refused(official, log) == []
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in log["runs"][0]["results"]}
    assert "content/a%20folder/%C3%9Cbung%20%231%20100%25.yaml" in uris


def test_a_library_without_a_finding(good: Content, official: Draft4Validator, capsys: pytest.CaptureFixture[str]) -> None:
    log = sarif(capsys, str(good.root))
    assert log["runs"][0]["results"] == []
    assert refused(official, log) == []


def test_the_starter_library(
    starter_folder: Path, tmp_path: Path, official: Draft4Validator, capsys: pytest.CaptureFixture[str]
) -> None:
    content = shutil.copytree(starter_folder, tmp_path / "content")
    log = sarif(capsys, str(content))
    assert [result["level"] for result in log["runs"][0]["results"]] == ["note"]
    assert refused(official, log) == []


def test_the_schema_refuses_what_is_no_sarif(bad: Content, official: Draft4Validator, capsys: pytest.CaptureFixture[str]) -> None:
    """So that the tests above can fail."""
    log = sarif(capsys, str(bad.root))

    def broken(*path: str | int, value: Any) -> list[str]:
        changed: Any = copy.deepcopy(log)
        inner = changed
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
        return refused(official, changed)

    number = next(i for i, result in enumerate(log["runs"][0]["results"]) if "region" in result["locations"][0]["physicalLocation"])
    result: tuple[str | int, ...] = ("runs", 0, "results", number)
    at = f"$.runs[0].results[{number}]"
    location = (*result, "locations", 0, "physicalLocation")
    assert broken("version", value="2.0.0") == ["$.version"]
    assert broken(*result, "level", value="fatal") == [f"{at}.level"]
    assert broken(*result, "message", value="Wrong.") == [f"{at}.message"]
    assert broken(*result, "severity", value="error") == [at]
    assert broken(*location, "region", "startLine", value=0) == [f"{at}.locations[0].physicalLocation.region.startLine"]
    assert broken(*location, "artifactLocation", "uri", value="a b\\c") == [
        f"{at}.locations[0].physicalLocation.artifactLocation.uri"
    ]
    assert broken("runs", 0, "columnKind", value="bytes") == ["$.runs[0].columnKind"]
