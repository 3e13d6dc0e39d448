"""Rules over a Library, one module a family: what a schema cannot say, and what makes content unsafe to print."""

from pressup.checks.check import Check, Example, Explanation, Problem, RecordCheck, RecordContext
from pressup.checks.rules import CHECKS, HouseCheck, HouseFields, check

__all__ = [
    "CHECKS",
    "Check",
    "Example",
    "Explanation",
    "HouseCheck",
    "HouseFields",
    "Problem",
    "RecordCheck",
    "RecordContext",
    "check",
]
