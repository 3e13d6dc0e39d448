"""`pressup render` removes what an earlier build made and no document makes any more, within what it was asked to make."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.core.cli.conftest import Program
    from tests.core.conftest import Content

OLD = Path("output/text/gone.txt")


@pytest.fixture
def made_before(clinic: Content) -> Content:
    """An output with a file in it that an earlier build made of the document `gone`, as its manifest tells."""
    OLD.parent.mkdir(parents=True)
    OLD.write_text("old")
    about = {"id": "gone", "form": "handout", "title": "Gone", "version": "1", "lang": "en-GB", "sample": True}
    entry = {
        "path": "text/gone.txt",
        "sha256": hashlib.sha256(b"old").hexdigest(),
        "size": 3,
        "media_type": "text/plain",
        "role": "primary",
        "publisher": "test-press",
        "target": "text",
        "plugin": {"name": "text", "distribution": "pressup-text", "version": "1.0"},
        "options": {},
        "verified": True,
        "assets": {},
        "document": {**about, "parts": {}, "records": []},
    }
    Path("output/manifest.json").write_text(json.dumps({"format": 1, "pressup": "0.1.0", "artifacts": [entry], "records": {}}))
    return clinic


def test_a_whole_build_removes_it_and_says_so(pressup: Program, made_before: Content) -> None:
    done = pressup("render")
    assert (done.code, "removed: text/gone.txt" in done.out.splitlines(), OLD.exists()) == (0, True, False)


def test_json_tells_of_it(pressup: Program, made_before: Content) -> None:
    assert json.loads(pressup("render", "--format", "json").out.splitlines()[-1])["removed"] == ["text/gone.txt"]


def test_a_file_that_somebody_changed_stays(pressup: Program, made_before: Content) -> None:
    OLD.write_text("mine")
    done = pressup("render")
    note = f"note: {OLD}: no document makes this file any more, and it stays because somebody has changed it"
    assert (done.code, note in done.out.splitlines(), OLD.read_text()) == (0, True, "mine")


@pytest.mark.parametrize("arguments", [["--select", "bridge"], ["--target", "jsonfeed"]])
def test_a_build_of_a_part_leaves_the_rest(pressup: Program, made_before: Content, arguments: list[str]) -> None:
    assert (pressup("render", *arguments).code, OLD.exists()) == (0, True)


def test_for_one_publisher_what_others_have_stays(pressup: Program, made_before: Content) -> None:
    made_before.record("publisher", {"id": "other-press", "outputs": {"text": {}}})
    assert (pressup("render", "--publisher", "other-press").code, OLD.exists()) == (0, True)
    assert (pressup("render", "--publisher", "test-press", "--target", "text").code, OLD.exists()) == (0, False)


def test_a_build_with_an_error_in_it_removes_nothing(pressup: Program, made_before: Content) -> None:
    made_before.record("exercise", {"level": "hard"})
    done = pressup("render", "--keep-going")
    assert (done.code, "2 files made." in done.out, OLD.exists()) == (1, True, True)
