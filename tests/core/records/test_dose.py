"""Doses are written as people write them and read strictly; what is read, prints as it was written."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from pressup.records import Dose, Frequency, Hold, Load, Quantity, Range, Tempo
from pressup.records.dose import Distance, Minutes, Reps, Written

WHOLE = (0, 1, 2, 7, 10, 12, 99, 100, 12345, 99999)
DECIMALS = ("0", "0.5", "1.25", "2.125", "10", "99.9", "1234.5", "12345.678", "99999.999")


def spellings() -> Iterator[tuple[type[Written], str]]:
    """Many valid spellings of every quantity."""
    pairs = [(low, high) for low, high in itertools.product(WHOLE, WHOLE) if low != high]
    counts: tuple[type[Written], ...] = (Range, Reps, Minutes)
    for kind in counts:
        yield from ((kind, str(number)) for number in WHOLE)
        yield from ((kind, f"{low}-{high}") for low, high in pairs)
    measures: tuple[tuple[type[Written], str], ...] = ((Quantity, "s min m km"), (Hold, "s min"), (Distance, "m km"))
    for kind, units in measures:
        for unit in units.split():
            yield from ((kind, f"{number} {unit}") for number in DECIMALS)
            yield from ((kind, f"{low}-{high} {unit}") for low, high in itertools.permutations(DECIMALS, 2))
    for down, pause, up in itertools.product((0, 3, 10, 99), repeat=3):
        yield Tempo, f"{down}-{pause}-{up}"
        yield Tempo, f"{down}-{pause}-{up}-1"
    yield Load, "body weight"
    for unit in ("kg", "lb"):
        yield from ((Load, f"{number} {unit}") for number in DECIMALS)
        yield from ((Load, f"{low}-{high} {unit}") for low, high in itertools.permutations(DECIMALS, 2))
    yield from ((Load, f"{colour} band") for colour in ("red", "light blue", "resistance"))
    for low, high in itertools.product(range(11), repeat=2):
        yield from ((Load, f"{scale} {low}" if low == high else f"{scale} {low}-{high}") for scale in ("RPE", "RIR"))
        yield Load, f"{low * 10} % 1RM" if low == high else f"{low * 10}-{high * 10} % 1RM"
    yield Frequency, "every day"
    for low in range(1, 8):
        yield Frequency, f"{low} {'day' if low == 1 else 'days'} a week"
        yield Frequency, f"{low} times a day"
        for high in range(1, 8):
            yield Frequency, f"{low}-{high} days a week"
            yield Frequency, f"{low} times a day, {high} days a week"
            yield Frequency, f"{low}-{high} times a day, {low}-{high} days a week"


ALL = list(spellings())


def test_parsing_the_printed_form_gives_the_same_value() -> None:
    assert len(ALL) > 1500
    for kind, text in ALL:
        value = kind.parse(text)
        assert kind.parse(str(value)) == value, f"{kind.__name__} {text!r} prints as {str(value)!r}"
        assert str(kind.parse(str(value))) == str(value)


def test_the_printed_form_is_what_a_person_wrote() -> None:
    for kind, text in ALL:
        if kind is not Frequency:
            shown = str(kind.parse(text))
            assert shown == text or f"{shown}-1" == text, text


def test_the_examples_of_every_quantity_are_valid() -> None:
    for kind in (Range, Reps, Minutes, Quantity, Hold, Distance, Tempo, Load, Frequency):
        for example in kind.examples:
            assert str(kind.parse(example)) == str(example)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Range, "8-12", Range(8, 12)),
        (Range, 3, Range(3, 3)),
        (Range, 0, Range(0, 0)),
        (Hold, "5 s", Hold(5, 5, "s")),
        (Hold, "60-90 s", Hold(60, 90, "s")),
        (Hold, "1.5 min", Hold(1.5, 1.5, "min")),
        (Distance, "20 m", Distance(20, 20, "m")),
        (Tempo, "3-1-2", Tempo(3, 1, 2)),
        (Tempo, "3-1-2-1", Tempo(3, 1, 2, 1)),
        (Load, "body weight", Load("body weight")),
        (Load, "5-10 lb", Load("lb", 5, 10)),
        (Load, "red band", Load("band", colour="red")),
        (Load, "70 % 1RM", Load("% 1RM", 70, 70)),
        (Load, "RPE 6-7", Load("RPE", 6, 7)),
        (Frequency, "every day", Frequency(Range(7, 7))),
        (Frequency, "2 times a day, 4-5 days a week", Frequency(Range(4, 5), Range(2, 2))),
        (Frequency, "1 day a week", Frequency(Range(1, 1))),
    ],
)
def test_what_a_spelling_means(kind: type[Written], text: object, value: Written) -> None:
    assert kind.parse(text) == value


def test_times_are_in_seconds_and_distances_in_metres() -> None:
    assert Hold.parse("1.5-2 min").seconds == (90, 120)
    assert Hold.parse("20 s").seconds == (20, 20)
    assert Distance.parse("1.5 km").metres == (1500, 1500)
    assert Distance.parse("20 m").seconds is None
    assert Hold.parse("20 s").metres is None


TRAPS = [
    (Range, "8–12", "Write the range with a plain hyphen."),
    (Range, "8 to 12", "Write the range with a hyphen, as in 8-12."),
    (Range, "12 reps", "Leave out the unit: the field's name says it."),
    (Range, 2.5, "Only whole numbers stand here."),
    (Range, "2,5", "Only whole numbers stand here."),
    (Hold, "5", "Add the unit, as in 5 s."),
    (Hold, 5, "Add the unit, as in 5 s."),
    (Hold, "5s", "Put a space between the number and the unit, as in 5 s."),
    (Hold, "60-90s", "Put a space between the number and the unit, as in 5 s."),
    (Hold, "1,5 min", "Write decimals with a point."),
    (Hold, "5–10 s", "Write the range with a plain hyphen."),
    (Hold, "5 sec", "Write seconds as s."),
    (Hold, "5 seconds", "Write seconds as s."),
    (Hold, "2 minutes", "Write minutes as min."),
    (Tempo, "3:1:2", "Write it with hyphens: some tools read 3:1:2 as a time of day."),
    (Tempo, 312, "Put hyphens between the numbers."),
    (Load, 2, "Add the unit, as in 2 kg."),
    (Load, "bodyweight", "Write body weight as two words."),
    (Load, "2kg", "Put a space between the number and the unit, as in 2 kg."),
    (Load, "2,5 kg", "Write decimals with a point."),
    (Load, "5 lbs", "Write pounds as lb."),
    (Load, "5 pounds", "Write pounds as lb."),
    (Frequency, "daily", "Write every day."),
    (Frequency, "twice a week", "Write the number: 1 day a week, 2 times a day."),
    (Frequency, 3, "Say of what: 3 days a week, or 2 times a day."),
    (Frequency, "3 x week", "Say of what: 3 days a week, or 2 times a day."),
]


@pytest.mark.parametrize(("kind", "text", "advice"), TRAPS)
def test_each_trap_has_its_advice(kind: type[Written], text: object, advice: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        kind.parse(text)
    assert caught.value.message() == f"“{text}” is not {kind.expected}. {advice}"


def test_no_trap_is_without_a_test() -> None:
    shown = {(kind, advice) for kind, _, advice in TRAPS}
    for kind in (Range, Hold, Tempo, Load, Frequency):
        for _, advice in kind.traps:
            assert (kind, advice) in shown, f"{kind.__name__}: {advice}"


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (
            Range,
            ["", " 3", "3 ", "3\n", "03", "-1", "8-", "-8", "8-12-16", "8--12", "100000", "٣", -1, 100000, True, None, 3.0, [3]],
        ),
        (Hold, ["", "s", "5  s", "5 h", "5 S", "5 m", ".5 s", "5. s", "1e3 s", "-5 s", "5 s ", "5 s-6 s", None, True, 5.0]),
        (Distance, ["5 s", "5 mi", "5"]),
        (Tempo, ["3-1", "3-1-2-1-1", "100-1-1", "٣-١-٢", "3-x-2", "3 - 1 - 2", ""]),
        (Load, ["heavy", "2 stone", "Red band", "band", "RPE 11", "RPE6", "6 RPE", "-2 kg", "70% 1RM", ""]),
        (Frequency, ["3", "3 days", "8 days a week", "0 days a week", "0 times a day", "3 Days a week", "every other day", ""]),
    ],
)
def test_reading_is_strict(kind: type[Written], values: list[object]) -> None:
    for value in values:
        with pytest.raises(PydanticCustomError, match=r"is not a"):
            kind.parse(value)


def test_a_long_wrong_value_is_cut_in_the_message() -> None:
    with pytest.raises(PydanticCustomError) as caught:
        Range.parse("x" * 10_000)
    assert len(caught.value.message()) < 250


def dose(**fields: object) -> Dose:
    return Dose.model_validate(fields)


def test_pain_limit_is_0_to_10() -> None:
    assert dose(pain_limit=0).pain_limit == 0
    assert dose(pain_limit=10).pain_limit == 10
    for wrong in (-1, 11, "3", 2.5):
        with pytest.raises(ValidationError):
            dose(pain_limit=wrong)


@pytest.mark.parametrize("side", ["each", "left", "right", "both"])
def test_a_dose_may_name_its_side(side: str) -> None:
    assert dose(side=side).side == side


def test_an_override_changes_only_what_it_names() -> None:
    own = dose(sets=3, reps=10, hold="5 s", rest="60 s", frequency="every day")
    merged = own.replaced_by(dose(sets=2, rest="30 s"))
    assert (str(merged.sets), str(merged.reps), str(merged.hold), str(merged.rest)) == ("2", "10", "5 s", "30 s")
    assert own.replaced_by(None) is own


def test_an_override_with_another_measure_replaces_the_measure() -> None:
    counted = dose(sets=3, reps=10, hold="5 s")
    timed = counted.replaced_by(dose(duration="2 min"))
    assert (timed.reps, timed.hold, timed.distance, str(timed.duration)) == (None, None, None, "2 min")
    back = timed.replaced_by(dose(reps="8-12"))
    assert (str(back.reps), back.duration, back.hold) == ("8-12", None, None)
    walked = timed.replaced_by(dose(distance="200 m"))
    assert (walked.duration, str(walked.distance)) == (None, "200 m")


def test_a_hold_in_place_of_a_duration_replaces_it() -> None:
    held = dose(duration="2 min").replaced_by(dose(hold="30 s"))
    assert (held.duration, str(held.hold)) == (None, "30 s")


def test_a_dose_is_saved_as_it_is_written() -> None:
    written = {"sets": "3", "reps": "8-12", "hold": "5 s", "tempo": "3-1-2", "load": "RPE 6", "frequency": "3 days a week"}
    assert dose(**written).model_dump(mode="json", exclude_none=True) == written
