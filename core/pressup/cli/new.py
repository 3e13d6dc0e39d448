"""`pressup new`: records that Pressup drafts, one command a kind. None overwrites a file."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pressup.cli import common, made
from pressup.errors import UsageError, WriteError

if TYPE_CHECKING:
    from pressup.content.library import Library

app = typer.Typer(help="Draft a record for you to go on with.")


@app.command("newsletter")
def newsletter(
    since: Annotated[
        Path, typer.Option("--since", metavar="OLD", help="The manifest, or the output folder, of what was published last.")
    ],
    content: common.ContentOption = common.DEFAULT_CONTENT,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="The date of the issue.", show_default="today"),
    ] = None,
    id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The id of the issue.", show_default="month and number")
    ] = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, max=100, help="How many items at most.")] = 6,
) -> None:
    """Draft an issue of a newsletter: what is new and what has changed since an earlier build."""
    from pressup.build.news import draft_issue
    from pressup.plugin import discover
    from pressup.plugin.loading import load

    day = common.parse_date(date) or datetime.datetime.now(tz=datetime.UTC).date()
    _check_id(id)
    old = made.manifest_of(since)
    library = load(content, registry=discover(), date=day)
    if id is not None:
        _file(library, "newsletters", id)
    drafted = draft_issue(library, old, day, id=id, most=most)
    file = _write(library, "newsletters", drafted.id, drafted.data)
    typer.echo(f"{file.as_posix()}: a draft with {len(drafted.taken)} {'item' if len(drafted.taken) == 1 else 'items'}.")
    for item, why in drafted.left_out:
        typer.echo(f"Left out: {item.record.kind} “{item.record.display_title}” {why}.")
    typer.echo("Put it into your own words, then run “pressup validate”.")


def _check_id(id: str | None) -> None:
    from pressup.records.marks import SLUG_PATTERN

    if id is not None and (len(id) > 80 or not re.fullmatch(SLUG_PATTERN, id)):
        raise UsageError(f"--id: “{id[:80]}” is no id; write small letters, digits and single hyphens, as in “2026-12-bridge”.")


def _file(library: Library, folder: str, id: str) -> Path:
    """The file of a new record.

    Raises:
        UsageError: when there is a record of this id, or such a file.
    """
    file = library.root / folder / f"{id}.yaml"
    if id in library.with_unfit().records or file.exists():
        raise UsageError(f"There is a record “{id}” already, and it stays as it is. Choose another id with --id.")
    return file


def _write(library: Library, folder: str, id: str, data: dict[str, Any]) -> Path:
    """Write a new record.

    Raises:
        UsageError: when there is one of this id, or such a file.
        WriteError: when it cannot be written.
    """
    import yaml

    file = _file(library, folder, id)
    schema = f"schemas/{data['kind']}.schema.json"
    line = f"# yaml-language-server: $schema=../../{schema}\n" if (library.root.parent / schema).is_file() else ""
    text = line + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120)
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except OSError as error:
        raise WriteError(f"“{file.as_posix()}” cannot be written: {(error.strerror or str(error)).lower()}.") from error
    return file
