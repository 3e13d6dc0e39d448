"""The drawing of an exercise as data: two poses of a person, what the person holds or leans on, and what moves."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pressup.records.base import Many, Part
from pressup.records.marks import Text

Degrees = Annotated[float, Field(ge=-200, le=200)]
"""An angle, in degrees."""
Percent = Annotated[float, Field(ge=-150, le=150)]
"""A length, in per cent of the person's height."""
Spot = Annotated[Many[Percent], Field(min_length=2, max_length=2)]
"""A place in the picture, in per cent of the person's height: how far ahead (seen from the front: how far to the
working side), and how high above the floor."""

BaseName = Literal[
    "standing",
    "kneeling",
    "half-kneeling",
    "sitting",
    "long-sitting",
    "supine",
    "hook-lying",
    "prone",
    "quadruped",
    "bridge",
    "plank",
    "forearm-plank",
    "side-lying",
    "side-plank",
]
FootGoal = Literal["flat", "rests", "stays", "free", "on-prop"]
HandGoal = Literal[
    "hangs",
    "on-floor",
    "forearm-on-floor",
    "on-hip",
    "on-thigh",
    "on-knee",
    "under-head",
    "behind-head",
    "holds-strap",
    "stays",
    "free",
]
PropName = Literal[
    "mat",
    "chair",
    "bench",
    "step",
    "wall",
    "ball",
    "foam-roller",
    "dumbbell",
    "barbell",
    "kettlebell",
    "strap",
    "band",
    "ankle-weight",
    "helper",
    "sofa",
]
PropPlace = Literal[
    "both-hands", "working-hand", "other-hand", "working-ankle", "working-thigh", "both-thighs", "both-ankles", "back", "chest"
]
PartName = Literal[
    "hips",
    "shoulders",
    "head",
    "working-knee",
    "working-foot",
    "working-heel",
    "working-hand",
    "other-foot",
    "other-hand",
    "weight",
]


class LegPose(Part):
    """One leg, or both. What is left out stays as it was: in the base pose, or at the start."""

    hip: Degrees | None = None
    """Hip flexion: 0 in line with the trunk, 90 thigh at a right angle to it, less than 0 behind it."""
    knee: Degrees | None = None
    """Knee flexion: 0 straight, 90 bent at a right angle."""
    ankle: Degrees | None = None
    """Dorsiflexion of the ankle: 0 at a right angle, more with the toes drawn up, less than 0 with the foot pointed."""
    abduct: Degrees | None = None
    """View from the front: how far the leg is out to its side; with a foot that stays, how far the bent knee opens."""
    foot: FootGoal | None = None
    """Where the foot goes: `flat` on the floor, `rests` on what is below, `stays` where it was, `on-prop`, or `free`."""
    foot_at: Spot | None = None
    """Where the ankle joint is. Hip and knee follow."""
    sole: Degrees | None = None
    """The angle of the sole to the floor: 0 flat, more with the toes up, less than 0 with the heel up."""


class ArmPose(Part):
    """One arm, or both. What is left out stays as it was."""

    shoulder: Degrees | None = None
    """Shoulder flexion: 0 along the trunk, 90 straight ahead of it, 180 overhead."""
    elbow: Degrees | None = None
    """Elbow flexion: 0 straight."""
    wrist: Degrees | None = None
    """Wrist: 0 in line with the forearm, more towards the thumb."""
    abduct: Degrees | None = None
    """View from the front: how far the arm is out to its side."""
    hand: HandGoal | None = None
    """Where the hand goes. Shoulder and elbow follow."""
    hand_at: Spot | None = None
    """Where the grip of the hand is. Shoulder and elbow follow."""
    points: Degrees | None = None
    """Where the fingers point, seen from the wrist: 0 ahead, 90 up, -90 down."""
    grip: Literal["open", "fist"] | None = None
    """The shape of the hand; a hand that holds something is a fist."""


class Pose(Part):
    """A pose: angles of joints, and goals that the angles are found for."""

    lean: Degrees | None = None
    """How far the trunk leans forward: 0 upright, 90 face down, -90 on the back; from the front, towards the viewer."""
    side_bend: Degrees | None = None
    """View from the front: how far the spine bends to the working side; less than 0 to the other."""
    spine: Degrees | None = None
    """Flexion of the spine: 0 straight, more when it is rounded."""
    head: Degrees | None = None
    """Flexion of neck and head: more looks down, less than 0 looks up."""
    hips: Spot | None = None
    """Where the hip joint is. Legs that stand follow."""
    legs: LegPose | None = None
    """Both legs."""
    working_leg: LegPose | None = None
    """The leg that works; it is drawn in front."""
    other_leg: LegPose | None = None
    """The leg that does not."""
    arms: ArmPose | None = None
    """Both arms."""
    working_arm: ArmPose | None = None
    """The arm on the working side; it is drawn in front."""
    other_arm: ArmPose | None = None
    """The other arm."""


class Prop(Part):
    """A thing in the picture."""

    prop: PropName
    """What it is."""
    at: PropPlace | None = None
    """Where on the person it is, for what is held or worn; a dumbbell is in both hands when left out."""
    x: Percent | None = None
    """How far ahead it stands, for what stands on the floor."""
    height: Annotated[float, Field(gt=0, le=120)] | None = None
    """How high it is; the usual height when left out."""
    width: Annotated[float, Field(gt=0, le=200)] | None = None
    """How wide it is; the usual width when left out."""


class Arrow(Part):
    """An arrow that shows what moves."""

    follows: PartName | None = None
    """The part of the body whose path it shows; Pressup finds a free place beside the path."""
    through: Annotated[Many[Spot], Field(min_length=3, max_length=3)] | None = None
    """Its start, the point it bends towards, and its tip, when it must stand in a certain place."""


class Figure(Part):
    """The drawing of an exercise: a start, a finish, and what is around."""

    view: Literal["side", "front"] = "side"
    """From where the person is seen. `front` is for movements to the side: `standing`, `sitting`, `side-lying`, `side-plank`."""
    base: BaseName
    """The pose to begin with; `start` says what differs from it."""
    stands_on: Literal["both", "working", "other"] = "both"
    """Which leg carries, in a base that stands or kneels."""
    props: Annotated[Many[Prop], Field(max_length=6)] = ()
    """What the person holds, wears, lies on or leans on."""
    start: Pose = Pose()
    """The start, as it differs from the base pose."""
    finish: Pose
    """The finish, as it differs from the start."""
    arrows: Annotated[Many[Arrow], Field(max_length=2)] | None = None
    """What moves; the part that moves most when left out, none for an empty list."""
    alt: Text | None = None
    """What the picture shows, for who cannot see it. Pressup writes it from the pose when left out."""
