"""Tempo becomes key times."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressup.errors import UsageError
from pressup.figures.timing import FRAMES, KeyTime, loop
from pressup.records import Dose


def dose(**fields: object) -> Dose:
    return Dose.model_validate(fields)


def phases(keys: list[KeyTime]) -> list[int]:
    """Milliseconds at the start, there, at the finish, and back."""
    finish = keys.index(next(key for key in keys if key.fraction == 1))
    parts = keys[:1], keys[1:finish], keys[finish : finish + 1], keys[finish + 1 :]
    return [sum(key.milliseconds for key in part) for part in parts]


@pytest.mark.parametrize(
    ("fields", "first", "expected"),
    [
        ({"tempo": "3-1-2-1"}, "down", [1000, 3000, 1000, 2000]),
        ({"tempo": "3-2-1-1"}, "up", [2000, 1000, 1000, 3000]),
        ({"tempo": "3-0-1"}, "down", [400, 3000, 400, 1000]),
        ({}, "up", [1000, 2000, 1000, 2000]),
        ({"hold": "2.5 s"}, "up", [1000, 2000, 2500, 2000]),
        ({"hold": "1 min"}, "up", [1000, 2000, 3000, 2000]),
        ({"hold": "20-30 s"}, "down", [1000, 2000, 3000, 2000]),
        ({"tempo": "3-1-2", "hold": "2 s"}, "up", [1000, 2000, 2000, 3000]),
        ({"tempo": "30-0-0"}, "down", [400, 4000, 400, 600]),
    ],
)
def test_each_phase_lasts_as_the_dose_says(fields: dict[str, str], first: Literal["down", "up"], expected: list[int]) -> None:
    assert phases(loop(dose(**fields), first=first)) == expected


def test_the_way_is_eased_and_the_way_back_passes_the_same_places() -> None:
    keys = loop(dose())
    turn = len(keys) // 2
    there = [key.fraction for key in keys[: turn + 1]]
    assert there[-1] == 1 and there[1:-1] == [key.fraction for key in keys[:turn:-1]]
    steps = [after - before for before, after in pairwise(there)]
    middle = len(steps) // 2
    assert steps[1:middle] == sorted(steps[1:middle]) and steps[middle:-1] == sorted(steps[middle:-1], reverse=True)
    assert steps[middle] > 3 * steps[1]


@given(
    tempo=st.tuples(*[st.integers(0, 99)] * 4),
    first=st.sampled_from(["down", "up"]),
    most=st.integers(4, 200),
    hold=st.none() | st.integers(0, 90),
)
def test_any_tempo_gives_a_loop_within_the_frames(
    tempo: tuple[int, ...], first: Literal["down", "up"], most: int, hold: int | None
) -> None:
    keys = loop(dose(tempo="-".join(map(str, tempo)), **({"hold": f"{hold} s"} if hold else {})), first=first, most=most)
    assert 4 <= len(keys) <= most
    assert keys[0].fraction == 0 and [key.fraction for key in keys].count(1) == 1
    assert all(0 < key.fraction < 1 for key in keys[1:] if key.fraction != 1)
    assert all(key.milliseconds % 10 == 0 and key.milliseconds >= 50 for key in keys)
    turn = [key.fraction for key in keys].index(1)
    fractions = [key.fraction for key in keys]
    assert fractions[: turn + 1] == sorted(fractions[: turn + 1]) and fractions[turn:] == sorted(fractions[turn:], reverse=True)


def test_the_usual_tempo_uses_all_frames() -> None:
    assert len(loop(dose())) == FRAMES


def test_too_few_frames_are_refused() -> None:
    with pytest.raises(UsageError, match=r"^A moving figure needs at least 4 frames; 3 were asked for\.$"):
        loop(dose(), most=3)
