"""Targets whose handouts link to each other know which there are, and an index is held to what an index must say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

import pressup
from pressup import Artifact, Catalogue, Document, Handout, Library, RenderContext, Target, TargetOptions
from pressup.build.fingerprint import Fingerprints
from pressup.documents.wording import sample_mark
from pressup.plugin.manager import Plugin, Registry

PLUGIN = Plugin("in-test", "pressup-test", "1.2")
TEXT = "text/plain; charset=utf-8"


class Linked(Target[TargetOptions]):
    """Handouts that name all handouts."""

    name = "linked"
    summary = "Handouts that name each other"
    documents = (Handout, Catalogue)
    kinds = ("programme", "exercise")
    links = True
    index: ClassVar[str] = "disclaimer and mark"

    def render(self, document: Document, context: RenderContext[TargetOptions]) -> Iterable[Artifact]:
        mark = f"{context.publisher.disclaimer} {sample_mark(document.lang)}"
        if isinstance(document, Catalogue):
            text = " ".join(entry.id for entry in document.entries)
            yield Artifact("index.txt", f"{text}\n{mark if self.index else ''}".encode(), TEXT, role="index")
        else:
            safety = "\n".join(text for _, text in document.safety_texts(context.publisher))
            yield Artifact(f"{document.id}.txt", f"{' '.join(context.pages)}\n{safety}\n{mark}".encode(), TEXT, role=self.role())

    def role(self) -> Any:
        return "primary"


@pytest.fixture(scope="module")
def library() -> Library:
    return pressup.load(Path(__file__).parents[3] / "content")


def build(library: Library, output: Path, target: type[Target[Any]], **given: Any) -> pressup.BuildReport:
    known = Registry([PLUGIN], {target.name: target}, {target.name: PLUGIN})
    return pressup.render(library, target.name, output=output, registry=known, **given)


def pages(file: Path) -> list[str]:
    return file.read_text("utf-8").partition("\n")[0].split()


def test_every_handout_knows_all_of_the_kinds_that_the_target_makes(library: Library, tmp_path: Path) -> None:
    report = build(library, tmp_path, Linked)
    assert report.ok, report.faults
    made = {path.stem for path in (tmp_path / "linked").glob("*.txt")} - {"index"}
    expected = {record.id for record in library.records.values() if record.kind in ("programme", "exercise")}
    assert made == expected
    assert pages(tmp_path / "linked" / "bridge.txt") == pages(tmp_path / "linked" / "index.txt") == sorted(made)


def test_they_know_them_when_only_one_is_made(library: Library, tmp_path: Path) -> None:
    assert build(library, tmp_path, Linked, select=["bridge"]).ok
    assert "squat" in pages(tmp_path / "linked" / "bridge.txt")


def test_a_publisher_may_want_other_kinds(library: Library, tmp_path: Path) -> None:
    publisher = library.publishers[0]
    outputs = {"linked": type(publisher.outputs["pdf"]).model_validate({"kinds": ["article"]})}
    changed = publisher.model_copy(update={"outputs": outputs})
    other = replace(library, records={**library.records, publisher.id: changed})
    assert build(other, tmp_path, Linked).ok
    assert {path.stem for path in (tmp_path / "linked").glob("*.txt")} == {r.id for r in library.of(pressup.Article)} | {"index"}


def test_other_targets_are_not_told(library: Library, tmp_path: Path) -> None:
    assert build(library, tmp_path, type("Apart", (Linked,), {"links": False}), select=["bridge"]).ok
    assert pages(tmp_path / "linked" / "bridge.txt") == []


def test_one_more_page_makes_all_anew(library: Library) -> None:
    def common(*pages: str) -> dict[str, str]:
        context = RenderContext(TargetOptions(), library.publishers[0], "en-GB", pages=pages)
        return Fingerprints().common(Linked, PLUGIN, context)

    assert common("a", "b") == common("a", "b") != common("a")
    assert common("a").keys() - common().keys() == {"pages"}


def test_an_index_without_its_texts_is_not_written(library: Library, tmp_path: Path) -> None:
    report = build(library, tmp_path, type("Bare", (Linked,), {"index": ""}), select=["catalogue"])
    (fault,) = report.faults
    assert "drops a safety text (disclaimer)" in str(fault)
    assert not (tmp_path / "linked" / "index.txt").exists()


def test_a_handout_is_no_index(library: Library, tmp_path: Path) -> None:
    target = type("Sly", (Linked,), {"role": lambda self: "index"})
    (fault,) = build(library, tmp_path, target, select=["bridge"]).faults
    assert "only a catalogue has an index, and bridge is a handout" in str(fault)
