"""All rules, and how to run them."""

from __future__ import annotations

import datetime
import os
from dataclasses import replace

from pressup.checks import dose, evidence, exercises, graph, limits, markup, media, plan, precautions, review, safety
from pressup.checks.rule import Problem, Rule
from pressup.content.library import Library
from pressup.content.reader import load as read_library
from pressup.findings import Finding, Severity

RULES: tuple[Rule, ...] = (
    *dose.RULES,
    *evidence.RULES,
    *exercises.RULES,
    *graph.RULES,
    *limits.RULES,
    *markup.RULES,
    *media.RULES,
    *plan.RULES,
    *precautions.RULES,
    *review.RULES,
    *safety.RULES,
)
"""Every rule, by family."""


def load(folder: str | os.PathLike[str] = "content", *, date: datetime.date | None = None) -> Library:
    """Read a content folder and check it: all problems of all files, in one run.

    Args:
        folder: The content folder.
        date: 'Today', for rules about review dates; the system's date when left out. It never enters an output.

    Returns:
        The library. `findings` holds every problem, `ok` is true when none is an error, and good records are there whatever is
        wrong with others.

    Raises:
        ContentError: when the folder does not exist or is not a folder.
    """
    return check(read_library(folder), date=date)


def check(library: Library, *, date: datetime.date | None = None) -> Library:
    """The library with what the rules find added to its findings."""
    today = date or datetime.datetime.now(tz=datetime.UTC).date()
    findings = set(library.findings)
    faulty = set(library.faulty)
    for rule in RULES:
        for problem in rule.find(library, today):
            findings.add(_finding(library, rule, problem))
            if rule.severity is Severity.ERROR:
                faulty.add(problem.record)
    return replace(library, findings=tuple(sorted(findings, key=Finding.sort_key)), faulty=frozenset(faulty))


def _finding(library: Library, rule: Rule, problem: Problem) -> Finding:
    place = library.place(problem.record, problem.path)
    related = library.place(*problem.related) if problem.related else None
    return Finding(rule.code, rule.severity, problem.message, place, problem.help, related)


__all__ = ["RULES", "Problem", "Rule", "check", "load"]
