"""`pressup validate`: all problems of all files, in one run."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressup.cli import checking, choose, common, fixing
from pressup.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from pressup.plugin import Registry


class ReportFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", help="Files or folders, or - for standard input; the content folder when left out.", show_default=False
        ),
    ] = None,
    content: common.ContentOption = common.DEFAULT_CONTENT,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            metavar="DIR",
            help="The PATHs are submissions: resolve what they refer to in this content folder.",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="KIND", help="The kind of record on standard input, if it does not say.", show_default=False
        ),
    ] = None,
    date: common.DateOption = None,
    format: Annotated[
        ReportFormat, typer.Option("--format", help="Print for people, for scripts, or for a build server.")
    ] = ReportFormat.TEXT,
    fail_on: Annotated[Severity, typer.Option("--fail-on", help="How bad a finding must be for exit code 1.")] = Severity.ERROR,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODE", help="Only this code or family, such as SAF; repeatable.", show_default=False),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODE", help="Without this code or family; repeatable.", show_default=False),
    ] = None,
    cache: Annotated[bool, typer.Option(help="Remember what was read, so that the next run reads only changed files.")] = True,
    fix: Annotated[bool, typer.Option("--fix", help="First put right in the files what has one right answer.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Only show what --fix would change; exit code 1 if there is any.")] = False,
    quiet: common.QuietOption = False,
    debug: common.DebugOption = False,
) -> None:
    """Check content, and say where each problem is and what to do."""
    from pressup.plugin import discover
    from pressup.reports import Report, findings_as_junit, github_commands, summary

    registry = discover()
    house = [check.code for _, check in registry.checks]
    wanted = choose.wanted(select or [], ignore or [], house)  # a wrong call is told before the work begins
    common.warn_of_faults(registry, besides=common.told_as_findings(registry, debug=False))
    request = checking.Request(tuple(paths or ()), content, against, kind, common.parse_date(date), cache, fix or diff)
    if fix and not diff:
        parts, fixed = fixing.put_right(lambda: checking.check(request, registry), wanted)
    else:
        parts, fixed = checking.check(request, registry), 0
    if diff:
        raise typer.Exit(1 if fixing.show_diff(parts, wanted, _relative) else 0)
    common.told_as_findings(registry, debug=debug)
    found = list(dict.fromkeys(finding for part in parts for finding in part.findings))
    files = list(dict.fromkeys(file for part in parts for file in part.files))
    findings = [finding for finding in found if wanted(finding)]
    failing = choose.failing(findings, fail_on)
    shown = failing if quiet else findings
    match format:
        case ReportFormat.TEXT:
            common.show_findings(shown, [source for part in parts for source in part.sources])
            if not quiet:
                done = f"; {fixed:,} fixed" if fix else ""
                typer.echo(summary(findings, len(files)) + done + _left_out(len(found) - len(findings)))
        case ReportFormat.JSON:
            common.print_json(Report(not failing, len(files), shown, fixed if fix else None).as_json())
        case ReportFormat.GITHUB:
            typer.echo(github_commands(_portable(shown)), nl=False)
        case ReportFormat.SARIF:
            typer.echo(_sarif(_portable(shown), registry), nl=False)
        case ReportFormat.JUNIT:
            typer.echo(findings_as_junit(_portable(shown), map(_relative, files)), nl=False)
    raise typer.Exit(1 if failing else 0)


def _left_out(count: int) -> str:
    """Nobody should take content for good because what is wrong with it was not looked at."""
    return f" ({count:,} left out by --select or --ignore)" if count else ""


def _sarif(findings: list[Finding], registry: Registry) -> str:
    from pressup import __version__
    from pressup.checks.explain import explanations
    from pressup.reports import RuleText, findings_as_sarif

    of_plugins = {check.code: check.explanation for _, check in registry.checks if check.explanation}
    rules = {
        code: RuleText(entry.title, entry.reason, entry.source, next((example.good for example in entry.examples), ""))
        for code, entry in {**of_plugins, **explanations()}.items()
    }
    return findings_as_sarif(findings, version=__version__, rules=rules)


def _portable(findings: list[Finding]) -> list[Finding]:
    """The findings with their files named from the working folder, since the reader of a report has the files elsewhere."""

    def moved(place: Place) -> Place:
        return replace(place, file=_relative(place.file))

    return [replace(f, place=moved(f.place), related=moved(f.related) if f.related else None) for f in findings]


def _relative(file: str) -> str:
    path = Path(file)
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()
