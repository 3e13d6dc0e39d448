"""`pressup explain`: what a code means, why it matters, where it comes from, and what to write instead."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pressup.cli import common
from pressup.errors import UsageError

if TYPE_CHECKING:
    from pressup.checks import Example
    from pressup.checks.explain import Entry


def command(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="The code of a finding.", show_default=False)] = None,
    format: common.FormatOption = common.Format.TEXT,
) -> None:
    """Explain the code of a finding, or list all codes."""
    from pressup.checks import HouseCheck, explain
    from pressup.content.suggest import did_you_mean
    from pressup.plugin import discover

    registry = discover()
    common.warn_of_faults(registry)
    entries = explain.entries([HouseCheck(str(plugin), check) for plugin, check in registry.checks])
    if code is None:
        chosen = list(entries.values())
    else:
        wanted = explain.ALIASES.get(code.strip().upper(), code.strip().upper())
        if wanted not in entries:
            advice = did_you_mean(code.upper(), entries) or "“pressup explain” lists all codes."
            raise UsageError(f"There is no code “{code}”. {advice}")
        chosen = [entries[wanted]]
    if format is common.Format.JSON:
        data = [asdict(entry) for entry in chosen]
        common.print_json(data if code is None else data[0])
    elif code is None:
        rows = [(entry.code, "/".join(entry.severities), entry.explanation.title) for entry in chosen]
        typer.echo(common.table(rows, ("CODE", "SEVERITY", "RULE")))
    else:
        typer.echo("\n".join(_text(chosen[0])))


def _text(entry: Entry) -> Iterator[str]:
    """An explanation for people."""
    kind = f"{' or '.join(entry.severities)}{', a rule of thumb that can be wrong' if entry.heuristic else ''}"
    yield f"{entry.code} ({kind})"
    yield ""
    yield _wrapped(entry.explanation.title)
    if entry.aliases:
        yield f"It stands for {' and '.join(entry.aliases)} too."
    if entry.plugin:
        yield _wrapped(f"A rule of plugin {entry.plugin}.")
    if entry.explanation.reason:
        yield "\n" + _wrapped(f"Why: {entry.explanation.reason}")
    if entry.explanation.source:
        yield "\n" + _wrapped(f"Source: {entry.explanation.source}")
    for example in entry.explanation.examples:
        yield f"\nNot like this, in {_where(example)}:\n"
        yield textwrap.indent(example.bad.rstrip("\n"), "    ")
        yield "\nBut like this:\n"
        yield textwrap.indent(example.good.rstrip("\n"), "    ")
        if example.others:
            names = " and ".join(f"{other['kind']} “{other.get('id', '')}”" for other in example.others)
            yield f"\nBoth stand beside {names}:\n"
            yield textwrap.indent(_others(example), "    ")


def _where(example: Example) -> str:
    return f"the file {example.file}" if example.file else f"{'an' if example.kind[0] in 'aeiou' else 'a'} {example.kind}"


def _others(example: Example) -> str:
    from pressup.checks.explain import as_yaml

    return "---\n".join(as_yaml(other) for other in example.others).rstrip("\n")


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(" ".join(text.split()), 100))
