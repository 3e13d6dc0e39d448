"""Fingerprints: every part changes with what it stands for, and with nothing else."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pressup import Handout, Library, RenderContext
from pressup.build.fingerprint import Fingerprints, document_hash, files_of, fingerprint
from pressup.documents import drafts_for
from pressup.plugin import Finished, Plugin
from pressup_pdf.target import PdfOptions, PdfTarget

PLUGIN = Plugin("pdf", "pressup", "0.1.0")


@pytest.fixture
def context(starter: Library) -> RenderContext[PdfOptions]:
    return RenderContext(PdfOptions(), starter.publishers[0], "en-GB")


def parts(context: RenderContext[PdfOptions], document: str = "d", plugin: Plugin = PLUGIN) -> dict[str, str]:
    return {"document": document, **Fingerprints().common(PdfTarget, plugin, context)}


def test_the_same_is_the_same(context: RenderContext[PdfOptions]) -> None:
    assert parts(context) == parts(replace(context, publisher=context.publisher.model_copy()))
    assert fingerprint(parts(context)) == fingerprint(dict(reversed(parts(context).items())))


@pytest.mark.parametrize("what", ["document", "publisher", "options", "plugin", "after"])
def test_each_part_changes_with_its_own_thing_alone(context: RenderContext[PdfOptions], what: str) -> None:
    before = parts(context)
    finished = Finished("email", "a", "email/a.eml", 1, "0" * 64, "message/rfc822")
    after = {
        "document": lambda: parts(context, "other"),
        "publisher": lambda: parts(replace(context, publisher=context.publisher.model_copy(update={"disclaimer": "Ask first."}))),
        "options": lambda: parts(replace(context, options=PdfOptions(paper="letter"))),
        "plugin": lambda: parts(context, plugin=replace(PLUGIN, version="0.2.0")),
        "after": lambda: parts(replace(context, finished=(finished,))),
    }[what]()
    assert {name for name in before if before[name] != after[name]} == {what}
    assert fingerprint(before) != fingerprint(after)


def test_a_word_of_a_record_changes_the_document(starter: Library) -> None:
    draft = next(drafts_for(starter, starter.publishers[0], Handout))
    document = draft.make(starter)
    assert document_hash(document) == document_hash(draft.make(starter))
    assert document_hash(document) != document_hash(document.model_copy(update={"title": f"{document.title}."}))


def test_every_file_of_a_package_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "counted_package"
    (package / "style").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "style" / "page.css").write_text("a")
    monkeypatch.syspath_prepend(tmp_path)
    before = files_of("counted_package")
    files_of.cache_clear()
    (package / "style" / "page.css").write_text("b")
    assert files_of("counted_package") != before


def test_a_target_that_was_typed_in_has_a_fingerprint() -> None:
    code = "from pressup.build.fingerprint import files_of; print(len(files_of('__main__')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("64\n", "")
