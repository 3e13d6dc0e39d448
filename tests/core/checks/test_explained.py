"""Every code is explained, and every example of an explanation does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.checks.made import found as findings

from pressup.checks import CHECKS, Example
from pressup.checks.codes import known_codes
from pressup.checks.explain import ALIASES, explanation, explanations
from pressup.findings import Severity

EXAMPLES = [
    pytest.param(code, example, id=f"{code}-{i}")
    for code, entry in explanations().items()
    for i, example in enumerate(entry.examples)
]


def folder_in(folder: Path) -> Path:
    (folder / "content").mkdir()
    return folder / "content"


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_the_bad_example_fires_the_code(code: str, example: Example, tmp_path: Path) -> None:
    found = findings(example, example.bad, folder_in(tmp_path))
    assert code in {finding.code for finding in found}, "\n".join(map(str, found)) or "nothing was found"


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_the_good_example_has_no_error_and_does_not_fire_the_code(code: str, example: Example, tmp_path: Path) -> None:
    found = findings(example, example.good, folder_in(tmp_path))
    assert not [f for f in found if f.code == code or f.severity is Severity.ERROR], "\n".join(map(str, found))


@pytest.mark.parametrize("code", known_codes())
def test_every_code_is_explained_with_an_example(code: str) -> None:
    assert code in explanations(), f"{code} is not explained in core/pressup/checks/explained/"
    entry = explanations()[code]
    assert entry.title.endswith(".")
    assert entry.reason.endswith(".")
    assert entry.examples


def test_nothing_is_explained_that_is_no_code() -> None:
    assert set(explanations()) <= set(known_codes())


def test_a_rule_of_thumb_is_no_error() -> None:
    assert not [check.code for check in CHECKS if check.heuristic and check.severity is Severity.ERROR]


def test_an_alias_stands_for_a_code_and_is_none_itself() -> None:
    assert set(ALIASES.values()) <= set(known_codes())
    assert not set(ALIASES) & set(known_codes())


def test_an_alias_has_the_explanation_of_its_code() -> None:
    assert explanation("x-20") == explanations()["SAF-09"]
    assert explanation("X-12") == explanation("GOV-04")
    assert explanation("X-99") is None
