"""`pressup targets`: the output formats that are installed, and the options of each."""

from __future__ import annotations

from typing import Annotated

import typer

from pressup.cli import common
from pressup.errors import UsageError


def command(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Show the options of this target.", show_default=False)] = None,
    format: common.FormatOption = common.Format.TEXT,
) -> None:
    """List the targets, or the options of one."""
    from pressup.content.suggest import did_you_mean
    from pressup.plugin import discover
    from pressup.plugin.target import options_table

    registry = discover()
    common.warn_of_faults(registry)
    if name is None:
        rows = [
            (n, t.summary, ", ".join(d.form for d in t.documents), str(registry.owners[n]))
            for n, t in sorted(registry.targets.items())
        ]
        if format is common.Format.JSON:
            common.print_json([dict(zip(("name", "summary", "documents", "plugin"), row, strict=True)) for row in rows])
        else:
            typer.echo(common.table(rows, ("TARGET", "MAKES", "FROM", "PLUGIN")))
        return
    if name not in registry.targets and registry.fault_of_target(name):
        typer.echo(f"The target “{name}” cannot be used; the warning above says why.", err=True)
        raise typer.Exit(1)
    if name not in registry.targets:
        raise UsageError(f"There is no target “{name}”. {did_you_mean(name, registry.targets)}".strip())
    options = options_table(registry.targets[name])
    if format is common.Format.JSON:
        common.print_json(options)
    elif options:
        rows = [(f"{name}.{row['name']}", row["type"], row["default"], row["description"]) for row in options]
        typer.echo(common.table(rows, ("OPTION", "VALUES", "DEFAULT", "MEANING")))
    else:
        typer.echo(f"The target {name} has no options.")
