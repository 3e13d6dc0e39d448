"""Doses written another way: `8 to 12`, `2,5 kg`, `5 sec`, `3:1:2`, and how the fields want them."""

from __future__ import annotations

import re

from pydantic_core import PydanticCustomError

from pressup.content.traps import LONGEST, Help, bare
from pressup.records import dose
from pressup.records.dose import Written

# Another spelling of the same: nothing here adds or drops what an author said.
_SAME: tuple[tuple[str, str], ...] = (
    (r"[–—−]", "-"),
    (r" ?- ?", "-"),
    (r"(?<=[0-9]) to (?=[0-9])", "-"),
    # Three digits behind a comma may be thousands.
    (r"(?<=[0-9]),(?=[0-9]{1,2}(?![0-9]))", "."),
    (r"\b(?:seconds?|secs?)\b\.?", "s"),
    (r"\b(?:minutes?|mins)\b\.?", "min"),
    (r"(?<=[0-9])(?:seconds?|secs?)\b\.?", "s"),
    (r"(?<=[0-9])(?:minutes?|mins)\b\.?", "min"),
    (r"\b(?:kilomet(?:re|er)s?)\b", "km"),
    (r"\b(?:met(?:re|er)s?)\b", "m"),
    (r"\b(?:kilograms?|kilos?|kgs|Kg|KG)\b", "kg"),
    (r"\b(?:pounds?|lbs)\b\.?", "lb"),
    (r"(?<=[0-9])lbs\b\.?", "lb"),
    (r"(?<=[0-9])(?=(?:s|min|m|km|kg|lb)$)", " "),
    (r"(?<=[0-9])% ?1 ?RM", " % 1RM"),
    (r"(?i)\bbody[- ]?weight\b", "body weight"),
    (r"(?i)\b(RPE|RIR) ?(?=[0-9])", r"\1 "),
    (r"(?i)^(?:daily|every day)$", "every day"),
    (r" ?(?:per|/) ?(?=day|week)", " a "),
    (r"(?<![0-9.])0+(?=[0-9])", ""),
)
_TEMPO = (r" ?[:/–—-] ?", "-")
_UNITS = {
    "Hold": "{0} s or {0} min",
    "Distance": "{0} m or {0} km",
    "Quantity": "{0} s, {0} min or {0} m",
    "Load": "{0} kg or {0} lb",
}


def written(form: str, value: object, hint: str) -> Help:
    """Help for a value that is no `form` (the name of a class of `records.dose`), after the hint that the class gives."""
    shape: type[Written] = getattr(dose, form)
    if isinstance(value, bool) or not isinstance(value, str | int | float) or len(str(value)) > LONGEST:
        return Help(hint)
    text = bare(str(value))
    if form in _UNITS and re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text):
        return Help(f"Add the unit: {_UNITS[form].format(text)}.")
    right = _same(shape, text)
    if right is None:
        thousands = re.search(r"[0-9],[0-9]{3}(?![0-9])", text)
        if thousands:
            return Help(f"Write {text.replace(',', '.')} or {text.replace(',', '')}: here a comma may mean the one or the other.")
        if shape is dose.Tempo and re.fullmatch(r"[0-9]{3,4}", text):
            return Help(f"{hint.rstrip('.')}: {'-'.join(text)}.")
        number = re.match(r"[0-9]+(?:-[0-9]+)?(?= ?[^\W\d])", text)
        unitless = number and shape.whole_number and not re.search(r"[0-9]", text[number.end() :])
        return Help(f"{hint} Write {number[0]}.".strip()) if number and unitless else Help(hint)
    literal = int(right) if shape.whole_number and right.isdigit() else right
    if text != str(value):
        return Help(f"Curly quotes cannot stand here. Write {right}.", literal)
    if not hint or (right in hint and ", as in" not in hint):
        return Help(f"Write {right}.", literal)
    short = hint.partition(", as in")[0].rstrip(".")
    return Help(f"{hint} Write {right}." if ":" in short else f"{short}: {right}.", literal)


def _same(shape: type[Written], text: str) -> str | None:
    """The right spelling of the same quantity, when there is one."""
    if shape is dose.Tempo:
        found = re.sub(*_TEMPO, text)
    else:
        found = text
        for pattern, right in _SAME:
            found = re.sub(pattern, right, found)
        if shape.whole_number:
            found = re.sub(r"\.0$", "", found)
    try:
        shape.parse(found)
    except PydanticCustomError:
        return None
    return found
