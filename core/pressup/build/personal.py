"""`render_for`: a handout for one person, which passes by the cache, the manifest and the cluster."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pressup.build.api import check_place, plan_of, wanted_of
from pressup.build.cache import finished_of
from pressup.build.drafts import Drafts
from pressup.build.executors import InProcess, Processes
from pressup.build.fingerprint import Fingerprints
from pressup.build.jobs import Job, Rendered, run_job
from pressup.build.plan import Planned, Step
from pressup.build.report import BuildReport, Made, Timed, UsageError
from pressup.build.run import result_of
from pressup.build.write.private import FOLDER, open_private, write_private
from pressup.checks import dose, limits, workload
from pressup.checks.check import Check
from pressup.checks.rules import record_context
from pressup.content.library import Library
from pressup.content.suggest import did_you_mean
from pressup.documents import Handout
from pressup.findings import Severity
from pressup.plugin import Personal, Registry, RenderContext, discover
from pressup.records import Dose, Exercise, Programme, Record
from pressup.records.dose_line import DoseLineError, dose_of
from pressup.records.programme import PhaseItem

_DELETE = "what is for one person is in no manifest, and no build removes it: delete it when you have handed it over"


def render_for(
    library: Library,
    personal: Personal,
    id: str,
    *targets: str,
    output: str | os.PathLike[str] = FOLDER,
    publishers: Iterable[str] = (),
    options: Mapping[str, Mapping[str, object]] | None = None,
    keep_going: bool = False,
    registry: Registry | None = None,
    executor: Executor | None = None,
) -> BuildReport:
    """Render one handout for one person. Nothing about the person is kept anywhere but in the files that are made.

    Args:
        library: What `pressup.load` gave.
        personal: What is for this person.
        id: The id of the record whose handout is wanted.
        targets: Names of targets with `personal = True`; without any, those of them that the publisher configured.
        output: A folder of this machine that holds no build's output. One that is not there is made for its owner alone, and left
            out of version control. A file that stands there is never replaced.
        publishers: The id of the publisher; needed when the library has several.
        options: Options over those of the publisher's record, by target and name.
        keep_going: Render even if another record has an error.
        registry: What plugins give; the installed ones when left out.
        executor: Processes of this machine; this process when left out.

    Returns:
        What was made, as `render` tells it. The messages of faults are withheld where they might quote what is for the person.

    Raises:
        UsageError: something that does not exist, that cannot be kept private, or a dose that no record may have.
        WriteError: the folder cannot be written to.
    """
    if executor is not None and not isinstance(executor, InProcess | Processes):
        raise UsageError("--executor: what is for one person stays on this machine. Leave the option out.")
    registry = registry or discover()
    report = BuildReport(findings=[finding for finding in library.findings if finding.severity is not Severity.NOTE])
    wanted = wanted_of(library, registry, _able(registry, targets), publishers, (id,), options or {})
    if not library.ok and not (keep_going and wanted.publishers):
        return report
    if len(wanted.publishers) != 1:
        raise UsageError("For one person a handout is of one publisher: add --publisher.")
    check_place(library, os.fspath(output))
    wanted = replace(wanted, targets=tuple(name for name in wanted.targets if _is_able(registry, name)))
    if not wanted.targets:
        raise UsageError("No target of this publisher makes anything for one person: add --target.")
    planned = plan_of(library, registry, wanted, Drafts(library), report, keep_going=keep_going)
    if planned is None:
        return report
    pairs = [(step, one) for step in planned.steps for one in step.documents if isinstance(one, Planned)]
    for step, one in pairs:
        document = one.make()
        if not isinstance(document, Handout):
            raise UsageError(f"“{id}” is no handout, so it cannot be for one person.")
        _check(library, personal, document, report)
        context = RenderContext(step.options, step.publisher, document.lang, (), library.root, personal, step.theme)
        rendered = result_of(
            step, f"handout “{id}”", (executor or InProcess()).submit(run_job, Job(step.target, step.plugin, document, context))
        )
        _keep(report, output, step, one, rendered, context)
    if report.made:
        report.notes.append(_DELETE)
    return report


def doses_of(library: Library, lines: Mapping[str, str]) -> dict[str, Dose]:
    """The changes of doses that stand in lines such as `2x4`, by the exercise's id.

    Raises:
        UsageError: for an exercise that is not there, and a line that is no dose.
    """
    doses = {}
    for id, line in lines.items():
        exercise = library.get(Exercise, id)
        if exercise is None:
            raise UsageError(f"--dose: {_no_exercise(id, (other.id for other in library.of(Exercise)))}")
        try:
            doses[id] = dose_of(line, exercise.dose)
        except DoseLineError as error:
            raise UsageError(f"--dose {id}: {error}") from error
    return doses


def _is_able(registry: Registry, name: str) -> bool:
    return name in registry.targets and registry.targets[name].personal


def _able(registry: Registry, names: tuple[str, ...]) -> tuple[str, ...]:
    """The targets that were named, when all of them make something for one person."""
    unable = next((name for name in names if name in registry.targets and not _is_able(registry, name)), None)
    if unable is not None:
        able = ", ".join(name for name in sorted(registry.targets) if _is_able(registry, name))
        raise UsageError(f"The target “{unable}” makes nothing for one person. Those that do: {able or 'none'}.")
    return names


def _no_exercise(id: str, known: Iterable[str]) -> str:
    return f"There is no exercise “{id}” here. {did_you_mean(id, known)}".strip()


def _keep(
    report: BuildReport, output: str | os.PathLike[str], step: Step, one: Planned, rendered: Rendered, context: RenderContext[Any]
) -> None:
    """Write the files of a document, or report why there are none."""
    if rendered.fault is not None:
        report.faults.append(rendered.fault)
        return
    folder = open_private(output)
    common = Fingerprints().common(step.target, step.plugin, context)
    carried = replace(one.carried, common=common, options=step.changed_options())
    for artifact in rendered.artifacts:
        name = write_private(folder, artifact.path, artifact.content)
        entry = finished_of(step.target.name, one.id, artifact)
        verified = step.target.verifies and artifact.role != "supplement"
        made = Made(folder, name, step.publisher.id, entry, artifact.role, step.plugin, carried, verified, assets=rendered.assets)
        report.made.append(made)
        report.changed.append(name)
    report.took(Timed(one.id, step.target.name, rendered.seconds), rendered.verify_seconds)


def _check(library: Library, personal: Personal, document: Handout, report: BuildReport) -> None:
    """Refuse what is about an exercise that the handout does not show, and a dose that would be an error in a record.

    What would be a warning there is a note of the report.
    """
    shown = [card.exercise.id for card in document.cards]
    for option, ids in (("--note", personal.notes), ("--dose", personal.doses)):
        for id in ids:
            if id not in shown:
                raise UsageError(f"{option}: {_no_exercise(id, shown)}")
    if personal.doses:
        before = set(_problems(library, document.subject))
        for severity, message in _problems(library, _prescribed(library, personal, document.subject)):
            if (severity, message) in before:
                continue
            if severity is Severity.ERROR:
                raise UsageError(f"--dose: {message}")
            report.notes.append(f"--dose: {message}")


def _prescribed(library: Library, personal: Personal, subject: Record) -> Record:
    """The subject as it would be with the person's doses in it, for the rules to look at."""

    def own(exercise: Exercise, dose: Dose | None) -> Dose:
        return exercise.dose.replaced_by(dose).replaced_by(personal.doses[exercise.id])

    def item_of(item: PhaseItem) -> PhaseItem:
        exercise = library.get(Exercise, item.exercise)
        if exercise is None or exercise.id not in personal.doses:
            return item
        return item.model_copy(update={"dose": own(exercise, item.dose)})

    if isinstance(subject, Exercise):
        return subject.model_copy(update={"dose": own(subject, None)})
    if isinstance(subject, Programme):
        phases = [phase.model_copy(update={"items": tuple(map(item_of, phase.items))}) for phase in subject.phases]
        return subject.model_copy(update={"phases": tuple(phases)})
    return subject


def _problems(library: Library, subject: Record) -> Iterator[tuple[Severity, str]]:
    """What the rules of doses find in a record: how bad it is, and what and what to do about it."""
    records = {exercise.id: exercise for exercise in library.of(Exercise)} | {subject.id: subject}
    seen = replace(library, records=MappingProxyType(records), checked={}, unfit={}, _links={})
    today, context = datetime.date.min, record_context(subject, library.settings)  # no rule of doses asks for the day
    for check in (*dose.CHECKS, *limits.CHECKS, *workload.CHECKS):
        found = check.find(seen, today) if isinstance(check, Check) else check.find(subject, context)
        yield from ((check.severity, f"{one.message} {one.help}".strip()) for one in found if one.record == subject.id)
