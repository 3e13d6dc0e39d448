"""Which documents may be printed: none with an error in it, and none that a publisher may not print unreviewed."""

from __future__ import annotations

from dataclasses import replace

from pressup.build.plan import Planned, PlannedCatalogue, Step
from pressup.build.report import BuildReport, Carried, LeftOut
from pressup.content.library import Library
from pressup.findings import Finding, Severity
from pressup.records import Publisher


def without_faulty(library: Library, step: Step, report: BuildReport) -> Step:
    """The step without documents that carry a faulty record, or that the publisher may not print."""
    if not library.faulty and (step.publisher.sample or not any(_is_unreviewed(library, id) for id in library.records)):
        return step  # so that nothing is made yet
    good: list[Planned | PlannedCatalogue] = []
    for planned in step.documents:
        if isinstance(planned, PlannedCatalogue):
            good.append(replace(planned, entries=_printable(library, step.publisher, planned.entries, report)))
        else:
            good.extend(_printable(library, step.publisher, (planned,), report))
    return replace(step, documents=tuple(good))


def _printable(library: Library, publisher: Publisher, documents: tuple[Planned, ...], report: BuildReport) -> tuple[Planned, ...]:
    """The documents without an error in them that the publisher may print; the others go to the report."""
    good: list[Planned] = []
    for planned in documents:
        document = planned.carried
        faulty = sorted(library.faulty.intersection((*document.records, *document.named)))
        unreviewed = None if publisher.sample else _unreviewed(document, library)
        if faulty:
            left_out = LeftOut(document.id, faulty[0], "it has an error")
        elif unreviewed:
            left_out = LeftOut(document.id, unreviewed, "it has not been reviewed")
            place = library.place(unreviewed, ("review", "status"))
            message = f"“{document.id}” cannot be printed by {publisher.name}: “{unreviewed}” has not been reviewed."
            finding = Finding(
                "GOV-01",
                Severity.ERROR,
                message,
                place,
                "Only a publisher with “sample: true” prints unreviewed content.",
            )
            if finding not in report.findings:
                report.findings.append(finding)
        else:
            good.append(planned)
            continue
        if left_out not in report.left_out:
            report.left_out.append(left_out)
    return tuple(good)


def _unreviewed(document: Carried, library: Library) -> str | None:
    return next((id for id in sorted((*document.records, *document.named)) if _is_unreviewed(library, id)), None)


def _is_unreviewed(library: Library, id: str) -> bool:
    review = getattr(library.records.get(id), "review", None)
    return review is not None and review.status != "reviewed"
