"""`pressup render`: content in, handouts, feeds and newsletters out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressup.cli import checking, common
from pressup.errors import UsageError
from pressup.findings import Severity

if TYPE_CHECKING:
    from pressup.build.report import BuildReport
    from pressup.content.library import Library
    from pressup.plugin import PluginFault


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
        str, typer.Option("--output", "-o", metavar="DIR", help="The folder to write to, or a URL such as s3://bucket/folder.")
    ] = "output",
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
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Leave out only documents with an error in them.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Render again whenever the content changes, until Ctrl-C.")] = False,
    date: common.DateOption = None,
    format: common.FormatOption = common.Format.TEXT,
    quiet: common.QuietOption = False,
    debug: common.DebugOption = False,
) -> None:
    """Render documents to files: handouts, feeds, newsletters."""
    given = {key: value for key, value in locals().items() if key != "watch"}
    if watch:
        from pressup.cli import watching

        raise typer.Exit(watching.watch(content, output, lambda: _once(**{**given, "quiet": True})))
    raise typer.Exit(0 if _once(**given).ok else 1)


def _once(
    *,
    target: list[str] | None,
    content: Path,
    output: str,
    select: list[str] | None,
    publisher: list[str] | None,
    set_: list[str] | None,
    keep_going: bool,
    date: str | None,
    format: common.Format,
    quiet: bool,
    debug: bool,
) -> BuildReport:
    """Read, render, and print what came of it."""
    from pressup.build.api import render
    from pressup.plugin import discover
    from pressup.plugin.loading import load_with

    settings = _settings(set_ or [])
    registry = discover()
    library = load_with(checking.reading(content), content, date=common.parse_date(date), registry=registry)
    progress = _progress() if format is common.Format.TEXT and not quiet and sys.stderr.isatty() else None
    try:
        report = render(
            library,
            *(target or ()),
            output=output,
            publishers=publisher or (),
            select=select or (),
            options=settings,
            keep_going=keep_going,
            registry=registry,
            progress=progress,
        )
    except UsageError:  # a broken plugin may be why a target is unknown
        common.warn_of_faults(registry)
        raise
    told = common.told_as_findings(registry, debug=debug)
    common.warn_of_faults(registry, besides=[*report.faults, *told])
    if format is common.Format.JSON:
        common.print_json(_as_json(report))
    else:
        _print(report, library, quiet=quiet, debug=debug)
    return report


def _settings(texts: list[str]) -> dict[str, dict[str, object]]:
    settings: dict[str, dict[str, object]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        target, dot, option = name.partition(".")
        if not (equals and dot and target and option):
            raise UsageError(f"--set {text}: write TARGET.OPTION=VALUE, as in pdf.paper=letter.")
        settings.setdefault(target, {})[option] = value
    return settings


def _progress() -> Callable[[str, int, int], None]:
    def show(target: str, done: int, total: int) -> None:
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{target}: {done} of {total}{end}")
        sys.stderr.flush()

    return show


def _print(report: BuildReport, library: Library, *, quiet: bool, debug: bool) -> None:
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


def _as_json(report: BuildReport) -> dict[str, object]:
    from pressup.reports import findings_as_json

    return {
        "ok": report.ok,
        "made": [{"file": made.path.as_posix(), "publisher": made.publisher, **asdict(made.finished)} for made in report.made],
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
    }
