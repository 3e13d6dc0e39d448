"""One planted fault for every code of figures: that code finds it, and no other does."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.checks.made import found

from pressup.checks import Example
from pressup.checks.explain import explanations

EXAMPLES = [
    pytest.param(code, example, id=f"{code}-{i}")
    for code, entry in explanations().items()
    if code.startswith("FIG-")
    for i, example in enumerate(entry.examples)
]


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_a_planted_fault_is_found_by_its_code_alone(code: str, example: Example, tmp_path: Path) -> None:
    bad, good = (
        [finding for finding in found(example, text, tmp_path) if finding.code.startswith("FIG")]
        for text in (example.bad, example.good)
    )
    assert {finding.code for finding in bad} == {code}, "\n".join(map(str, bad))
    assert not good, "\n".join(map(str, good))
