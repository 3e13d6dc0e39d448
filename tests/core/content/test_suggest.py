"""'Did you mean' names the nearest known word, all words when they are few, and nothing otherwise."""

from __future__ import annotations

import pytest

from pressup.content.suggest import did_you_mean, nearest

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
