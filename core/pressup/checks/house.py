"""Rules of plugins: run like Pressup's own, and contained when they fail."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from pressup.checks.check import AnyCheck, Check, Path, Problem, RecordContext, places
from pressup.content.fields import Fields
from pressup.content.library import Library
from pressup.findings import Finding, Place, Severity
from pressup.records import Record


@dataclass(frozen=True, slots=True)
class HouseCheck:
    """A check that a plugin brings, and the plugin's name and version for messages."""

    owner: str
    check: AnyCheck


@dataclass(frozen=True, slots=True)
class HouseFields:
    """Fields that a plugin brings, and the plugin's name and version for messages."""

    owner: str
    fields: Fields


OnFault = Callable[[str, str, BaseException], None]
"""Called with a plugin's name and version, the sentence of the finding, and what the plugin raised."""

Found = Iterator[tuple[Finding, str | None]]
"""Findings, each with the id of its record."""


class WrongProblemError(Exception):
    """A rule gave something that is no problem in this library."""


def findings(library: Library, house: HouseCheck, today: datetime.date, on_fault: OnFault | None) -> Found:
    """What a plugin's check finds; when it fails, also that it did. What it found before stays: it is no less true."""
    check = house.check
    try:
        if isinstance(check, Check):
            for problem in check.find(library, today):
                yield _finding(library, check, problem), problem.record
            return
        for record in library.records.values():
            for problem in check.find(record, RecordContext(library.lang(record), library.settings)):
                if isinstance(problem, Problem) and problem.record != record.id:
                    raise WrongProblemError(f"in the record “{record.id}” it tells a problem of “{problem.record}”")  # noqa: TRY301
                yield _finding(library, check, problem), problem.record
    except (Exception, SystemExit) as error:  # noqa: BLE001 (contained: the other checks still run)
        message = f"The rule {check.code} of plugin {house.owner} failed: {reason(error)}."
        yield failure(library, house.owner, message, error, on_fault), None


def failure(library: Library, owner: str, message: str, error: BaseException, on_fault: OnFault | None) -> Finding:
    """The finding that says that a plugin failed."""
    if on_fault:
        on_fault(owner, message, error)
    help = "Tell its author, or uninstall the plugin; the content was not wholly checked."
    return Finding("PLUG-01", Severity.ERROR, message, Place(library.root.as_posix()), help)


def reason(error: BaseException) -> str:
    """What was raised, in one line."""
    text = " ".join(str(error).split()).rstrip(".")
    if isinstance(error, WrongProblemError):
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _finding(library: Library, check: AnyCheck, problem: Problem) -> Finding:
    _must_fit(library, problem)
    place, related = places(library, problem)
    return Finding(check.code, check.severity, problem.message, place, problem.help, related, check.heuristic)


def _must_fit(library: Library, problem: object) -> None:
    """Refuse what would point at nothing, or break a report.

    Raises:
        WrongProblemError: in a sentence that its author understands.
    """
    if not isinstance(problem, Problem):
        raise WrongProblemError(f"it gave {problem!r}, which is no pressup.Problem")
    texts = {"message": problem.message, "help": problem.help, "words": problem.words}
    for name, text in texts.items():
        if not isinstance(text, str):
            raise WrongProblemError(f"the {name} of a problem is {text!r}, and no text")
    if not problem.message.strip():
        raise WrongProblemError("a problem has no message")
    places: Iterable[tuple[str, Path]] = [(problem.record, problem.path)] if problem.record or not problem.file else []
    if problem.related is not None:
        if not (isinstance(problem.related, tuple) and len(problem.related) == 2):
            raise WrongProblemError(f"“related” of a problem is {problem.related!r}, and no pair of a record's id and a path")
        places = [*places, problem.related]
    for id, path in places:
        record = library.records.get(id) if isinstance(id, str) else None
        if record is None:
            raise WrongProblemError(f"it tells a problem of the record “{id}”, which does not exist")
        if not isinstance(path, tuple) or not _leads_somewhere(record, path):
            raise WrongProblemError(f"it tells a problem at {path!r}, a path that a record of the kind {record.kind} does not have")


def _leads_somewhere(record: Record, path: Path) -> bool:
    """Whether a path names fields of the record, and positions that are there. A field may be empty: it can be missing."""
    value: object = record
    for step in path:
        if value is None:
            return isinstance(step, str | int)
        if isinstance(value, BaseModel):
            fields = type(value).model_fields
            name = next((name for name, field in fields.items() if step in (name, field.alias)), None)
            if name is None:
                return False
            value = getattr(value, name)
        elif isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list | tuple):
            if type(step) is not int or not 0 <= step < len(value):
                return False
            value = value[step]
        else:
            return not isinstance(value, str | int | float)  # other values, such as ranges, know themselves what is in them
    return True
