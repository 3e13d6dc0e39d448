"""Where a page comes from: its sources, who wrote and checked it, and under what terms it may be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pressup import Handout, Reference, RenderContext
from pressup_web.words import Words


@dataclass(frozen=True, slots=True)
class Source:
    """A reference: its text, the address it can be read at, what stands for that, and what to doubt."""

    text: str
    url: str | None
    shown: str
    note: str


def sources_of(document: Handout, words: Words) -> Iterator[Source]:
    """The list of sources, in the order of their numbers."""
    for reference in document.references:
        url, shown = _address(reference)
        yield Source(_citation(reference, words), url, shown, _doubts(reference, words))


def _address(reference: Reference) -> tuple[str | None, str]:
    if reference.doi:
        return f"https://doi.org/{quote(reference.doi, safe='/:;()')}", f"doi:{reference.doi}"
    if reference.url:
        shown = reference.url.removeprefix("https://").removeprefix("http://").removeprefix("www.")
        return reference.url if reference.url.startswith("https://") else None, shown
    return None, f"ISBN {reference.isbn}" if reference.isbn else ""


def _citation(reference: Reference, words: Words) -> str:
    """A reference in the manner of Vancouver, shortened to the first author."""
    first = reference.author[0]
    name = first.literal or " ".join(part for part in (first.family, first.given) if part)
    if len(reference.author) > 1:
        name = words.t.gettext("{name} and others").format(name=name)
    where = " ".join(part for part in (reference.container_title, reference.number) if part)
    if reference.publisher and reference.publisher not in name:
        where = f"{reference.publisher}, {where}" if where else reference.publisher
    return f"{name.rstrip('.')}. {reference.title.rstrip('.')}. {f'{where} {_numbers(reference)}'.strip()}."


def _numbers(reference: Reference) -> str:
    """Year, volume, issue and pages: `2024;13(4):521–536`."""
    text = str(reference.issued.year)
    if reference.volume:
        text += f";{reference.volume}" + (f"({reference.issue})" if reference.issue else "")
    return text + (f":{reference.page.replace('-', '–')}" if reference.page else "")


def _doubts(reference: Reference, words: Words) -> str:
    t = words.t
    parts = []
    if reference.retracted:
        parts.append(t.gettext("This source has been withdrawn."))
    if reference.verified != "seen":
        parts.append(t.gettext("We have not looked up this entry yet."))
    if reference.note:
        parts.append(reference.note)
    return " ".join(parts)


def imprint_of(document: Handout, context: RenderContext[Any], words: Words) -> Iterator[tuple[str, str]]:
    """The imprint's rows: label and text."""
    t, publisher, review = words.t, context.publisher, document.subject.review
    contact = publisher.contact
    address = contact.postal_address
    yield t.gettext("Publisher"), address if publisher.name in address else f"{publisher.name}, {address}"
    authors = (author for record in document.printed() for author in record.review.authors)  # type: ignore[attr-defined]
    yield t.gettext("Written by"), "; ".join(dict.fromkeys(map(_person, authors)))
    yield t.gettext("Reviewed by"), "; ".join(_reviewers(document, context, words))
    yield t.gettext("Version"), _version(document, context, words)
    conflicts = review.conflicts and t.gettext("Conflicts: {text}").format(text=review.conflicts)
    money = [text for text in (publisher.funding, conflicts) if text]
    if money:
        yield t.gettext("Money"), " ".join(money)
    yield t.gettext("Rights"), "; ".join(_rights(document))


def _person(person: Any) -> str:
    registration = person.registration
    registered = " ".join(part for part in (registration.body, registration.number) if part) if registration else ""
    return ", ".join(part for part in (person.name, person.profession, registered, person.affiliation) if part)


def _reviewers(document: Handout, context: RenderContext[Any], words: Words) -> list[str]:
    found: dict[str, None] = {}
    reviews = [record.review for record in document.printed()]  # type: ignore[attr-defined]
    for review in reviews:
        if review.reviewer is not None and review.status == "reviewed":
            day = f" ({context.date(review.last_reviewed)})" if review.last_reviewed else ""
            found[_person(review.reviewer) + day] = None
    if not found:
        return [words.t.gettext("none yet")]
    complete = all(review.status == "reviewed" for review in reviews)
    return [*found, *([] if complete else [words.t.gettext("parts of it by nobody yet")])]


def _version(document: Handout, context: RenderContext[Any], words: Words) -> str:
    due = document.subject.review.due
    if not due:
        return document.version
    template = words.t.gettext("{version}. To be reviewed again by {date}.")
    return template.format(version=document.version, date=context.date(due))


def _rights(document: Handout) -> list[str]:
    """Each author and licence once, of texts and of pictures."""
    entries: dict[str, None] = {}
    for record in document.printed():
        for rights in (record.rights, *(media.rights for media in getattr(record, "media", ()))):  # type: ignore[attr-defined]
            grant = f" {rights.grant}" if rights.grant else ""
            entries[f"© {rights.attribution}.{grant}".removesuffix(".")] = None
    return list(entries)
