"""`pressup diff`: what changed between two builds, in words that a newsletter could use."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.core.cli.conftest import Program
    from tests.core.conftest import Content


@pytest.fixture
def old(pressup: Program, clinic: Content) -> Content:
    """A content folder whose outputs were made to `output`, with a copy in `old`."""
    assert pressup("render").code == 0
    shutil.copytree("output", "old")
    return clinic


def test_nothing_changed(pressup: Program, old: Content) -> None:
    done = pressup("diff", "old", "output")
    assert (done.code, done.out) == (0, "Nothing changed.\n")


def test_a_changed_record_is_told_with_its_versions(pressup: Program, old: Content) -> None:
    old.record("exercise", {"review.version": "1.1", "cautions.0": "Hold on to a wall."})
    assert pressup("render", "--date", "2026-11-22").code == 0
    done = pressup("diff", "old", "output/manifest.json")
    told = "Handout “First steps” changed (text/first-steps.txt):\n  - exercise “Bridge” changed (version 1.0 → 1.1)\n"
    assert (done.code, done.out) == (0, f"{told}Files: 1 changed.\n")


def test_what_came_and_went_is_told(pressup: Program, old: Content) -> None:
    old.record("article", {"id": "keep-going", "title": "Keep going", "review.changes": []})
    (old.root / "why-move.yaml").unlink()
    shutil.rmtree("output")
    newsletter = next(file for file in old.root.iterdir() if "kind: newsletter" in file.read_text())
    newsletter.unlink()
    done = pressup("render")
    assert done.code == 0, done.err
    out = pressup("diff", "old", "output").out
    assert "Handout “Keep going” is new (text/keep-going.txt).\n" in out
    assert " is no longer made (text/why-move.txt).\n" in out
    assert out.splitlines()[-1] == "Files: 1 added, 1 removed."


def test_files_of_one_document_are_told_together(pressup: Program, old: Content) -> None:
    pressup("render", "--set", "text.width=40", "--no-cache")
    data = json.loads(pressup("diff", "old", "output", "--format", "json").out)
    assert {entry["change"] for entry in data} == {"changed"}
    assert data[0]["reasons"] == ["options changed: width as it comes → 40"]
    assert len(data) == len({entry["document"] for entry in data})
    assert all(entry["files"] == [f"text/{entry['document']}.txt"] for entry in data)


def test_publishers_are_named_when_there_are_several(pressup: Program, old: Content) -> None:
    old.record("publisher", {"id": "other-press", "name": "Other Press", "outputs": {"text": {}}})
    shutil.rmtree("output")
    assert pressup("render").code == 0
    out = pressup("diff", "old", "output").out
    assert "Handout “Knee pain” of other-press is new (other-press/text/knee-pain.txt).\n" in out


def test_a_wrong_call_is_one_line(pressup: Program, old: Content) -> None:
    done = pressup("diff", "old", "nonesuch")
    told = "There is no “nonesuch”: “pressup render” writes one beside the files that it makes."
    assert (done.code, done.out, done.err) == (2, "", f"pressup: {told}\n")
    Path("old/manifest.json").write_text("[1")
    done = pressup("diff", "old", "output")
    told = "“old/manifest.json” is no manifest of Pressup, or it is damaged: it is no JSON (line 1)."
    assert (done.code, done.out, done.err) == (2, "", f"pressup: {told}\n")
