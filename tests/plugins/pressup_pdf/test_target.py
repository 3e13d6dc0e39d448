"""The target as a whole: it keeps the contract, and each option does what it says."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from pressup import Handout
from pressup.testing import render_target, sample_documents
from pressup_pdf.target import PdfTarget


def test_registering_it_loads_no_renderer() -> None:
    code = "import sys, pressup_pdf; pressup_pdf.pressup_register_targets(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert not {"weasyprint", "jinja2", "fontTools"} & set(done.stdout.split())


@pytest.mark.parametrize(("paper", "size"), [("a4", (595.28, 841.89)), ("letter", (612, 792))])
def test_paper(starter: Callable[..., Any], paper: str, size: tuple[float, float]) -> None:
    pdf = starter("hamstring-basics", paper)
    for page in pdf.file.pages:
        assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, *size], abs=0.01)


def test_an_unknown_option_is_refused(handouts: dict[str, Handout]) -> None:
    with pytest.raises(ValueError, match="papier"):
        render_target(PdfTarget, handouts["knee-pain"], options={"papier": "a4"})


def test_without_diary(make: Callable[..., Any], starter: Callable[[str], Any], handouts: dict[str, Handout]) -> None:
    assert "My diary" in starter("hamstring-basics").text
    assert "My diary" not in make(handouts["hamstring-basics"], diary=False).text


def test_without_references_there_are_no_numbers(
    make: Callable[..., Any], starter: Callable[[str], Any], handouts: dict[str, Handout]
) -> None:
    with_numbers, without = starter("hamstring-basics").text, make(handouts["hamstring-basics"], references=False).text
    assert "Where this comes from" in with_numbers
    assert "tend to have weaker hamstrings.1" in with_numbers
    assert "Where this comes from" not in without
    assert "tend to have weaker hamstrings. The studies" in without


def test_the_same_handout_gives_the_same_bytes_after_another_one(
    make: Callable[..., Any], starter: Callable[[str], Any], handouts: dict[str, Handout]
) -> None:
    """Style sheets are kept between handouts, so one must not change the next."""
    first = make(handouts["knee-pain"]).content
    make(handouts["nordic-hamstring-exercise"], paper="letter")
    assert make(handouts["knee-pain"]).content == first


def test_file_name() -> None:
    document = sample_documents()["exercise"]
    (artifact,) = render_target(PdfTarget, document)
    assert (artifact.path, artifact.media_type, artifact.role) == ("sample-exercise.pdf", "application/pdf", "primary")
