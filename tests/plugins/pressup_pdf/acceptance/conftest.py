"""Samples are rendered once for all criteria and for all workers of pytest-xdist."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import ON_CI
from tests.plugins.pressup_pdf.acceptance.samples import SAMPLES, Proof, Sample

from pressup import Handout, Library
from pressup.testing import sample_documents
from pressup.testing.rendering import context_for
from pressup_pdf.layout import settled
from pressup_pdf.page import html_page
from pressup_pdf.press import print_pdf
from pressup_pdf.target import PdfTarget

Once = Callable[[str, Callable[[Path], None]], Path]
Run = Callable[..., str]


def write(folder: Path, sample: Sample, document: Handout, library: Library) -> None:
    """Render a sample into a folder, with what the checkers compare it to."""
    publisher = library.publishers[0]
    context = settled(document, context_for(PdfTarget, document, sample.options, publisher, (), library.root))
    page = html_page(document, context)
    (folder / "handout.pdf").write_bytes(print_pdf(page, context))
    (folder / "page.html").write_text(page, "utf-8")
    facts = {
        "title": document.title,
        "lang": document.lang,
        "kind": document.kind,
        "cards": len(document.cards),
        "safety": list(dict.fromkeys(text for _, text in document.safety_texts(publisher))),
        **sample.options,
    }
    (folder / "facts.json").write_text(json.dumps(facts), "utf-8")


@pytest.fixture(scope="session")
def proof(once: Once, handouts: dict[str, Handout], library: Library) -> Callable[[Sample], Proof]:
    """A sample, rendered."""

    def get(sample: Sample) -> Proof:
        def fill(folder: Path) -> None:
            document = handouts.get(sample.id) or sample_documents()["article"]
            assert isinstance(document, Handout)
            write(folder, sample, document.model_copy(update={"lang": sample.lang}), library)

        return Proof(once(sample.name, fill))

    return get


@pytest.fixture(scope="session")
def proofs(proof: Callable[[Sample], Proof]) -> list[Proof]:
    """All samples, rendered."""
    return [proof(sample) for sample in SAMPLES]


@pytest.fixture(scope="session")
def run() -> Run:
    """Run a program of the system and give what it prints.

    Without it the test is skipped, and pytest says so; but not where CI is to say that all is well.
    """

    def call(*command: str | Path, code: int | None = 0) -> str:
        if not shutil.which(command[0]):
            (pytest.fail if ON_CI else pytest.skip)(f"{command[0]} is not installed: see docs/system-libraries.md")
        variables = {**os.environ, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, capture_output=True, check=False, env=variables)
        said = done.stdout.decode("utf-8", "replace")
        assert code is None or done.returncode == code, said + done.stderr.decode("utf-8", "replace")
        return said

    return call
