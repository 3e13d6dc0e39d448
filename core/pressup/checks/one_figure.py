"""What is wrong with the figure of one record: for who draws it, and checks the rest of the library another time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pressup.checks import severities, suppressions
from pressup.checks.check import RecordContext, places
from pressup.checks.figures import CHECKS
from pressup.content.library import Library
from pressup.findings import Finding


def figure_findings(library: Library, id: str) -> list[Finding]:
    """What reading and linking found in the file of a record, and what is wrong with its figure.

    Args:
        library: A library that was read, and need not have been checked.
        id: The id of a record with or without a figure.
    """
    source = library.with_unfit().sources.get(id)
    if source is None:
        return []
    read = [(finding, None) for finding in library.findings if finding.place.file == source.name]
    found = severities.apply(library, [*read, *_in_figure(library, id)])
    alone = replace(library, sources={id: source})
    passed = suppressions.apply(alone, found, {check.code for check in CHECKS})
    # Reasons are judged where all rules are asked: most of them are about other rules than these.
    return [finding for finding, _ in passed if not finding.code.startswith("SUP-")]


def _in_figure(library: Library, id: str) -> Iterator[tuple[Finding, str | None]]:
    record = library.records.get(id)
    if record is None:
        return
    context = RecordContext(record.lang or library.settings.lang, library.settings)
    for check in CHECKS:
        for problem in check.find(record, context):
            place, related = places(library, problem)
            yield Finding(check.code, check.severity, problem.message, place, problem.help, related, check.heuristic), id
