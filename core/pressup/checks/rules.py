"""All checks, and how to run them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from pressup.checks import (
    actionable,
    addresses,
    colours,
    deception,
    dose,
    duplicates,
    emergency,
    evidence,
    exercises,
    figures,
    graph,
    house,
    issues,
    jargon,
    leftovers,
    limits,
    logo,
    markup,
    media,
    mentions,
    nothing,
    numbers,
    orphans,
    pictures,
    plan,
    precautions,
    privacy,
    readability,
    references,
    repeated,
    review,
    rights,
    safety,
    severities,
    spelling,
    spelling_by_country,
    staleness,
    strength,
    suppressions,
    translations,
    voice,
    warning_signs,
    workload,
)
from pressup.checks.check import AnyCheck, Check, Problem, RecordCheck, RecordContext, places
from pressup.checks.house import HouseCheck, HouseFields, OnFault
from pressup.content.fields import Fields, check_fields
from pressup.content.library import Library, Unfit
from pressup.content.source import MAX_FINDINGS, Source
from pressup.findings import Finding, Place, Severity
from pressup.records import LibraryFile, Record

CHECKS: tuple[AnyCheck, ...] = (
    *actionable.CHECKS,
    *addresses.CHECKS,
    *colours.CHECKS,
    *deception.CHECKS,
    *dose.CHECKS,
    *duplicates.CHECKS,
    *emergency.CHECKS,
    *evidence.CHECKS,
    *exercises.CHECKS,
    *figures.CHECKS,
    *graph.CHECKS,
    *issues.CHECKS,
    *jargon.CHECKS,
    *leftovers.CHECKS,
    *limits.CHECKS,
    *logo.CHECKS,
    *markup.CHECKS,
    *media.CHECKS,
    *mentions.CHECKS,
    *nothing.CHECKS,
    *numbers.CHECKS,
    *orphans.CHECKS,
    *pictures.CHECKS,
    *plan.CHECKS,
    *precautions.CHECKS,
    *privacy.CHECKS,
    *readability.CHECKS,
    *references.CHECKS,
    *repeated.CHECKS,
    *review.CHECKS,
    *rights.CHECKS,
    *safety.CHECKS,
    *severities.CHECKS,
    *spelling.CHECKS,
    *spelling_by_country.CHECKS,
    *staleness.CHECKS,
    *strength.CHECKS,
    *translations.CHECKS,
    *voice.CHECKS,
    *warning_signs.CHECKS,
    *workload.CHECKS,
)
"""Every check of Pressup's own, by family."""

MAX_SENTENCE = 2_000
"""How long a message or its help may be."""

RECORD_CHECKS = tuple(check for check in CHECKS if isinstance(check, RecordCheck))
LIBRARY_CHECKS = tuple(check for check in CHECKS if isinstance(check, Check))


def check(
    library: Library,
    *,
    date: datetime.date | None = None,
    house_checks: Sequence[HouseCheck] = (),
    house_fields: Sequence[HouseFields] = (),
    on_fault: OnFault | None = None,
    suppress: bool = True,
) -> Library:
    """The library with what the rules find added to its findings.

    Args:
        library: The library, as it was read.
        date: 'Today', for rules about review dates; the system's date when left out.
        house_checks: Checks of plugins. One that raises is a finding of its own, and the others still run.
        house_fields: Fields that plugins add to records; what stands under `own` is checked against them.
        on_fault: Called for each check or schema of a plugin that failed.
        suppress: Whether reasons in the files (`pressup: ignore SAF-04 because ...`) take findings away.
    """
    today = date or datetime.datetime.now(tz=datetime.UTC).date()
    view = library.with_unfit()
    found: list[tuple[Finding, str | None]] = [(finding, None) for finding in library.findings]
    problems = ((own, problem) for own in LIBRARY_CHECKS for problem in own.find(view, today))
    found.extend(_findings(view, problems))
    for record in library.records.values():
        kept = library.checked.get(record.id)
        if kept is None:
            kept = record_findings(record, library.sources.get(record.id), library.settings)
        found.extend((finding, record.id) for finding in kept)
    for id, entry in library.unfit.items():
        found.extend((finding, id) for finding in record_findings(entry.record, entry.source, library.settings, entry))
    found.extend(_own_fields(library, house_fields, on_fault))
    for extra in house_checks:
        found.extend(house.findings(library, extra, today, on_fault))
    found = severities.apply(library, found)
    known = {check.code for check in (*CHECKS, *(extra.check for extra in house_checks))}
    if suppress:
        found = suppressions.apply(library, found, known)
    findings = dict.fromkeys(finding for finding, _ in found)
    faulty = {id for finding, id in found if id is not None and finding.severity is Severity.ERROR}
    return replace(library, findings=tuple(sorted(findings, key=Finding.sort_key)), faulty=library.faulty | faulty)


def record_findings(
    record: Record, source: Source | None, settings: LibraryFile, unfit: Unfit | None = None
) -> tuple[Finding, ...]:
    """What the checks of one record find in it; in an unfit one, where nothing was left out."""
    context = record_context(record, settings)
    problems = [(own, problem) for own in RECORD_CHECKS for problem in own.find(record, context)]
    if not problems:
        return ()

    def place(problem: Problem) -> tuple[Place, Place | None]:
        if source is None:
            return Place(record.id), None
        related = source.locate(problem.related[1]) if problem.related else None
        return source.locate(problem.path, words=problem.words), related

    sources = {record.id: source} if source else {}
    return tuple(finding for finding, _ in _told(problems, place, sources, {record.id: unfit} if unfit else {}))


def record_context(record: Record, settings: LibraryFile) -> RecordContext:
    """What a check of one record may know besides it."""
    return RecordContext(record.lang or settings.lang, settings)


def _own_fields(library: Library, registered: Sequence[HouseFields], on_fault: OnFault | None) -> house.Found:
    """What is wrong under `own`; when a plugin's schema cannot be used, that."""
    owners = {(entry.fields.kind, entry.fields.name): entry.owner for entry in registered}
    failures: list[Finding] = []

    def failed(fields: Fields, error: Exception) -> None:
        owner = owners[fields.kind, fields.name]
        message = f"The schema of the fields “{fields.name}” of plugin {owner} failed: {house.reason(error)}."
        failures.append(house.failure(library, owner, message, error, on_fault))

    yield from check_fields(library, [entry.fields for entry in registered], failed)
    yield from ((finding, None) for finding in failures)


def _findings(library: Library, problems: Iterable[tuple[AnyCheck, Problem]]) -> Iterator[tuple[Finding, str | None]]:
    return _told(problems, partial(places, library), library.sources, library.unfit)


def _short(text: str) -> str:
    """A sentence that quotes a whole page of a hostile text is no help to anybody."""
    return text if len(text) <= MAX_SENTENCE else f"{text[:MAX_SENTENCE]}…"


def _told(
    problems: Iterable[tuple[AnyCheck, Problem]],
    place: Callable[[Problem], tuple[Place, Place | None]],
    sources: Mapping[str, Source],
    unfit: Mapping[str, Unfit],
) -> Iterator[tuple[Finding, str | None]]:
    """A finding for each problem, each once; of one record no more than somebody reads, and then how many more there are.

    What stands where a value of an unfit record was left out is a consequence of that, and not told.
    """
    told: dict[str, set[tuple[str, Problem]]] = defaultdict(set)
    hidden: dict[str, list[Severity]] = defaultdict(list)
    for check, problem in problems:
        if problem.record in unfit and unfit[problem.record].explains(problem.path):
            continue
        known = told[problem.record]
        if (check.code, problem) in known:
            continue
        known.add((check.code, problem))
        if len(known) > MAX_FINDINGS and problem.record in sources:
            hidden[problem.record].append(check.severity)
            continue
        where, related = place(problem)
        said, help = _short(problem.message), _short(problem.help)
        finding = Finding(check.code, check.severity, said, where, help, related, check.heuristic)
        yield finding, problem.record or None
    for id, severities_hidden in hidden.items():
        worst = next(severity for severity in Severity if severity in severities_hidden)
        yield sources[id].more(len(severities_hidden), worst), id


__all__ = ["CHECKS", "HouseCheck", "HouseFields", "check"]
