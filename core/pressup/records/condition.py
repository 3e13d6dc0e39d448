"""The condition: what it is, what helps, and the red flags that every handout about it prints."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pressup.records.base import DateText, Many, Part, Record
from pressup.records.exercise import ExerciseType, Impact, Level
from pressup.records.marks import ConditionLink, ExerciseLink, PatternWord, ReferenceLink, RegionWord, Slug, Text
from pressup.records.shared import Claim, Media, Review, Rights

Urgency = Literal["emergency", "same-day", "soon"]
"""How fast to get help: at once, today, or within days. Listed from most to least urgent."""


class RedFlag(Part):
    """A warning sign: get help before you exercise."""

    text: Text
    """The sign, as the reader notices it."""
    urgency: Urgency
    """How fast to get help."""
    action: Text
    """What to do. Leave phone numbers to the publisher's record: they differ by country."""
    references: Many[ReferenceLink] = ()
    """What supports it."""


class Stage(Part):
    """A stage that the condition goes through."""

    id: Slug
    """The stage's name for links."""
    name: Text
    """The name that a reader sees."""
    entry: Text | None = None
    """How to know that it has begun."""
    exit: Text | None = None
    """How to know that it is over."""


class Selector(Part):
    """Exercises that must not be done: one by its id, or all that have the given traits."""

    exercise: ExerciseLink | None = None
    """One exercise."""
    type: ExerciseType | None = None
    """All of this type."""
    pattern: PatternWord | None = None
    """All with this pattern of movement."""
    impact: Impact | None = None
    """All with this impact."""
    min_level: Level | None = None
    """All of this level and harder."""
    stage: Slug | None = None
    """Only in this stage of the condition."""
    reason: Text
    """Why, in one sentence."""


class Code(Part):
    """A code of a classification, with who checked it: public lists of codes are often wrong."""

    system: Literal["ICD-10", "ICD-10-CM", "ICD-11", "SNOMED-CT"]
    """The classification."""
    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9.\-]{1,20}$")]
    """The code."""
    verified_by: Text | None = None
    """Who checked it."""
    verified_on: DateText | None = None
    """When it was checked."""


class Condition(Record):
    """A diagnosis, symptom or impairment that people look for help with."""

    kind: Literal["condition"]
    """Always `condition`."""
    name: Text
    """The name that a reader sees."""
    formal_name: Text | None = None
    """The clinical name, when it differs."""
    aliases: Many[Text] = ()
    """Other names that people use."""
    type: Literal["diagnosis", "symptom", "impairment"]
    """What kind of condition it is. An impairment gets no diagnosis code."""
    parent: ConditionLink | None = None
    """The wider condition. Its red flags and contraindications hold here too."""
    region: RegionWord
    """The part of the body."""
    summary: Text
    """What it is, in one or two sentences."""
    causes: Many[Text] = ()
    """What may bring it about."""
    symptoms: Many[Text] = ()
    """What people notice."""
    typical_course: Text | None = None
    """How it usually goes."""
    self_care: Many[Text] = ()
    """What people can do themselves."""
    red_flags: Annotated[Many[RedFlag], Field(min_length=1)]
    """Warning signs, each with how fast to get help and what to do."""
    see_professional: Many[Text] = ()
    """When to see a professional without hurry."""
    stages: Many[Stage] = ()
    """Stages, in order."""
    contraindicated: Many[Selector] = ()
    """Exercises that must not be done."""
    recommended: Many[ExerciseLink] = ()
    """Exercises that suit it."""
    codes: Many[Code] = ()
    """Codes of classifications."""
    media: Many[Media] = ()
    """Pictures."""
    claims: Many[Claim] = ()
    """Statements about it, with the evidence."""
    references: Many[ReferenceLink] = ()
    """Further reading."""
    review: Review
    """Who wrote and checked it."""
    rights: Rights
    """Under what terms it may be used."""
