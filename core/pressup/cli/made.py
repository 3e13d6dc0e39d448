"""What the commands about finished files share: the manifest that they ask, and the state of the content beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressup.errors import UsageError

if TYPE_CHECKING:
    from pressup.build.manifest import Manifest, State

OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder that was written to.")]
ContentOption = Annotated[
    Path | None,
    typer.Option("--content", metavar="DIR", help="The content folder to compare with.", show_default="content, if there"),
]


def manifest_of(place: Path) -> Manifest:
    """The manifest of an output folder, or a manifest file.

    Raises:
        UsageError: when there is none.
    """
    from pressup.build.manifest import ManifestError, read

    try:
        found = read(place)
    except ManifestError as error:
        raise UsageError(str(error)) from error
    if found is None:
        where = f"“{place.as_posix()}”"
        what = f"There is no manifest in {where}" if place.is_dir() else f"There is no {where}"
        raise UsageError(f"{what}: “pressup render” writes one beside the files that it makes.")
    return found


def states_now(content: Path | None) -> dict[str, State] | None:
    """The states of all records of the content folder, by kind and id; None when no folder was named and there is no usual one.

    Raises:
        ContentError: when the folder that was named is not there.
    """
    from pressup.build.manifest import States
    from pressup.cli import common
    from pressup.plugin import discover
    from pressup.plugin.loading import load

    if content is None and not common.DEFAULT_CONTENT.is_dir():
        return None
    registry = discover()
    return States(load(content or common.DEFAULT_CONTENT, registry=registry)).all()


def now(state: State, current: dict[str, State] | None) -> str:
    """How a carried record compares with the content folder: `same`, `older`, `gone`; empty without one."""
    if current is None:
        return ""
    found = current.get(state.name)
    if found is None:
        return "gone"
    return "same" if found.sha256 == state.sha256 else "older"
