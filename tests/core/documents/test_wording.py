"""Doses read as a prescription, the same in every output."""

from __future__ import annotations

import pytest

from pressup import Range, dose_phrases, dose_text, range_text, sample_mark, urgency_label
from pressup.records import Dose


def words(lang: str = "en-GB", /, **fields: object) -> str:
    return dose_text(Dose.model_validate(fields), lang).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("dose", "text"),
    [
        ({"sets": 3, "reps": 10}, "3 sets, 10 reps"),
        ({"sets": 1, "reps": 1}, "1 set, 1 rep"),
        ({"sets": "2-3", "reps": "8-12"}, "2 to 3 sets, 8 to 12 reps"),
        ({"sets": 3, "reps": 10, "side": "each"}, "3 sets, 10 reps each side"),
        ({"sets": 3, "reps": 10, "side": "left"}, "3 sets, 10 reps left side"),
        ({"sets": 3, "reps": 10, "hold": "5 s", "side": "each"}, "3 sets, 10 reps each side, hold 5 s"),
        ({"reps": 3, "hold": "20-30 s", "side": "each"}, "3 times each side, hold 20 to 30 s"),
        ({"reps": 1, "hold": "30 s"}, "1 time, hold 30 s"),
        ({"sets": 2, "hold": "30 s", "side": "right"}, "2 sets, hold 30 s right side"),
        ({"duration": "5 min"}, "for 5 min"),
        ({"duration": "1.5-2 min", "side": "both"}, "for 1.5 to 2 min both sides"),
        ({"distance": "20 m"}, "for 20 m"),
        ({"distance": "12345.678 m"}, "for 12345.678 m"),
        ({"reps": 8, "tempo": "3-1-2"}, "8 reps, down 3 s, pause 1 s, up 2 s"),
        ({"reps": 8, "tempo": "3-0-2"}, "8 reps, down 3 s, up 2 s"),
        ({"reps": 8, "tempo": "3-1-2-1"}, "8 reps, down 3 s, pause 1 s, up 2 s, pause 1 s"),
        ({"reps": 8, "tempo": "3-0-2-4"}, "8 reps, down 3 s, up 2 s, pause 4 s"),
        ({"reps": 8, "load": "body weight"}, "8 reps"),
        ({"reps": 8, "load": "2.5 kg"}, "8 reps, 2.5 kg"),
        ({"reps": 8, "load": "5-10 lb"}, "8 reps, 5 to 10 lb"),
        ({"reps": 8, "load": "red band"}, "8 reps, red band"),
        ({"reps": 8, "load": "RPE 6"}, "8 reps, effort 6 out of 10"),
        ({"reps": 8, "load": "RIR 2-3"}, "8 reps, stop 2 to 3 reps before you must"),
        ({"reps": 8, "load": "70 % 1RM"}, "8 reps, 70 % of your one-rep best"),
        ({"reps": 8, "rest": "60-90 s"}, "8 reps, rest 60 to 90 s between sets"),
        ({"reps": 8, "frequency": "3 days a week"}, "8 reps, 3 days a week"),
        ({"reps": 8, "frequency": "1 day a week"}, "8 reps, 1 day a week"),
        ({"reps": 8, "frequency": "every day"}, "8 reps, every day"),
        ({"reps": 8, "frequency": "2 times a day"}, "8 reps, 2 times a day"),
        ({"reps": 8, "frequency": "1-2 times a day, 4-5 days a week"}, "8 reps, 1 to 2 times a day, 4 to 5 days a week"),
        ({"reps": 8, "pain_limit": 3}, "8 reps, pain up to 3 out of 10"),
        ({"reps": 8, "pain_limit": 0}, "8 reps, pain up to 0 out of 10"),
        ({}, ""),
    ],
)
def test_a_dose_in_words(dose: dict[str, object], text: str) -> None:
    assert words(**dose) == text


def test_every_field_of_a_dose_reaches_the_words() -> None:
    full = {
        "sets": 3,
        "reps": 11,
        "hold": "13 s",
        "duration": "14 min",
        "distance": "15 m",
        "tempo": "16-17-18-19",
        "rest": "20 s",
        "side": "each",
        "load": "21 kg",
        "frequency": "4 days a week",
        "pain_limit": 5,
    }
    text = words(**full)
    for number in (
        "3 sets",
        "11 reps",
        "13 s",
        "14 min",
        "15 m",
        "16 s",
        "17 s",
        "18 s",
        "19 s",
        "20 s",
        "21 kg",
        "4 days",
        "5 out",
    ):
        assert number in text
    assert "each side" in text


def test_numbers_are_told_apart_for_the_layout() -> None:
    sets, reps, hold = dose_phrases(Dose.model_validate({"sets": 3, "reps": "8-12", "hold": "5 s", "side": "each"}), "en")
    assert [(phrase.kind) for phrase in (sets, reps, hold)] == ["sets", "reps", "hold"]
    assert [text for text, number in sets.parts if number] == ["3"]
    assert [text for text, number in reps.parts if number] == ["8 to 12"]
    assert [text for text, number in hold.parts if number] == ["5"]
    assert reps.text == "8 to 12\u00a0reps each side"


def test_the_frequency_can_be_left_out() -> None:
    dose = Dose.model_validate({"reps": 8, "frequency": "every day"})
    assert [phrase.kind for phrase in dose_phrases(dose, "en", frequency=False)] == ["reps"]


def test_a_number_does_not_part_from_its_unit() -> None:
    assert dose_text(Dose.model_validate({"sets": 3, "hold": "5 s"}), "en") == "3\u00a0sets, hold 5\u00a0s"


def test_an_unknown_language_gets_english() -> None:
    assert words("xx", sets=3) == "3 sets"
    assert sample_mark("xx") == sample_mark("en-GB") == "Sample – not clinically reviewed"


def test_ranges_and_urgencies() -> None:
    assert range_text(Range(3, 3), "en") == "3"
    assert range_text(Range(8, 12), "en") == "8 to 12"
    assert [urgency_label(word, "en") for word in ("emergency", "same-day", "soon")] == ["Emergency", "Same day", "Soon"]
