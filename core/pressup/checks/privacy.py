"""Privacy: content is for everybody, so nothing in it is about one patient."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.checks.texts import gathered
from pressup.content.shape import FOR_EVERYBODY
from pressup.findings import Severity
from pressup.records import Record

_DAY = r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.? \d{4})"
_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Herr|Frau)\.? )?[A-Z][a-z][\w'’-]{0,40},? [A-Z](?:[a-z]|['’][A-Z])[\w'’-]{0,40}"
# Every pattern begins with a word that nothing else begins with, and repeats only what is bounded: time grows with the text alone.
_PATTERNS = (
    ("a patient's name", re.compile(rf"\b(?i:patient|client|patientin)(?:'s|’s)?(?i: name)?:[ \t]{{0,3}}(?P<said>{_NAME})")),
    ("an NHS number", re.compile(r"\bNHS(?i: number| no\.?)?(?: is)?[:#]?[ \t]{0,3}(?P<said>\d{3}[ -]?\d{3}[ -]?\d{4})(?!\d)")),
    (
        "a date of birth",
        re.compile(rf"\b(?i:d\.?o\.?b\.?|date of birth|birth date|geburtsdatum)(?: is)?:?[ \t]{{0,3}}(?P<said>{_DAY})(?!\d)"),
    ),
    (
        "a patient's number",
        re.compile(
            r"\b(?i:mrn|(?:medical record|hospital) (?:number|no\.?)|patient (?:number|no\.?|id))(?: is)?[:#]?[ \t]{0,3}"
            r"(?P<said>[A-Z]{0,3}[- ]?\d{5,12})(?![\w])"
        ),
    ),
)
# Plain words are found much faster than patterns, and nearly all texts hold none of these.
_HINTS = ("patient:", "patient id", "patient n", "patient'", "patient’", "patientin", "client:", "client n", "client'", "client’",
          "nhs", "dob", "d.o.b", "birth", "geburt", "mrn", "medical record", "hospital n")  # fmt: skip
_STEMS = ("patient", "client", "nhs", "dob", "d.o.b", "birth", "geburt", "mrn", "medical record", "hospital n")
"""Of which each of them begins with one."""


def texts(record: Record, context: RecordContext) -> Iterator[Problem]:
    """No text holds what identifies a patient: a name, an NHS number, a date of birth, a record's number (PRV-01, GDPR 5 and 9)."""
    found = gathered(record)
    if _hinted("\n".join(text for _, text, _ in found)):
        for path, text, _ in found:
            if _hinted(text):
                yield from _problems(record.id, path, text)


def _hinted(text: str) -> bool:
    plain = text.lower()
    for stem in _STEMS:
        if stem in plain:
            return any(hint in plain for hint in _HINTS)
    return False


def _problems(id: str, path: tuple[str | int, ...], text: str) -> Iterator[Problem]:
    for what, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if what == "an NHS number" and not nhs_number(found["said"]):
                continue
            yield Problem(id, path, f"This looks like {what}: “{found['said']}”.", FOR_EVERYBODY, words=found[0])


def nhs_number(text: str) -> bool:
    """Whether ten digits are an NHS number: the last one checks the others, modulo 11 (NHS Data Dictionary, “NHS number”)."""
    digits = [int(character) for character in text if character.isdigit()]
    if len(digits) != 10:
        return False
    check = 11 - sum((10 - i) * digit for i, digit in enumerate(digits[:9])) % 11
    return digits[9] == check % 11


CHECKS = (RecordCheck("PRV-01", Severity.WARNING, texts, heuristic=True),)
