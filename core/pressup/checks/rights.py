"""Rights: under what licence a text or picture stands, and whether a publisher may print it so."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks import licences
from pressup.checks.check import Check, Path, Problem, RecordCheck, RecordContext
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import NewsletterIssue, Publisher, Record, Rights


def rights_of(record: Record) -> Iterator[tuple[Path, Rights]]:
    """The rights in a record's text, then those in each of its pictures, each with its place."""
    own = record.__dict__.get("rights", None)
    if own is not None:
        yield ("rights",), own
    for i, entry in enumerate(record.__dict__.get("media", ())):
        yield ("media", i, "rights"), entry.rights


def complete(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Text and pictures have a licence that SPDX lists, or a grant; what comes from elsewhere says where from and when (RGT-01)."""
    for path, rights in rights_of(record):
        if licences.canonical(rights.licence) is None:
            message = f"“{rights.licence}” is no licence id that SPDX lists."
            yield Problem(record.id, (*path, "licence"), message, licences.advice(rights.licence))
        elif rights.licence == licences.PROPRIETARY and not rights.grant:
            message = "The licence is proprietary, and nothing says what the owner has allowed."
            yield Problem(record.id, (*path, "licence"), message, "Add “grant”: who allowed what, and when.")
        if rights.source and not rights.retrieved:
            message = "The rights name a source, and not the day on which it was taken from there."
            yield Problem(record.id, (*path, "source"), message, "Add “retrieved”, such as 2026-11-22: licences of pages change.")
        elif rights.retrieved and not rights.source:
            message = "The rights name a day on which this was taken, and no source."
            yield Problem(record.id, (*path, "retrieved"), message, "Add “source”, the address that it comes from.")
    if isinstance(record, Publisher):
        for i, licence in enumerate(record.licences.allowed):
            if licences.canonical(licence) is None:
                message = f"“{licence}” is no licence id that SPDX lists."
                yield Problem(record.id, ("licences", "allowed", i), message, licences.advice(licence))


def permitted(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Every licence permits what each publisher does with the text or picture: sell it, change it, keep its own terms (RGT-02).

    A text is always changed: a programme sets other doses, a newsletter takes parts of it, a feed gives it a new form, and to put
    somebody's text into fields is an adaptation already. A picture is printed whole and at most scaled, which licences without
    changes permit (CC BY-ND 4.0, 2(a)(4)). Texts and pictures under share-alike licences are blocked until the publisher agrees.
    """
    for publisher in library.of(Publisher):
        refusals: dict[tuple[str, bool], str | None] = {}
        for record in library.records.values():
            if isinstance(record, NewsletterIssue) and record.publisher not in (None, publisher.id):
                continue
            for path, rights in rights_of(record):
                own_text = path == ("rights",)
                key = (rights.licence, own_text)
                if key not in refusals:
                    licence = licences.canonical(rights.licence)
                    refusals[key] = licences.refusal(licence, publisher.licences, changed=own_text) if licence else None
                why = refusals[key]
                if why:
                    what = "text" if own_text else "picture"
                    message = f"The {what} is under {rights.licence}, and {publisher.name} {why}."
                    help = f"Use another {what}, ask for a grant, or say what the publisher accepts in its “licences”."
                    yield Problem(record.id, (*path, "licence"), message, help, (publisher.id, ("licences",)))


CHECKS = (
    RecordCheck("RGT-01", Severity.ERROR, complete),
    Check("RGT-02", Severity.ERROR, permitted),
)
