"""A dose on one line, as it is said at the desk: `2x4`, `3x10 left`, `3x30 s, 2 kg, 3 days a week`.

Its parts are the quantities of `pressup.records.dose` in their written forms; a dose in a file has a field for each instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressup.records.dose import Distance, Dose, Frequency, Hold, Load, Quantity, Range, Reps, Tempo, Written

LONGEST = 120
"""A longer line is no dose."""


class DoseLineError(ValueError):
    """A line that is no dose. The message is for the user."""


def _bare(form: type[Written]) -> str:
    """The pattern of a written form without groups, to stand inside of another."""
    inner = form.pattern.removeprefix("^").removesuffix("$")
    return re.sub(r"\((?!\?)", "(?:", inner)


_RANGE, _TIME, _QUANTITY = _bare(Range), _bare(Hold), _bare(Quantity)
# In this order: what begins alike and is longer comes first. Each part ends where a word ends.
_FORMS = tuple(
    re.compile(rf"(?:{pattern})(?![^\s,;])")
    for pattern in (
        rf"(?P<frequency>{_bare(Frequency)})",
        rf"(?P<sets>{_RANGE}) ?[x×] ?(?:(?P<amount>{_QUANTITY})|(?P<reps>{_RANGE}))",
        rf"(?:tempo )?(?P<tempo>{_bare(Tempo)})",
        rf"(?P<load>{_bare(Load)})",
        rf"rest (?P<rest>{_TIME})",
        rf"hold (?P<hold>{_TIME})",
        rf"for (?P<duration>{_TIME})",
        rf"(?P<amount>{_QUANTITY})",
        rf"(?P<sets>{_RANGE}) sets?",
        rf"(?P<reps>{_RANGE}) (?:reps?|times)",
        r"(?P<side>each|left|right|both)(?: sides?)?(?: only)?",
    )
)
_TYPES: dict[str, type[Written]] = {
    "frequency": Frequency, "sets": Range, "reps": Reps, "tempo": Tempo, "load": Load, "rest": Hold, "hold": Hold, "duration": Hold,
    "distance": Distance,
}  # fmt: skip
_BETWEEN = re.compile(r"[\s,;]*")
_ADVICE = "Write it as in “2x4”, “3x10 left”, “3x30 s, 2 kg, 3 days a week” or “rest 60 s”."


def dose_of(line: str, usual: Dose) -> Dose:
    """The dose of a line, with the fields that it names and no others.

    Args:
        line: What was written.
        usual: The dose that it changes: it tells whether a plain time is a duration or a hold.

    Raises:
        DoseLineError: when a part of it is no part of a dose, or stands twice.
    """
    if len(line) > LONGEST:
        raise DoseLineError(f"It is {len(line):,} characters long, which is no dose. {_ADVICE}")
    fields: dict[str, object] = {}
    for name, text in _parts(line):
        field = _measure(text, usual) if name == "amount" else name
        if field in fields:
            raise DoseLineError(f"It says two times what “{field}” is. Keep one.")
        fields[field] = _TYPES[field].parse(text) if field in _TYPES else text
    if not fields:
        raise DoseLineError(f"It says nothing. {_ADVICE}")
    return Dose.model_validate(fields)


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """The fields of a line with what stands for each."""
    start = len(_BETWEEN.match(line)[0])  # type: ignore[index]
    while start < len(line):
        found = next((match for pattern in _FORMS if (match := pattern.match(line, start))), None)
        if found is None:
            raise DoseLineError(f"“{line[start:].strip()}” cannot be read as a dose. {_ADVICE}")
        yield from ((name, text) for name, text in found.groupdict().items() if text is not None)
        start = found.end() + len(_BETWEEN.match(line, found.end())[0])  # type: ignore[index]


def _measure(text: str, usual: Dose) -> str:
    if text.endswith("m"):
        return "distance"
    return "duration" if usual.duration else "hold"
