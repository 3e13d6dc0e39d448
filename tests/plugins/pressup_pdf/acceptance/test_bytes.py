"""P13: the programme has the same bytes in another process with another hash seed, layout by layout."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.plugins.pressup_pdf.acceptance import repeat
from tests.plugins.pressup_pdf.acceptance.samples import KINDS, LAYOUTS, PROGRAMME, Proof, Sample
from tests.plugins.pressup_pdf.conftest import CONTENT

SEEDED = """
import pressup_pdf.page
real = pressup_pdf.page.with_look_alikes
pressup_pdf.page.with_look_alikes = lambda page: real(page).replace("<head>", f"<head><meta name='keywords' content='{FAULT}'>")
"""
"""A process with a fault: the file says something in its metadata that is not of its input."""


@pytest.mark.parametrize(
    ("seed", "layouts"), [("4711", ("standard",)), pytest.param("1", tuple(reversed(LAYOUTS)), marks=pytest.mark.full)]
)
def test_same_bytes(proof: Callable[[Sample], Proof], seed: str, layouts: tuple[str, ...]) -> None:
    ours = repeat.here({layout: proof(Sample(PROGRAMME, layout)).path for layout in layouts})
    assert list(repeat.differing(ours, repeat.elsewhere(CONTENT, PROGRAMME, layouts, seed=seed))) == []


@pytest.mark.parametrize(
    "fault",
    [
        "','.join({'back', 'hip', 'knee', 'foot', 'neck', 'arm', 'hand', 'leg'})",
        pytest.param("__import__('time').strftime('%H')", marks=pytest.mark.full),
        pytest.param("__import__('os').getpid()", marks=pytest.mark.full),
    ],
    ids=["order of a set", "clock", "process"],
)
def test_bytes_that_differ_are_seen(fault: str) -> None:
    def made(seed: str, zone: str) -> dict[str, str]:
        return repeat.elsewhere(CONTENT, KINDS["exercise"], ("list",), seed=seed, zone=zone, before=SEEDED.replace("FAULT", fault))

    assert list(repeat.differing(made("1", "UTC"), made("2", "WEST+12"))) == ["list has other bytes"]
