"""Staleness: content that has changed since its review, and programmes made of records whose review is overdue."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks.check import Check, Path, Problem, RecordCheck, RecordContext
from pressup.checks.programmes import programme_items
from pressup.content.library import Library, with_wider
from pressup.findings import Severity
from pressup.records import Programme, Record, Review
from pressup.records.hashing import reviewed_hash


def changed(record: Record, context: RecordContext) -> Iterator[Problem]:
    """What says `reviewed` is still what the reviewer approved: its content has the hash that the review wrote down (GOV-04)."""
    review = getattr(record, "review", None)
    if not isinstance(review, Review) or review.status != "reviewed" or not review.reviewed_hash:
        return
    current = reviewed_hash(record)
    if review.reviewed_hash != current:
        message = "The content has changed since it was reviewed."
        help = f"Have it reviewed again, renew the dates, and write reviewed_hash: {current}"
        yield Problem(record.id, ("review", "reviewed_hash"), message, help)


def unhashed(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Where one record keeps the hash of what was reviewed, all reviewed ones do: else a change of some goes unseen (GOV-04)."""
    reviewed = [(record, record.review) for record in library.records.values() if _is_reviewed(record)]  # type: ignore[attr-defined]
    if any(review.reviewed_hash for _, review in reviewed):
        for record, review in reviewed:
            if not review.reviewed_hash:
                message = "The record keeps no hash of what was reviewed, as others do, so that a change would go unseen."
                help = f"If nothing has changed since its review, add reviewed_hash: {reviewed_hash(record)}"
                yield Problem(record.id, ("review",), message, help)


def _is_reviewed(record: Record) -> bool:
    review = getattr(record, "review", None)
    return isinstance(review, Review) and review.status == "reviewed"


def stale(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A programme is as stale as the oldest review among the exercises and conditions that it prints (X-11)."""
    overdue = {record.id: record for record in library.records.values() if _overdue(record, today)}
    if not overdue:
        return
    for programme in library.of(Programme):
        for id, path in _prints(library, programme).items():
            record = overdue.get(id)
            if record is not None:
                message = f"The review of “{record.display_title}”, which this programme prints, is overdue."
                help = "Have that record reviewed first, or take it out of the programme."
                yield Problem(programme.id, path, message, help, (id, ("review", "due")))


def _overdue(record: Record, today: datetime.date) -> bool:
    review = getattr(record, "review", None)
    # Dates of this form sort as text; one that does not exist is told by DATE-01.
    return isinstance(review, Review) and review.due is not None and review.due < today.isoformat()


def _prints(library: Library, programme: Programme) -> dict[str, Path]:
    """The exercises and conditions that a programme prints, each with the first place that names it or its narrower condition."""
    found: dict[str, Path] = {}
    for path, item, _ in programme_items(library, programme):
        found.setdefault(item.exercise, (*path, "exercise"))
    for i, id in enumerate(programme.conditions):
        for condition in with_wider(library, [id]):
            found.setdefault(condition.id, ("conditions", i))
    return found


CHECKS = (
    RecordCheck("GOV-04", Severity.ERROR, changed),
    Check("GOV-04", Severity.WARNING, unhashed),
    Check("X-11", Severity.ERROR, stale),
)
