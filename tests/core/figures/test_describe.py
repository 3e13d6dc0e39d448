"""What a figure shows, said in a sentence: true, short, of no side, in every language."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.core.figures.figures import FIGURES, drawn, figure

from pressup import Exercise, Library, figure_alt
from pressup.figures.describe import LONGEST, _sentence
from pressup.records.figure import Figure

SAID = {
    "prone-curl": "Lying face down with a weight round one ankle; one knee bends until the lower leg points up.",
    "deadlift": "Standing with a dumbbell in each hand; the trunk leans forward from the hips until it is nearly level.",
    "bridge": "Lying face up, knees bent; the hips lift until shoulders, hips and knees are in one line.",
    "nordic": "Kneeling upright with the ankles held by a helper; the body leans forward from the knees in one line.",
    "one-leg": "Standing with a dumbbell in one hand; "
    "the trunk tips forward and the free leg lifts behind until both are nearly level.",
    "seated": "Sitting on a chair with one leg straight; the trunk leans forward from the hips.",
    "bend": "Standing; the back rounds and the hands reach down to the feet.",
    "strap": "Lying face up with a strap round one foot; one straight leg lifts until it points up.",
    "lunge": "Standing, one foot well in front of the other; both knees bend and the hips sink straight down.",
    "step-up": "Standing, one foot on a step; that leg pushes the body up until both feet are on it.",
    "calf-raise": "Standing with the hands on a wall; both heels lift off the floor.",
    "wall-sit": "Standing with the back to a wall; the knees bend and the hips sink until the thighs are level.",
    "push-up": "On hands and toes, arms straight; the elbows bend until the chest is close to the floor.",
    "press": "Sitting on a chair with a dumbbell in each hand; both arms push up until they are straight.",
}
FRONT: dict[str, dict[str, Any]] = {
    "Standing, seen from the front; one straight leg lifts out to the side.": {
        "finish": {"working_leg": {"abduct": 35, "foot": "free"}}
    },
    "Standing, seen from the front; both arms lift sideways to shoulder height.": {"finish": {"arms": {"abduct": 90}}},
    "Standing, seen from the front; one arm lifts sideways overhead.": {"finish": {"working_arm": {"abduct": 170}}},
    "Standing, seen from the front; the trunk bends to one side.": {"finish": {"side_bend": 30}},
    "Standing, seen from the front with a band round the thighs; one foot steps out to the side.": {
        "props": [{"prop": "band", "at": "both-thighs"}],
        "finish": {"working_leg": {"abduct": 20, "foot": "flat"}},
    },
    "Standing, seen from the front; both arms lower to the sides.": {
        "start": {"arms": {"abduct": 90}},
        "finish": {"arms": {"abduct": 10}},
    },
}


@pytest.fixture
def exercise(starter: Library) -> Exercise:
    found = starter.records["romanian-deadlift"]
    assert isinstance(found, Exercise)
    return found


@pytest.mark.parametrize("name", SAID)
def test_a_figure_is_described_as_one_would_on_the_telephone(name: str, exercise: Exercise) -> None:
    assert figure_alt(drawn(exercise, name), "en-GB") == SAID[name]


def test_all_figures_are_described() -> None:
    assert SAID.keys() == FIGURES.keys()


@pytest.mark.parametrize("sentence", FRONT)
def test_a_movement_to_the_side_is_described(sentence: str) -> None:
    assert _sentence(Figure.model_validate({"view": "front", "base": "standing", **FRONT[sentence]}), "en") == sentence


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_description_is_short_and_names_no_side(name: str, lang: str) -> None:
    text = _sentence(figure(name), lang)
    assert len(text) <= LONGEST
    assert not re.search(r"\b(left|right|links|rechts|linke\w*|rechte\w*)\b", text)
    assert text[0].isupper() and text.endswith(".") and ".." not in text


@pytest.mark.parametrize("name", FIGURES)
def test_german_is_german_throughout(name: str) -> None:
    english = set(re.findall(r"\w+", SAID[name].lower())) - {"hand", "arm", "die", "in", "so", "an"}
    assert not english & set(re.findall(r"\w+", _sentence(figure(name), "de-DE").lower()))


def test_things_are_left_out_before_it_gets_too_long() -> None:
    props = [{"prop": "ankle-weight"}, {"prop": "band", "at": "both-thighs"}, {"prop": "mat"}]
    assert "with a weight round one ankle and a band round the thighs;" in _sentence(figure("prone-curl", props=props), "en")
    long = _sentence(figure("one-leg", props=[{"prop": "dumbbell", "at": "other-hand"}, *props]), "de")
    assert len(long) <= LONGEST and "Kurzhantel" in long and "Band" not in long


def test_the_way_back_is_told_as_such() -> None:
    back = figure("prone-curl", start=FIGURES["prone-curl"]["finish"], finish={"working_leg": {"knee": 9}}, props=[])
    assert _sentence(back, "en") == "Lying face down; one knee straightens."


def test_the_words_of_the_record_come_first(exercise: Exercise) -> None:
    assert figure_alt(drawn(exercise, "bridge", alt="The hips go up."), "de") == "The hips go up."


def test_without_a_figure_there_is_nothing_to_say(exercise: Exercise) -> None:
    bare = exercise.model_copy(update={"figure": None})
    with pytest.raises(ValueError, match="has no figure"):
        figure_alt(bare)
