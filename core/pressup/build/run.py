"""One run over a plan: what has not changed is taken from the cache, the rest is rendered, and all is staged in its order."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Literal

from pressup.build import manifest, write
from pressup.build.cache import Cache, Kept, finished_of
from pressup.build.earlier import earlier_of
from pressup.build.fingerprint import Fingerprints, fingerprint, software
from pressup.build.jobs import Job, JobError, Rendered, run_job
from pressup.build.plan import Step
from pressup.build.report import BuildReport, Carried, Made, Progressed, Timed
from pressup.build.standing import Standing
from pressup.content.library import Library
from pressup.documents import Document
from pressup.plugin import Finished, PluginFault, RenderContext
from pressup.plugin.target import AssetError

AHEAD = 64
"""So many documents may wait to be taken up in their order, while others are rendered; more for an executor of many."""

Progress = Callable[[Progressed], None]
"""Told after each document."""


@dataclass(slots=True)
class Build:
    """One run over the steps of a plan."""

    library: Library
    report: BuildReport
    writer: write.Writer
    several: bool
    progress: Progress | None
    executor: Executor
    cache: Cache | None
    standing: Standing | None
    assets: dict[str, str] = field(default_factory=dict)
    fingerprints: Fingerprints = field(default_factory=Fingerprints)
    finished: dict[str, list[Finished]] = field(default_factory=dict)

    def run(self, step: Step) -> None:
        """Render all documents of a step: as many at once as the executor takes, and kept in their order."""
        name = step.target.name
        taken: dict[str, str] = {}
        try:
            step.target()
        except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin's fault is contained)
            self.report.faults.append(_fault(step, "make the target", error))
            return
        if not step.target.verifies and step.documents:
            self.report.notes.append(f"{name}: carries no text, so nothing was verified")
        earlier = [entry for entry in self.finished.get(step.publisher.id, []) if entry.target in step.target.after]
        after = tuple(sorted(earlier, key=lambda entry: entry.path))
        context = RenderContext(step.options, step.publisher, "", after, self.library.root, theme=step.theme, pages=step.pages)
        common, options = self.fingerprints.common(step.target, step.plugin, context), step.changed_options()
        ahead = max(AHEAD, 2 * jobs_of(self.executor))
        waiting: deque[_Waiting] = deque()
        done = 0
        for planned in step.documents:
            waiting.append(self.start(step, replace(planned.carried, common=common, options=options), planned.make, context))
            while len(waiting) > ahead or (waiting and waiting[0].future.done()):
                done = self.finish(step, waiting.popleft(), taken, done)
        while waiting:
            done = self.finish(step, waiting.popleft(), taken, done)

    def start(self, step: Step, carried: Carried, make: Callable[[], Document], context: RenderContext[Any]) -> _Waiting:
        """Begin with a document, or take it from the cache."""
        context = replace(context, locale=carried.lang)
        name = fingerprint(carried.parts)
        kept = self.kept(step, name, context)
        if kept is not None:
            future: Future[Rendered] = Future()
            future.set_result(kept)
            return _Waiting(carried, name, future, cached=True)
        job = Job(step.target, step.plugin, make(), context, software(carried.parts))
        return _Waiting(carried, name, self.executor.submit(run_job, job), cached=False)

    def kept(self, step: Step, name: str, context: RenderContext[Any]) -> Rendered | None:
        """What an earlier build made of the same, if the cache has it."""
        if not self.cache:
            return None
        standing, folder = self.standing, self.folder(step)
        holds = (lambda path, sha256: standing.holds(f"{folder}/{path}", sha256)) if standing else None
        return self.cache.get(name, partial(asset_hash, self.assets, context), holds)

    def finish(self, step: Step, waiting: _Waiting, taken: dict[str, str], done: int) -> int:
        """Wait for a document, and stage its files or report why there are none."""
        carried = waiting.carried
        stage = f"{carried.form} “{carried.id}”"
        rendered = result_of(step, stage, waiting.future)
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
        folder, root = self.folder(step), self.writer.root
        for artifact in rendered.artifacts:
            entry = finished_of(step.target.name, carried.id, artifact)
            name = f"{folder}/{artifact.path}" if self.several else entry.path
            current = isinstance(artifact, Kept) and artifact.current
            if not current:
                self.writer.stage(name, artifact.content, entry.sha256)
            self.finished.setdefault(step.publisher.id, []).append(entry)
            verified = step.target.verifies and artifact.role != "supplement"
            self.report.made.append(
                Made(root, name, step.publisher.id, entry, artifact.role, step.plugin, carried, verified, cached, rendered.assets)
            )

    def tell(self, planned: Iterable[Step], publishers: Collection[str], *, whole: bool) -> Mapping[str, str]:
        """Stage the manifest, as the last file.

        Args:
            planned: All steps, with what was left out of them.
            publishers: The ids of the publishers that were wanted; none for all, also for those that are gone.
            whole: Whether all documents of these were wanted.

        Returns:
            The files that no document makes any more: the SHA-256 of each, by path. A build in which something failed has none.
        """
        steps = list(planned)
        with earlier_of(self.writer) as before:
            merged = manifest.merge(
                before,
                self.report.made,
                manifest.States(self.library),
                self.writer.has,
                whole=covered(before, steps, publishers) if whole and self.report.ok else (),
                planned=keys(steps) if before else (),
            )
        self.writer.stage_lines(manifest.NAME, merged.lines())
        return merged.gone

    def folder(self, step: Step) -> str:
        """The folder of a step's files, below the output."""
        return f"{step.publisher.id}/{step.target.name}" if self.several else step.target.name


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A document that was begun: what it carries, its fingerprint, its result to come, and whether it is from the cache."""

    carried: Carried
    fingerprint: str
    future: Future[Rendered]
    cached: bool


def jobs_of(executor: Executor) -> int:
    """How many jobs an executor does at once, as far as it says."""
    jobs = getattr(executor, "jobs", 1)
    return jobs if isinstance(jobs, int) else 1


def covered(before: manifest.Told | None, steps: Iterable[Step], publishers: Collection[str]) -> set[tuple[str, str]]:
    """The publishers and targets of an earlier build whose documents these steps make anew; of no publishers, all of them."""
    targets = {step.target.name for step in steps}
    found = {(entry.publisher, entry.target) for entry in (before.artifacts if before else ())}
    return {pair for pair in found if pair[1] in targets and (not publishers or pair[0] in publishers)}


def keys(steps: Iterable[Step]) -> set[tuple[str, str, str]]:
    """Publisher, target and id of every document of some steps."""
    return {(step.publisher.id, step.target.name, one.id) for step in steps for one in step.documents}


def result_of(step: Step, stage: str, future: Future[Rendered]) -> Rendered:
    """What a job gave; when the place where it ran failed, that as a fault."""
    try:
        return future.result()
    except JobError as error:
        return Rendered(fault=PluginFault(step.plugin, f"target {step.target.name}: render {stage}", str(error)))
    except (CancelledError, Exception) as error:  # noqa: BLE001 (whatever an executor raises costs one document)
        return Rendered(fault=_fault(step, f"run {stage}", error))


def _fault(step: Step, stage: str, error: BaseException) -> PluginFault:
    return PluginFault.of(step.plugin, f"target {step.target.name}: {stage}", error, step.target.name)


def asset_hash(known: dict[str, str], context: RenderContext[Any], path: str) -> str:
    """The SHA-256 of a file of the content folder; empty when it cannot be read. Looked at once in a build."""
    if path not in known:
        try:
            known[path] = hashlib.sha256(context.asset(path)).hexdigest()
        except AssetError:
            known[path] = ""
    return known[path]
