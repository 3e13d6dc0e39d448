"""`pressup validate` for build servers: its formats, which findings count, and the exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

import pressup as package
from pressup.checks.codes import known_codes
from pressup.checks.explain import ALIASES

if TYPE_CHECKING:
    from tests.core.cli.conftest import Program
    from tests.core.conftest import Content


_FIRST_DAY: list[str] = []


@pytest.fixture
def soon(pressup: Program, clinic: Content) -> str:
    """The first day on which something warns and nothing fails, looked for once: the content is the same for all tests."""
    if not _FIRST_DAY:
        _FIRST_DAY.append(_first_day(pressup))
    return _FIRST_DAY[0]


def _first_day(pressup: Program) -> str:
    for month in range(1, 13 * 12):
        day = f"{2026 + month // 12}-{month % 12 + 1:02}-01"
        data = json.loads(pressup("validate", "--format", "json", "--date", day).out)
        if data["ok"] and any(found["severity"] == "warning" for found in data["findings"]):
            return day
    raise AssertionError("no day on which something only warns")


def test_github_names_the_place(pressup: Program, clinic: Content) -> None:
    clinic.record("exercise", {"level": "hard"})
    done = pressup("validate", "--format", "github", "--date", "2026-11-22")
    assert (done.code, done.err) == (1, "")
    assert re.fullmatch(r"::error file=content/bridge\.yaml,line=7,col=8,endColumn=12,title=REC-\d\d::.+\n", done.out)


def test_good_content_is_no_line_for_github(pressup: Program, clinic: Content) -> None:
    done = pressup("validate", "--format", "github", "--date", "2026-11-22")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_sarif_describes_the_rules(pressup: Program, clinic: Content) -> None:
    done = pressup("validate", "--format", "sarif", "--date", "2035-01-01")
    (run,) = json.loads(done.out)["runs"]
    assert done.code == 1
    assert run["tool"]["driver"]["version"] == package.__version__
    described = {rule["id"]: rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]}
    assert described["GOV-03"].startswith("What is due for review")
    assert {result["ruleId"] for result in run["results"]} == described.keys()


@pytest.mark.parametrize("folder", ["content", "./content", "{here}/content"])
def test_reports_name_files_from_the_working_folder(pressup: Program, clinic: Content, folder: str) -> None:
    clinic.record("exercise", {"level": "hard"})
    content = folder.format(here=Path.cwd())
    cases = ET.fromstring(pressup("validate", "--content", content, "--format", "junit", "--date", "2026-11-22").out)[0]
    names = [case.attrib["name"] for case in cases]
    assert len(names) == 7
    assert all(name.startswith("content/") for name in names)
    assert [case.attrib["name"] for case in cases if case.find("failure") is not None] == ["content/bridge.yaml"]


def test_junit_has_only_the_files_that_were_asked_for(pressup: Program, clinic: Content) -> None:
    done = pressup("validate", "content/knee-pain.yaml", "--format", "junit", "--date", "2026-11-22")
    assert [case.attrib["name"] for case in ET.fromstring(done.out)[0]] == ["content/knee-pain.yaml"]


@pytest.mark.parametrize("format", ["github", "sarif", "junit"])
@pytest.mark.parametrize("command", ["list", "targets", "plugins", "doctor", "render"])
def test_other_commands_do_not_offer_them(pressup: Program, clinic: Content, command: str, format: str) -> None:
    assert pressup(command, "--format", format).code == 2


@pytest.mark.parametrize("format", ["text", "json", "github", "sarif", "junit"])
def test_the_exit_code_is_that_of_fail_on_in_every_format(pressup: Program, soon: str, format: str) -> None:
    codes = [
        pressup("validate", "--format", format, "--date", soon, "--fail-on", level).code for level in ("error", "warning", "note")
    ]
    assert codes == [0, 1, 1]
    assert pressup("validate", "--format", format, "--date", soon).code == 0


def test_ok_says_what_the_exit_code_says(pressup: Program, soon: str) -> None:
    for level, ok in (("error", True), ("warning", False)):
        assert json.loads(pressup("validate", "--format", "json", "--date", soon, "--fail-on", level).out)["ok"] is ok


def test_quiet_prints_what_fails(pressup: Program, soon: str) -> None:
    assert pressup("validate", "-q", "--date", soon).out == ""
    assert "warning[GOV-03]" in pressup("validate", "-q", "--date", soon, "--fail-on", "warning").out


def test_findings_can_be_selected_and_ignored(pressup: Program, clinic: Content) -> None:
    clinic.record("exercise", {"level": "hard"})
    day = ("--date", "2026-11-22")
    assert pressup("validate", *day).code == 1
    assert pressup("validate", *day, "--ignore", "REC").code == 0
    assert pressup("validate", *day, "--select", "SAF", "--select", "gov-01").code == 0
    assert pressup("validate", *day, "--select", "REC").code == 1
    assert pressup("validate", *day, "--select", "REC", "--ignore", "REC").code == 0


def test_what_is_left_out_is_counted(pressup: Program, clinic: Content) -> None:
    clinic.record("exercise", {"level": "hard"})
    done = pressup("validate", "--date", "2026-11-22", "--ignore", "REC")
    assert done.out == "6 records: no errors, no warnings (1 left out by --select or --ignore)\n"


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["--select", "SAFE"], "--select: “SAFE” is no code of a finding and no family of codes. Did you mean “SAF”?"),
        (["--ignore", "GOV-1"], "--ignore: “GOV-1” is no code of a finding and no family of codes. Did you mean “GOV-01”?"),
        (
            ["--ignore", "SAF-99"],
            "--ignore: “SAF-99” is no code of a finding and no family of codes. Did you mean “SAF-09”?",
        ),
        (["--ignore", "GOW-01"], "--ignore: “GOW-01” is no code of a finding and no family of codes. Did you mean “GOV-01”?"),
    ],
)
def test_an_unknown_code_gets_the_right_one(pressup: Program, clinic: Content, arguments: list[str], advice: str) -> None:
    done = pressup("validate", *arguments)
    assert (done.code, done.out, done.err) == (2, "", f"pressup: {advice}\n")


@pytest.mark.parametrize("word", ["", "-", "-01", "SAF-", "ÄÖ", "\x1b[31m"])
def test_odd_codes_are_a_wrong_call(pressup: Program, clinic: Content, word: str) -> None:
    done = pressup("validate", "--ignore", word)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("pressup: --ignore: ")


def test_an_unknown_severity_is_a_wrong_call(pressup: Program, clinic: Content) -> None:
    assert pressup("validate", "--fail-on", "fatal").code == 2


def test_the_known_codes_are_those_of_the_source() -> None:
    source = Path(package.__file__).parent
    text = "\n".join(file.read_text(encoding="utf-8") for file in source.rglob("*.py") if file.name != "codes.py")
    families = "|".join(sorted({code.partition("-")[0] for code in known_codes()}))
    written = set(re.findall(rf'"((?:{families})-\d\d)"', text))
    assert written == set(known_codes()) | set(ALIASES)


@pytest.mark.parametrize("alias", ["X-12", "x-12"])
def test_a_second_code_of_a_rule_selects_and_ignores_it_too(pressup: Program, clinic: Content, alias: str) -> None:
    clinic.record("exercise", {"review.reviewed_hash": f"sha256:{'0' * 64}", "dose.reps": "12-8"})
    selected = json.loads(pressup("validate", "--select", alias, "--format", "json", "--date", "2026-11-22").out)
    assert {finding["code"] for finding in selected["findings"]} == {"GOV-04"}
    left = json.loads(pressup("validate", "--ignore", alias, "--format", "json", "--date", "2026-11-22").out)
    assert {finding["code"] for finding in left["findings"]} == {"DOSE-01"}
