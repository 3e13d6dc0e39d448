"""Review: real dates in their order, a reviewer where a record says that it was reviewed, and samples told as such."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks.check import Check, Path, Problem, RecordCheck, RecordContext
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import NewsletterIssue, Record, Reference, Review

MONTHS_BETWEEN_REVIEWS = 36
_IN_USE = ("in-review", "reviewed")
"""Samples and drafts are not published as they are, so that less is asked of them."""


def _review(record: Record) -> Review | None:
    review = getattr(record, "review", None)
    return review if isinstance(review, Review) else None


def _reviews(library: Library) -> Iterator[tuple[Record, Review]]:
    for record in library.records.values():
        review = _review(record)
        if review is not None:
            yield record, review


def _date(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def real_dates(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Every date is a day that exists. A schema knows the form of a date, not the calendar."""
    for path, text in _dates(record):
        if text and _date(text) is None:
            yield Problem(record.id, path, f"There is no day {text}.")
    if isinstance(record, Reference):
        for i, parts in enumerate(record.issued.date_parts):
            shown = "-".join(f"{part:02}" for part in parts)
            whole = (*parts, 1, 1)[:3]
            if not 1000 <= whole[0] <= 9999 or _date("-".join(f"{part:02}" for part in whole)) is None:
                message = f"There is no date {shown}."
                yield Problem(record.id, ("issued", "date-parts", i), message, "Write year, month and day: [2020, 5, 31].")


def _dates(record: Record) -> Iterator[tuple[Path, str | None]]:
    review = _review(record)
    if review is not None:
        for name in ("last_reviewed", "due", "evidence_searched"):
            yield ("review", name), getattr(review, name)
        for i, change in enumerate(review.changes):
            yield ("review", "changes", i, "date"), change.date
    rights = getattr(record, "rights", None)
    if rights is not None:
        yield ("rights", "retrieved"), rights.retrieved
    for i, entry in enumerate(getattr(record, "media", ())):
        yield ("media", i, "rights", "retrieved"), entry.rights.retrieved
    for i, code in enumerate(getattr(record, "codes", ())):
        yield ("codes", i, "verified_on"), code.verified_on
    if isinstance(record, NewsletterIssue):
        yield ("date",), record.date
    if isinstance(record, Reference):
        yield ("accessed",), record.accessed


def reviewer(record: Record, context: RecordContext) -> Iterator[Problem]:
    """What says `reviewed` names the clinician who approved it, with profession and registration, and the dates (GOV-01)."""
    review = _review(record)
    if review is None:
        return
    if review.status == "sample":
        for name in ("reviewer", "last_reviewed", "due", "reviewed_hash"):
            if getattr(review, name) is not None:
                message = f"A sample has no “{name}”: no clinician has reviewed it."
                yield Problem(record.id, ("review", name), message, "Take it away, or change the status.")
    if review.status != "reviewed":
        return
    person = review.reviewer
    if person is None:
        yield Problem(
            record.id,
            ("review",),
            "The record says that it was reviewed, and names no reviewer.",
            "Add “reviewer”.",
        )
    elif person.profession is None or person.registration is None:
        message = "The reviewer has no profession, or no registration."
        yield Problem(record.id, ("review", "reviewer"), message, "Add “profession” and “registration”.")
    for name in ("last_reviewed", "due"):
        if getattr(review, name) is None:
            yield Problem(record.id, ("review",), f"The record says that it was reviewed, and “{name}” is missing.")


def independent(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A reviewer is no author: nobody sees the mistakes in a text of their own (X-13)."""
    review = _review(record)
    if review is None:
        return
    names = [_plain(author.name) for author in review.authors]
    if review.reviewer and _plain(review.reviewer.name) in names:
        message = "The reviewer is one of the authors."
        authors = (record.id, ("review", "authors", names.index(_plain(review.reviewer.name))))
        yield Problem(record.id, ("review", "reviewer"), message, "Another clinician must review it.", authors)


def clinical(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A reviewer has the role of a clinical reviewer: an editor or illustrator cannot approve clinical content (X-13)."""
    review = _review(record)
    if review is None:
        return
    person = review.reviewer
    if person and person.role != "clinical-reviewer":
        message = f"The reviewer has the role “{person.role}”, which approves nothing clinical."
        path = ("review", "reviewer", "role") if "role" in person.model_fields_set else ("review", "reviewer")
        yield Problem(record.id, path, message, "Write “role: clinical-reviewer”, if a clinician has reviewed it.")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def change_note(record: Record, context: RecordContext) -> Iterator[Problem]:
    """What goes to a reviewer says what is new in its version, so that nobody must guess what to look at (GOV-05)."""
    review = _review(record)
    if review is None:
        return
    if review.status in _IN_USE and not any(change.version == review.version for change in review.changes):
        message = f"Nothing says what the version {review.version} has changed."
        help = "Add it to “changes” in “review”: its version, date, and a note of one sentence."
        yield Problem(record.id, ("review", "version"), message, help)


def conflicts(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Readers are told who paid and who gains, or that nobody did: by the record, or by the publisher for all (GOV-06)."""
    silent = [record for record, review in _reviews(library) if review.status in _IN_USE and not review.conflicts]
    for publisher in library.publishers:
        if silent and not publisher.funding:
            whom = "1 record does not say it either" if len(silent) == 1 else f"{len(silent):,} records do not say it either"
            message = f"The publisher does not name sponsors and conflicts of interest, and {whom}."
            help = "Add “funding” here, which may be “None.”, or “conflicts” to the “review” of each record."
            yield Problem(publisher.id, ("name",), message, help, (silent[0].id, ("review",)))


def order(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Reviewed in the past, and due again within 36 months (PIF TICK)."""
    for record, review in _reviews(library):
        last, due = _date(review.last_reviewed), _date(review.due)
        if last and last > today:
            yield Problem(record.id, ("review", "last_reviewed"), f"The review of {last} lies in the future.")
        if last and due:
            months = (due.year - last.year) * 12 + due.month - last.month + (due.day > last.day)
            if due <= last:
                yield Problem(record.id, ("review", "due"), f"The next review, {due}, is not after the last one, {last}.")
            elif months > MONTHS_BETWEEN_REVIEWS:
                message = f"The next review is more than {MONTHS_BETWEEN_REVIEWS} months after the last one."
                yield Problem(record.id, ("review", "due"), message)


def overdue(library: Library, today: datetime.date) -> Iterator[Problem]:
    """What is due for review is reviewed before it is printed again."""
    for record, review in _reviews(library):
        due = _date(review.due)
        if due and due < today:
            yield Problem(record.id, ("review", "due"), f"The review was due on {due}.", "Have it reviewed, and renew the dates.")


def due_soon(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A warning 60 days before a review is due."""
    for record, review in _reviews(library):
        due = _date(review.due)
        if due and today <= due <= today + datetime.timedelta(days=60):
            yield Problem(record.id, ("review", "due"), f"The review is due on {due}.")


def samples(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Samples are told as such: one note for all of them, since no rule of review holds for them."""
    found = [record.id for record, review in _reviews(library) if review.status == "sample"]
    if found:
        count = "1 record is a sample" if len(found) == 1 else f"{len(found)} records are samples"
        message = f"{count}, not clinically reviewed; only a publisher with “sample: true” may print samples."
        yield Problem(found[0], ("review", "status"), message)


CHECKS = (
    RecordCheck("DATE-01", Severity.ERROR, real_dates),
    RecordCheck("GOV-01", Severity.ERROR, reviewer),
    Check("GOV-02", Severity.ERROR, order),
    Check("GOV-03", Severity.ERROR, overdue),
    Check("GOV-03", Severity.WARNING, due_soon),
    Check("GOV-01", Severity.NOTE, samples),
    RecordCheck("GOV-05", Severity.WARNING, change_note),
    Check("GOV-06", Severity.WARNING, conflicts),
    RecordCheck("X-13", Severity.ERROR, independent),
    RecordCheck("X-13", Severity.ERROR, clinical),
)
