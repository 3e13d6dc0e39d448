"""`pressup init`: a folder of your own with the starter library in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pressup.cli import common
from pressup.errors import UsageError


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    quiet: common.QuietOption = False,
) -> None:
    """Make a folder with the starter library, ready to render."""
    from pressup.cli.starter import StarterError, make

    try:
        count = make(folder)
    except StarterError as error:
        raise UsageError(str(error)) from error
    if not quiet:
        typer.echo(f"{count} files in {folder.as_posix()}. Next:\n\n  cd {folder.as_posix()}\n  pressup render --target pdf")
