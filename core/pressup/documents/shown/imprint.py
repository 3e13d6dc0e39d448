"""Who wrote and checked a document, who paid for it, and under what terms it may be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pressup.documents.model import Handout
from pressup.documents.wording import translations
from pressup.records import Publisher, Review


def imprint(handout: Handout, publisher: Publisher, date: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """The rows of a handout's imprint: label and text.

    Args:
        handout: The handout.
        publisher: Whose it is.
        date: Writes a date such as `2026-11-22` in the reader's language: `RenderContext.date`.
    """
    t = translations("pressup", handout.lang)
    address = publisher.contact.postal_address
    reviews = tuple(record.review for record in handout.printed())  # type: ignore[attr-defined]
    yield t.gettext("Publisher"), address if publisher.name in address else f"{publisher.name}, {address}"
    authors = (author for review in reviews for author in review.authors)
    yield t.gettext("Written by"), "; ".join(dict.fromkeys(map(_person, authors)))
    yield t.gettext("Reviewed by"), "; ".join(_reviewers(reviews, handout.lang, date))
    yield t.gettext("Version"), _version(handout, date)
    conflicts = handout.subject.review.conflicts
    money = (publisher.funding, conflicts and t.gettext("Conflicts: {text}").format(text=conflicts))
    if any(money):
        yield t.gettext("Money"), " ".join(text for text in money if text)
    yield t.gettext("Rights"), "; ".join(_rights(handout))


def _person(person: Any) -> str:
    registration = person.registration
    registered = " ".join(part for part in (registration.body, registration.number) if part) if registration else ""
    return ", ".join(part for part in (person.name, person.profession, registered, person.affiliation) if part)


def _reviewers(reviews: tuple[Review, ...], lang: str, date: Callable[[str], str]) -> Iterator[str]:
    t = translations("pressup", lang)
    found: dict[str, None] = {}
    for review in reviews:
        if review.reviewer is not None and review.status == "reviewed":
            day = f" ({date(review.last_reviewed)})" if review.last_reviewed else ""
            found[_person(review.reviewer) + day] = None
    yield from found
    if not found:
        yield t.gettext("none yet")
    elif any(review.status != "reviewed" for review in reviews):
        yield t.gettext("parts of it by nobody yet")


def _version(handout: Handout, date: Callable[[str], str]) -> str:
    due = handout.subject.review.due
    if not due:
        return handout.version
    template = translations("pressup", handout.lang).gettext("{version}. To be reviewed again by {date}.")
    return template.format(version=handout.version, date=date(due))


def _rights(handout: Handout) -> tuple[str, ...]:
    """Each author and licence once, of texts and of pictures."""
    entries: dict[str, None] = {}
    for record in handout.printed():
        for rights in (record.rights, *(media.rights for media in getattr(record, "media", ()))):  # type: ignore[attr-defined]
            grant = f" {rights.grant}" if rights.grant else ""
            entries[f"© {rights.attribution}.{grant}".removesuffix(".")] = None
    return tuple(entries)
