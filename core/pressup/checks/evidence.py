"""Evidence: a claim names its source and its doubt, and nothing leans on a study that was withdrawn."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks.check import Check, Problem, RecordCheck, RecordContext
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Claim, Record, Reference

_IN_DOUBT = ("low", "very-low", "contested", "none")


def _claims(record: Record) -> Iterator[tuple[int, Claim]]:
    claims: tuple[Claim, ...] = getattr(record, "claims", ())
    return enumerate(claims)


def cited(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A claim that says how good its evidence is names that evidence, so that a reader can look it up (EVI-01, DISCERN 4)."""
    for i, claim in _claims(record):
        if claim.grade != "none" and not claim.references:
            message = f"The claim has the grade “{claim.grade}”, and no reference."
            help = "List what supports it under “references”, or write “grade: none” if there is no study."
            yield Problem(record.id, ("claims", i, "grade"), message, help)


def doubt(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Where the evidence is weak or missing, the claim says so, or it sounds surer than we are (EVI-06, DISCERN 8)."""
    for i, claim in _claims(record):
        if claim.grade in _IN_DOUBT and not claim.uncertainty:
            message = f"The claim has the grade “{claim.grade}”, and does not tell the doubt."
            help = "Say in “uncertainty” what we do not know, such as: This comes from one small study."
            yield Problem(record.id, ("claims", i, "grade"), message, help)


def retracted(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Nothing leans on a reference that was withdrawn: its results do not count any more (X-14)."""
    for record in library.records.values():
        for path, id, _ in library.links(record):
            reference = library.get(Reference, id)
            if reference and reference.retracted:
                message = f"The reference “{id}” has been retracted."
                help = "Take it away, and look at what it was meant to support."
                yield Problem(record.id, path, message, help, (id, ("retracted",)))


CHECKS = (
    RecordCheck("EVI-01", Severity.ERROR, cited),
    RecordCheck("EVI-06", Severity.WARNING, doubt),
    Check("X-14", Severity.ERROR, retracted),
)
