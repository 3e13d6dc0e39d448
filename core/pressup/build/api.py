"""`render`: from a library to files, with every failure contained and named."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pressup.build import plan, write
from pressup.build.cache import Cache
from pressup.build.drafts import Drafts, drafts_file
from pressup.build.executors import InProcess
from pressup.build.fingerprint import Fingerprints, fingerprint, software
from pressup.build.jobs import Job, JobError, Rendered, run_job
from pressup.build.plan import Planned, Step
from pressup.build.report import BuildReport, Carried, LeftOut, Made, Progressed, Timed, UsageError
from pressup.content.library import Library
from pressup.documents import Catalogue
from pressup.findings import Finding, Severity
from pressup.plugin import Finished, PluginFault, Registry, RenderContext, discover
from pressup.plugin.target import AssetError
from pressup.records import Publisher

AHEAD = 64
"""How many documents may wait to be taken up in their order, while others are rendered."""

Progress = Callable[[Progressed], None]
"""Told after each document."""


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
) -> BuildReport:
    """Render documents of a library to files.

    Args:
        library: What `pressup.load` gave. With an error in it nothing is rendered, unless `keep_going`.
        targets: Names of targets; without any, those that the publishers configured.
        output: The folder to write to. Files are `TARGET/ID.EXT`, below `PUBLISHER/` when there are several publishers.
        publishers: Ids of publishers; all of the library when left out.
        select: Ids of records: only their documents are made.
        options: Options over those of the publishers' records, by target and name.
        keep_going: Leave out only the documents that carry a faulty record.
        registry: What plugins give; the installed ones when left out.
        progress: Called after each document.
        executor: Where documents are rendered; in this process when left out.
        cache: What earlier builds made; without one, everything is made again.

    Returns:
        What was made and what was not. Failures of plugins are in `faults`, never raised.

    Raises:
        UsageError: a target, option, id or publisher that does not exist.
        WriteError: the output folder cannot be written to.
    """
    registry = registry or discover()
    chosen = plan.choose_publishers(library, publishers)
    report = BuildReport(findings=[finding for finding in library.findings if finding.severity is not Severity.NOTE])
    settings = {name: {key: str(value) for key, value in own.items()} for name, own in (options or {}).items()}
    plan.check_settings(registry, settings)
    names = plan.choose_targets(registry, chosen, targets)
    plan.check_selected(library, tuple(select))
    if not library.ok and not keep_going:
        return report
    if not chosen and not library.ok:
        return report
    if not chosen:
        raise UsageError("The library has no publisher; add a record with “kind: publisher”.")
    report.faults.extend(fault for name in names if (fault := registry.fault_of_target(name)) and name not in registry.targets)
    drafts = Drafts(library, drafts_file(library.root) if cache else None)
    steps, problems, faults = plan.make_steps(library, registry, chosen, names, tuple(select), settings, drafts)
    report.findings.extend(problems)
    report.faults.extend(faults)
    if problems and not keep_going:
        return report
    steps = [_without_faulty(library, step, report) for step in steps]
    drafts.save()
    if any(finding.code == "GOV-01" and finding.severity is Severity.ERROR for finding in report.findings) and not keep_going:
        return report
    several = len(library.publishers) > 1
    with write.Writer(Path(output)) as writer:
        build = _Build(library, report, writer, several, progress, executor or InProcess(), cache)
        for step in steps:
            build.run(step)
        writer.publish()
    return report


@dataclass(slots=True)
class _Build:
    """One run over the steps of a plan."""

    library: Library
    report: BuildReport
    writer: write.Writer
    several: bool
    progress: Progress | None
    executor: Executor
    cache: Cache | None
    fingerprints: Fingerprints = field(default_factory=Fingerprints)
    finished: dict[str, list[Finished]] = field(default_factory=dict)

    def run(self, step: Step) -> None:
        """Render all documents of a step: as many at once as the executor takes, and kept in their order."""
        name = step.target.name
        taken: dict[str, str] = {}
        try:
            step.target()
        except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin's fault is contained)
            stage = f"target {name}: make the target"
            self.report.faults.append(PluginFault.of(step.plugin, stage, error, name))
            return
        if not step.target.verifies and step.documents:
            self.report.notes.append(f"{name}: carries no text, so nothing was verified")
        earlier = [entry for entry in self.finished.get(step.publisher.id, []) if entry.target in step.target.after]
        after = tuple(sorted(earlier, key=lambda entry: entry.path))
        waiting: deque[_Waiting] = deque()
        done = 0
        for planned in step.documents:
            waiting.append(self.start(step, planned, after))
            while len(waiting) > AHEAD or (waiting and waiting[0].future.done()):
                done = self.finish(step, waiting.popleft(), taken, done)
        while waiting:
            done = self.finish(step, waiting.popleft(), taken, done)

    def start(self, step: Step, planned: Planned, after: tuple[Finished, ...]) -> _Waiting:
        """Begin with a document, or take it from the cache."""
        carried = planned.carried
        context = RenderContext(step.options, step.publisher, carried.lang, after, self.library.root)
        parts = self.fingerprints.parts(carried.parts["document"], step.target, step.plugin, context)
        carried = replace(carried, parts=parts)
        name = fingerprint(parts)
        kept = self.cache.get(name, partial(_asset_hash, context)) if self.cache else None
        if kept is not None:
            future: Future[Rendered] = Future()
            future.set_result(kept)
            return _Waiting(carried, name, future, cached=True)
        job = Job(step.target, step.plugin, planned.draft.make(self.library), context, software(parts))
        return _Waiting(carried, name, self.executor.submit(run_job, job), cached=False)

    def finish(self, step: Step, waiting: _Waiting, taken: dict[str, str], done: int) -> int:
        """Wait for a document, and stage its files or report why there are none."""
        carried = waiting.carried
        stage = f"{carried.form} “{carried.id}”"
        rendered = _result(step, stage, waiting.future)
        fault = rendered.fault
        if fault is None:
            try:
                write.check_paths(rendered.artifacts, taken, carried.id)
            except write.UnsafePathError as error:
                fault = _fault(step, f"render {stage}", error)
        if fault is not None:
            self.report.faults.append(fault)
        else:
            if self.cache and not waiting.cached:
                self.cache.put(waiting.fingerprint, rendered)
            self.keep(step, carried, rendered, cached=waiting.cached)
        if not waiting.cached:
            self.report.took(Timed(carried.id, step.target.name, rendered.seconds), rendered.verify_seconds)
        if self.progress:
            outcome: Literal["made", "cached", "failed"] = "failed" if fault else "cached" if waiting.cached else "made"
            seconds = 0.0 if waiting.cached else rendered.seconds
            ids = step.publisher.id, step.target.name, carried.id
            self.progress(Progressed(*ids, outcome, seconds, done + 1, len(step.documents)))
        return done + 1

    def keep(self, step: Step, carried: Carried, rendered: Rendered, *, cached: bool) -> None:
        """Stage the artifacts of a document."""
        folder = f"{step.publisher.id}/{step.target.name}" if self.several else step.target.name
        for artifact in rendered.artifacts:
            entry = Finished.of(step.target.name, carried.id, artifact)
            path = self.writer.stage(f"{folder}/{artifact.path}", artifact.content)
            self.finished.setdefault(step.publisher.id, []).append(entry)
            verified = step.target.verifies and artifact.role == "primary"
            self.report.made.append(Made(path, step.publisher.id, entry, artifact.role, step.plugin, carried, verified, cached))


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A document that was begun: what it carries, its fingerprint, its result to come, and whether it is from the cache."""

    carried: Carried
    fingerprint: str
    future: Future[Rendered]
    cached: bool


def _result(step: Step, stage: str, future: Future[Rendered]) -> Rendered:
    """What a job gave; when the place where it ran failed, that as a fault."""
    try:
        return future.result()
    except JobError as error:
        return Rendered(fault=PluginFault(step.plugin, f"target {step.target.name}: render {stage}", str(error)))
    except (CancelledError, Exception) as error:  # noqa: BLE001 (whatever an executor raises costs one document)
        return Rendered(fault=_fault(step, f"run {stage}", error))


def _fault(step: Step, stage: str, error: BaseException) -> PluginFault:
    return PluginFault.of(step.plugin, f"target {step.target.name}: {stage}", error, step.target.name)


def _asset_hash(context: RenderContext[Any], path: str) -> str:
    """The SHA-256 of a file of the content folder; empty when it cannot be read."""
    try:
        return hashlib.sha256(context.asset(path)).hexdigest()
    except AssetError:
        return ""


def _without_faulty(library: Library, step: Step, report: BuildReport) -> Step:
    """The step without documents that carry a faulty record, or that the publisher may not print."""
    good: list[Planned] = []
    for planned in step.documents:
        if planned.draft.form is Catalogue:
            entries = _printable(library, step.publisher, planned.entries, report)
            good.append(planned if entries == planned.entries else plan.catalogue(step.publisher, entries))
        else:
            good.extend(_printable(library, step.publisher, (planned,), report))
    return replace(step, documents=tuple(good))


def _printable(library: Library, publisher: Publisher, documents: tuple[Planned, ...], report: BuildReport) -> tuple[Planned, ...]:
    """The documents without an error in them that the publisher may print; the others go to the report."""
    good: list[Planned] = []
    for planned in documents:
        document = planned.carried
        faulty = sorted(library.faulty.intersection(document.records))
        unreviewed = None if publisher.sample else _unreviewed(document, library)
        if faulty:
            left_out = LeftOut(document.id, faulty[0], "it has an error")
        elif unreviewed:
            left_out = LeftOut(document.id, unreviewed, "it has not been reviewed")
            place = library.place(unreviewed, ("review", "status"))
            message = f"“{document.id}” cannot be printed by {publisher.name}: “{unreviewed}” has not been reviewed."
            finding = Finding(
                "GOV-01",
                Severity.ERROR,
                message,
                place,
                "Only a publisher with “sample: true” prints unreviewed content.",
            )
            if finding not in report.findings:
                report.findings.append(finding)
        else:
            good.append(planned)
            continue
        if left_out not in report.left_out:
            report.left_out.append(left_out)
    return tuple(good)


def _unreviewed(document: Carried, library: Library) -> str | None:
    for id in document.records:
        review = getattr(library.records.get(id), "review", None)
        if review is not None and review.status != "reviewed":
            return id
    return None


__all__ = ["BuildReport", "Publisher", "render"]
