"""Syllables: lists counted by hand pin the error, single words show the rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pressup.language import has_syllables, syllables

HERE = Path(__file__).parent


def english() -> Iterator[tuple[str, int]]:
    """The words of the English list, which are divided into syllables."""
    for line in (HERE / "syllables_en.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from ((divided.replace("-", ""), divided.count("-") + 1) for divided in line.split())


def listed(lang: str) -> Iterator[tuple[str, int]]:
    """The words of a list that has a line for each number of syllables."""
    for line in (HERE / f"syllables_{lang}.txt").read_text(encoding="utf-8").splitlines():
        number, words = line.split(":")
        yield from ((word, int(number)) for word in words.split())


def test_english_is_wrong_in_less_than_one_of_a_hundred_words() -> None:
    words = dict(english())
    assert len(words) > 500
    wrong = {word: syllables(word) for word, number in words.items() if syllables(word) != number}
    assert len(wrong) <= len(words) * 0.01, wrong


@pytest.mark.parametrize(("lang", "fewest"), [("de", 185), ("es", 100), ("fr", 85), ("nl", 95)])
def test_other_languages_agree_with_their_lists(lang: str, fewest: int) -> None:
    words = dict(listed(lang))
    assert len(words) >= fewest
    wrong = {word: syllables(word, lang) for word, number in words.items() if syllables(word, lang) != number}
    assert len(wrong) <= len(words) * 0.02, wrong


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("something", 2),
        ("movement", 2),
        ("table", 2),
        ("noses", 2),
        ("hoped", 1),
        ("rested", 2),
        ("didn't", 2),
        ("don't", 1),
        ("haven’t", 2),
        ("nurse's", 2),
        ("knee's", 1),
        ("it'll", 2),
        ("follow-up", 3),
        ("X-ray", 2),
        ("café", 2),
        ("KNEE", 1),
        ("NHS", 1),
        ("12", 1),
        ("2.5", 1),
        ("e.g.", 2),
    ],
)
def test_english_words(word: str, number: int) -> None:
    assert syllables(word, "en-GB") == number


def test_turkish_has_a_syllable_a_vowel() -> None:
    assert [syllables(word, "tr") for word in ("diz", "kalça", "egzersiz", "rehabilitasyon", "yırtık")] == [1, 2, 3, 6, 2]


def test_a_language_without_a_count_has_none() -> None:
    assert syllables("polvi", "fi") is None
    assert not has_syllables("fi")
    assert has_syllables("de-AT")


def test_a_word_that_is_none_is_cut() -> None:
    assert syllables("ba" * 100_000) == syllables("ba" * 30)
