"""`pressup trace`: which files still carry the old dose."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.core.cli.conftest import Done, Program
    from tests.core.conftest import Content


@pytest.fixture
def made(pressup: Program, clinic: Content) -> Content:
    """A content folder whose outputs were made, then the exercise got a new dose and one handout was made again."""
    clinic.record("article", {"exercises": ["bridge"]})
    assert pressup("render").code == 0
    clinic.record("exercise", {"dose.sets": 2, "review.version": "1.1"})
    assert pressup("render", "--select", "bridge", "--date", "2026-11-22").code == 0
    return clinic


def rows(done: Done) -> dict[str, str]:
    return {line.split()[0]: " ".join(line.split()[1:]) for line in done.out.splitlines() if line.startswith("output/")}


def test_it_tells_which_files_carry_the_old_dose(pressup: Program, made: Content) -> None:
    done = pressup("trace", "exercise:bridge")
    assert (done.code, done.err) == (0, "")
    found = rows(done)
    old = {file for file, state in found.items() if "older: the content has version 1.1" in state and state.startswith("1.0 ")}
    new = {file for file, state in found.items() if state.endswith("as in the content") and state.startswith("1.1 ")}
    assert new == {"output/text/bridge.txt"}
    assert "output/text/why-move.txt" not in found, "it only names the exercise"
    assert old == set(found) - new and "output/text/first-steps.txt" in old
    assert done.out.endswith(f"{len(found)} files carry exercise:bridge, {len(old)} of them in an older state.\n")
    assert pressup("trace", "bridge") == done
    pressup("render")
    assert "older" not in pressup("trace", "bridge").out


def test_it_answers_scripts_too(pressup: Program, made: Content) -> None:
    data = json.loads(pressup("trace", "bridge", "--format", "json").out)
    assert (data["record"], data["content"]["version"]) == ("exercise:bridge", "1.1")
    states = {row["file"]: (row["version"], row["now"]) for row in data["outputs"]}
    assert states["output/text/bridge.txt"] == ("1.1", "same")
    assert states["output/text/first-steps.txt"] == ("1.0", "older")


def test_a_record_that_is_gone_from_the_content_is_found(pressup: Program, made: Content) -> None:
    (made.root / "why-move.yaml").unlink()
    assert set(rows(pressup("trace", "why-move")).values()).pop().endswith("no longer in the content")


def test_without_content_there_is_nothing_to_compare(pressup: Program, made: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("output")
    out = pressup("trace", "bridge", "--output", ".").out
    assert out.splitlines()[0].split()[-1] == "HASH" and "text/first-steps.txt" in out


def test_a_record_that_no_file_carries(pressup: Program, made: Content) -> None:
    made.record("article", {"id": "new-one"})
    done = pressup("trace", "article:new-one")
    assert (done.code, done.out) == (0, "No file in “output” carries article:new-one.\n")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["exercise:brigde"], "There is no record “exercise:brigde”. Did you mean “exercise:bridge”?"),
        (["brigde"], "There is no record “brigde”. Did you mean “bridge”?"),
        (["zzz"], "There is no record “zzz”."),
        (["bridge", "-o", "nonesuch"], "There is no “nonesuch”: “pressup render” writes one beside the files that it makes."),
        (
            ["bridge", "-o", "content"],
            "There is no manifest in “content”: “pressup render” writes one beside the files that it makes.",
        ),
        (["bridge", "--content", "nonesuch"], "There is no folder “nonesuch”."),
    ],
)
def test_a_wrong_call_is_one_line(pressup: Program, made: Content, arguments: list[str], complaint: str) -> None:
    done = pressup("trace", *arguments)
    assert (done.code, done.out, done.err) == (2, "", f"pressup: {complaint}\n")
