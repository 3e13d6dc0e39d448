"""Warning signs: red flags, cautions and stop signs are words for a reader, and no two of them disagree."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from pressup.checks.check import Check, Path, Problem, RecordCheck, RecordContext
from pressup.checks.placeholders import is_placeholder
from pressup.content.library import Library, with_wider
from pressup.findings import Severity
from pressup.records import Article, Condition, Exercise, NewsletterIssue, Programme, Record, RedFlag


def red_flags(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Every red flag says in words what the sign is and what to do: what keeps a place free would be printed as it is (SAF-01)."""
    for i, flag in enumerate(_flags(record)):
        if is_placeholder(flag.text):
            message = f"The red flag “{_short(flag.text)}” does not say what the reader notices."
            yield Problem(record.id, ("red_flags", i, "text"), message, "Write the sign as the reader notices it.")
        if is_placeholder(flag.action):
            message = f"The action “{_short(flag.action)}” of the red flag does not say what to do."
            yield Problem(record.id, ("red_flags", i, "action"), message, "Write what to do, such as: Get medical help today.")


def red_flags_again(record: Record, context: RecordContext) -> Iterator[Problem]:
    """No sign stands in a record twice: only one would be printed, and the second was meant to be another one (SAF-01)."""
    for i, j, flag, earlier in _again(_flags(record)):
        agree = (flag.urgency, flag.action) == (earlier.urgency, earlier.action)
        message = f"The red flag “{_short(flag.text)}” stands here twice"
        message += "." if agree else ", and the two do not agree on what to do."
        help = (
            "Take one away, or write what was meant." if agree else "Keep the one that is right; a clinician should decide which."
        )
        yield Problem(record.id, ("red_flags", i, "text"), message, help, (record.id, ("red_flags", j, "text")))


def cautions(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Every caution and stop sign of an exercise says something: a dash fills the field and protects nobody (SAF-03)."""
    if isinstance(record, Exercise):
        for name, what in (("cautions", "caution"), ("stop_if", "stop sign")):
            for i, text in enumerate(getattr(record, name)):
                if is_placeholder(text):
                    message = f"The {what} “{_short(text)}” says nothing."
                    yield Problem(record.id, (name, i), message, "Write in plain words what to take care of, or when to stop.")


def cautions_again(record: Record, context: RecordContext) -> Iterator[Problem]:
    """No caution and no stop sign stands in an exercise twice: the second was most likely meant to be another one (SAF-03)."""
    if isinstance(record, Exercise):
        for name in ("cautions", "stop_if"):
            first: dict[str, int] = {}
            texts = getattr(record, name)
            for i, text in enumerate(texts if len(texts) > 1 else ()):
                j = first.setdefault(_plain(text), i)
                if j != i:
                    message = f"“{_short(text)}” stands here twice."
                    yield Problem(record.id, (name, i), message, "Take one away.", (record.id, (name, j)))


def all_printed(library: Library, today: datetime.date) -> Iterator[Problem]:
    """What is printed for several conditions says of each sign one thing to do (SAF-02).

    A document prints the same sign once, at its most urgent. With two actions for it, one would silently be left out.
    """
    for record in library.records.values():
        if not isinstance(record, Condition | Programme | Article | NewsletterIssue):
            continue
        ids = [record.id] if isinstance(record, Condition) else record.conditions
        conditions = [condition for condition in with_wider(library, ids) if condition is not record]
        if not conditions or (len(conditions) < 2 and not _flags(record)):
            continue
        first: dict[tuple[str, str], tuple[Record, int, RedFlag]] = {}
        for source in (record, *conditions):
            for i, flag in enumerate(_flags(source)):
                other, j, earlier = first.setdefault((_plain(flag.text), flag.urgency), (source, i, flag))
                if other is not source and _plain(earlier.action) != _plain(flag.action):
                    yield _two_actions(record, (other, j, earlier), (source, i, flag))


def _two_actions(record: Record, one: tuple[Record, int, RedFlag], two: tuple[Record, int, RedFlag]) -> Problem:
    (other, j, earlier), (source, i, flag) = one, two
    message = (
        f"The red flag “{_short(flag.text)}” has two actions: “{_short(earlier.action)}” in “{other.display_title}”,"
        f" and “{_short(flag.action)}” in “{source.display_title}”."
    )
    path: Path = ("red_flags", j, "action") if other is record else ("conditions",)
    if isinstance(record, Condition) and other is not record:
        path = ("parent",)
    help = "Only one of them would be printed. Write the same action in both."
    return Problem(record.id, path, message, help, (source.id, ("red_flags", i, "action")))


def _flags(record: Record) -> Sequence[RedFlag]:
    flags: Sequence[RedFlag] = record.__dict__.get("red_flags", ())
    return flags


def _again(flags: Sequence[RedFlag]) -> Iterator[tuple[int, int, RedFlag, RedFlag]]:
    """Each red flag whose text stood there before, with the first one of that text."""
    first: dict[str, int] = {}
    for i, flag in enumerate(flags):
        j = first.setdefault(_plain(flag.text), i)
        if j != i:
            yield i, j, flag, flags[j]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rstrip()}…"


CHECKS = (
    RecordCheck("SAF-01", Severity.ERROR, red_flags),
    RecordCheck("SAF-01", Severity.ERROR, red_flags_again),
    Check("SAF-02", Severity.ERROR, all_printed),
    RecordCheck("SAF-03", Severity.ERROR, cautions),
    RecordCheck("SAF-03", Severity.ERROR, cautions_again),
)
