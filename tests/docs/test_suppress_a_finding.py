"""docs/suppress-a-finding.md: its files are checked, and all that the page says of them is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import pressup
from pressup import Finding
from pressup.checks.explain import as_yaml
from pressup.testing.good_records import GOOD_RECORDS

PAGE = (Path(__file__).parents[2] / "docs" / "suppress-a-finding.md").read_text(encoding="utf-8")
FILES: dict[str, str] = dict(re.findall(r'^```yaml title="(.+?)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder with good records."""
    for data in GOOD_RECORDS.values():
        (tmp_path / f"{data['id']}.yaml").write_text(as_yaml(data), encoding="utf-8")
    return tmp_path


def found(folder: Path, name: str, text: str, code: str) -> list[Finding]:
    (folder / name).write_text(text, encoding="utf-8")
    return [
        f for f in pressup.load(folder).findings if f.place.file.endswith(name) and (f.code == code or f.code.startswith("SUP"))
    ]


def test_the_warning_of_the_first_file_vanishes(folder: Path) -> None:
    text = FILES["why-move.yaml"]
    comment = next(line for line in text.splitlines(keepends=True) if "pressup:" in line)
    assert found(folder, "why-move.yaml", text, "EVI-06") == []
    assert [f.severity for f in found(folder, "why-move.yaml", text.replace(comment, ""), "EVI-06")] == ["warning"]
    without = text.replace(comment, comment.partition(" because")[0] + "\n")
    assert [f.code for f in found(folder, "why-move.yaml", without, "EVI-06")] == ["SUP-02", "EVI-06"]
    gone = text.replace("    grade: low\n", "    grade: low\n    uncertainty: It is one small study.\n")
    assert [f.code for f in found(folder, "why-move.yaml", gone, "EVI-06")] == ["SUP-01"]


def test_what_is_about_safety_stays_with_its_reason(folder: Path) -> None:
    (shown,) = re.findall(r"^```text\n(.*?)\n```$", PAGE, re.MULTILINE | re.DOTALL)
    (note,) = found(folder, "bridge-plan.yaml", FILES["bridge-plan.yaml"], "SAF-07")
    assert (note.severity, note.message) == ("note", shown)


def test_the_severities_of_the_page_are_fine(folder: Path) -> None:
    publisher = {**GOOD_RECORDS["publisher"], **yaml.safe_load(FILES["severities"])}
    (folder / "test-press.yaml").write_text(as_yaml(publisher), encoding="utf-8")
    assert pressup.load(folder).findings == ()
