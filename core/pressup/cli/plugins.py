"""`pressup plugins`: what is installed, and what is wrong with it."""

from __future__ import annotations

from dataclasses import asdict

import typer

from pressup.cli import common


def command(
    format: common.FormatOption = common.Format.TEXT,
    debug: common.DebugOption = False,
) -> None:
    """List the installed plugins, and their faults."""
    from pressup.plugin import discover

    registry = discover()
    targets = {plugin: [n for n, owner in sorted(registry.owners.items()) if owner == plugin] for plugin in registry.plugins}
    if format is common.Format.JSON:
        common.print_json(
            {
                "plugins": [{**asdict(plugin), "targets": targets[plugin]} for plugin in registry.plugins],
                "faults": [{"plugin": asdict(f.plugin), "stage": f.stage, "message": f.message} for f in registry.faults],
            }
        )
    else:
        rows = [(p.name, f"{p.distribution} {p.version}", ", ".join(targets[p]) or "none") for p in registry.plugins]
        typer.echo(common.table(rows, ("PLUGIN", "DISTRIBUTION", "TARGETS")))
        common.warn_of_faults(registry)
        if debug:
            for fault in registry.faults:
                typer.echo(fault.traceback, err=True)
    raise typer.Exit(1 if registry.faults else 0)
