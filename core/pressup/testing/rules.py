"""A check's own examples, tried: what is bad fires it, and what is good does not."""

from __future__ import annotations

from pressup.checks import Check, Example, RecordCheck, check
from pressup.checks.explain import example_date, example_library
from pressup.checks.house import HouseCheck
from pressup.findings import Finding, Severity
from pressup.testing.good_records import GOOD_RECORDS


def assert_check_examples(tried: Check | RecordCheck) -> None:
    """Try the examples of a check's explanation, each among good records of every kind.

    Args:
        tried: A check whose `explanation` has at least one example.

    Raises:
        AssertionError: when there is no example, when a bad one does not fire the code, and when a good one fires it or has an
            error of any code. The message shows what was found.
    """
    examples = tried.explanation.examples if tried.explanation else ()
    assert examples, f"{tried.code} has no example in its explanation"
    for example in examples:
        assert_example(tried.code, example, tried)


def assert_example(code: str, example: Example, *tried: Check | RecordCheck) -> None:
    """Try one example of a code, with Pressup's own rules and those that are given."""
    bad = _findings(example, example.bad, tried)
    assert code in {finding.code for finding in bad}, f"the bad example does not fire {code}; found: {_told(bad)}"
    good = [f for f in _findings(example, example.good, tried) if f.code == code or f.severity is Severity.ERROR]
    assert not good, f"the good example of {code} is not good; found: {_told(good)}"


def _findings(example: Example, text: str, tried: tuple[Check | RecordCheck, ...]) -> list[Finding]:
    library = example_library(example, text, GOOD_RECORDS)
    house = [HouseCheck("the plugin", entry) for entry in tried]
    return list(check(library, date=example_date(example), house_checks=house).findings)


def _told(findings: list[Finding]) -> str:
    return "; ".join(map(str, findings)) or "nothing"
