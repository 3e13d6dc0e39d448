"""The programme: exercises in phases, with criteria to go on, a pain rule and what to do afterwards."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pressup.records.base import Many, Part, Record
from pressup.records.condition import RedFlag
from pressup.records.dose import Dose, Minutes, Range
from pressup.records.exercise import Level
from pressup.records.marks import ArticleLink, ConditionLink, ExerciseLink, ReferenceLink, SettingWord, Slug, Text
from pressup.records.shared import Claim, Review, Rights


class PhaseItem(Part):
    """An exercise in a phase."""

    exercise: ExerciseLink
    """The exercise."""
    dose: Dose | None = None
    """What differs from the exercise's own dose, in this phase."""
    note: Text | None = None
    """What to mind here, such as how an anchor is set up."""
    optional: bool = False
    """True when it may be left out."""
    group: Slug | None = None
    """Items with the same word are done in turn, as a superset."""


class Phase(Part):
    """Some weeks of a programme."""

    id: Slug
    """The phase's name for links."""
    name: Text
    """The name that a reader sees."""
    weeks: Range
    """Which weeks, counted from 1."""
    entry: Many[Text] = ()
    """What must be true before it starts."""
    items: Annotated[Many[PhaseItem], Field(min_length=1)]
    """The exercises, in order."""
    exit: Many[Text] = ()
    """What must be true before the next phase."""


class PainBand(Part):
    """A part of the pain scale and what to do there."""

    pain: Range
    """From which to which number out of 10."""
    name: Text
    """What the numbers mean, in a word or two."""
    action: Text
    """What to do."""


class PainRule(Part):
    """How much pain is all right, on a scale from 0 to 10."""

    bands: Annotated[Many[PainBand], Field(min_length=2, max_length=5)]
    """The parts of the scale, from the lowest."""
    next_day: Text | None = None
    """What to do if it still hurts the next day."""


class Programme(Record):
    """A plan of exercises over some weeks."""

    kind: Literal["programme"]
    """Always `programme`."""
    title: Text
    """The title that a reader sees."""
    purpose: Text
    """What it is for, in one sentence."""
    audience: Text | None = None
    """For whom it is."""
    conditions: Many[ConditionLink] = ()
    """The conditions it is for. Their red flags are printed."""
    stage: Slug | None = None
    """The stage of the condition it is for."""
    level: Level
    """How hard the hardest exercise may be."""
    setting: SettingWord
    """Where it is done."""
    supervised: bool = False
    """True when a professional is there."""
    goals: Many[Text] = ()
    """What people can hope to reach."""
    weeks: Annotated[int, Field(ge=1, le=104)]
    """How many weeks it takes."""
    sessions_per_week: Range
    """How many sessions a week."""
    minutes: Minutes | None = None
    """About how long a session takes, in minutes."""
    before: Many[Text] = ()
    """What to do before the first session."""
    warm_up: Text | None = None
    """How to warm up."""
    phases: Annotated[Many[Phase], Field(min_length=1)]
    """The phases, in order."""
    pain_rule: PainRule | None = None
    """How much pain is all right."""
    diary: bool = True
    """True when the handout has a diary to fill in."""
    education: Many[ArticleLink] = ()
    """Articles that belong to it."""
    red_flags: Many[RedFlag] = ()
    """Warning signs besides those of its conditions."""
    after: Many[Text] = ()
    """What to do when it is over."""
    claims: Many[Claim] = ()
    """What it is said to do, with the evidence."""
    references: Many[ReferenceLink] = ()
    """Further reading."""
    review: Review
    """Who wrote and checked it."""
    rights: Rights
    """Under what terms it may be used."""

    title_field = "title"
