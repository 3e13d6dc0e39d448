"""'Did you mean' names the nearest known word, all words when they are few, and nothing otherwise."""

from __future__ import annotations

import pytest

from pressup.content.suggest import did_you_mean, nearest, only_meant

KINDS = ["article", "condition", "exercise", "newsletter", "programme", "publisher", "reference"]


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("exersise", "exercise"),
        ("program", "programme"),
        ("Exercise", "exercise"),
        ("refrence", "reference"),
        ("conditions", "condition"),
    ],
)
def test_the_nearest_word(word: str, known: str) -> None:
    assert nearest(word, KINDS) == known
    assert did_you_mean(word, KINDS) == f"Did you mean “{known}”?"


@pytest.mark.parametrize("word", ["", "zebra", "x" * 10_000, "1", "😀", "\x00"])
def test_a_word_like_none(word: str) -> None:
    assert nearest(word, KINDS) is None
    assert did_you_mean(word, KINDS) == f"Known: {', '.join(KINDS)}."


def test_many_words_are_not_listed() -> None:
    assert did_you_mean("zebra", [f"word{i}" for i in range(50)]) == ""
    assert did_you_mean("zebra", []) == ""


MUSCLES = ["adductors", "calf", "hamstrings", "hip-abductors", "glutes", "quadriceps", "soleus"]


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("hamstring", "hamstrings"),
        ("hamstringss", "hamstrings"),
        ("hamstrigns", "hamstrings"),
        ("Hip Abductors", "hip-abductors"),
        ("hip_abductors", "hip-abductors"),
        ("“calf”", "calf"),
    ],
)
def test_a_slip_of_the_pen_can_only_mean_one_word(word: str, known: str) -> None:
    assert only_meant(word, MUSCLES) == known


@pytest.mark.parametrize(
    "word", ["abductors", "hip-adductors", "hamstrimgs", "oleus", "amstrings", "hamstrong", "x" * 10_000, "", "calf-2"]
)
def test_another_word_is_never_taken_for_a_slip(word: str) -> None:
    """Abductors and adductors move the leg in opposite directions, and are one letter apart."""
    assert only_meant(word, MUSCLES) is None


def test_a_slip_that_may_mean_two_words_means_none() -> None:
    assert only_meant("claim", ["claims", "claimz"]) is None
    assert only_meant("Low", ["low", "LOW"]) is None
    assert only_meant("stage-1", ["stage-12"]) is None


def test_a_letter_exchanged_counts_only_in_closed_lists() -> None:
    assert only_meant("license", ["licence"]) is None
    assert only_meant("license", ["licence"], exchanged=True) == "licence"
    assert only_meant("now", ["low", "high"], exchanged=True) is None
