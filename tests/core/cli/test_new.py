"""`pressup new newsletter`: an issue drafted from what has changed, which checks without an error and overwrites nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from tests.core.cli.conftest import Done, Program
    from tests.core.conftest import Content

NEW = Path("content/newsletters/2026-12-issue-2.yaml")
SQUAT = {
    "id": "squat",
    "name": "Squat",
    "position": "standing",
    "steps": ["Sit back.", "Stand up."],
    "purpose": "It trains your thighs.",
}


@pytest.fixture
def old(pressup: Program, clinic: Content) -> Content:
    """A content folder whose outputs were made, with a copy of their manifest in `old.json`."""
    assert pressup("render", "--jobs", "1").code == 0
    shutil.copy("output/manifest.json", "old.json")
    return clinic


def draft(pressup: Program, *more: str) -> Done:
    return pressup("new", "newsletter", "--since", "old.json", "--date", "2026-12-06", *more)


def written(done: Done, file: Path = NEW) -> dict[str, Any]:
    assert done.code == 0, done.err
    data: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return data


def test_nothing_changed(pressup: Program, old: Content) -> None:
    done = draft(pressup)
    told = "No exercise, programme or article is new or has changed since then: there is nothing to tell."
    assert (done.code, done.out, done.err) == (2, "", f"pressup: {told}\n")
    assert not NEW.exists()


def test_what_is_new_comes_before_what_has_changed(pressup: Program, old: Content) -> None:
    old.record("exercise", SQUAT)
    old.record("article", {"summary": "Movement helps a little.", "body": "## How\n\nStart smaller."})
    old.record("article", {"id": "keep-going", "title": "Keep going", "summary": "Habits help."})
    done = draft(pressup)
    assert done.out.startswith(f"{NEW}: a draft with 3 items.\n")
    data = written(done)
    assert data["items"] == [
        {"exercise": "squat", "teaser": "It trains your thighs."},
        {"article": "keep-going", "teaser": "Habits help."},
        {"article": "why-move", "teaser": "Movement helps a little."},
    ]
    assert data["subject"] == "New: Squat"
    assert data["preheader"] == "What is new or has changed since the last issue: Squat, Keep going, Why move."
    assert (data["number"], data["date"], data["publisher"], data["review"]["status"]) == (2, "2026-12-06", "test-press", "draft")
    told = pressup("validate", "content", "--date", "2026-12-06", "--fail-on", "error")
    assert told.code == 0, told.out


def test_the_same_again_is_the_same_file(pressup: Program, old: Content) -> None:
    old.record("article", {"summary": "Movement helps a little."})
    draft(pressup)
    first = NEW.read_bytes()
    NEW.unlink()
    draft(pressup)
    assert NEW.read_bytes() == first
    assert b"subject: 'Renewed: Why move'" in first


def test_what_should_not_be_shown_is_left_out_and_told(pressup: Program, old: Content) -> None:
    old.record("exercise", {"purpose": "It trains your hips."})  # stands in the first issue
    old.record("exercise", {**SQUAT, "review": {"status": "draft", "version": "0.1", "authors": [{"name": "A"}]}})
    limit = {"condition": "knee-pain", "strength": "absolute", "reason": "It loads the knee."}
    old.record("exercise", {"id": "lunge", "name": "Lunge", "contraindications": [limit]})
    old.record("article", {"summary": "Movement helps a little.", "conditions": ["knee-pain"]})
    old.record("article", {"id": "z", "title": "Z", "conditions": []})
    old.record("programme", {"purpose": "Build strength."})
    done = draft(pressup, "--most", "2")
    assert [next(iter(item.values())) for item in written(done)["items"]] == ["lunge", "z"]
    assert done.out.splitlines()[1:-1] == [
        "Left out: exercise “Squat” has not been reviewed.",
        "Left out: exercise “Bridge” stood in one of the last issues.",
        "Left out: programme “First steps” cannot stand here: “Lunge”, another item, must not be done with knee pain.",
        "Left out: article “Why move” cannot stand here: “Lunge”, another item, must not be done with knee pain.",
    ]


def test_when_nothing_may_be_shown_there_is_no_draft(pressup: Program, old: Content) -> None:
    old.record("exercise", {"purpose": "It trains your hips."})
    done = draft(pressup)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("can be shown: “Bridge” stood in one of the last issues.\n")


def test_nothing_is_overwritten(pressup: Program, old: Content) -> None:
    old.record("article", {"summary": "Movement helps a little."})
    other = old.write("newsletters/mine.yaml", "not finished")
    for id in ("mine", "bridge", "issue-1"):
        done = draft(pressup, "--id", id)
        told = f"There is a record “{id}” already, and it stays as it is. Choose another id with --id."
        assert (done.code, done.out, done.err) == (2, "", f"pressup: {told}\n")
    assert other.read_text() == "not finished"


@pytest.mark.parametrize("id", ["../x", "A", "a--b", "a" * 81, ""])
def test_an_id_that_is_none(pressup: Program, clinic: Content, id: str) -> None:
    done = draft(pressup, "--id", id)
    assert (done.code, done.out) == (2, "")
    assert "is no id" in done.err


def test_long_titles_are_cut_and_words_are_of_the_library(pressup: Program, old: Content) -> None:
    old.write("pressup.yaml", "kind: library\nlang: de\n")
    old.record("publisher", {"locale": "de-DE"})
    for n in range(5):
        old.record("article", {"id": f"long-{n}", "title": f"{n} " + "Sehr langer Titel " * 8})
    data = written(draft(pressup, "--id", "neu"), Path("content/newsletters/neu.yaml"))
    assert data["subject"].startswith("Neu: 0 Sehr langer Titel")
    assert len(data["subject"]) <= 65
    assert data["preheader"].startswith("Was seit der letzten Ausgabe neu ist oder sich geändert hat: 0 Sehr")
    assert 40 <= len(data["preheader"]) <= 130
    assert len(data["items"]) == 5


def test_a_folder_without_a_manifest(pressup: Program, clinic: Content) -> None:
    done = pressup("new", "newsletter", "--since", "nonesuch")
    assert (done.code, done.err.split(":")[1]) == (2, " There is no “nonesuch”")


def test_another_kind_is_no_command_yet(pressup: Program, clinic: Content) -> None:
    assert pressup("new", "exercise").code == 2
