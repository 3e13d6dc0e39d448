"""`pressup list`: what is in the library."""

from __future__ import annotations

from typing import Annotated

import typer

from pressup.cli import common
from pressup.errors import UsageError


def command(
    kind: Annotated[str | None, typer.Argument(metavar="KIND", help="Only records of this kind.", show_default=False)] = None,
    content: common.ContentOption = common.DEFAULT_CONTENT,
    format: common.FormatOption = common.Format.TEXT,
) -> None:
    """List the records of the library."""
    from pressup.content.reader import load
    from pressup.content.suggest import did_you_mean
    from pressup.records import KINDS

    if kind and kind not in KINDS:
        raise UsageError(f"“{kind}” is not a kind of record. {did_you_mean(kind, KINDS)}".strip())
    library = load(content)
    records = [record for record in library.records.values() if kind in (None, record.kind)]
    records.sort(key=lambda record: (record.kind, record.id))
    if format is common.Format.JSON:
        common.print_json(
            [
                {
                    "kind": r.kind,
                    "id": r.id,
                    "title": r.display_title,
                    "status": r.status,
                    "file": library.place(r).file,
                }
                for r in records
            ]
        )
        return
    typer.echo(common.table([(r.kind, r.id, r.display_title) for r in records], ("KIND", "ID", "TITLE")))
    if library.faulty:
        typer.echo(f"{len(library.faulty)} records have an error; see “pressup validate”.", err=True)
