"""The exercise: how to do it, how much, what to feel, when to stop, and who must not do it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pressup.records.base import Many, Part, Record
from pressup.records.dose import Dose
from pressup.records.figure import Figure
from pressup.records.marks import (
    ConditionLink,
    EquipmentWord,
    ExerciseLink,
    JointWord,
    MuscleWord,
    PatternWord,
    PositionWord,
    ReferenceLink,
    Slug,
    Text,
)
from pressup.records.shared import Claim, Media, Review, Rights

Level = Annotated[int, Field(ge=1, le=5)]
"""How hard, from 1 (easiest) to 5 (for trained people)."""

ExerciseType = Literal["strength", "mobility", "stretch", "balance", "aerobic", "motor-control"]
Impact = Literal["none", "low", "high"]


class MuscleRole(Part):
    """A muscle and what it does in the exercise."""

    muscle: MuscleWord
    """The muscle or muscle group."""
    role: Literal["primary", "secondary", "stabiliser", "stretched"] = "primary"
    """What it does."""


class Substitute(Part):
    """What may stand in for a piece of equipment."""

    instead_of: EquipmentWord
    """The piece that is missing."""
    use: Text
    """What to use."""


class Equipment(Part):
    """What the exercise needs. Left out or empty: nothing."""

    required: Many[EquipmentWord] = ()
    """Without these it cannot be done."""
    optional: Many[EquipmentWord] = ()
    """These help or make it harder."""
    substitutes: Many[Substitute] = ()
    """What else will do."""


class Needs(Part):
    """What must be set up or who must be there. Each says how, in one sentence."""

    support: Text | None = None
    """Something to hold on to."""
    anchor: Text | None = None
    """Something that holds a part of the body or a band in place."""
    partner: Text | None = None
    """A second person."""
    supervision: Text | None = None
    """A professional who watches, at least at first."""


class Contraindication(Part):
    """A condition or a state in which the exercise must not be done."""

    condition: ConditionLink | None = None
    """The condition it is about."""
    flag: Text | None = None
    """Another state, in words, when no condition record fits."""
    strength: Literal["absolute", "relative", "stage-limited"]
    """`absolute`: never; `relative`: only if a professional agrees; `stage-limited`: not in one stage."""
    stage: Slug | None = None
    """The stage of the condition, for `stage-limited`."""
    reason: Text
    """Why, in one sentence."""
    references: Many[ReferenceLink] = ()
    """What supports it."""


class Progression(Part):
    """A step up or down: another exercise, or a change to this one."""

    to: ExerciseLink | None = None
    """The exercise that comes next."""
    change: Text | None = None
    """What to change in this exercise, when it is not another one."""
    when: Text | None = None
    """When to take the step."""


class Exercise(Record):
    """One exercise or stretch, as a patient reads it."""

    kind: Literal["exercise"]
    """Always `exercise`."""
    name: Text
    """The name that a reader sees."""
    aliases: Many[Text] = ()
    """Other names that people use."""
    type: ExerciseType
    """What it trains."""
    pattern: PatternWord | None = None
    """The pattern of movement."""
    contraction: Literal["concentric", "eccentric", "isometric", "mixed", "passive"] | None = None
    """How the muscle works."""
    position: PositionWord
    """The position of the body at the start."""
    laterality: Literal["bilateral", "unilateral", "alternating"]
    """Both sides together, one side, or sides in turn. One side needs `dose.side`."""
    level: Level
    """How hard, from 1 (easiest) to 5 (for trained people)."""
    impact: Impact = "none"
    """How hard the feet land."""
    muscles: Annotated[Many[MuscleRole], Field(min_length=1)]
    """The muscles that work or are stretched."""
    joints: Many[JointWord] = ()
    """The joints that move."""
    equipment: Equipment = Equipment()
    """What it needs."""
    needs: Needs = Needs()
    """What must be set up or who must be there."""
    purpose: Text | None = None
    """What it is for, in one sentence."""
    start: Text
    """The position to begin from."""
    steps: Annotated[Many[Text], Field(min_length=1, max_length=20)]
    """What to do, one movement a step, each beginning with a verb."""
    feel_it: Text
    """Where it should be felt."""
    breathing: Text | None = None
    """How to breathe."""
    tips: Many[Text] = ()
    """What helps to do it well."""
    mistakes: Many[Text] = ()
    """What people often do wrong."""
    cautions: Annotated[Many[Text], Field(min_length=1)]
    """What to take care of."""
    stop_if: Annotated[Many[Text], Field(min_length=1)]
    """Signs to stop, each finishing the sentence `Stop if …`."""
    contraindications: Many[Contraindication] = ()
    """Who must not do it."""
    dose: Dose
    """How much to do, unless a programme says otherwise."""
    progressions: Many[Progression] = ()
    """How to make it harder."""
    regressions: Many[Progression] = ()
    """How to make it easier."""
    figure: Figure | None = None
    """The drawing of the movement, as poses."""
    media: Many[Media] = ()
    """Pictures and films."""
    claims: Many[Claim] = ()
    """What it is said to do, with the evidence."""
    references: Many[ReferenceLink] = ()
    """Further reading."""
    review: Review
    """Who wrote and checked it."""
    rights: Rights
    """Under what terms it may be used."""
