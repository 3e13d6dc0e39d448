"""`pressup validate`: all problems of all files, in one run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressup.cli import common
from pressup.errors import UsageError
from pressup.findings import Finding, Severity
from pressup.reports import findings_as_json, summary

if TYPE_CHECKING:
    from pressup.content.library import Library


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders; the content folder when left out.", show_default=False),
    ] = None,
    content: common.ContentOption = common.DEFAULT_CONTENT,
    date: common.DateOption = None,
    format: common.FormatOption = common.Format.TEXT,
    quiet: common.QuietOption = False,
) -> None:
    """Check content, and say where each problem is and what to do."""
    findings: list[Finding] = []
    records = 0
    library: Library | None = None
    for library, found, count in _libraries(paths or [], content, date):  # noqa: B007 (the last one shows its lines)
        findings.extend(finding for finding in found if finding not in findings)
        records += count
    shown = [finding for finding in findings if finding.severity is Severity.ERROR or not quiet]
    if format is common.Format.JSON:
        common.print_json({"ok": not _errors(findings), "records": records, "findings": findings_as_json(shown)})
    else:
        common.show_findings(shown, library)
        if not quiet:
            typer.echo(summary(findings, records))
    raise typer.Exit(1 if _errors(findings) else 0)


def _errors(findings: list[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _libraries(paths: list[Path], content: Path, date: str | None) -> list[tuple[Library, list[Finding], int]]:
    """The libraries to check: that of the content folder for it and for what is in it, and one for each other folder."""
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
            results.append((library, list(library.findings), len(library.records)))
    if inside or not paths:
        library = load(content, date=today)
        found = [
            finding for finding in library.findings if not inside or any(_below(Path(finding.place.file), path) for path in inside)
        ]
        sources = [Path(source.name) for source in library.sources.values()]
        count = sum(any(_below(source, path) for path in inside) for source in sources) if inside else len(library.records)
        results.append((library, found, count))
    return results


def _below(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
