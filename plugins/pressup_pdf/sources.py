"""Where a handout comes from: its sources, who wrote and checked it, and under what terms it may be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pressup import Handout, Reference, RenderContext
from pressup_pdf.words import Words


@dataclass(frozen=True, slots=True)
class Source:
    """A reference as it is printed."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Credits:
    """The imprint."""

    rows: tuple[tuple[str, str], ...]
    """Label and text."""


def sources_of(document: Handout, words: Words) -> tuple[Source, ...]:
    """The list of sources, in the order of their numbers."""
    return tuple(Source(_citation(reference, words), _doubts(reference, words)) for reference in document.references)


def _citation(reference: Reference, words: Words) -> str:
    """A reference in the manner of Vancouver, shortened to the first author."""
    t = words.catalogue
    first = reference.author[0]
    name = first.literal or " ".join(part for part in (first.family, first.given) if part)
    if len(reference.author) > 1:
        name = t.gettext("{name} and others").format(name=name)
    parts = [f"{name.rstrip('.')}.", f"{reference.title.rstrip('.')}."]
    where = " ".join(part for part in (reference.container_title, reference.number) if part)
    if reference.publisher and reference.publisher not in name:
        where = f"{reference.publisher}, {where}" if where else reference.publisher
    numbers = _numbers(reference)
    parts.append(f"{where} {numbers}.".strip())
    if reference.doi:
        parts.append(f"doi:{reference.doi}")
    elif reference.url:
        parts.append(reference.url.removeprefix("https://").removeprefix("http://").removeprefix("www."))
    elif reference.isbn:
        parts.append(f"ISBN {reference.isbn}")
    return " ".join(parts)


def _numbers(reference: Reference) -> str:
    """Year, volume, issue and pages: `2024;13(4):521–536`."""
    text = str(reference.issued.year)
    if reference.volume:
        text += f";{reference.volume}"
        text += f"({reference.issue})" if reference.issue else ""
    if reference.page:
        text += f":{reference.page.replace('-', '–')}"
    return text


def _doubts(reference: Reference, words: Words) -> str:
    t = words.catalogue
    parts = []
    if reference.retracted:
        parts.append(t.gettext("This source has been withdrawn."))
    if reference.verified != "seen":
        parts.append(t.gettext("We have not looked up this entry yet."))
    if reference.note:
        parts.append(reference.note)
    return " ".join(parts)


def credits_of(document: Handout, context: RenderContext[Any], words: Words) -> Credits:
    """The imprint's rows."""
    t = words.catalogue
    publisher = context.publisher
    review = document.subject.review
    contact = publisher.contact
    address = contact.postal_address
    authors = (author for record in document.printed() for author in record.review.authors)  # type: ignore[attr-defined]
    rows = [
        (t.gettext("Publisher"), address if publisher.name in address else f"{publisher.name}, {address}"),
        (t.gettext("Written by"), "; ".join(dict.fromkeys(map(_person, authors)))),
        (t.gettext("Reviewed by"), "; ".join(_reviewers(document, context, words))),
        (t.gettext("Version"), _version(document, context, words)),
    ]
    money = [
        text
        for text in (publisher.funding, review.conflicts and t.gettext("Conflicts: {text}").format(text=review.conflicts))
        if text
    ]
    if money:
        rows.append((t.gettext("Money"), " ".join(money)))
    rows.append((t.gettext("Rights"), "; ".join(_rights(document))))
    reach = ", ".join(text for text in (contact.email, contact.phone, contact.url.removeprefix("https://")) if text)
    rows.append((t.gettext("Tell us"), t.gettext("Is something wrong or hard to read? {contact}").format(contact=reach)))
    return Credits(tuple(rows))


def _person(person: Any) -> str:
    registration = person.registration
    registered = " ".join(part for part in (registration.body, registration.number) if part) if registration else ""
    return ", ".join(part for part in (person.name, person.profession, registered, person.affiliation) if part)


def _reviewers(document: Handout, context: RenderContext[Any], words: Words) -> list[str]:
    t = words.catalogue
    found: dict[str, None] = {}
    reviews = [record.review for record in document.printed()]  # type: ignore[attr-defined]
    for review in reviews:
        if review.reviewer is not None and review.status == "reviewed":
            day = f" ({context.date(review.last_reviewed)})" if review.last_reviewed else ""
            found[_person(review.reviewer) + day] = None
    if not found:
        return [t.gettext("none yet")]
    complete = all(review.status == "reviewed" for review in reviews)
    return [*found, *([] if complete else [t.gettext("parts of it by nobody yet")])]


def _version(document: Handout, context: RenderContext[Any], words: Words) -> str:
    t = words.catalogue
    due = document.subject.review.due
    if due:
        return t.gettext("{version}. To be reviewed again by {date}.").format(version=document.version, date=context.date(due))
    return document.version


def _rights(document: Handout) -> list[str]:
    """Each author and licence once, of texts and of pictures."""
    entries: dict[str, None] = {}
    for record in document.printed():
        for rights in (record.rights, *(media.rights for media in getattr(record, "media", ()))):  # type: ignore[attr-defined]
            grant = f" {rights.grant}" if rights.grant else ""
            entries[f"© {rights.attribution}.{grant}".removesuffix(".")] = None
    return list(entries)
