"""`pressup explain`: what a code means, why it matters, where it comes from, and what to write instead."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from pressup.cli import common
from pressup.errors import UsageError

if TYPE_CHECKING:
    from pressup.checks import Example, Explanation
    from pressup.checks.check import AnyCheck


@dataclass(frozen=True, slots=True)
class _Entry:
    """A code with all that is known of it."""

    code: str
    severities: tuple[str, ...]
    heuristic: bool
    plugin: str
    explanation: Explanation


def command(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="The code of a finding.", show_default=False)] = None,
    format: common.FormatOption = common.Format.TEXT,
) -> None:
    """Explain the code of a finding, or list all codes."""
    from pressup.checks.explain import ALIASES
    from pressup.content.suggest import did_you_mean
    from pressup.plugin import discover

    registry = discover()
    common.warn_of_faults(registry)
    entries = _entries([(str(plugin), check) for plugin, check in registry.checks])
    if code is None:
        chosen = list(entries.values())
    else:
        wanted = ALIASES.get(code.upper(), code.upper())
        if wanted not in entries:
            raise UsageError(f"There is no code “{code}”. {did_you_mean(code.upper(), entries)}".strip())
        chosen = [entries[wanted]]
    if format is common.Format.JSON:
        data = [asdict(entry) for entry in chosen]
        common.print_json(data if code is None else data[0])
    elif code is None:
        rows = [(entry.code, "/".join(entry.severities), entry.explanation.title) for entry in chosen]
        typer.echo(common.table(rows, ("CODE", "SEVERITY", "RULE")))
    else:
        typer.echo("\n".join(_text(chosen[0])))


def _entries(house: list[tuple[str, AnyCheck]]) -> dict[str, _Entry]:
    from pressup.checks import CHECKS
    from pressup.checks.check import Explanation
    from pressup.checks.explain import explanations

    own: dict[str, list[AnyCheck]] = {}
    for check in CHECKS:
        own.setdefault(check.code, []).append(check)
    found = {}
    for code, explanation in explanations().items():
        checks = own.get(code, [])
        severities = dict.fromkeys(check.severity.value for check in checks) or ["error"]
        found[code] = _Entry(code, tuple(severities), any(check.heuristic for check in checks), "", explanation)
    for plugin, check in house:
        said = " ".join((check.find.__doc__ or "The plugin does not explain it.").split())
        explanation = check.explanation or Explanation(said, "")
        found.setdefault(check.code, _Entry(check.code, (check.severity.value,), check.heuristic, plugin, explanation))
    return dict(sorted(found.items()))


def _text(entry: _Entry) -> Iterator[str]:
    """An explanation for people."""
    kind = f"{' or '.join(entry.severities)}{', a rule of thumb that can be wrong' if entry.heuristic else ''}"
    yield f"{entry.code} ({kind})"
    yield ""
    yield _wrapped(entry.explanation.title)
    if entry.plugin:
        yield _wrapped(f"A rule of plugin {entry.plugin}.")
    if entry.explanation.reason:
        yield f"\nWhy: {_wrapped(entry.explanation.reason)}"
    if entry.explanation.source:
        yield f"\nSource: {_wrapped(entry.explanation.source)}"
    for example in entry.explanation.examples:
        yield f"\nNot like this, in {_where(example)}:\n"
        yield textwrap.indent(example.bad.rstrip("\n"), "    ")
        yield "\nBut:\n"
        yield textwrap.indent(example.good.rstrip("\n"), "    ")
        if example.others:
            names = " and ".join(f"{other['kind']} “{other.get('id', '')}”" for other in example.others)
            yield f"\n  beside {names}:\n"
            yield textwrap.indent(_others(example), "    ")


def _where(example: Example) -> str:
    return f"the file {example.file}" if example.file else f"{'an' if example.kind[0] in 'aeiou' else 'a'} {example.kind}"


def _others(example: Example) -> str:
    from pressup.checks.explain import as_yaml

    return "---\n".join(as_yaml(other) for other in example.others).rstrip("\n")


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(" ".join(text.split()), 100))
