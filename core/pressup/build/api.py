"""`render`: from a library to files, with every failure contained and named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor

from pressup.build import plan, prune, write
from pressup.build.cache import Cache
from pressup.build.drafts import Drafts, drafts_file
from pressup.build.executors import InProcess
from pressup.build.printable import without_faulty
from pressup.build.publish import publish
from pressup.build.rehearsal import Before, going, rehearse
from pressup.build.report import BuildReport, UsageError
from pressup.build.run import Build, Progress, manifest_of
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
    publishers = tuple(publishers)
    chosen = plan.choose_publishers(library, publishers)
    report = BuildReport(findings=[finding for finding in library.findings if finding.severity is not Severity.NOTE])
    settings = {name: {key: str(value) for key, value in own.items()} for name, own in (options or {}).items()}
    plan.check_settings(registry, settings)
    names = plan.choose_targets(registry, chosen, targets)
    selected = tuple(select)
    plan.check_selected(library, selected)
    if not library.ok and not keep_going:
        return report
    if not chosen and not library.ok:
        return report
    if not chosen:
        raise UsageError("The library has no publisher; add a record with “kind: publisher”.")
    _check_place(library, os.fspath(output))
    report.faults.extend(fault for name in names if (fault := registry.fault_of_target(name)) and name not in registry.targets)
    drafts = Drafts(library, drafts_file(library.root) if cache else None)
    steps, problems, faults = plan.make_steps(library, registry, chosen, names, selected, settings, drafts)
    report.findings.extend(problems)
    report.faults.extend(faults)
    if problems and not keep_going:
        return report
    planned = steps
    steps = [without_faulty(library, step, report) for step in steps]
    drafts.save()
    if any(finding.code == "GOV-01" and finding.severity is Severity.ERROR for finding in report.findings) and not keep_going:
        return report
    if dry_run:
        there = Before.of(output, cache)
        report.would.extend(rehearse(library, steps, there))
        if not selected:
            report.would_remove.extend(going(there, planned, publishers))
        return report
    several = len(library.publishers) > 1
    with write.open_writer(output) as writer:
        manifest_of(writer)  # that something else stands in its place is told before anything is made
        local = writer.output if isinstance(writer, write.FolderWriter) else None
        standing = Standing.of(local, cache) if cache and local else None
        build = Build(library, report, writer, several, progress, executor or InProcess(), cache, standing)
        for step in steps:
            build.run(step)
        with writer.locked():
            publish(writer, report, build.tell(planned, publishers, whole=not selected))
    if cache:
        _settle(cache, standing, report)
    return report


def _check_place(library: Library, output: str) -> None:
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
