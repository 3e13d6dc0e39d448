"""Every code is explained, and every example of an explanation does what it says."""

from __future__ import annotations

import pytest

from pressup.checks import CHECKS, Example
from pressup.checks.codes import known_codes
from pressup.checks.explain import explanations
from pressup.findings import Severity
from pressup.testing.rules import assert_example

EXAMPLES = [
    pytest.param(code, example, id=f"{code}-{i}")
    for code, entry in explanations().items()
    for i, example in enumerate(entry.examples)
]


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_the_bad_example_fires_the_code_and_the_good_one_does_not(code: str, example: Example) -> None:
    assert_example(code, example)


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
