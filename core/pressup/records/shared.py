"""Parts that several kinds share: review, rights, media and claims."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pressup.records.base import DateText, Many, Part, WebAddress
from pressup.records.hashing import Hash
from pressup.records.marks import ReferenceLink, Slug, Text

Grade = Literal["high", "moderate", "low", "very-low", "contested", "none"]
"""How sure the evidence makes us, in the words of GRADE; `contested` where reviews disagree, `none` where there is no study."""


class Registration(Part):
    """With which body a professional is registered."""

    body: Text
    """The registration body, such as HCPC."""
    number: str | None = None
    """The registration number, if it may be printed."""


class Person(Part):
    """Somebody who wrote, checked, drew or translated."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    """The person's name, or the name of a group."""
    role: Literal["author", "clinical-reviewer", "editor", "illustrator", "translator"] = "author"
    """What the person did."""
    profession: Text | None = None
    """The person's profession. A clinical reviewer needs one."""
    registration: Registration | None = None
    """With which body the person is registered. A clinical reviewer needs one."""
    affiliation: Text | None = None
    """Where the person works."""
    conflicts: Text | None = None
    """Conflicts of interest, or `None.`"""


class Change(Part):
    """One line of a record's history."""

    version: Annotated[str, Field(pattern=r"^\d+(\.\d+){0,2}$", examples=["0.1", "2.0"])]
    """The version that brought the change."""
    date: DateText | None = None
    """When it was made."""
    note: Text
    """What changed, in one sentence."""


class Review(Part):
    """Who wrote and checked a record, and until when that holds. A sample has no reviewer and no dates."""

    status: Literal["sample", "draft", "in-review", "reviewed"]
    """`sample` for demonstration content, `draft` and `in-review` on the way, `reviewed` when a clinician has approved it."""
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+){0,2}$", examples=["1.0"])]
    """The version of the content, printed on the handout."""
    authors: Annotated[Many[Person], Field(min_length=1)]
    """Who wrote it."""
    reviewer: Person | None = None
    """The clinician who approved it, never one of the authors."""
    last_reviewed: DateText | None = None
    """The day of the last clinical review, YYYY-MM-DD."""
    due: DateText | None = None
    """The day by which it must be reviewed again, at most 36 months later."""
    reviewed_hash: Hash | None = None
    """The hash of what the reviewer approved; Pressup tells when the text has changed since."""
    evidence_searched: DateText | None = None
    """When the evidence was last searched."""
    conflicts: Text | None = None
    """Sponsors and conflicts of interest of the content, or `None.`"""
    changes: Many[Change] = ()
    """The history, newest first."""


class Rights(Part):
    """Under what terms the text or picture may be used, and where it comes from."""

    licence: Annotated[str, Field(min_length=1, max_length=100, examples=["CC-BY-4.0", "proprietary"])]
    """An SPDX licence id, or `proprietary` with a `grant`."""
    author: Annotated[str, Field(min_length=1, max_length=300)]
    """Who holds the rights, as the attribution prints it."""
    source: WebAddress | None = None
    """Where it comes from, when it is not your own."""
    retrieved: DateText | None = None
    """When it was taken from there."""
    grant: Text | None = None
    """What the owner has allowed, for `proprietary`."""

    @property
    def attribution(self) -> str:
        """Author, licence and source, as every output prints them."""
        return ", ".join(part for part in (self.author, self.licence, self.source) if part)


class Media(Part):
    """A picture or film that belongs to a record."""

    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_./ -]*$", max_length=300)]
    """The file's path inside the content folder."""
    role: Literal["start", "mid", "finish", "detail", "video"] = "detail"
    """What it shows of the movement."""
    alt: Text | None = None
    """What a person who cannot see it needs to know, in at most 150 characters."""
    decorative: bool = False
    """True when the picture says nothing that the text does not say; then it needs no `alt`."""
    caption: Text | None = None
    """The line under the picture."""
    rights: Rights
    """Who made it, and how it may be used."""


class Claim(Part):
    """One statement about health, with how sure we are and why."""

    id: Slug | None = None
    """A name for the claim inside its record."""
    text: Text
    """The statement, in the words that are printed."""
    relation: Literal["association", "cause", "treatment-effect", "prevention", "mechanism", "consensus", "anatomy"]
    """What kind of statement it is. `association` never says that one thing causes another."""
    population: Text | None = None
    """Whom the evidence is about."""
    grade: Grade
    """How sure the evidence makes us."""
    references: Many[ReferenceLink] = ()
    """The references that support it."""
    uncertainty: Text | None = None
    """The doubt, in plain words. Needed when the grade is low or worse."""
