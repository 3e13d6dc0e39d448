"""Words for the pose at the start, and for what is worn, held or beside the person."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

from pressup.figures.describe.change import STRIDE
from pressup.figures.skeleton import SIDES, Posture
from pressup.figures.solve import lowest_of_shoe
from pressup.figures.surroundings import holding
from pressup.records.figure import Figure, Prop

_SEATS = ("chair", "bench", "ball")


def position_of(figure: Figure, posture: Posture | None, t: NullTranslations) -> str:
    """The pose at the start."""
    seat = next((prop.prop for prop in figure.props if prop.prop in _SEATS), "")
    if figure.base in ("sitting", "long-sitting"):
        seats = {
            "chair": t.gettext("Sitting on a chair"),
            "bench": t.gettext("Sitting on a bench"),
            "ball": t.gettext("Sitting on a ball"),
            "": t.gettext("Sitting on the floor"),
        }
        return seats[seat]
    if figure.base == "standing":
        return _standing(figure, posture, t)
    bench = any(prop.prop == "bench" for prop in figure.props)
    names = {
        "kneeling": t.gettext("Kneeling upright"),
        "half-kneeling": t.gettext("Kneeling on one knee"),
        "supine": t.gettext("On a bench, face up") if bench else t.gettext("Lying face up"),
        "hook-lying": t.gettext("Lying face up, knees bent"),
        "bridge": t.gettext("Lying face up, knees bent"),
        "prone": t.gettext("On a bench, face down") if bench else t.gettext("Lying face down"),
        "quadruped": t.gettext("On hands and knees"),
        "plank": t.gettext("On hands and toes, arms straight"),
        "forearm-plank": t.gettext("On forearms and toes"),
        "side-lying": t.gettext("Lying on one side"),
        "side-plank": t.gettext("On one side, propped on a forearm"),
    }
    if posture and figure.base in ("plank", "forearm-plank") and min(posture.legs[side].knee for side in SIDES) > 35:
        return t.gettext("On hands and knees") if figure.base == "plank" else t.gettext("On forearms and knees")
    return names[figure.base]


def _standing(figure: Figure, posture: Posture | None, t: NullTranslations) -> str:
    if posture is None:
        return t.gettext("Standing, seen from the front")
    lows = {side: lowest_of_shoe(posture, side) for side in SIDES}
    on = next((prop.prop for prop in figure.props if prop.prop in ("step", "bench", "chair")), None)
    if on and max(lows.values()) - min(lows.values()) > STRIDE / 3:
        things = {
            "step": t.gettext("Standing, one foot on a step"),
            "bench": t.gettext("Standing, one foot on a bench"),
            "chair": t.gettext("Standing, one foot on a chair"),
        }
        return things[on]
    if max(lows.values()) > 0.08 and min(lows.values()) < 0.03:
        return t.gettext("Standing on one leg")
    if abs(posture.joints["ankle working"] - posture.joints["ankle other"]) > STRIDE:
        return t.gettext("Standing, one foot well in front of the other")
    return t.gettext("Standing")


def things_with(figure: Figure, posture: Posture | None, t: NullTranslations) -> Iterator[str]:
    """What is worn, held or beside the person, in words that follow “with”; first what a limb does that the pose does not say."""
    if posture and figure.base == "sitting":
        straight = [side for side in SIDES if posture.legs[side].knee < 30]
        if straight:
            yield t.gettext("one leg straight") if len(straight) == 1 else t.gettext("both legs straight")
    if figure.base == "long-sitting":
        yield t.gettext("legs stretched out")
    for prop in figure.props:
        said = _thing(prop, figure, posture, t)
        if said:
            yield said


def _thing(prop: Prop, figure: Figure, posture: Posture | None, t: NullTranslations) -> str:
    hands = len(holding(prop))
    held = {
        ("dumbbell", 2): t.gettext("a dumbbell in each hand"),
        ("dumbbell", 1): t.gettext("a dumbbell in one hand"),
        ("barbell", 2): t.gettext("a barbell in both hands"),
        ("barbell", 0): t.gettext("a barbell across the shoulders"),
        ("kettlebell", 2): t.gettext("a kettlebell in both hands"),
        ("kettlebell", 1): t.gettext("a kettlebell in one hand"),
        ("strap", 2): t.gettext("a strap round one foot"),
        ("strap", 1): t.gettext("a strap round one foot"),
    }
    worn = {
        "both-thighs": t.gettext("a band round the thighs"),
        "both-ankles": t.gettext("a band round the ankles"),
    }
    if (prop.prop, hands) in held:
        return held[prop.prop, hands]
    if prop.prop == "band":
        return worn.get(prop.at or "", t.gettext("a band in one hand"))
    if prop.prop == "ankle-weight":
        return t.gettext("a weight round one ankle")
    if prop.prop == "helper":
        return t.gettext("the ankles held by a helper")
    if prop.prop == "wall":
        return _wall(prop, posture, t)
    return _beside(prop, figure, posture, t)


def _wall(prop: Prop, posture: Posture | None, t: NullTranslations) -> str:
    if posture is None:
        return t.gettext("a wall beside")
    if prop.x is None or prop.x / 100 < posture.hip.real:
        return t.gettext("the back to a wall")
    near = abs(posture.joints["grip working"].real - prop.x / 100) < 0.08
    return t.gettext("the hands on a wall") if near else t.gettext("a wall in front")


def _beside(prop: Prop, figure: Figure, posture: Posture | None, t: NullTranslations) -> str:
    """Things that stand on the floor, where the pose has not named them yet."""
    if prop.prop in _SEATS and figure.base in ("sitting", "long-sitting"):
        return ""
    goals = [(pose.legs, pose.working_leg, pose.other_leg) for pose in (figure.start, figure.finish)]
    on_it = any(leg is not None and leg.foot == "on-prop" for pose in goals for leg in pose)
    lying = figure.base in ("supine", "prone", "hook-lying", "bridge")
    feet = {
        "step": t.gettext("the feet on a step"),
        "chair": t.gettext("the feet on a chair"),
        "bench": t.gettext("the feet on a bench"),
        "ball": t.gettext("the feet on a ball"),
        "foam-roller": t.gettext("the feet on a foam roller"),
    }
    if on_it and figure.base != "standing":
        return feet.get(prop.prop, "")
    stepped = posture is not None and max(lowest_of_shoe(posture, side) for side in SIDES) > STRIDE / 3
    if figure.base == "standing" and stepped and prop.prop in ("step", "bench", "chair"):
        return ""
    if lying and prop.prop == "bench":
        return ""
    beside = {
        "step": t.gettext("a step in front"),
        "chair": t.gettext("a chair nearby"),
        "bench": t.gettext("a bench nearby"),
        "ball": t.gettext("a ball"),
        "foam-roller": t.gettext("a foam roller"),
    }
    return beside.get(prop.prop, "")
