"""Options that several commands share, and how findings are shown."""

from __future__ import annotations

import codecs
import datetime
import json
import os
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pressup.errors import UsageError
from pressup.findings import Finding, Place

if TYPE_CHECKING:
    from pressup.content.source import Source
    from pressup.plugin.manager import PluginFault, Registry


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


ContentOption = Annotated[Path, typer.Option("--content", metavar="DIR", help="The content folder.", show_default=True)]
FormatOption = Annotated[Format, typer.Option("--format", help="Print for people or for scripts.")]
DateOption = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="'Today', for rules about review dates.", show_default=False)
]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show tracebacks of plugins' faults.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print only what is wrong.")]
DEFAULT_CONTENT = Path("content")


def parse_date(text: str | None) -> datetime.date | None:
    """The date of `--date`, else that of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/).

    Raises:
        UsageError: when it is none.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if text:
            return datetime.date.fromisoformat(text)
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date() if epoch else None
    except (ValueError, OverflowError, OSError):
        if text:
            raise UsageError(f"--date: “{text}” is no date; write it as 2026-11-22.") from None
        raise UsageError(f"SOURCE_DATE_EPOCH: “{epoch}” is no number of seconds since 1970.") from None


def show_findings(findings: list[Finding], sources: Iterable[Source], *, error_stream: bool = False) -> None:
    """Print findings with their source lines; a file that is not among the sources is read."""
    from pressup.content.source import Source, read
    from pressup.reports import print_findings

    known = {source.name: source for source in sources}

    def line_of(place: Place) -> str:
        if place.file not in known:
            found = read(Path(place.file), place.file)
            known[place.file] = found if isinstance(found, Source) else Source(place.file, "")
        return known[place.file].line(place.line)

    print_findings(findings, line_of, sys.stderr if error_stream else sys.stdout)


def print_json(data: Any) -> None:
    """Print a result for scripts."""
    utf8 = codecs.lookup(sys.stdout.encoding or "ascii").name == "utf-8"
    typer.echo(json.dumps(data, indent=2, ensure_ascii=not utf8))


def table(rows: Sequence[tuple[str, ...]], head: tuple[str, ...]) -> str:
    """Rows as aligned columns."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [head, *rows]]
    return "\n".join(lines)


def warn_of_faults(registry: Registry, besides: Sequence[PluginFault] = ()) -> None:
    """One warning line for each fault of a plugin, but for those that are reported elsewhere."""
    for fault in registry.faults:
        if fault not in besides:
            typer.echo(f"warning: {fault}", err=True)


def told_as_findings(registry: Registry, *, debug: bool) -> list[PluginFault]:
    """The faults that are findings of every library, since rules or fields are missing. With `debug`, prints their tracebacks."""
    told = [fault for fault in registry.faults if fault.stage in ("checks", "fields", "validate")]
    for fault in told if debug else ():
        typer.echo(fault.traceback or str(fault), err=True)
    return told
