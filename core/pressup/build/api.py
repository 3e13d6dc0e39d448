"""`render`: from a library to files, with every failure contained and named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass

from pressup.build import plan, prune, write
from pressup.build.cache import Cache
from pressup.build.drafts import Drafts, drafts_file
from pressup.build.earlier import earlier_of
from pressup.build.executors import InProcess
from pressup.build.printable import without_faulty
from pressup.build.rehearsal import Before, going, rehearse
from pressup.build.report import BuildReport, UsageError
from pressup.build.run import Build, Progress
from pressup.build.standing import Standing
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.plugin import Registry, discover
from pressup.records import Publisher


def render(
    library: Library,
    *targets: str,
    output: str | os.PathLike[str] = "output",
    publishers: Iterable[str] = (),
    select: Iterable[str] = (),
    options: Mapping[str, Mapping[str, object]] | None = None,
    keep_going: bool = False,
    registry: Registry | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    cache: Cache | None = None,
    dry_run: bool = False,
) -> BuildReport:
    """Render documents of a library to files.

    Args:
        library: What `pressup.load` gave. With an error in it nothing is rendered, unless `keep_going`.
        targets: Names of targets; without any, those that the publishers configured.
        output: The folder to write to, or a URL such as `s3://bucket/folder`. Files are `TARGET/ID.EXT`, below `PUBLISHER/` when
            there are several publishers.
        publishers: Ids of publishers; all of the library when left out.
        select: Ids of records: only their documents are made.
        options: Options over those of the publishers' records, by target and name.
        keep_going: Leave out only the documents that carry a faulty record.
        registry: What plugins give; the installed ones when left out.
        progress: Called after each document.
        executor: Where documents are rendered; in this process when left out.
        cache: What earlier builds made; without one, everything is made again.
        dry_run: Make nothing, and tell in `would` what would be made and why.

    Returns:
        What was made and what was not. Failures of plugins are in `faults`, never raised.

    Raises:
        UsageError: a target, option, id or publisher that does not exist.
        WriteError: the output folder cannot be written to.
    """
    registry = registry or discover()
    report = BuildReport(findings=[finding for finding in library.findings if finding.severity is not Severity.NOTE])
    wanted = wanted_of(library, registry, targets, publishers, select, options or {})
    if not library.ok and not (keep_going and wanted.publishers):
        return report
    if not wanted.publishers:
        raise UsageError("The library has no publisher; add a record with “kind: publisher”.")
    check_place(library, os.fspath(output))
    drafts = Drafts(library, drafts_file(library.root) if cache else None)
    try:
        planned = plan_of(library, registry, wanted, drafts, report, keep_going=keep_going)
        if planned is not None and dry_run:
            there = Before.of(output, cache)
            report.would.extend(rehearse(library, planned.steps, there))
            report.would_remove.extend(() if wanted.select else going(there, planned.all, wanted.named))
        elif planned is not None:
            _make(library, planned, report, output, progress, executor or InProcess(), cache)
    finally:
        drafts.save()
    return report


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: publishers, those that were named, targets, records, and options."""

    publishers: tuple[Publisher, ...]
    named: tuple[str, ...]
    targets: tuple[str, ...]
    select: tuple[str, ...]
    settings: plan.Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made: all that was wanted, and that without what cannot be printed."""

    wanted: Wanted
    all: list[plan.Step]
    steps: list[plan.Step]


def wanted_of(
    library: Library,
    registry: Registry,
    targets: Iterable[str],
    publishers: Iterable[str],
    select: Iterable[str],
    options: Mapping[str, Mapping[str, object]],
) -> Wanted:
    """What was asked for.

    Raises:
        UsageError: when there is no such thing.
    """
    named, selected = tuple(publishers), tuple(select)
    chosen = plan.choose_publishers(library, named)
    settings = {name: {key: str(value) for key, value in own.items()} for name, own in options.items()}
    plan.check_settings(registry, settings)
    names = plan.choose_targets(registry, chosen, targets)
    plan.check_selected(library, selected)
    return Wanted(chosen, named, names, selected, settings)


def plan_of(
    library: Library, registry: Registry, wanted: Wanted, drafts: Drafts, report: BuildReport, *, keep_going: bool
) -> Plan | None:
    """What is to be made; None when something is wrong, which is in the report then."""
    faults = (registry.fault_of_target(name) for name in wanted.targets if name not in registry.targets)
    report.faults.extend(filter(None, faults))
    steps, problems, faults_of_options = plan.make_steps(
        library, registry, wanted.publishers, wanted.targets, wanted.select, wanted.settings, drafts
    )
    report.findings.extend(problems)
    report.faults.extend(faults_of_options)
    if problems and not keep_going:
        return None
    printable = [without_faulty(library, step, report) for step in steps]
    stopped = any(finding.code == "GOV-01" and finding.severity is Severity.ERROR for finding in report.findings)
    return None if stopped and not keep_going else Plan(wanted, steps, printable)


def _make(
    library: Library,
    planned: Plan,
    report: BuildReport,
    output: str | os.PathLike[str],
    progress: Progress | None,
    executor: Executor,
    cache: Cache | None,
) -> None:
    """Make what is planned, and write it."""
    several = len(library.publishers) > 1
    with write.open_writer(output) as writer:
        with earlier_of(writer):
            pass  # that something else stands in its place is told before anything is made
        standing = Standing.of(writer.output, cache) if cache and isinstance(writer, write.FolderWriter) else None
        build = Build(library, report, writer, several, progress, executor, cache, standing)
        for step in planned.steps:
            build.run(step)
        with writer.locked():
            gone = build.tell(planned.all, planned.wanted.named, whole=not planned.wanted.select)
            report.published(writer.publish(gone))
    if cache:
        _settle(cache, standing, report)


def check_place(library: Library, output: str) -> None:
    """Refuse an output inside the content folder, where the next build would read its files as records.

    Raises:
        UsageError: when it is one.
    """
    root = os.path.realpath(library.root)
    if "://" not in output and (os.path.realpath(output) + os.sep).startswith(root + os.sep):
        raise UsageError(f"The output folder “{output}” lies in the content folder, where its files would be read as records.")


def _settle(cache: Cache, standing: Standing | None, report: BuildReport) -> None:
    """Remember what was written, and keep the cache within its bounds."""
    if standing:
        standing.remember((made.name, made.finished.sha256) for made in report.made)
    prune.settle(cache)
    if cache.note:
        report.notes.append(cache.note)


__all__ = ["BuildReport", "Publisher", "render"]
