"""Emergency numbers: those of the publisher's country, and none of another country's."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pressup.checks.check import Check, Path, Problem
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Article, Condition, NewsletterIssue, Programme, Publisher, Record
from pressup.records.marks import TextMark, marked

_NUMBER = re.compile(r"(?<![\w.,+])\+?(?:\([0-9]{1,5}\)[ -]?)?[0-9](?:[ .()-]{0,2}[0-9]){1,14}(?![\w])")
_LONGEST_SHORT = 6
"""Digits up to which a number is a short code, such as 116117; with more it is a subscriber's."""
_CALL = re.compile(
    r"\b(?:call|dial|ring|phone|telephone|ruf\w{0,3}|anruf\w{0,3}|wähl\w{0,3}|notruf\w{0,7}|appel\w{0,4}|compos\w{0,4}|llam\w{0,4}|"
    r"marc\w{0,3}|chiam\w{0,4}|bel|bell?en|ring|lig\w{0,3})\b[^0-9.!?\n]{0,25}(?P<numbers>[0-9][0-9 -]{0,12}"
    r"(?:\s?(?:or|and|oder|und|ou|et|o|u|y|of|en|/|,)\s?[0-9][0-9 -]{0,12}){0,3})",
    re.IGNORECASE,
)
_WELL_KNOWN = ("000", "110", "111", "112", "118", "119", "144", "911", "995", "999")
"""Numbers that people take over from another country's texts. Others mean something different in too many places."""
_SPELT = tuple(form for number in _WELL_KNOWN for form in (number, "-".join(number), " ".join(number)))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The short numbers of a country."""

    emergency: tuple[str, ...]
    urgent: tuple[str, ...] = ()


@cache
def numbers_of_countries() -> Mapping[str, Numbers]:
    """The emergency and urgent-care numbers by country, from `emergency_numbers.json`, which names its sources."""
    data = json.loads(files("pressup.checks").joinpath("emergency_numbers.json").read_text(encoding="utf-8"))
    return {code: Numbers(tuple(entry["emergency"]), tuple(entry.get("urgent", ()))) for code, entry in data["countries"].items()}


def own_number(library: Library, today: datetime.date) -> Iterator[Problem]:
    """The help line for emergencies gives a number that works in the publisher's country (SAF-09, X-20)."""
    for publisher in library.of(Publisher):
        country = numbers_of_countries().get(publisher.jurisdiction)
        if country is None:
            continue
        found = set(_short_numbers(publisher.help_lines.emergency))
        if not found & set(country.emergency):
            known = " or ".join(country.emergency[:4])
            message = f"The help line for emergencies gives no emergency number of {publisher.jurisdiction}: {known}."
            path = ("help_lines", "emergency")
            yield Problem(publisher.id, path, message, f"Write: Call {country.emergency[0]}.", (publisher.id, ("jurisdiction",)))


def foreign_help_lines(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No help line gives another country's emergency number: it rings nowhere, and the time is lost (SAF-09, X-20)."""
    for publisher in library.of(Publisher):
        country = numbers_of_countries().get(publisher.jurisdiction)
        for name in ("emergency", "same_day", "soon") if country else ():
            for number in _short_numbers(getattr(publisher.help_lines, name)):
                if country and _is_foreign(number, country):
                    path = ("help_lines", name)
                    yield _foreign(publisher, path, number, number, publisher)


def foreign_in_text(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No text tells people to call an emergency number that is not one of the publisher's country (SAF-09, X-20)."""
    publishers = [publisher for publisher in library.publishers if publisher.jurisdiction in numbers_of_countries()]
    for record in library.records.values() if publishers else ():
        if isinstance(record, Publisher):
            continue
        for path, number, written in _called(library, record):
            for publisher in _readers(record, publishers):
                if _is_foreign(number, numbers_of_countries()[publisher.jurisdiction]):
                    yield _foreign(record, path, number, written, publisher)
                    break


def _foreign(record: Record, path: Path, number: str, written: str, publisher: Publisher) -> Problem:
    message = f"“{number}” is no emergency number of {publisher.jurisdiction}, where “{publisher.name}” publishes."
    help = "Leave the number out: the publisher's help lines are printed with the red flags."
    if record is publisher:
        help = "Write the number that people in this country call."
    return Problem(record.id, path, message, help, (publisher.id, ("jurisdiction",)), written)


def phone_numbers(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A red flag names no telephone number: they differ by country, and the publisher's help lines stand beside it (SAF-09)."""
    countries = [numbers_of_countries().get(publisher.jurisdiction) for publisher in library.publishers]
    for record in library.records.values():
        if not isinstance(record, Condition | Programme | Article):
            continue
        for i, flag in enumerate(record.red_flags):
            for name in ("text", "action"):
                for number, written in _numbers(getattr(flag, name)):
                    short = number in _WELL_KNOWN
                    foreign = short and any(country and _is_foreign(number, country) for country in countries)
                    if (short and not foreign) or len(number) > _LONGEST_SHORT:
                        message = f"The red flag names the telephone number “{written}”."
                        help = "Write “Get emergency help now.” or the like, and leave numbers to “help_lines” of the publisher."
                        yield Problem(record.id, ("red_flags", i, name), message, help, words=written)


def unchecked(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Where Pressup does not know a country's emergency numbers, it says that nobody has checked them (SAF-09)."""
    for publisher in library.of(Publisher):
        if publisher.jurisdiction not in numbers_of_countries():
            message = f"Emergency numbers are not checked: Pressup knows none of {publisher.jurisdiction}."
            yield Problem(publisher.id, ("jurisdiction",), message, "Check the help lines by hand.")


def _is_foreign(number: str, country: Numbers) -> bool:
    return number in _WELL_KNOWN and number not in country.emergency and number not in country.urgent


def _readers(record: Record, publishers: Sequence[Publisher]) -> Sequence[Publisher]:
    """The publishers that print a record: all, but for an issue of one of them."""
    if isinstance(record, NewsletterIssue) and record.publisher is not None:
        return [publisher for publisher in publishers if publisher.id == record.publisher]
    return publishers


def _called(library: Library, record: Record) -> Iterator[tuple[Path, str, str]]:
    """The well-known emergency numbers that a record tells people to call: where, the number, and as it is written."""
    source = library.sources.get(record.id)
    if source is not None and not any(form in source.text for form in _SPELT):
        return  # most records; told without a look at each of their texts
    for path, text, _ in marked(record, TextMark):
        if path[0] == "red_flags" and path[-1] in ("text", "action"):
            found = list(_numbers(text))
        else:
            found = [entry for call in _CALL.finditer(text) for entry in _numbers(call["numbers"])]
        for number, written in found:
            if number in _WELL_KNOWN:
                yield path, number, written


def _short_numbers(text: str) -> Iterator[str]:
    return (number for number, _ in _numbers(text) if len(number) <= _LONGEST_SHORT)


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """The telephone numbers of a text: their digits, and as they are written. Two short ones side by side count as two."""
    for found in _NUMBER.finditer(text):
        digits = re.sub(r"[^0-9]", "", found[0])
        pieces = re.findall(r"[0-9]+", found[0])
        if len(digits) <= _LONGEST_SHORT and len(pieces) > 1 and all(len(piece) >= 3 for piece in pieces):
            yield digits, found[0]
            yield from ((piece, piece) for piece in pieces)
        else:
            yield digits, found[0]


CHECKS = (
    Check("SAF-09", Severity.ERROR, own_number),
    Check("SAF-09", Severity.ERROR, foreign_help_lines),
    Check("SAF-09", Severity.ERROR, foreign_in_text),
    Check("SAF-09", Severity.WARNING, phone_numbers),
    Check("SAF-09", Severity.NOTE, unchecked),
)
