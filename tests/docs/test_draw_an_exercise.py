"""docs/draw-an-exercise.md: every figure of the page is drawn without a finding, and its tables name what there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

import pressup
from pressup.checks.explain import as_yaml
from pressup.checks.figures import CHECKS
from pressup.cli.app import run
from pressup.figures import draw_figure
from pressup.figures.poses import bases
from pressup.records import Exercise
from pressup.records.figure import BaseName, FootGoal, HandGoal, PropName
from pressup.testing.good_records import GOOD_RECORDS

PAGE = (Path(__file__).parents[2] / "docs" / "draw-an-exercise.md").read_text(encoding="utf-8")
FILES: dict[str, str] = dict(re.findall(r'^```yaml title="(.+?)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))
RECORD = FILES["leg-lift.yaml"]
PARTS = {name: text for name, text in FILES.items() if text != RECORD}


def section(title: str) -> str:
    return PAGE.partition(f"# {title}\n")[2].partition("\n## ")[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder with good records and the page's own."""
    for data in GOOD_RECORDS.values():
        (tmp_path / f"{data['id']}.yaml").write_text(as_yaml(data), encoding="utf-8")
    (tmp_path / "leg-lift.yaml").write_text(RECORD, encoding="utf-8")
    return tmp_path


def findings(folder: Path) -> list[str]:
    return [
        f"{finding.severity}[{finding.code}] {finding.message}"
        for finding in pressup.load(folder).findings
        if finding.place.file.endswith("leg-lift.yaml")
    ]


def test_the_record_of_the_page_is_fine(folder: Path) -> None:
    assert [line for line in findings(folder) if not line.startswith("note[X-21]")] == []
    figure = RECORD.partition("figure:\n")[2].partition("review:")[0]
    assert figure.count("\n") == 5


@pytest.mark.parametrize("name", sorted(PARTS))
def test_every_figure_of_the_page_is_drawn(folder: Path, name: str) -> None:
    data: dict[str, Any] = {**yaml.safe_load(RECORD), **yaml.safe_load(PARTS[name])}
    (folder / "leg-lift.yaml").write_text(as_yaml(data), encoding="utf-8")
    assert [line for line in findings(folder) if "[FIG-" in line] == []
    exercise = pressup.load(folder).records["leg-lift"]
    assert isinstance(exercise, Exercise)
    assert draw_figure(exercise).svg.startswith("<svg")


def test_the_finding_of_the_page_is_found(folder: Path) -> None:
    (shown,) = re.findall(r"^```text\n(.*?)\n```$", PAGE, re.MULTILINE | re.DOTALL)
    (folder / "leg-lift.yaml").write_text(RECORD.replace("knee: 8", "knee: 160"), encoding="utf-8")
    assert shown in findings(folder)


def test_the_commands_of_the_page_draw(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tmp_path.with_name("clinic") / "content"
    content.parent.mkdir()
    folder.rename(content)
    monkeypatch.chdir(content.parent)
    commands = re.findall(r"^pressup (figure leg-lift [^#\n]+)", PAGE, re.MULTILINE)
    assert len(commands) == 6 and "--watch" in commands[0]
    for command in commands[1:]:
        arguments = command.split()
        assert run(arguments) == 0
        assert Path(arguments[-1]).stat().st_size > 1000


def test_the_tables_name_what_the_model_has() -> None:
    named = set(re.findall(r"`([a-z-]+)`", section("Base poses")))
    assert set(get_args(BaseName)) == {name for name in named if name in {*bases(), *bases("front")}}
    assert set(re.findall(r"`([a-z-]+)`", section("Props"))) - {"sitting", "height", "width", "x"} == set(get_args(PropName))
    goals = section("Goals instead of angles")
    assert set(re.findall(r"`foot: ([a-z-]+)`", goals)) == set(get_args(FootGoal))
    assert set(re.findall(r"`hand: ([a-z-]+)`", goals)) == set(get_args(HandGoal))
    assert set(re.findall(r"FIG-\d\d", section("What a finding means"))) == {check.code for check in CHECKS}
    front = section("Movements to the side").partition("and two more")[0]
    assert set(re.findall(r"`([a-z-]+)`", front)) == set(bases("front"))
