"""How much of an exercise: sets, reps, hold and the rest, written as people write them and parsed strictly.

Every quantity is a small immutable value. `parse` takes what stands in a file, `str()` gives its canonical spelling back, and the
two agree: parsing the spelling gives the same value. Units inside are seconds, metres and kilograms or pounds as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pressup.records.base import Part

# [0-9] and not \d, which is every script's digits in Python and 0 to 9 in a JSON Schema.
_N = r"(?:0|[1-9][0-9]{0,4})"
_D = rf"{_N}(?:\.[0-9]{{1,3}})?"


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def plain_number(value: float) -> str:
    """A number without an empty fraction and without loss: `5`, `2.5`, `12345.678`."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _sort(value: object) -> str:
    """What a value without a written form is, in an editor's words."""
    names = {type(None): "Nothing", str: "Empty text", bool: str(value).lower(), list: "A list", dict: "A mapping"}
    return names.get(type(value), "This")


_LONGEST = 60
"""Longer texts are not kept: only hostile files hold many of them."""


def _of_form(form: Any, text: str) -> Any:
    """The value of a written form that a text stands for, if any."""
    match = re.fullmatch(form.pattern.removeprefix("^").removesuffix("$"), text)
    return form._build(match) if match else None


# A library writes the same few over and over.
_kept = lru_cache(maxsize=2048)(_of_form)


class Written:
    """A value with a written form: one regular expression, which is also its JSON Schema."""

    pattern: ClassVar[str]
    expected: ClassVar[str]
    examples: ClassVar[tuple[Any, ...]]
    whole_number: ClassVar[bool] = False
    traps: ClassVar[Sequence[tuple[str, str]]] = ()

    @classmethod
    def _build(cls, match: re.Match[str]) -> Self:
        """Make the value from a full match of `pattern`."""
        raise NotImplementedError

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read what stands in a file.

        Raises:
            PydanticCustomError: with a sentence that says what was expected, and the trap when it is a known one.
        """
        if isinstance(value, cls):
            return value
        if cls.whole_number and type(value) is int and value >= 0:
            value = str(value)
        if isinstance(value, str):
            read: Callable[[Any, str], Self | None] = _kept if len(value) <= _LONGEST else _of_form
            known = read(cls, value)
            if known is not None:
                return known
        hint = ""
        text = str(value)[:60] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
        for trap, advice in cls.traps:
            if re.search(trap, text):
                hint = f" {advice}"
                break
        raise PydanticCustomError(
            "written",
            "{shown} is not {expected}.{hint}",
            {"shown": f"“{text}”" if text else _sort(value), "expected": cls.expected, "hint": hint, "form": cls.__name__},
        )

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        """Pickled as a call, which is read twice as fast as a dataclass with slots."""
        fields: tuple[str, ...] = getattr(self, "__match_args__", ())
        return type(self), tuple(getattr(self, name) for name in fields)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        to_text: Callable[[Any], str] = str
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(to_text)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        text = {"pattern": cls.pattern, "patternErrorMessage": f"This should be {cls.expected}.", "examples": list(cls.examples)}
        if not cls.whole_number:
            return {"type": "string", **text}
        # No branches: an editor would tell the writer of a bad range that only a number may stand there.
        return {"type": ["integer", "string"], "minimum": 0, "maximum": 99_999, **text}


@dataclass(frozen=True, slots=True)
class Range(Written):
    """A whole number or a range of them: `3`, `8-12`. Both ends are the same for a single number."""

    min: int
    max: int

    pattern = rf"^({_N})(?:-({_N}))?$"
    expected = "a whole number such as 3, or a range such as 8-12"
    examples: ClassVar[tuple[Any, ...]] = (3, "8-12")
    whole_number = True
    traps: ClassVar[Sequence[tuple[str, str]]] = (
        (r"[–—]", "Write the range with a plain hyphen."),
        (r"\bto\b", "Write the range with a hyphen, as in 8-12."),
        (r"[a-z]", "Leave out the unit: the field's name says it."),
        (r"[.,]", "Only whole numbers stand here."),
    )

    @classmethod
    def _build(cls, match: re.Match[str]) -> Self:
        low = int(match[1])
        return cls(low, int(match[2]) if match[2] else low)

    def __str__(self) -> str:
        return str(self.min) if self.min == self.max else f"{self.min}-{self.max}"


@dataclass(frozen=True, slots=True)
class Quantity(Written):
    """A time or a distance, or a range of them, with its unit: `5 s`, `60-90 s`, `2 min`, `20 m`."""

    min: int | float
    max: int | float
    unit: Literal["s", "min", "m", "km"]

    pattern = rf"^({_D})(?:-({_D}))? (s|min|m|km)$"
    expected = "a number with its unit, such as 30 s or 5 min"
    examples: ClassVar[tuple[Any, ...]] = ("5 s", "60-90 s", "5 min")
    traps: ClassVar[Sequence[tuple[str, str]]] = (
        (r"^\d+$", "Add the unit, as in 5 s."),
        (r"^\d[\d.-]*[a-z]+$", "Put a space between the number and the unit, as in 5 s."),
        (r",", "Write decimals with a point."),
        (r"[–—]", "Write the range with a plain hyphen."),
        (r"sec|second", "Write seconds as s."),
        (r"minute", "Write minutes as min."),
    )

    @classmethod
    def _build(cls, match: re.Match[str]) -> Self:
        low = _number(match[1])
        unit: Any = match[3]
        return cls(low, _number(match[2]) if match[2] else low, unit)

    @property
    def seconds(self) -> tuple[float, float] | None:
        """Shortest and longest time in seconds, or None for a distance."""
        if self.unit in ("m", "km"):
            return None
        factor = 60 if self.unit == "min" else 1
        return self.min * factor, self.max * factor

    @property
    def metres(self) -> tuple[float, float] | None:
        """Shortest and longest distance in metres, or None for a time."""
        if self.unit in ("s", "min"):
            return None
        factor = 1000 if self.unit == "km" else 1
        return self.min * factor, self.max * factor

    def __str__(self) -> str:
        low, high = plain_number(self.min), plain_number(self.max)
        return f"{low} {self.unit}" if low == high else f"{low}-{high} {self.unit}"


@dataclass(frozen=True, slots=True)
class Hold(Quantity):
    """How long a position is held: `5 s`, `20-30 s`, `1 min`."""

    pattern = rf"^({_D})(?:-({_D}))? (s|min)$"
    expected = "a time such as 5 s, 60-90 s or 2 min"
    examples: ClassVar[tuple[Any, ...]] = ("5 s", "20-30 s", "1 min")


@dataclass(frozen=True, slots=True)
class Distance(Quantity):
    """How far: `20 m`, `1-2 km`."""

    pattern = rf"^({_D})(?:-({_D}))? (m|km)$"
    expected = "a distance such as 20 m or 1.5 km"
    examples: ClassVar[tuple[Any, ...]] = ("20 m", "1.5 km")


@dataclass(frozen=True, slots=True)
class Tempo(Written):
    """The speed of a repetition in seconds: down, pause, up, and a second pause when there is one: `3-1-2`, `3-1-2-1`."""

    down: int
    pause: int
    up: int
    pause_after: int = 0

    pattern = r"^([0-9]{1,2})-([0-9]{1,2})-([0-9]{1,2})(?:-([0-9]{1,2}))?$"
    expected = "a tempo in seconds such as 3-1-2: down, pause, up"
    examples: ClassVar[tuple[Any, ...]] = ("3-1-2", "3-1-2-1")
    traps: ClassVar[Sequence[tuple[str, str]]] = (
        (r":", "Write it with hyphens: some tools read 3:1:2 as a time of day."),
        (r"^\d{3,4}$", "Put hyphens between the numbers."),
    )

    @classmethod
    def _build(cls, match: re.Match[str]) -> Self:
        return cls(int(match[1]), int(match[2]), int(match[3]), int(match[4] or 0))

    def __str__(self) -> str:
        text = f"{self.down}-{self.pause}-{self.up}"
        return f"{text}-{self.pause_after}" if self.pause_after else text


@dataclass(frozen=True, slots=True)
class Load(Written):
    """How heavy: `body weight`, `2 kg`, `5-10 lb`, `red band`, `70 % 1RM`, `RPE 6` or `RIR 2`."""

    kind: Literal["body weight", "kg", "lb", "band", "% 1RM", "RPE", "RIR"]
    min: int | float = 0
    max: int | float = 0
    colour: str = ""

    pattern = (
        rf"^(?:(body weight)|({_D})(?:-({_D}))? (kg|lb)|([a-z]+(?: [a-z]+)?) band|({_N})(?:-({_N}))? % 1RM"
        r"|(RPE|RIR) (10|[0-9])(?:-(10|[0-9]))?)$"
    )
    expected = "a load such as body weight, 2 kg, 5-10 lb, red band, 70 % 1RM, RPE 6 or RIR 2"
    examples: ClassVar[tuple[Any, ...]] = ("body weight", "2 kg", "red band", "RPE 6")
    traps: ClassVar[Sequence[tuple[str, str]]] = (
        (r"^\d+$", "Add the unit, as in 2 kg."),
        (r"bodyweight", "Write body weight as two words."),
        (r"^\d[\d.-]*(kg|lb)", "Put a space between the number and the unit, as in 2 kg."),
        (r",", "Write decimals with a point."),
        (r"lbs|pound", "Write pounds as lb."),
    )

    @classmethod
    def _build(cls, match: re.Match[str]) -> Self:
        if match[1]:
            return cls("body weight")
        if match[4]:
            unit: Any = match[4]
            low = _number(match[2])
            return cls(unit, low, _number(match[3]) if match[3] else low)
        if match[5]:
            return cls("band", colour=match[5])
        if match[6]:
            low = int(match[6])
            return cls("% 1RM", low, int(match[7]) if match[7] else low)
        scale: Any = match[8]
        low = int(match[9])
        return cls(scale, low, int(match[10]) if match[10] else low)

    def __str__(self) -> str:
        if self.kind == "body weight":
            return self.kind
        if self.kind == "band":
            return f"{self.colour} band"
        low, high = plain_number(self.min), plain_number(self.max)
        amount = low if low == high else f"{low}-{high}"
        return f"{self.kind} {amount}" if self.kind in ("RPE", "RIR") else f"{amount} {self.kind}"


_TIMES = r"([1-9][0-9]?)(?:-([1-9][0-9]?))? times? a day"
_DAYS = r"([1-7])(?:-([1-7]))? days? a week"
_ONCE = Range(1, 1)
_EVERY_DAY = Range(7, 7)


def _span(low: str | None, high: str | None, default: Range) -> Range:
    if low is None:
        return default
    return Range(int(low), int(high) if high else int(low))


@dataclass(frozen=True, slots=True)
class Frequency(Written):
    """How often: `3 days a week`, `2 times a day`, `2 times a day, 4-5 days a week`, `every day`."""

    days_a_week: Range
    times_a_day: Range = _ONCE

    pattern = rf"^(?:{_TIMES}(?:, {_DAYS})?|{_DAYS}|(every day))$"
    expected = "a frequency such as 3 days a week, every day, or 2 times a day, 5 days a week"
    examples: ClassVar[tuple[Any, ...]] = ("3 days a week", "2 times a day, 4-5 days a week", "every day")
    traps: ClassVar[Sequence[tuple[str, str]]] = (
        (r"[Dd]aily", "Write every day."),
        (r"once|twice", "Write the number: 1 day a week, 2 times a day."),
        (r"^\d", "Say of what: 3 days a week, or 2 times a day."),
    )

    @classmethod
    def _build(cls, match: re.Match[str]) -> Self:
        times = _span(match[1], match[2], _ONCE)
        if match[1]:
            return cls(_span(match[3], match[4], _EVERY_DAY), times)
        return cls(_span(match[5], match[6], _EVERY_DAY))

    def __str__(self) -> str:
        plural = "" if self.days_a_week == _ONCE else "s"
        days = "every day" if self.days_a_week == _EVERY_DAY else f"{self.days_a_week} day{plural} a week"
        if self.times_a_day == _ONCE:
            return days
        times = f"{self.times_a_day} times a day"
        return times if self.days_a_week == _EVERY_DAY else f"{times}, {days}"


@dataclass(frozen=True, slots=True)
class Reps(Range):
    """How many repetitions of a set: `10`, `8-12`."""

    examples: ClassVar[tuple[Any, ...]] = (10, "8-12")


@dataclass(frozen=True, slots=True)
class Minutes(Range):
    """Minutes as a whole number or a range: `20`, `15-20`."""

    examples: ClassVar[tuple[Any, ...]] = (20, "15-20")


class Dose(Part):
    """How much of an exercise to do. One measure: reps (with a hold or without), a duration, or a distance."""

    sets: Range | None = None
    """How many sets."""
    reps: Reps | None = None
    """How many repetitions in a set; for a stretch, how many times."""
    hold: Hold | None = None
    """How long each repetition is held."""
    duration: Hold | None = None
    """How long to go on, for exercises that are not counted."""
    distance: Distance | None = None
    """How far to go."""
    tempo: Tempo | None = None
    """The speed in seconds: down, pause, up."""
    rest: Hold | None = None
    """How long to rest between sets."""
    side: Literal["each", "left", "right", "both"] | None = None
    """For work on one side: `each` side gets the dose, or only `left` or `right`. Leave it out when both sides work together."""
    load: Load | None = None
    """How heavy."""
    frequency: Frequency | None = None
    """How often."""
    weeks: Range | None = None
    """In which weeks of a programme."""
    pain_limit: Annotated[int, Field(ge=0, le=10)] | None = None
    """The highest pain out of 10 that is still all right."""

    def replaced_by(self, other: Dose | None) -> Dose:
        """The dose with every field that `other` sets taken from it.

        An override that names another measure (reps or hold, duration, distance) replaces the measure as a whole.
        """
        if other is None:
            return self
        changes = {name: getattr(other, name) for name in other.model_fields_set if getattr(other, name) is not None}
        if changes.keys() & {"duration", "distance"}:
            changes = {"reps": None, "hold": None, "duration": None, "distance": None} | changes
        elif changes.keys() & {"reps", "hold"}:
            changes = {"duration": None, "distance": None} | changes
        return self.model_copy(update=changes)
