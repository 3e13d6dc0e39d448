"""A dose on one line, as it is said at the desk."""

from __future__ import annotations

import time

import pytest

from pressup.records import Dose
from pressup.records.dose_line import DoseLineError, dose_of

COUNTED = Dose.model_validate({"sets": 3, "reps": 8, "frequency": "3 days a week"})
TIMED = Dose.model_validate({"sets": 3, "duration": "30 s"})


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("2x4", {"sets": 2, "reps": 4}),
        ("2 × 4", {"sets": 2, "reps": 4}),
        ("2-3x8-12 each side", {"sets": "2-3", "reps": "8-12", "side": "each"}),
        ("3x10 left", {"sets": 3, "reps": 10, "side": "left"}),
        ("right only", {"side": "right"}),
        ("3x30 s, 2 kg, 3 days a week", {"sets": 3, "hold": "30 s", "load": "2 kg", "frequency": "3 days a week"}),
        ("2x20 m", {"sets": 2, "distance": "20 m"}),
        ("for 2 min; rest 60 s", {"duration": "2 min", "rest": "60 s"}),
        ("2 sets 8 reps hold 5 s 3-1-2", {"sets": 2, "reps": 8, "hold": "5 s", "tempo": "3-1-2"}),
        ("2 times a day, 4-5 days a week", {"frequency": "2 times a day, 4-5 days a week"}),
        ("red band", {"load": "red band"}),
    ],
)
def test_a_line_is_read_with_the_quantities_of_records(line: str, fields: dict[str, object]) -> None:
    assert dose_of(line, COUNTED) == Dose.model_validate(fields)


def test_a_plain_time_is_what_the_exercise_has() -> None:
    assert dose_of("2x45 s", TIMED) == Dose.model_validate({"sets": 2, "duration": "45 s"})
    assert dose_of("2x45 s", COUNTED) == Dose.model_validate({"sets": 2, "hold": "45 s"})


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("2 by 4", "“2 by 4” cannot be read as a dose. Write it as in “2x4”"),
        ("2x4 lots", "“lots” cannot be read"),
        ("3x10left", "“3x10left” cannot be read"),
        ("pain 3", "“pain 3” cannot be read"),
        ("3x10 12 reps", "It says two times what “reps” is."),
        ("left right", "It says two times what “side” is."),
        (" , ", "It says nothing."),
        ("1" * 200, "It is 200 characters long"),
    ],
)
def test_a_line_that_is_no_dose_is_refused_with_a_sentence(line: str, sentence: str) -> None:
    with pytest.raises(DoseLineError) as error:
        dose_of(line, COUNTED)
    assert str(error.value).startswith(sentence)


@pytest.mark.parametrize("line", ["a " * 60, "1-" * 60, "1" * 120, " " * 120, "1x" * 60])
def test_a_hostile_line_takes_no_time(line: str) -> None:
    start = time.perf_counter()
    with pytest.raises(DoseLineError):
        dose_of(line, COUNTED)
    assert time.perf_counter() - start < 0.1
