"""All rules, and how to run them."""

from __future__ import annotations

import datetime
import os
from collections import defaultdict
from dataclasses import replace

from pressup.checks import dose, evidence, exercises, graph, limits, markup, media, plan, precautions, review, safety
from pressup.checks.rule import Problem, Rule
from pressup.content.library import Library
from pressup.content.reader import load as read_library
from pressup.content.source import MAX_FINDINGS
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
    told: dict[str, int] = defaultdict(int)
    more: dict[str, set[tuple[Severity, Problem]]] = defaultdict(set)
    for rule in RULES:
        for problem in rule.find(library, today):
            if rule.severity is Severity.ERROR:
                faulty.add(problem.record)
            told[problem.record] += 1
            if told[problem.record] > MAX_FINDINGS and problem.record in library.sources:
                more[problem.record].add((rule.severity, problem))
            else:
                findings.add(_finding(library, rule, problem))
    for id, hidden in more.items():
        worst = next(severity for severity in Severity if any(severity is found for found, _ in hidden))
        findings.add(library.sources[id].more(len(hidden), worst))
    return replace(library, findings=tuple(sorted(findings, key=Finding.sort_key)), faulty=frozenset(faulty))


def _finding(library: Library, rule: Rule, problem: Problem) -> Finding:
    place = library.place(problem.record, problem.path)
    related = library.place(*problem.related) if problem.related else None
    return Finding(rule.code, rule.severity, problem.message, place, problem.help, related)


__all__ = ["RULES", "Problem", "Rule", "check", "load"]
