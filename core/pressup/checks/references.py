"""References: numbers by which a reader finds them, guidelines that are not out of date, and no reference that nothing cites."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks.check import Check, Path, Problem, RecordCheck, RecordContext
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Record, Reference

YEARS_OF_A_GUIDELINE = 5


def findable(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A reference has a number or address by which a reader finds it, and an ISBN has the right check digit (EVI-02)."""
    if not isinstance(record, Reference):
        return
    if not (record.doi or record.pmid or record.isbn or record.url):
        message = "The reference has no DOI, PMID, ISBN or URL."
        yield Problem(record.id, (), message, "Add one of them, so that a reader can look it up.")
    if record.isbn and not _is_isbn(record.isbn):
        message = f"{record.isbn} is no ISBN: {_why_not(record.isbn)}."
        yield Problem(record.id, ("ISBN",), message, "Copy it again from the book.")


def _is_isbn(text: str) -> bool:
    digits = [10 if sign in "Xx" else int(sign) for sign in text if sign != "-"]
    ten = 10 not in digits[:-1]
    if len(digits) == 10:
        return ten and sum((10 - i) * digit for i, digit in enumerate(digits)) % 11 == 0
    return len(digits) == 13 and 10 not in digits and sum(digit * (3 if i % 2 else 1) for i, digit in enumerate(digits)) % 10 == 0


def _why_not(text: str) -> str:
    count = len(text.replace("-", ""))
    return "its check digit is wrong" if count in (10, 13) else f"it has {count} digits, not 10 or 13"


def slips(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A DOI ends with no mark of the sentence that it was copied from, or its link leads nowhere (EVI-02)."""
    if isinstance(record, Reference) and record.doi and record.doi[-1] in ".,;":
        message = f"The DOI ends with “{record.doi[-1]}”, which belongs to no DOI that is usual."
        yield Problem(record.id, ("DOI",), message, f"Write {record.doi.rstrip('.,;')}, if that opens at https://doi.org.")


def published(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A reference came out before today (EVI-02)."""
    for reference in library.of(Reference):
        years = [parts[0] for parts in reference.issued.date_parts]
        if max(years) > today.year:
            message = f"The reference came out in {max(years)}, which lies in the future."
            path = ("issued", "date-parts", years.index(max(years)))
            yield Problem(reference.id, path, message, "Correct the year.")


def old_guidelines(library: Library, today: datetime.date) -> Iterator[Problem]:
    """The newest guideline that a record cites is at most 5 years old, unless its evidence was searched since (EVI-05)."""
    guidelines = {entry.id: entry for entry in library.of(Reference) if entry.guideline and not entry.retracted}
    if not guidelines:
        return
    for record in library.records.values():
        review = getattr(record, "review", None)
        if record.status != "active" or review is None or review.status == "sample":
            continue  # a sample is not kept up to date
        cited: list[tuple[Reference, Path]] = []
        cited += ((guidelines[id], path) for path, id in _citations(library, record) if id in guidelines)
        if not cited:
            continue
        newest, path = max(cited, key=lambda entry: entry[0].issued.year)
        searched = review.evidence_searched or ""
        last_good = today.year - YEARS_OF_A_GUIDELINE
        if newest.issued.year < last_good and searched[:4] < str(last_good):
            message = f"The newest guideline that this cites, “{newest.id}”, is of {newest.issued.year}."
            help = "Look for a newer one. If there is none, write under “review” on which day you looked: evidence_searched."
            yield Problem(record.id, path, message, help, (newest.id, ("issued",)))


def uncited(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Every reference supports something; one that is left over may be a study that was meant to be cited (EVI-05)."""
    cited: set[str] = set()
    content = False
    for record in library.records.values():
        if not isinstance(record, Reference):
            content = content or hasattr(record, "review")
            cited.update(id for _, id in _citations(library, record))
    if not content:
        return  # a folder of references alone is somebody's list
    for reference in library.of(Reference):
        # A retracted one that nothing leans on any more is as it should be, and tells the next author.
        if reference.id not in cited and reference.status == "active" and not reference.retracted:
            yield Problem(reference.id, ("title",), "Nothing cites this reference.", "Cite it, or delete it.")


def _citations(library: Library, record: Record) -> Iterator[tuple[Path, str]]:
    return ((path, id) for path, id, mark in library.links(record) if "reference" in mark.kinds)


CHECKS = (
    RecordCheck("EVI-02", Severity.ERROR, findable),
    RecordCheck("EVI-02", Severity.WARNING, slips),
    Check("EVI-02", Severity.ERROR, published),
    Check("EVI-05", Severity.WARNING, old_guidelines),
    Check("EVI-05", Severity.NOTE, uncited),
)
