"""How sure a statement is, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from pressup.documents.wording import translations
from pressup.records import Claim, Reference


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as a reader is shown it."""

    text: str
    """Who, what, where and when."""
    address: str
    """Where to find it, to be read: a DOI, an address without `https://`, or an ISBN. May be empty."""
    url: str | None
    """The same to be followed: always `https:`."""
    doubt: str
    """What to doubt about it: withdrawn, not looked up yet, or the record's own note. May be empty."""


def citation(reference: Reference, lang: str) -> Citation:
    """A source in the manner of Vancouver, shortened to the first author.

    Source: *Citing Medicine*, 2nd edition, National Library of Medicine (order of the parts, and `year;volume(issue):pages`).
    """
    t = translations("pressup", lang)
    first = reference.author[0]
    name = first.literal or " ".join(part for part in (first.family, first.given) if part)
    if len(reference.author) > 1:
        name = t.gettext("{name} and others").format(name=name)
    where = " ".join(part for part in (reference.container_title, reference.number) if part)
    if reference.publisher and reference.publisher not in name:
        where = f"{reference.publisher}, {where}" if where else reference.publisher
    text = f"{name.rstrip('.')}. {reference.title.rstrip('.')}. {f'{where} {_numbers(reference)}'.strip()}."
    url, address = _address(reference)
    return Citation(text, address, url, _doubt(reference, lang))


def _numbers(reference: Reference) -> str:
    """Year, volume, issue and pages: `2024;13(4):521–536`."""
    text = str(reference.issued.year)
    if reference.volume:
        text += f";{reference.volume}" + (f"({reference.issue})" if reference.issue else "")
    return text + (f":{reference.page.replace('-', '–')}" if reference.page else "")


def _address(reference: Reference) -> tuple[str | None, str]:
    if reference.doi:
        return f"https://doi.org/{quote(reference.doi, safe='/:;()')}", f"doi:{reference.doi}"
    if reference.url:
        shown = reference.url.removeprefix("https://").removeprefix("http://").removeprefix("www.")
        return reference.url if reference.url.startswith("https://") else None, shown
    return None, f"ISBN {reference.isbn}" if reference.isbn else ""


def _doubt(reference: Reference, lang: str) -> str:
    t = translations("pressup", lang)
    parts = []
    if reference.retracted:
        parts.append(t.gettext("This source has been withdrawn."))
    if reference.verified != "seen":
        parts.append(t.gettext("We have not looked up this entry yet."))
    if reference.note:
        parts.append(reference.note)
    return " ".join(parts)


def certainty(grade: str, lang: str) -> str:
    """How sure the evidence makes us, in two or three words: `fairly sure`."""
    t = translations("pressup", lang)
    grades = {
        "high": t.gettext("very sure"),
        "moderate": t.gettext("fairly sure"),
        "low": t.gettext("not very sure"),
        "very-low": t.gettext("not sure at all"),
        "contested": t.gettext("experts do not agree"),
        "none": t.gettext("no study yet"),
    }
    return grades[grade]


def doubt_of(claim: Claim, lang: str) -> str:
    """How sure a statement is, and why no surer, in sentences."""
    t = translations("pressup", lang)
    grades = {
        "high": t.gettext("The evidence for this is strong."),
        "moderate": t.gettext("The evidence for this is fairly good."),
        "low": t.gettext("The evidence for this is weak."),
        "very-low": t.gettext("The evidence for this is very weak."),
        "contested": t.gettext("Studies disagree about this."),
        "none": t.gettext("No study has tested this."),
    }
    return " ".join(text for text in (grades[claim.grade], claim.uncertainty) if text)
