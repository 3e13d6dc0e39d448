"""The look of every layout, against pictures; and that the comparison sees what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from tests.plugins.pressup_pdf.acceptance import look
from tests.plugins.pressup_pdf.acceptance.conftest import Run
from tests.plugins.pressup_pdf.acceptance.samples import LAYOUTS, PROGRAMME, Proof, Sample


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_looks_as_it_did(
    proof: Callable[[Sample], Proof], run: Run, tmp_path: Path, layout: str, request: pytest.FixtureRequest
) -> None:
    drawn = look.sheet(proof(Sample(PROGRAMME, layout)).path, tmp_path, run)
    if request.config.getoption("--renew"):
        look.renew(layout, drawn)
    with Image.open(look.BASELINE / f"{layout}.png") as wanted:
        assert list(look.differences(drawn, wanted.convert("L"))) == []


def test_pictures_are_of_layouts_that_there_are() -> None:
    assert sorted(path.stem for path in look.BASELINE.iterdir()) == sorted(LAYOUTS)


def test_what_went_wrong_is_seen() -> None:
    with Image.open(look.BASELINE / "standard.png") as file:
        good = file.convert("L")
    left_out = good.copy()
    left_out.paste(255, (12, 100, 180, 160))  # the numbers at a glance
    assert list(look.differences(good, good)) == []
    assert list(look.differences(ImageChops.offset(good, 1, 0), good)) == []
    assert list(look.differences(left_out, good))
    assert list(look.differences(ImageChops.offset(good, 0, 6), good))
    assert list(look.differences(good.crop((0, 0, 500, 200)), good))
