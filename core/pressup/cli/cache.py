"""`pressup cache`: what earlier builds made, how much that is, and how to take it away."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pressup.cli import common
from pressup.errors import UsageError, WriteError

if TYPE_CHECKING:
    from pressup.build.cache import Cache

_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?([kmgt]?)b?", re.IGNORECASE)
_STEPS = "kmgt"

app = typer.Typer(help="Show, prune or clear what earlier builds made.")


@app.command("info")
def info(format: common.FormatOption = common.Format.TEXT) -> None:
    """Show where the cache lies, and how big it is."""
    from pressup.build.prune import LIMIT, size_of

    cache = _cache()
    found = size_of(cache)
    if format is common.Format.JSON:
        common.print_json({"folder": cache.folder.as_posix(), **asdict(found), "limit": LIMIT})
        return
    typer.echo(
        f"folder   {cache.folder.as_posix()}\nresults  {found.results}\nsize     {in_words(found.size)} of {in_words(LIMIT)}"
    )


@app.command("prune")
def prune(
    max_size: Annotated[
        str | None, typer.Option("--max-size", metavar="SIZE", help="How big it may stay: 500MB, 1GB.", show_default="2GB")
    ] = None,
    older_than: Annotated[
        float | None,
        typer.Option("--older-than", metavar="DAYS", min=0, help="Only what was not used for so long.", show_default=False),
    ] = None,
    quiet: common.QuietOption = False,
) -> None:
    """Take away what was not used for longest."""
    from pressup.build import prune as pruning

    limit = _bytes(max_size) if max_size is not None else (pruning.LIMIT if older_than is None else None)
    done = pruning.prune(_cache(), max_size=limit, older_than=older_than)
    if not quiet:
        left = f"{_results(done.left.results)} left, {in_words(done.left.size)}"
        typer.echo(f"{_results(done.results)} taken away, {in_words(done.size)}; {left}.")


@app.command("clear")
def clear(quiet: common.QuietOption = False) -> None:
    """Take everything away. The next build makes all anew."""
    from pressup.build import prune as pruning

    before = pruning.clear(_cache())
    if not quiet:
        typer.echo(f"{_results(before.results)} taken away, {in_words(before.size)}.")


def _cache() -> Cache:
    from pressup.build.cache import Cache

    cache = Cache.of()
    if cache.note:
        raise WriteError(cache.note)
    return cache


def _bytes(text: str) -> int:
    match = _SIZE.fullmatch(text.strip())
    if not match:
        raise UsageError(f"--max-size: “{text}” is no size; write it as 500MB or 1GB.")
    number, step = match.groups()
    return int(float(number) * 1000 ** (_STEPS.index(step.lower()) + 1 if step else 0))


def in_words(size: int) -> str:
    """A number of bytes as people read it: 1.2 MB."""
    number, unit = float(size), "bytes"
    for step in _STEPS:
        if number < 1000:
            break
        number, unit = number / 1000, f"{step.upper() if step != 'k' else step}B"
    return f"{size} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"


def _results(count: int) -> str:
    return "1 result" if count == 1 else f"{count} results"
