"""The newsletter: one issue, made of records that the library already has."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pressup.records.base import DateText, Many, Part, Record
from pressup.records.marks import ArticleLink, ConditionLink, ExerciseLink, ProgrammeLink, PublisherLink, Text
from pressup.records.shared import Claim, Review, Rights

_CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
HEADER_PATTERN = rf"^[^{_CONTROL}]*[^\s{_CONTROL}][^{_CONTROL}]*$"
HeaderText = Annotated[Text, Field(max_length=200, pattern=HEADER_PATTERN)]
"""Text that goes into a mail header: one line, no control characters."""

ACTION_PATTERN = r"^(https://[^\s<>\x22'\\]+|mailto:[^\s<>\x22'\\@]+@[^\s<>\x22'\\@]+)$"
ActionAddress = Annotated[str, Field(pattern=ACTION_PATTERN, max_length=2_000)]
"""Where a button leads: an https address, or a mail address behind `mailto:`."""


class Action(Part):
    """One thing that the reader is asked to do."""

    label: Text
    """The words on the button."""
    url: ActionAddress
    """Where it leads: an https address, or `mailto:` and a mail address. A record has the address of `base_url` and its id."""


class NewsletterItem(Part):
    """One item: a record, or news in its own words."""

    exercise: ExerciseLink | None = None
    """The exercise to show."""
    article: ArticleLink | None = None
    """The article to point to."""
    programme: ProgrammeLink | None = None
    """The programme to point to."""
    condition: ConditionLink | None = None
    """The condition to point to."""
    heading: Text | None = None
    """The heading; the record's title when left out."""
    teaser: Text | None = None
    """A sentence or two that makes people want to read it."""
    action: Action | None = None
    """What to do next."""


class NewsletterIssue(Record):
    """One issue of a newsletter."""

    kind: Literal["newsletter"]
    """Always `newsletter`."""
    title: Text
    """The headline of the issue."""
    publisher: PublisherLink | None = None
    """Whose newsletter it is; every publisher's when left out."""
    number: Annotated[int, Field(ge=1, le=99_999)]
    """The number of the issue."""
    date: DateText
    """The date of the issue, YYYY-MM-DD."""
    subject: HeaderText
    """The subject line of the mail."""
    preheader: Annotated[HeaderText, Field(min_length=40, max_length=130)]
    """What a mail program shows beside the subject, 40 to 130 characters, not the subject again."""
    lead: Text
    """The first sentences."""
    audience: Text | None = None
    """For whom the issue is, in a few words, such as `people with sore knees`. It stands under the first sentences."""
    items: Annotated[Many[NewsletterItem], Field(min_length=1)]
    """The items in the order in which they stand, the main one first."""
    action: Action | None = None
    """What the reader should do above all: the one button, behind the items. Without it the first item has the button."""
    conditions: Many[ConditionLink] = ()
    """The conditions that the issue speaks about. Their red flags are printed."""
    claims: Many[Claim] = ()
    """Its statements, with the evidence."""
    review: Review
    """Who wrote and checked it."""
    rights: Rights
    """Under what terms it may be used."""

    title_field = "title"
