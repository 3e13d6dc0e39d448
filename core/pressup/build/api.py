"""`render`: from a library to files, with every failure contained and named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

from pressup.build import plan, verify, write
from pressup.build.plan import Step
from pressup.build.report import BuildReport, LeftOut, Made, UsageError
from pressup.content.library import Library
from pressup.documents import Catalogue, Document
from pressup.findings import Finding, Severity
from pressup.plugin import Artifact, Finished, PluginFault, Registry, RenderContext, Target, discover
from pressup.plugin.target import Role
from pressup.records import Publisher

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
    steps, problems, faults = plan.make_steps(library, registry, chosen, names, tuple(select), settings)
    report.findings.extend(problems)
    report.faults.extend(faults)
    if problems and not keep_going:
        return report
    steps = [_without_faulty(library, step, report) for step in steps]
    if any(finding.code == "GOV-01" and finding.severity is Severity.ERROR for finding in report.findings) and not keep_going:
        return report
    several = len(library.publishers) > 1
    with write.Writer(Path(output)) as writer:
        build = _Build(library, report, writer, several, progress)
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
    finished: dict[str, list[Finished]] = field(default_factory=dict)

    def run(self, step: Step) -> None:
        """Render all documents of a step."""
        name = step.target.name
        taken: dict[str, str] = {}
        try:
            target = step.target()
        except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin's fault is contained)
            self.report.faults.append(_fault(step, "make the target", error))
            return
        if not target.verifies:
            self.report.notes.append(f"{name}: carries no text, so nothing was verified")
        for number, document in enumerate(step.documents, 1):
            self.document(step, target, document, taken)
            if self.progress:
                self.progress(name, number, len(step.documents))

    def document(self, step: Step, target: Target[Any], document: Document, taken: dict[str, str]) -> None:
        """Render, verify and stage one document, or report why not."""
        context = self.context(step, document)
        try:
            artifacts = checked(target.render(document, context))
            write.check_paths(artifacts, taken, document.id)
            missing = verify.missing_texts(target, document, context, artifacts)
        except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin's fault is contained)
            self.report.faults.append(_fault(step, f"render {document.form} “{document.id}”", error))
            return
        if missing:
            stage = f"verify {document.form} “{document.id}” in {target.name}"
            self.report.faults.append(PluginFault(step.plugin, stage, verify.explain(missing)))
            return
        self.keep(step, document, artifacts)

    def context(self, step: Step, document: Document) -> RenderContext[Any]:
        """What the target may use for a document."""
        earlier = [entry for entry in self.finished.get(step.publisher.id, []) if entry.target in step.target.after]
        return RenderContext(
            step.options,
            step.publisher,
            document.lang,
            tuple(sorted(earlier, key=lambda entry: entry.path)),
            self.library.root,
        )

    def keep(self, step: Step, document: Document, artifacts: tuple[Artifact, ...]) -> None:
        """Stage the artifacts of a document."""
        folder = f"{step.publisher.id}/{step.target.name}" if self.several else step.target.name
        for artifact in artifacts:
            entry = Finished.of(step.target.name, document.id, artifact)
            path = self.writer.stage(f"{folder}/{artifact.path}", artifact.content)
            self.finished.setdefault(step.publisher.id, []).append(entry)
            self.report.made.append(Made(path, step.publisher.id, entry))


def checked(given: object) -> tuple[Artifact, ...]:
    """The artifacts of a document, refused when a plugin gave something else.

    Raises:
        TypeError: for what is no artifact, or is made of something else than text and bytes.
        ValueError: when there is none, or its role is unknown.
    """
    if not isinstance(given, Iterable):
        raise TypeError(f"render gave {type(given).__name__}, not artifacts: yield them, or return a list")
    good: list[Artifact] = []
    for artifact in given:
        if not isinstance(artifact, Artifact):
            raise TypeError(f"render gave {type(artifact).__name__}, not pressup.Artifact")
        if not (isinstance(artifact.path, str) and isinstance(artifact.media_type, str)):
            raise TypeError(f"the path and the media type of {artifact.path} must be text")
        if not isinstance(artifact.content, bytes):
            raise TypeError(f"the content of {artifact.path} is {type(artifact.content).__name__}, not bytes")
        if artifact.role not in get_args(Role):
            raise ValueError(f"the role of {artifact.path} is “{artifact.role}”, not one of {', '.join(get_args(Role))}")
        good.append(artifact)
    if not good:
        raise ValueError("render gave no artifact")
    return tuple(good)


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


def _fault(step: Step, stage: str, error: BaseException) -> PluginFault:
    return PluginFault.of(step.plugin, f"target {step.target.name}: {stage}", error, step.target.name)


__all__ = ["BuildReport", "Publisher", "render"]
