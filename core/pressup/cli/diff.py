"""`pressup diff`: what changed between two builds, in words."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pressup.cli import common, made


def command(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier output folder, or its manifest.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later one.")],
    format: common.FormatOption = common.Format.TEXT,
) -> None:
    """Tell what changed between two builds, and why."""
    from pressup.build.differences import compare, in_words

    found = compare(made.manifest_of(old), made.manifest_of(new))
    if format is common.Format.JSON:
        common.print_json([asdict(difference) for difference in found])
        return
    for line in in_words(found):
        typer.echo(line)
