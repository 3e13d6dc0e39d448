"""`render`: from a library to files, with every failure contained and named."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from pressup.build import plan, write
from pressup.build.cache import Cache
from pressup.build.executors import InProcess
from pressup.build.fingerprint import Fingerprints, fingerprint
from pressup.build.jobs import Job, JobError, Rendered, fault_of, run_job
from pressup.build.plan import Step
from pressup.build.publish import Covered, publish
from pressup.build.report import BuildReport, Carried, LeftOut, Made, Timed, UsageError
from pressup.content.library import Library
from pressup.documents import Catalogue, Document
from pressup.findings import Finding, Severity
from pressup.plugin import Finished, PluginFault, Registry, RenderContext, discover
from pressup.plugin.target import AssetError
from pressup.records import Publisher

AHEAD = 64
"""How many documents may wait to be taken up in their order, while others are rendered."""

D = TypeVar("D", bound=Document)
Progress = Callable[[str, int, int], None]
"""Told after each document: the target, how many are done, how many there are."""


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

    Returns:
        What was made and what was not. Failures of plugins are in `faults`, never raised.

    Raises:
        UsageError: a target, option, id or publisher that does not exist.
        WriteError: the output folder cannot be written to.
    """
    registry = registry or discover()
    publishers, select = tuple(publishers), tuple(select)
    chosen = plan.choose_publishers(library, publishers)
    report = BuildReport(findings=[finding for finding in library.findings if finding.severity is not Severity.NOTE])
    settings = {name: {key: str(value) for key, value in own.items()} for name, own in (options or {}).items()}
    plan.check_settings(registry, settings)
    names = plan.choose_targets(registry, chosen, targets)
    plan.check_selected(library, select)
    if not library.ok and not keep_going:
        return report
    if not chosen and not library.ok:
        return report
    if not chosen:
        raise UsageError("The library has no publisher; add a record with “kind: publisher”.")
    report.faults.extend(fault for name in names if (fault := registry.fault_of_target(name)) and name not in registry.targets)
    steps, problems, faults = plan.make_steps(library, registry, chosen, names, select, settings)
    report.findings.extend(problems)
    report.faults.extend(faults)
    if problems and not keep_going:
        return report
    steps = [_without_faulty(library, step, report) for step in steps]
    if any(finding.code == "GOV-01" and finding.severity is Severity.ERROR for finding in report.findings) and not keep_going:
        return report
    several = len(library.publishers) > 1
    covered = Covered(frozenset(names), frozenset(publisher.id for publisher in chosen if publishers), frozenset(select))
    with write.open_writer(output) as writer:
        build = _Build(library, report, writer, several, progress, executor or InProcess(), cache)
        for step in steps:
            build.run(step)
        publish(writer, report, covered)
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
        waiting: deque[tuple[Job, Carried, Future[Rendered], bool]] = deque()
        done = 0
        for document in step.documents:
            waiting.append(self.start(step, document, after))
            while len(waiting) > AHEAD or (waiting and waiting[0][2].done()):
                done = self.finish(step, waiting.popleft(), taken, done)
        while waiting:
            done = self.finish(step, waiting.popleft(), taken, done)

    def start(self, step: Step, document: Document, after: tuple[Finished, ...]) -> tuple[Job, Carried, Future[Rendered], bool]:
        """Begin with a document, or take it from the cache."""
        context = RenderContext(step.options, step.publisher, document.lang, after, self.library.root)
        job = Job(step.target, step.plugin, document, context)
        parts = self.fingerprints.parts(job)
        job = replace(job, fingerprint=fingerprint(parts))
        carried = Carried(
            document.id, document.form, document.title, document.version, document.lang, document.sample, document.record_ids, parts
        )
        kept = self.cache.get(job.fingerprint, partial(_asset_hash, context)) if self.cache else None
        if kept is not None:
            future: Future[Rendered] = Future()
            future.set_result(kept)
            return job, carried, future, True
        return job, carried, self.executor.submit(run_job, job), False

    def finish(self, step: Step, entry: tuple[Job, Carried, Future[Rendered], bool], taken: dict[str, str], done: int) -> int:
        """Wait for a document, and stage its files or report why there are none."""
        job, carried, future, cached = entry
        rendered = _result(job, future)
        fault = rendered.fault
        if fault is None:
            try:
                write.check_paths(rendered.artifacts, taken, job.document.id)
            except write.UnsafePathError as error:
                fault = fault_of(job, f"render {job.document.form} “{job.document.id}”", error)
        if fault is not None:
            self.report.faults.append(fault)
        else:
            if self.cache and not cached:
                self.cache.put(job.fingerprint, rendered)
            self.keep(step, carried, rendered, cached=cached)
        if not cached:
            self.report.took(Timed(job.document.id, job.target.name, rendered.seconds), rendered.verify_seconds)
        if self.progress:
            self.progress(step.target.name, done + 1, len(step.documents))
        return done + 1

    def keep(self, step: Step, carried: Carried, rendered: Rendered, *, cached: bool) -> None:
        """Stage the artifacts of a document."""
        folder = f"{step.publisher.id}/{step.target.name}" if self.several else step.target.name
        for artifact in rendered.artifacts:
            entry = Finished.of(step.target.name, carried.id, artifact)
            path = self.writer.stage(f"{folder}/{artifact.path}", artifact.content, entry.sha256)
            self.finished.setdefault(step.publisher.id, []).append(entry)
            verified = step.target.verifies and artifact.role == "primary"
            self.report.made.append(Made(path, step.publisher.id, entry, artifact.role, step.plugin, carried, verified, cached))


def _result(job: Job, future: Future[Rendered]) -> Rendered:
    """What a job gave; when the place where it ran failed, that as a fault."""
    try:
        return future.result()
    except JobError as error:
        return Rendered(fault=PluginFault(job.plugin, f"target {job.target.name}: render {job.name}", str(error)))
    except (CancelledError, Exception) as error:  # noqa: BLE001 (whatever an executor raises costs one document)
        return Rendered(fault=fault_of(job, f"run {job.document.form} “{job.document.id}”", error))


def _asset_hash(context: RenderContext[Any], path: str) -> str:
    """The SHA-256 of a file of the content folder; empty when it cannot be read."""
    try:
        return hashlib.sha256(context.asset(path)).hexdigest()
    except AssetError:
        return ""


def _without_faulty(library: Library, step: Step, report: BuildReport) -> Step:
    """The step without documents that carry a faulty record, or that the publisher may not print."""
    good: list[Document] = []
    for document in step.documents:
        if isinstance(document, Catalogue):
            good.append(document.only(_printable(library, step.publisher, document.entries, report)))
        else:
            good.extend(_printable(library, step.publisher, (document,), report))
    return Step(step.publisher, step.plugin, step.target, step.options, tuple(good))


def _printable(library: Library, publisher: Publisher, documents: tuple[D, ...], report: BuildReport) -> tuple[D, ...]:
    """The documents without an error in them that the publisher may print; the others go to the report."""
    good: list[D] = []
    for document in documents:
        faulty = sorted(set(document.record_ids) & library.faulty)
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
            good.append(document)
            continue
        if left_out not in report.left_out:
            report.left_out.append(left_out)
    return tuple(good)


def _unreviewed(document: Document, library: Library) -> str | None:
    for id in document.record_ids:
        review = getattr(library.records.get(id), "review", None)
        if review is not None and review.status != "reviewed":
            return id
    return None


__all__ = ["BuildReport", "Publisher", "render"]
