"""`pressup schemas`: the JSON Schemas of all kinds of record, for editors and for people who submit content."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pressup.cli import common
from pressup.errors import UsageError


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write them.")] = Path("schemas"),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail when a file is stale.")] = False,
    quiet: common.QuietOption = False,
) -> None:
    """Write the JSON Schemas of all kinds of record."""
    from pressup.plugin import discover
    from pressup.records.schema import schema_files

    registry = discover()
    common.warn_of_faults(registry)
    files = {folder / name: text for name, text in schema_files(registry.own_fields()).items()}
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
