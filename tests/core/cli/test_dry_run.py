"""`pressup render --dry-run`: what would be made, and why, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.core.cli.conftest import install

if TYPE_CHECKING:
    from tests.core.cli.conftest import Program
    from tests.core.conftest import Content

FEED = """
from pressup import Artifact, Catalogue, Target, TargetOptions, hookimpl, sample_mark

class Index(Target[TargetOptions]):
    name = "index"
    summary = "What there is"
    documents = (Catalogue,)
    after = ("text",)
    verifies = False

    def render(self, document, context):
        yield Artifact("index.txt", "\\n".join(entry.path for entry in context.finished).encode(), "text/plain")

@hookimpl
def pressup_register_targets():
    return [Index]
"""


def lines(done: str) -> list[str]:
    return done.splitlines()


def test_all_is_new_at_first_and_nothing_is_written(pressup: Program, clinic: Content) -> None:
    done = pressup("render", "--dry-run")
    assert lines(done.out) == [
        "text: first-steps for test-press: new",
        "text: knee-pain for test-press: new",
        "text: why-move for test-press: new",
        "3 documents would be made.",
    ]
    assert (done.code, Path("output").exists()) == (0, False)


def test_after_a_build_nothing_would_be_made(pressup: Program, clinic: Content) -> None:
    pressup("render")
    before = Path("output/manifest.json").read_bytes()
    assert lines(pressup("render", "--dry-run").out) == ["Nothing would be made."]
    assert Path("output/manifest.json").read_bytes() == before


def test_an_edit_is_named_with_the_documents_that_carry_it(pressup: Program, clinic: Content) -> None:
    pressup("render")
    clinic.record("exercise", {"cautions": ["Go slowly if your knee is sore today."]})
    told = lines(pressup("render", "--dry-run").out)
    assert told == ["text: first-steps for test-press: exercise “Bridge” changed (still version 1.0)", "1 document would be made."]
    pressup("render")
    assert lines(pressup("render", "--dry-run").out) == ["Nothing would be made."]


def test_a_file_that_is_gone_or_was_changed_is_made_again(pressup: Program, clinic: Content) -> None:
    pressup("render")
    Path("output/text/why-move.txt").unlink()
    Path("output/text/knee-pain.txt").write_text("by hand", encoding="utf-8")
    assert lines(pressup("render", "--dry-run").out)[:2] == [
        "text: knee-pain for test-press (from the cache): its file was changed by somebody",
        "text: why-move for test-press (from the cache): its file is gone",
    ]


def test_a_target_that_names_the_files_of_another_may_change_with_it(pressup: Program, clinic: Content, plugins: Path) -> None:
    (plugins / "index_plugin.py").write_text(FEED, encoding="utf-8")
    install(plugins, "index", "index_plugin", "pressup-index")
    wanted = ("render", "--target", "text", "--target", "index")
    assert pressup(*wanted).code == 0
    clinic.record("exercise", {"cautions": ["Go slowly if your knee is sore today."]})
    told = [json.loads(line) for line in pressup(*wanted, "--dry-run", "--format", "json").out.splitlines()]
    reasons = {entry["target"]: entry["reasons"] for entry in told[-1]["would"]}
    assert set(reasons) == {"text", "index"}
    assert reasons["text"] == ["exercise “Bridge” changed (still version 1.0)"]


def test_errors_in_content_are_told_as_in_a_build(pressup: Program, clinic: Content) -> None:
    clinic.record("exercise", {"level": "hard"})
    done = pressup("render", "--dry-run")
    assert (done.code, "error[REC-05]" in done.err) == (1, True)


def test_an_option_of_one_target_changes_nothing_of_another(pressup: Program, clinic: Content, plugins: Path) -> None:
    (plugins / "index_plugin.py").write_text(FEED.replace('    after = ("text",)\n', ""), encoding="utf-8")
    install(plugins, "index", "index_plugin", "pressup-index")
    clinic.record("publisher", {"outputs": {"text": {}, "index": {}}})
    pressup("render")
    clinic.record("publisher", {"outputs": {"text": {"kinds": ["article"]}, "index": {}}})
    assert lines(pressup("render", "--dry-run").out) == [
        "would be removed: text/first-steps.txt",
        "would be removed: text/knee-pain.txt",
        "Nothing would be made.",
    ]


def test_what_no_document_makes_any_more_would_be_removed(pressup: Program, clinic: Content) -> None:
    pressup("render")
    clinic.record("publisher", {"outputs": {"text": {"kinds": ["condition", "programme"]}}})
    assert lines(pressup("render", "--dry-run").out) == ["would be removed: text/why-move.txt", "Nothing would be made."]
    assert "would be removed" not in pressup("render", "--dry-run", "--select", "bridge").out
    assert Path("output/text/why-move.txt").is_file()
    pressup("render")
    assert not Path("output/text/why-move.txt").exists()
