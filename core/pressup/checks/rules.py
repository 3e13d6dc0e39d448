"""All checks, and how to run them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pressup.checks import (
    dose,
    evidence,
    exercises,
    graph,
    limits,
    markup,
    media,
    nothing,
    plan,
    precautions,
    repeated,
    review,
    safety,
    severities,
    suppressions,
)
from pressup.checks.check import AnyCheck, Check, Problem, RecordCheck, RecordContext
from pressup.content.fields import Fields, check_fields
from pressup.content.library import Library
from pressup.content.source import MAX_FINDINGS, Source
from pressup.findings import Finding, Place, Severity
from pressup.records import LibraryFile, Record

CHECKS: tuple[AnyCheck, ...] = (
    *dose.CHECKS,
    *evidence.CHECKS,
    *exercises.CHECKS,
    *graph.CHECKS,
    *limits.CHECKS,
    *markup.CHECKS,
    *media.CHECKS,
    *nothing.CHECKS,
    *plan.CHECKS,
    *precautions.CHECKS,
    *repeated.CHECKS,
    *review.CHECKS,
    *safety.CHECKS,
    *severities.CHECKS,
)
"""Every check of Pressup's own, by family."""

RECORD_CHECKS = tuple(check for check in CHECKS if isinstance(check, RecordCheck))
LIBRARY_CHECKS = tuple(check for check in CHECKS if isinstance(check, Check))


@dataclass(frozen=True, slots=True)
class HouseCheck:
    """A check that a plugin brings, and the plugin's name and version for messages."""

    owner: str
    check: AnyCheck


OnFault = Callable[[HouseCheck, Exception], None]
"""Called with a plugin's check that raised, and with what it raised."""


def check(
    library: Library,
    *,
    date: datetime.date | None = None,
    house: Sequence[HouseCheck] = (),
    fields: Sequence[Fields] = (),
    on_fault: OnFault | None = None,
    suppress: bool = True,
) -> Library:
    """The library with what the rules find added to its findings.

    Args:
        library: The library, as it was read.
        date: 'Today', for rules about review dates; the system's date when left out.
        house: Checks of plugins. One that raises is a finding of its own, and the others still run.
        fields: Fields that plugins add to records; what stands under `own` is checked against them.
        on_fault: Called for each check of a plugin that raised.
        suppress: Whether reasons in the files (`pressup: ignore SAF-04 because ...`) take findings away.
    """
    today = date or datetime.datetime.now(tz=datetime.UTC).date()
    found: list[tuple[Finding, str | None]] = [(finding, None) for finding in library.findings]
    problems = ((own, problem) for own in LIBRARY_CHECKS for problem in own.find(library, today))
    found.extend(_findings(library, problems))
    for record in library.records.values():
        kept = library.checked.get(record.id)
        if kept is None:
            kept = record_findings(record, library.sources.get(record.id), library.settings)
        found.extend((finding, record.id) for finding in kept)
    found.extend(check_fields(library, fields))
    for extra in house:
        found.extend(_house_findings(library, extra, today, on_fault))
    found = severities.apply(library, found)
    known = {check.code for check in (*CHECKS, *(extra.check for extra in house))}
    if suppress:
        found = suppressions.apply(library, found, known)
    findings = dict.fromkeys(finding for finding, _ in found)
    faulty = {id for finding, id in found if id is not None and finding.severity is Severity.ERROR}
    return replace(library, findings=tuple(sorted(findings, key=Finding.sort_key)), faulty=library.faulty | faulty)


def record_findings(record: Record, source: Source | None, settings: LibraryFile) -> tuple[Finding, ...]:
    """What the checks of one record find in it."""
    context = record_context(record, settings)
    problems = ((own, problem) for own in RECORD_CHECKS for problem in own.find(record, context))

    def place(problem: Problem) -> tuple[Place, Place | None]:
        if source is None:
            return Place(record.id), None
        related = source.locate(problem.related[1]) if problem.related else None
        return source.locate(problem.path, words=problem.words), related

    return tuple(finding for finding, _ in _told(problems, place, {record.id: source} if source else {}))


def record_context(record: Record, settings: LibraryFile) -> RecordContext:
    """What a check of one record may know besides it."""
    return RecordContext(record.lang or settings.lang, settings)


def _house_findings(
    library: Library, house: HouseCheck, today: datetime.date, on_fault: OnFault | None
) -> list[tuple[Finding, str | None]]:
    """What a plugin's check finds; when it raises, that it did."""
    found: list[tuple[Finding, str | None]] = []
    try:
        check = house.check
        if isinstance(check, Check):
            found.extend(_findings(library, ((check, problem) for problem in check.find(library, today))))
        else:
            for record in library.records.values():
                context = record_context(record, library.settings)
                found.extend(_findings(library, ((check, problem) for problem in check.find(record, context))))
    except Exception as error:  # noqa: BLE001 (contained: the other checks still run)
        if on_fault:
            on_fault(house, error)
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        message = f"The rule {house.check.code} of plugin {house.owner} failed: {reason}."
        help = "Tell its author, or uninstall the plugin; the content was not checked by this rule."
        return [(Finding("PLUG-01", Severity.ERROR, message, Place(library.root.as_posix()), help), None)]
    return found


def _findings(library: Library, problems: Iterable[tuple[AnyCheck, Problem]]) -> Iterator[tuple[Finding, str | None]]:
    def place(problem: Problem) -> tuple[Place, Place | None]:
        related = library.place(*problem.related) if problem.related else None
        return library.place(problem.record, problem.path, words=problem.words), related

    return _told(problems, place, library.sources)


def _told(
    problems: Iterable[tuple[AnyCheck, Problem]],
    place: Callable[[Problem], tuple[Place, Place | None]],
    sources: Mapping[str, Source],
) -> Iterator[tuple[Finding, str | None]]:
    """A finding for each problem, each once; of one record no more than somebody reads, and then how many more there are."""
    told: dict[str, set[tuple[str, Problem]]] = defaultdict(set)
    hidden: dict[str, list[Severity]] = defaultdict(list)
    for check, problem in problems:
        known = told[problem.record]
        if (check.code, problem) in known:
            continue
        known.add((check.code, problem))
        if len(known) > MAX_FINDINGS and problem.record in sources:
            hidden[problem.record].append(check.severity)
            continue
        where, related = place(problem)
        finding = Finding(check.code, check.severity, problem.message, where, problem.help, related, check.heuristic)
        yield finding, problem.record
    for id, severities_hidden in hidden.items():
        worst = next(severity for severity in Severity if severity in severities_hidden)
        yield sources[id].more(len(severities_hidden), worst), id


__all__ = ["CHECKS", "HouseCheck", "check"]
