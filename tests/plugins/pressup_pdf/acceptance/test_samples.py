"""The criteria P1 to P11, P15 and P17 on every layout of a programme, and on all pairs of kind, layout, paper, ink and language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.plugins.pressup_pdf.acceptance import ink, order, places, programs, structure, weight
from tests.plugins.pressup_pdf.acceptance.conftest import Once, Run, write
from tests.plugins.pressup_pdf.acceptance.samples import LAYOUTS, PAPERS, SAMPLES, Proof, Sample, possible

from pressup import Handout, Library


def accessibility(proof: Proof, run: Run) -> Iterator[str]:
    """What the structure says."""
    file, facts = proof.file, proof.facts
    yield from structure.headings(file)
    yield from structure.figures(file)
    yield from structure.header_cells(file)
    yield from structure.lists(file)
    yield from structure.language(file, facts["lang"])
    yield from structure.title(file, facts["title"])
    yield from structure.claim(file)
    yield from structure.links(file)
    yield from structure.bookmarks(file, facts["title"])
    yield from structure.everything_tagged(file)
    yield from programs.pdfua(proof.path)


def wholeness(proof: Proof, run: Run) -> Iterator[str]:
    """The text and its order."""
    file, facts = proof.file, proof.facts
    if not facts["bleed"]:
        printed = order.body(proof.path, facts["paper"], run)
        yield from order.text(printed, proof.page)
        yield from order.safety(printed, facts["safety"])
    yield from order.painted_as_tagged(file)
    yield from order.orphans(file)
    if facts["kind"] in ("programme", "exercise"):
        yield from order.split(file, facts["cards"])
    yield from programs.glyphs(file)


def soundness(proof: Proof, run: Run) -> Iterator[str]:
    """The file as such."""
    facts = proof.facts
    yield from programs.sound(proof.path)
    yield from programs.fonts(proof.path, run)
    yield from places.boxes(proof.path, facts["paper"], facts["bleed"], run)
    yield from weight.size(proof.path, facts["cards"], len(proof.file.pages))


def looks(proof: Proof, run: Run) -> Iterator[str]:
    """Where things stand, how large they are, and in which ink."""
    facts = proof.facts
    yield from places.within_margins(proof.path, facts["paper"])
    yield from places.apart(proof.path)
    yield from places.sizes(proof.path, facts["layout"])
    yield from ink.legible(proof.path)
    if facts["ink"] != "colour":
        yield from ink.grey_figures(proof.path, proof.file)
    if facts["ink"] == "saving":
        yield from ink.colourless(proof.path)
        yield from ink.saving(proof.file)
        full = facts["paper"] == "a5" or facts["layout"] == "large-print"
        yield from ink.light(proof.path, ink.DARKEST_IF_FULL if full else ink.DARKEST)


CRITERIA = (accessibility, wholeness, soundness, looks)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.__name__)
def test_a_sample(proof: Callable[[Sample], Proof], run: Run, sample: Sample, criterion: Callable[..., Any]) -> None:
    assert list(criterion(proof(sample), run)) == []


def test_outloud_finds_no_error(proofs: list[Proof]) -> None:
    found = programs.outloud([proof.path for proof in proofs])
    assert {path: errors for path, errors in found.items() if errors} == {}
    assert len(found) == len(SAMPLES)


@pytest.mark.full
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_handouts(
    handouts: dict[str, Handout], library: Library, once: Once, run: Run, tmp_path: Path, layout: str, paper: str
) -> None:
    if not possible(layout, paper):
        return
    faults: dict[tuple[str, str, str], list[str]] = {}
    for id, document in handouts.items():
        sample = Sample(id, layout, paper)
        folder = tmp_path / sample.name
        folder.mkdir()
        write(folder, sample, document, library)
        found = [fault for criterion in CRITERIA for fault in criterion(Proof(folder), run)]
        if found:
            faults[id, layout, paper] = found
    assert faults == {}
    assert not any(programs.outloud(sorted(tmp_path.glob("*/*.pdf"))).values())
