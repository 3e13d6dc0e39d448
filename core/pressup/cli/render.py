"""`pressup render`: content in, handouts, feeds and newsletters out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pressup.cli import checking, common, person
from pressup.cli.progress import bars, event, events, lines
from pressup.errors import UsageError
from pressup.findings import Severity

if TYPE_CHECKING:
    from pressup.build.report import BuildReport, Progressed
    from pressup.content.library import Library
    from pressup.plugin import Limits, PluginFault, Registry, Target


def command(
    target: Annotated[
        list[str] | None,
        typer.Option(
            "--target",
            "-t",
            metavar="NAME",
            help="A target to make; repeat it for more. None: all that the publisher configured.",
            show_default=False,
        ),
    ] = None,
    content: common.ContentOption = common.DEFAULT_CONTENT,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="The folder to write to, or a URL such as s3://bucket/folder. For one person: for-one-person.",
            show_default="output",
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="ID", help="Only the document of this record; repeat it for more.", show_default=False),
    ] = None,
    publisher: Annotated[
        list[str] | None,
        typer.Option("--publisher", metavar="ID", help="For this publisher only; repeat it for more.", show_default=False),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="TARGET.OPTION=VALUE", help="An option of a target: pdf.paper=letter.", show_default=False),
    ] = None,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            min=0,
            help="How many documents to render at once. 0: one for each core.",
            show_default=False,
        ),
    ] = 0,
    executor: Annotated[
        str | None,
        typer.Option(
            "--executor",
            metavar="WHERE",
            help="Where to render: processes, dask://HOST:PORT, or a plugin's. None: in processes, or in this one with --jobs 1.",
            show_default=False,
        ),
    ] = None,
    time_limit: Annotated[
        str,
        typer.Option("--time-limit", metavar="SECONDS", help="The longest that one document may take, or none. Not for --jobs 1."),
    ] = "120",
    cpu_limit: Annotated[
        str,
        typer.Option(
            "--cpu-limit", metavar="SECONDS", help="The processor time that one document may use, or none. Not for --jobs 1."
        ),
    ] = "120",
    memory_limit: Annotated[
        str, typer.Option("--memory-limit", metavar="SIZE", help="The memory that one document may use, or none. Not for --jobs 1.")
    ] = "2GB",
    cached: Annotated[
        bool,
        typer.Option("--cache/--no-cache", help="Take from earlier builds what has not changed since.", show_default="--cache"),
    ] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Make nothing; list what would be made, and why.")] = False,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Leave out only documents with an error in them.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Render again whenever the content changes, until Ctrl-C.")] = False,
    recipient: Annotated[
        str | None,
        typer.Option(
            "--recipient",
            metavar="NAME",
            help="For one person: the name on the handout, or - to read it from standard input. It is kept nowhere else.",
            show_default=False,
        ),
    ] = None,
    note: Annotated[
        list[str] | None,
        typer.Option(
            "--note", metavar="[ID=]TEXT", help="For one person: a note, on an exercise with its id; repeat it.", show_default=False
        ),
    ] = None,
    dose: Annotated[
        list[str] | None,
        typer.Option(
            "--dose",
            metavar="ID=DOSE",
            help="For one person: another dose of an exercise, such as “2x4” or “3x10 left”; repeat it.",
            show_default=False,
        ),
    ] = None,
    date: common.DateOption = None,
    format: common.FormatOption = common.Format.TEXT,
    quiet: common.QuietOption = False,
    debug: common.DebugOption = False,
) -> None:
    """Render documents to files: handouts, feeds, newsletters."""
    from pressup.build.write.private import FOLDER
    from pressup.cli.limits import limits_of

    one = person.ForOne.of(recipient, note or (), dose or ())
    if one is not None:
        person.refuse(select or [], watch=watch, dry_run=dry_run, executor=executor)
    folder = output or ("output" if one is None else FOLDER)
    how = {
        "output": folder,
        "publishers": publisher or (),
        "select": select or (),
        "options": _settings(set_ or []),
        "keep_going": keep_going,
        "dry_run": dry_run,
    }
    limits = limits_of(time_limit, cpu_limit, memory_limit)
    asked = _Asked(target or [], content, date, executor, jobs, limits, how, cached, format, quiet or watch, debug, one)
    if watch:
        from pressup.cli import watching

        raise typer.Exit(watching.watch(content, folder, lambda: _counted(_once(asked))))
    raise typer.Exit(0 if _once(asked).ok else 1)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for: what is read, where it is rendered, how, and what is shown."""

    targets: list[str]
    content: Path
    date: str | None
    executor: str | None
    jobs: int
    limits: Limits
    how: dict[str, Any]
    cached: bool
    format: common.Format
    quiet: bool
    debug: bool
    one: person.ForOne | None = None


def _once(asked: _Asked) -> BuildReport:
    """Read, render, and print what came of it."""
    from pressup.build.api import render
    from pressup.build.cache import Cache
    from pressup.build.executors.kinds import cores, open_executor, preloads
    from pressup.plugin import discover
    from pressup.plugin.loading import load_with

    registry = discover()
    library = load_with(checking.reading(asked.content), asked.content, date=common.parse_date(asked.date), registry=registry)
    start = time.perf_counter()
    try:
        where = asked.executor or (None if asked.jobs else "processes")
        preload = preloads(_wanted(registry, library, asked.targets))
        with (
            open_executor(where, asked.jobs or cores(), asked.limits, preload, registry) as place,
            _progress(asked.format, quiet=asked.quiet) as progress,
        ):
            if asked.one is not None:
                report = person.render(asked.one, library, registry, asked.targets, asked.how, place)
            else:
                cache = Cache.of() if asked.cached else None
                options = {"progress": progress, "executor": place, "cache": cache, **asked.how}
                report = render(library, *asked.targets, registry=registry, **options)
            report.notes.extend(filter(None, [getattr(place, "note", "")]))
    except UsageError:  # a broken plugin may be why a target is unknown
        common.warn_of_faults(registry)
        raise
    told = common.told_as_findings(registry, debug=asked.debug)
    common.warn_of_faults(registry, besides=[*report.faults, *told])
    if asked.format is common.Format.JSON:
        event("end", _as_json(report, time.perf_counter() - start))
    elif asked.how["dry_run"] and report.ok:
        _print_would(report)
    else:
        _print(report, library, time.perf_counter() - start, quiet=asked.quiet, debug=asked.debug)
    return report


def _counted(report: BuildReport) -> str:
    """What a round of a watch changed, in a line."""
    from pressup.build.write.face import MANIFEST
    from pressup.cli.watching import names

    files = [path for path in report.changed if path != MANIFEST]
    changed, removed = len(files), len(report.removed)
    if not report.made:
        return "Nothing was rendered."
    gone = f", {removed:,} removed" if removed else ""
    return f"{changed:,} of {len(report.made):,} files changed{gone}: {names(files)}." if changed else f"No file changed{gone}."


def _wanted(registry: Registry, library: Library, names: list[str]) -> list[type[Target[Any]]]:
    """The targets that are likely made."""
    configured = sorted({name for publisher in library.publishers for name in publisher.outputs})
    return [registry.targets[name] for name in names or configured or registry.targets if name in registry.targets]


def _settings(texts: list[str]) -> dict[str, dict[str, object]]:
    settings: dict[str, dict[str, object]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        target, dot, option = name.partition(".")
        if not (equals and dot and target and option):
            raise UsageError(f"--set {text}: write TARGET.OPTION=VALUE, as in pdf.paper=letter.")
        settings.setdefault(target, {})[option] = value
    return settings


def _progress(format: common.Format, *, quiet: bool) -> AbstractContextManager[Callable[[Progressed], None] | None]:
    """How it is shown that a build goes on: to a script as events, on a terminal as bars, and in CI as lines."""
    if format is common.Format.JSON:
        return nullcontext(events)
    if quiet:
        return nullcontext()
    if sys.stderr.isatty():
        return bars()
    return lines() if os.environ.get("CI") else nullcontext()


def _print(report: BuildReport, library: Library, seconds: float, *, quiet: bool, debug: bool) -> None:
    from pressup.reports import summary

    shown = [finding for finding in report.findings if finding.severity is Severity.ERROR or not quiet]
    common.show_findings(shown, library.sources.values(), error_stream=True)
    _print_faults(report.faults, debug=debug)
    for entry in report.left_out:
        sys.stderr.write(f"left out: {entry.document_id}, because of “{entry.record_id}”: {entry.reason}\n")
    if quiet:
        return
    for made in report.made:
        typer.echo(made.path.as_posix())
    for path in report.removed:
        typer.echo(f"removed: {path}")
    for note in report.notes:
        typer.echo(f"note: {note}")
    if shown and not report.made:
        typer.echo(f"{summary(report.findings, len(library.records))}. Nothing was rendered.")
    else:
        typer.echo(f"{len(report.made)} files made." if len(report.made) != 1 else "1 file made.")
        sys.stderr.write(f"{_summary(report, seconds)}\n")  # what differs from run to run is no result


def _print_would(report: BuildReport) -> None:
    """Print what would be made, and why."""
    from pressup.build.reasons import in_one_line

    for would in report.would:
        where = " (from the cache)" if would.cached else ""
        typer.echo(f"{would.target}: {would.document_id} for {would.publisher}{where}: {in_one_line(list(would.reasons))}")
    for path in report.would_remove:
        typer.echo(f"would be removed: {path}")
    count = len(report.would)
    typer.echo(
        f"{count} documents would be made." if count > 1 else "1 document would be made." if count else "Nothing would be made."
    )


def _summary(report: BuildReport, seconds: float) -> str:
    """What was made how, in how long, and what took longest."""
    cached = sum(made.cached for made in report.made)
    text = f"{cached} from the cache, {len(report.faults)} failed, {seconds:.1f} s in all."
    slowest = ", ".join(f"{entry.document_id} in {entry.target} ({entry.seconds:.2f} s)" for entry in report.slowest[:3])
    return f"{text} Slowest: {slowest}." if slowest else text


def _print_faults(faults: list[PluginFault], *, debug: bool) -> None:
    """Print each fault once, with the stages that it stopped: the same cause often stops every document."""
    stages: dict[tuple[str, str], list[str]] = {}
    traces: dict[tuple[str, str], str] = {}
    for fault in faults:
        key = (str(fault.plugin), fault.message)
        stages.setdefault(key, []).append(fault.stage)
        traces.setdefault(key, fault.traceback)
    for (plugin, message), stopped in stages.items():
        sys.stderr.write(f"error: plugin {plugin}\n  stage: {stopped[0]}\n")
        if len(stopped) > 1:
            sys.stderr.write(f"         and {len(stopped) - 1} more: {_few(stopped[1:])}\n")
        sys.stderr.write(f"  cause: {message}\n")
        trace = traces[plugin, message]
        if trace:
            sys.stderr.write(trace if debug else "  (--debug shows the traceback)\n")
        sys.stderr.write("\n")


def _few(stages: list[str], most: int = 5) -> str:
    """The first of some stages, by what differs: the document."""
    names = [stage.split("“")[-1].rstrip("”") for stage in stages]
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def _as_json(report: BuildReport, seconds: float) -> dict[str, object]:
    from pressup.reports import findings_as_json

    return {
        "ok": report.ok,
        "made": [
            {"file": made.path.as_posix(), "publisher": made.publisher, "cached": made.cached, **asdict(made.finished)}
            for made in report.made
        ],
        "removed": report.removed,
        "findings": findings_as_json(report.findings),
        "faults": [
            {
                "plugin": asdict(fault.plugin),
                "stage": fault.stage,
                "message": fault.message,
                "targets": list(fault.targets),
            }
            for fault in report.faults
        ],
        "left_out": [asdict(entry) for entry in report.left_out],
        "notes": report.notes,
        "would_remove": report.would_remove,
        "would": [asdict(entry) for entry in report.would],
        "seconds": round(seconds, 3),
        "verify_seconds": round(report.verify_seconds, 3),
        "slowest": [asdict(entry) for entry in report.slowest],
    }
