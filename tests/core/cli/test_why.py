"""`pressup why`: what a finished file was made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.core.cli.conftest import Program
    from tests.core.conftest import Content


@pytest.fixture
def made(pressup: Program, clinic: Content) -> Content:
    """A content folder whose outputs were made."""
    assert pressup("render").code == 0
    return clinic


def test_it_says_what_is_in_a_file(pressup: Program, made: Content) -> None:
    done = pressup("why", "output/text/knee-pain.txt")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[:5] == [
        "output/text/knee-pain.txt",
        "  document   handout “Knee pain” (knee-pain), version 1.0",
        "  target     text, for publisher test-press",
        "  plugin     text (pressup-example-text 1.0)",
        "  options    as they come",
    ]
    assert lines[5] == "  checked    read back: every safety text is in it"
    assert lines[6].startswith("  on disk    the file is as it was made (SHA-256 ")
    assert lines[8].split() == ["RECORD", "VERSION", "STATUS", "REVIEWED", "DUE", "HASH", "IN", "THE", "CONTENT"]
    row = next(line for line in lines if line.startswith("condition:knee-pain"))
    assert row.split()[1:3] == ["1.0", "reviewed"] and row.endswith("same")


def test_it_says_what_has_happened_since(pressup: Program, made: Content) -> None:
    file = Path("output/text/knee-pain.txt")
    file.write_text(file.read_text() + "x")
    made.record("condition", {"summary": "It hurts less soon."})
    (made.root / "test-press.yaml").unlink()
    out = pressup("why", file).out
    assert "the file was changed after it was made" in out
    states = {line.split()[0]: line.split()[-1] for line in out.splitlines() if ":" in line.split(" ")[0]}
    assert states == {"condition:knee-pain": "older", "publisher:test-press": "gone"}
    assert "article:why-move" in pressup("why", "output/text/why-move.txt").out
    file.unlink()
    assert "the file is no longer there" in pressup("why", file).out


def test_options_of_the_build_are_named(pressup: Program, clinic: Content) -> None:
    pressup("render", "--set", "text.width=40")
    assert "  options    width=40\n" in pressup("why", "output/text/knee-pain.txt").out


def test_it_answers_scripts_too(pressup: Program, made: Content) -> None:
    data = json.loads(pressup("why", "output/text/knee-pain.txt", "--format", "json").out)
    assert (data["path"], data["target"], data["on_disk"], data["verified"]) == ("text/knee-pain.txt", "text", "same", True)
    records = {record["id"]: record for record in data["document"]["records"]}
    assert records["knee-pain"]["now"] == "same"
    assert len(records["knee-pain"]["sha256"]) == 64


def test_without_content_it_still_answers(pressup: Program, made: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("output/text")
    done = pressup("why", "knee-pain.txt")
    assert done.code == 2, "the folder above is not named by this path"
    monkeypatch.chdir("..")
    done = pressup("why", "text/knee-pain.txt")
    assert (done.code, "IN THE CONTENT" in done.out, "condition:knee-pain" in done.out) == (0, False, True)
    assert "IN THE CONTENT" in pressup("why", "text/knee-pain.txt", "--content", "../content").out


def test_a_wrong_file_is_one_line(pressup: Program, made: Content) -> None:
    done = pressup("why", "output/text/kneepain.txt")
    told = "does not know “text/kneepain.txt”: Pressup did not make it. Did you mean “output/text/knee-pain.txt”?"
    assert (done.code, done.out, done.err) == (2, "", f"pressup: The manifest of “output” {told}\n")
    done = pressup("why", "content/bridge.yaml")
    told = "There is no manifest above “content/bridge.yaml”: “pressup render” writes one beside the files that it makes."
    assert (done.code, done.err) == (2, f"pressup: {told}\n")
    Path("output/manifest.json").write_text("{}")
    done = pressup("why", "output/text/knee-pain.txt")
    assert (done.code, done.err.startswith("pressup: “output/manifest.json” is no manifest of Pressup")) == (2, True)
    assert pressup("why", "output/text/knee-pain.txt", "--content", "nonesuch").code == 2
