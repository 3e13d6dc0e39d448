"""What is around the person, as far as the pose needs it: how high the ground is, and which hands hold something."""

from __future__ import annotations

from dataclasses import dataclass

from pressup.figures.skeleton import SIDES, Loads, Side
from pressup.records.figure import Figure, Prop

MAT = 0.014
HEIGHTS = {"chair": 0.215, "bench": 0.235, "step": 0.110, "ball": 0.340, "foam-roller": 0.085, "wall": 1.080, "sofa": 0.46}
"""The usual height of what stands on the floor, as shares of the person's: a chair of 37 cm for a person of 170 cm is low, so that
feet stand flat."""
WIDTHS = {"chair": 0.260, "bench": 0.620, "step": 0.300, "ball": 0.340, "foam-roller": 0.085, "wall": 0.030, "sofa": 0.48}
HELD = {"dumbbell": "both-hands", "barbell": "both-hands", "kettlebell": "both-hands", "band": "both-hands", "strap": "both-hands"}

MASSES = {"dumbbell": 0.07, "kettlebell": 0.17, "barbell": 0.29, "ankle-weight": 0.03}
"""Mass as a share of the body's: for a person of 70 kg a dumbbell of 5 kg in each hand, a kettlebell of 12 kg, a bar of 20 kg
without discs, a cuff of 2 kg. Ours: what a programme begins with. A record does not say how heavy a thing is, and need not: who
keeps the balance with these leans little more with others."""

_CARRIED_AT = {"back": "shoulder", "chest": "shoulder", "working-ankle": "ankle working"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Heights in heights of the person.

    Attributes:
        top: The ground that the person lies or kneels on.
        seat: What the person sits on.
        prop_x: Where the thing to step onto stands.
        prop_top: How high that is.
        hands: The hands that hold something.
        loads: What the person carries.
    """

    top: float
    seat: float
    prop_x: float
    prop_top: float
    hands: frozenset[Side]
    loads: Loads = ()

    def floor(self, anchor: str) -> float:
        """The ground under the feet."""
        below = self.seat if anchor == "seat" else self.top
        return 0.0 if anchor in ("seat", "feet") and below > MAT else self.top


def surroundings(figure: Figure) -> Surroundings:
    """What the props of a figure mean for its poses."""
    top = seat = MAT if any(prop.prop == "mat" for prop in figure.props) else 0.0
    prop_x = prop_top = 0.0
    hands: set[Side] = set()
    for prop in figure.props:
        if prop.prop in ("chair", "bench", "ball") and figure.base in ("sitting", "long-sitting"):
            seat = height(prop)
        elif prop.prop == "bench":
            top = height(prop)
        elif prop.prop in ("step", "chair", "ball", "foam-roller"):
            prop_x, prop_top = (prop.x or 0.0) / 100, height(prop)
        if prop.prop in HELD:
            hands.update(holding(prop))
    loads = tuple(load for prop in figure.props for load in _loads(prop))
    return Surroundings(top, seat, prop_x, prop_top, frozenset(hands), loads)


def _loads(prop: Prop) -> Loads:
    """What a thing weighs, by the joint that it hangs from: dumbbells each in their hand, all others once."""
    mass = MASSES.get(prop.prop)
    if mass is None:
        return ()
    hands = holding(prop)
    if hands:
        each = mass if prop.prop == "dumbbell" else mass / len(hands)
        return tuple((f"grip {side}", each) for side in hands)
    worn = "working-ankle" if prop.prop == "ankle-weight" else prop.at
    return ((_CARRIED_AT[worn], mass),) if worn in _CARRIED_AT else ()


def height(prop: Prop) -> float:
    """How high a thing is, in heights of the person."""
    return prop.height / 100 if prop.height is not None else HEIGHTS.get(prop.prop, 0.0)


def width(prop: Prop) -> float:
    """How wide a thing is, in heights of the person."""
    return prop.width / 100 if prop.width is not None else WIDTHS.get(prop.prop, 0.0)


def holding(prop: Prop) -> tuple[Side, ...]:
    """The hands that hold a thing."""
    place = prop.at or HELD.get(prop.prop)
    return {"both-hands": SIDES, "working-hand": ("working",), "other-hand": ("other",)}.get(place or "", ())
