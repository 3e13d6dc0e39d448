"""`pressup schemas`: the JSON Schemas of all kinds of record, for editors and submitters; of report and manifest, for scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressup.cli import common
from pressup.errors import UsageError

if TYPE_CHECKING:
    from pressup.plugin import Registry


def schema_texts(registry: Registry) -> dict[str, str]:
    """Every schema file by name: of the kinds of record with what plugins add to them, of the report, and of the manifest."""
    from pressup.build import manifest
    from pressup.records.schema import schema_files
    from pressup.reports.json_report import SCHEMA_NAME, report_schema

    return {**schema_files(registry.own_fields()), SCHEMA_NAME: report_schema(), manifest.SCHEMA_NAME: manifest.manifest_schema()}


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write them.")] = Path("schemas"),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail when a file is stale.")] = False,
    quiet: common.QuietOption = False,
) -> None:
    """Write the JSON Schemas of records, report and manifest."""
    from pressup.plugin import discover

    registry = discover()
    common.warn_of_faults(registry)
    files = {folder / name: text for name, text in schema_texts(registry).items()}
    stale = [path for path, text in files.items() if not path.is_file() or path.read_bytes() != text.encode()]
    if check:
        for path in stale:
            typer.echo(f"stale: {path.as_posix()}; run “pressup schemas”", err=True)
        raise typer.Exit(1 if stale else 0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in stale:
            path.write_text(files[path], encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"“{folder}” cannot be written to: {(error.strerror or str(error)).lower()}.") from error
    if not quiet:
        typer.echo(f"{len(files)} schemas in {folder.as_posix()}, {len(stale)} written.")
