"""`pressup validate`: all problems of all files, in one run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressup.cli import choose, common, fixing
from pressup.errors import UsageError
from pressup.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from pressup.content.library import Library


class ReportFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was checked of a folder: its library, and the findings and the files that were asked for."""

    library: Library
    findings: list[Finding]
    files: list[str]


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders; the content folder when left out.", show_default=False),
    ] = None,
    content: common.ContentOption = common.DEFAULT_CONTENT,
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
    fix: Annotated[bool, typer.Option("--fix", help="First put right in the files what has one right answer.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Only show what --fix would change; exit code 1 if there is any.")] = False,
    quiet: common.QuietOption = False,
) -> None:
    """Check content, and say where each problem is and what to do."""
    from pressup.reports import findings_as_json, findings_as_junit, github_commands, summary

    choose.chosen([], select or [], ignore or [])  # a wrong call is told before the work begins
    checked, fixed = _checked(paths or [], content, date, fix=fix and not diff, select=select or [], ignore=ignore or [])
    if diff:
        raise typer.Exit(1 if fixing.show_diff(checked, select or [], ignore or [], _relative) else 0)
    found = list(dict.fromkeys(finding for part in checked for finding in part.findings))
    findings = choose.chosen(found, select or [], ignore or [])
    failing = choose.failing(findings, fail_on)
    shown = failing if quiet else findings
    files = list(dict.fromkeys(file for part in checked for file in part.files))
    match format:
        case ReportFormat.TEXT:
            common.show_findings(shown, checked[-1].library)
            if not quiet:
                done = f"; {fixed:,} fixed" if fix else ""
                typer.echo(summary(findings, len(files)) + done + _left_out(len(found) - len(findings)))
        case ReportFormat.JSON:
            data = {"ok": not failing, "records": len(files), "findings": findings_as_json(shown)}
            if fix:
                data["fixed"] = fixed
            common.print_json(data)
        case ReportFormat.GITHUB:
            typer.echo(github_commands(_portable(shown)), nl=False)
        case ReportFormat.SARIF:
            typer.echo(_sarif(_portable(shown)), nl=False)
        case ReportFormat.JUNIT:
            typer.echo(findings_as_junit(_portable(shown), map(_relative, files)), nl=False)
    raise typer.Exit(1 if failing else 0)


def _checked(
    paths: list[Path], content: Path, date: str | None, *, fix: bool, select: list[str], ignore: list[str]
) -> tuple[list[_Checked], int]:
    """What was checked, after the fixes if they are asked for, and how many there were."""
    if not fix:
        return _check(paths, content, date), 0
    if Path("-") in paths:
        raise UsageError("--fix changes files, and standard input is none. Name the file instead of “-”.")
    return fixing.put_right(lambda: _check(paths, content, date), select, ignore)


def _left_out(count: int) -> str:
    """Nobody should take content for good because what is wrong with it was not looked at."""
    return f" ({count:,} left out by --select or --ignore)" if count else ""


def _sarif(findings: list[Finding]) -> str:
    from pressup import __version__
    from pressup.checks import RULES
    from pressup.reports import findings_as_sarif

    descriptions: dict[str, str] = {}
    for rule in RULES:
        text = " ".join((rule.find.__doc__ or "").split())
        descriptions[rule.code] = f"{descriptions.get(rule.code, '')} {text}".strip()
    return findings_as_sarif(findings, version=__version__, descriptions=descriptions)


def _portable(findings: list[Finding]) -> list[Finding]:
    """The findings with their files named from the working folder, since the reader of a report has the files elsewhere."""

    def moved(place: Place) -> Place:
        return replace(place, file=_relative(place.file))

    return [replace(f, place=moved(f.place), related=moved(f.related) if f.related else None) for f in findings]


def _relative(file: str) -> str:
    path = Path(file)
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()


def _check(paths: list[Path], content: Path, date: str | None) -> list[_Checked]:
    """Check the content folder for it and for what is in it, and each other folder by itself."""
    from pressup.checks import load

    today = common.parse_date(date)
    inside = [path for path in paths if _below(path, content)]
    results = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no file or folder “{path}”.")
        if path not in inside and path.is_file():
            raise UsageError(f"“{path}” is outside the content folder “{content}”; give its folder, or name another --content.")
        if path not in inside:
            library = load(path, date=today)
            results.append(_Checked(library, list(library.findings), [source.name for source in library.sources.values()]))
    if inside or not paths:
        library = load(content, date=today)
        found = [finding for finding in library.findings if not inside or _below_any(finding.place.file, inside)]
        files = [source.name for source in library.sources.values() if not inside or _below_any(source.name, inside)]
        results.append(_Checked(library, found, files))
    return results


def _below_any(file: str, folders: list[Path]) -> bool:
    return any(_below(Path(file), folder) for folder in folders)


def _below(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
