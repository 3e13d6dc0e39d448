"""Formulas against hand-made arithmetic and published figures, and what a score says."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from pressup.language import Counts, Readability, count, is_measured, prose, readability, scores, sentences

GETTYSBURG = (Path(__file__).parent / "gettysburg.txt").read_text(encoding="utf-8")
COUNTS = Counts(sentences=2, words=20, letters=90, long_words=3, syllables=30, one_syllable=12, three_syllables=2)


def main(text: str, lang: str = "en") -> Readability:
    """The score by the language's main formula."""
    return readability(text, lang)[0]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", [("Flesch-Kincaid grade", 6.01)]),
        ("de", [("Wiener Sachtextformel", 2.7155)]),
        ("es", [("Szigriszt-Pazos", 103.385), ("Fernández Huerta", 106.64)]),
        ("fr", [("Kandel-Moles", 86.45)]),
        ("it", [("Gulpease", 74.0)]),
        ("nl", [("Flesch-Douma", 82.04)]),
        ("tr", [("Ateşman", 112.4625)]),
        ("sv", [("LIX", 25.0)]),
        ("da", [("LIX", 25.0)]),
        ("nb-NO", [("LIX", 25.0)]),
    ],
)
def test_formulas(lang: str, expected: list[tuple[str, float]]) -> None:
    found = scores(COUNTS, lang)
    assert [(score.formula, round(score.value, 4)) for score in found] == expected
    assert is_measured(lang)


@pytest.mark.parametrize("lang", ["fi", "pl", "ja", "cy", ""])
def test_no_formula_no_score(lang: str) -> None:
    assert scores(COUNTS, lang) == ()
    assert readability("Take one step. Rest now.", lang) == ()
    assert not is_measured(lang)


def test_no_words_no_score() -> None:
    assert readability("") == ()
    assert readability("---") == ()


def test_smog_needs_thirty_sentences() -> None:
    sentence = "Your medicine helps you. "
    assert [score.formula for score in readability(sentence * 29)] == ["Flesch-Kincaid grade"]
    both = readability(sentence * 30)
    assert [score.formula for score in both] == ["Flesch-Kincaid grade", "SMOG grade"]
    assert both[1].value == pytest.approx(1.043 * math.sqrt(30) + 3.1291)


def test_the_gettysburg_address_has_its_published_counts() -> None:
    """Lincoln’s speech (1863, public domain): 271 words, as word processors count them, and “11th grade” in newspapers."""
    counts = count(sentences(GETTYSBURG), "en")
    assert (counts.sentences, counts.words) == (10, 271)
    assert counts.syllables == pytest.approx(367, abs=3)
    assert main(GETTYSBURG).value == pytest.approx(11.0, abs=0.15)


@pytest.mark.parametrize(
    ("text", "syllables", "words", "grade"),
    [
        # The figures that encyclopaedias print for the formula.
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 24, 13, 11.3),
        ("The cat sat on the mat.", 6, 6, -1.5),
    ],
)
def test_published_sentences(text: str, syllables: int, words: int, grade: float) -> None:
    counts = count(sentences(text), "en")
    assert (counts.syllables, counts.words) == (syllables, words)
    assert main(text).value == pytest.approx(grade, abs=0.06)


def test_counts() -> None:
    text = "Legen Sie sich auf den Rücken. Beugen Sie das Knie langsam. Die Physiotherapie hilft."
    counts = count(sentences(text, "de"), "de")
    assert counts == Counts(sentences=3, words=14, letters=69, long_words=2, syllables=23, one_syllable=9, three_syllables=1)
    assert counts.words_per_sentence == pytest.approx(14 / 3)
    assert counts.syllables_per_word == pytest.approx(23 / 14)


def test_a_language_without_syllables_counts_the_rest() -> None:
    counts = count(sentences("Koukista polvi hitaasti.", "fi"), "fi")
    assert (counts.words, counts.letters, counts.long_words, counts.syllables, counts.one_syllable) == (3, 21, 2, 0, 0)


def test_known_terms_count_as_one_short_word() -> None:
    text = "Patellofemoral pain syndrome is common. Do the Romanian deadlift. The romanian deadlift helps."
    plain = count(sentences(text), "en")
    known = count(sentences(text), "en", ["Romanian deadlift", "patellofemoral pain syndrome", "Romanian"])
    assert plain.words - known.words == 4
    assert known.sentences == plain.sentences
    assert known.three_syllables == 0
    assert known.syllables == 3 * 2 + 1 + 2 + 1 + 1 + 1 + 1
    assert readability(text, "en", ["Romanian deadlift"])[0].value < main(text).value


def test_a_known_term_does_not_span_sentences() -> None:
    found = sentences("Do it again. Pain may come.")
    assert count(found, "en", ["again pain"]) == count(found, "en")


def test_bands_and_edges() -> None:
    easy, hard = scores(COUNTS, "fr")[0], main("La rééducation articulaire nécessite une participation régulière.", "fr")
    assert (easy.band, easy.over_target, easy.over_limit) == ("easy", False, False)
    assert (hard.band, hard.over_target, hard.over_limit) == ("very difficult", True, True)
    lix = [scores(COUNTS, lang)[0].band for lang in ("sv", "da")]
    assert lix == ["very easy", "easy"]


def test_a_grade_is_judged_as_it_is_shown() -> None:
    scale = scores(COUNTS, "en")[0].scale
    shown = [Readability("Flesch-Kincaid grade", value, scale) for value in (6.04, 6.06, 8.04, 8.06)]
    assert [score.over_target for score in shown] == [False, True, True, True]
    assert [score.over_limit for score in shown] == [False, False, False, True]
    assert shown[0].band == ""


def test_headings_do_not_enter_the_score() -> None:
    body = "Sit on a chair. Bend your knee.\n"
    assert readability(prose("# Rehabilitation\n\n" + body)) == readability(body)
