"""The traps: what looks right to an editor and reads otherwise, why, and exactly what to write instead.

Each function takes what stands in a file and gives a sentence of help, with the value that `--fix` may write when there is one
right answer: never where a unit, a day or a word would have to be guessed, and never where the meaning could change.
"""

from __future__ import annotations

import datetime
import json
import re
from typing import NamedTuple

from pressup.content.suggest import CURLY

LONGEST = 60
"""A value longer than this is no slip of the pen; it also bounds the work on hostile text."""


class Help(NamedTuple):
    """What to write instead, and the value to write when it is the only right one."""

    text: str = ""
    right: str | int | bool | None = None


_NONE = Help()
_BOOLEANS = {
    **dict.fromkeys(("yes", "y", "on", "true", "ja", "oui"), True),
    **dict.fromkeys(("no", "n", "off", "false", "nein", "non"), False),
}
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]{1,2}([0-9]{1,2})[-/. ]{1,2}([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]{1,2}([0-9]{1,2})[-/. ]{1,2}([0-9]{4})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ .-]{1,2}([a-z]{3,9})[ .,-]{1,2}([0-9]{4})")
_MONTH_DAY = re.compile(r"([a-z]{3,9})[ .]{1,2}([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")


def quoted(text: str) -> str:
    """A text in straight double quotes, as a file must hold it."""
    return json.dumps(text, ensure_ascii=False)


def bare(text: str) -> str:
    """A text without curly quotes around it."""
    return text.strip(f" {CURLY}")


def nothing(written: str | None, last: str | int) -> Help:
    """For an empty value: a line that was never finished, or a word that reads as nothing."""
    if written is None:
        return _NONE
    if not written:
        return Help("Write it behind the dash, or delete the line." if isinstance(last, int) else "Write it behind the colon.")
    return Help(f"Without quotes, {written} stands for nothing. Write the value; if this is the text, write {quoted(written)}.")


def text(value: object, written: str | None) -> Help:
    """For a field that wants text and holds something else."""
    shown = written or (str(value).lower() if isinstance(value, bool) else str(value))
    if isinstance(value, bool):
        # No fix: whoever writes false may mean that there is none, and “false” must not reach a handout.
        return Help(f"Write the text; if this is the text, put it in quotes: {quoted(shown)}.")
    if isinstance(value, int | float):
        return Help(f"Put it in quotes: {quoted(shown)}.", written or None)
    if isinstance(value, list):
        return Help("Write one text here, not a list.")
    return _NONE


def colon_in_item(line: str) -> Help:
    """For a list entry such as `- Lift: slowly`, which a colon has made a field of."""
    entry = line.strip().removeprefix("-").strip()
    return Help(f"The colon splits the text. Put all of it in quotes: {quoted(entry)}.") if entry else _NONE


def truth(value: object) -> Help:
    """For a field that is true or false."""
    known = _BOOLEANS.get(bare(value).lower()) if isinstance(value, str) and len(value) <= LONGEST else None
    if known is None:
        return Help("Write true or false, without quotes.")
    return Help(f"Write {str(known).lower()}, without quotes.", known)


def whole_number(value: object) -> Help:
    """For a field that wants a whole number and holds something else."""
    if isinstance(value, float):
        exact = int(value) if value.is_integer() and abs(value) < 1e9 else None
        return Help("Only whole numbers stand here.") if exact is None else Help(f"Write it without the point: {exact}.", exact)
    if not isinstance(value, str) or len(value) > LONGEST:
        return _NONE
    said = bare(value)
    if re.fullmatch(r"-?[0-9]+", said):
        return Help(f"Write it without quotes: {int(said)}.", int(said))
    if said.lower() in _NUMBERS:
        return Help(f"Write it in digits: {_NUMBERS.index(said.lower())}.")
    if re.fullmatch(r"[0-9]+ ?(?:-|–|—|to) ?[0-9]+", said):
        return Help("A range cannot stand here: write one number.")
    if re.fullmatch(r"[0-9]+[.,][0-9]+", said):
        return Help("Only whole numbers stand here.")
    parts = re.fullmatch(r"([0-9]+) ?(?:/|of|out of) ?[0-9]+", said)
    if parts:
        return Help(f"Write only the first number: {int(parts[1])}.")
    parts = re.fullmatch(r"([0-9]+) ?[^\W\d].*", said) or re.fullmatch(r"([0-9]+) ?%", said)
    if parts:
        return Help(f"Leave out the words and units: write {int(parts[1])}.")
    return _NONE


def date(value: object) -> Help:
    """For a date that is not written year, month, day with hyphens."""
    said = bare(value).lower() if isinstance(value, str) and len(value) <= LONGEST else ""
    days = sorted(set(_dates(said)))
    if len(days) == 1:
        return Help(f"Write the year first, then month and day: {days[0]}.", days[0].isoformat())
    if len(days) == 2:
        choices = " or ".join(f"{day} if it is {day.day} {_MONTHS[day.month - 1].capitalize()}" for day in days)
        return Help(f"Write the year first, then month and day: {choices}.")
    return Help("Write the year first, then month and day, as in 2026-11-22.")


def _dates(said: str) -> list[datetime.date]:
    """The days that a text may mean."""
    if match := _YEAR_FIRST.fullmatch(said):
        return _day(match[1], match[2], match[3])
    if match := _YEAR_LAST.fullmatch(said):
        return [*_day(match[3], match[2], match[1]), *_day(match[3], match[1], match[2])]
    if match := _DAY_MONTH.fullmatch(said):
        return _day(match[3], _month(match[2]), match[1])
    if match := _MONTH_DAY.fullmatch(said):
        return _day(match[3], _month(match[1]), match[2])
    return []


def _month(name: str) -> int:
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0)


def _day(year: str, month: str | int, day: str) -> list[datetime.date]:
    try:
        return [datetime.date(int(year), int(month), int(day))]
    except ValueError:
        return []


def quotes(value: str) -> Help:
    """For a text of a fixed form, which may only have curly quotes too many."""
    said = bare(value)
    return Help(f"Curly quotes are part of the text here. Write it without: {said}.", said) if said != value.strip() else _NONE


def words(value: object, right: str | None, advice: str) -> Help:
    """For a word of a closed list, with the word that it can only be, if any, and the advice of 'did you mean'."""
    if isinstance(value, str) and right is not None and value != bare(value):
        return Help(f"Curly quotes are part of the word here. Write it without: {right}.", right)
    return Help(advice, right)


TAB = "Delete the tab, and write spaces: two for each level."


def second_colon(line: str) -> str:
    """For a line such as `start: Sit: do not stand`, which YAML cannot read."""
    parts = re.fullmatch(r"[ ]*(?:- )*([\w$-]+): +([^\s\"'\[{|>&*!][^\"]*?)[ \r]*", line) if len(line) <= 500 else None
    if not parts or ": " not in f"{parts[2]} ":
        return ""
    return f"Put the whole text in quotes: {parts[1]}: {quoted(parts[2])}"


def cut(text: str) -> str:
    """A text as a sentence quotes it: on one line, and not without end."""
    shown = text.replace("\n", " ")
    return f"{shown[:LONGEST]}…" if len(shown) > LONGEST else shown
