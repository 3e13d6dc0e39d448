"""The article: health education in Markdown."""

from __future__ import annotations

from typing import Literal

from pressup.records.base import Many, Record
from pressup.records.condition import RedFlag
from pressup.records.marks import ConditionLink, ExerciseLink, Markdown, ReferenceLink, Text
from pressup.records.shared import Claim, Media, Review, Rights


class Article(Record):
    """A text that explains something."""

    kind: Literal["article"]
    """Always `article`."""
    title: Text
    """The title that a reader sees."""
    summary: Text
    """What it says, in one or two sentences."""
    body: Markdown
    """The text in Markdown, with headings from `##` on. In a `.md` file it is what follows the front matter."""
    conditions: Many[ConditionLink] = ()
    """The conditions it speaks about. Their red flags are printed."""
    exercises: Many[ExerciseLink] = ()
    """The exercises it speaks about."""
    red_flags: Many[RedFlag] = ()
    """Warning signs besides those of its conditions."""
    see_professional: Many[Text] = ()
    """When to see a professional without hurry."""
    media: Many[Media] = ()
    """Pictures."""
    claims: Many[Claim] = ()
    """Its statements, with the evidence."""
    references: Many[ReferenceLink] = ()
    """Further reading."""
    review: Review
    """Who wrote and checked it."""
    rights: Rights
    """Under what terms it may be used."""

    title_field = "title"
