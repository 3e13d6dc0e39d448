"""`pressup trace`: which finished files carry a record, and in which state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pressup.cli import common, made
from pressup.errors import UsageError

if TYPE_CHECKING:
    from pressup.build.manifest import Manifest, State


def command(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="A record: exercise:bridge, or its id alone.")],
    output: made.OutputOption = Path("output"),
    content: made.ContentOption = None,
    format: common.FormatOption = common.Format.TEXT,
) -> None:
    """List the files that carry a record, and in which state."""
    manifest = made.manifest_of(output)
    current = made.states_now(content)
    name = _name(record, manifest, current or {})
    rows = [
        {"file": (output / entry.path).as_posix(), **_about(state, current)}
        for entry in manifest.artifacts
        for state in manifest.states(entry).values()
        if state.name == name
    ]
    latest = current.get(name) if current else None
    if format is common.Format.JSON:
        common.print_json({"record": name, "content": latest.model_dump() if latest else None, "outputs": rows})
        return
    if not rows:
        typer.echo(f"No file in “{output.as_posix()}” carries {name}.")
        return
    cells = [
        (row["file"], row["version"] or "", row["last_reviewed"] or "", row["sha256"][:12], _in_words(row["now"], latest))
        for row in rows
    ]
    head = ("FILE", "VERSION", "REVIEWED", "HASH", "STATE")
    typer.echo(common.table(cells, head) if current is not None else common.table([row[:-1] for row in cells], head[:-1]))
    typer.echo(_summary(name, rows, current))


def _name(record: str, manifest: Manifest, current: dict[str, State]) -> str:
    """Kind and id of a record that a file carries or that the content has.

    Raises:
        UsageError: when there is none.
    """
    from pressup.content.suggest import did_you_mean

    names = {state.name for state in manifest.records.values()} | set(current)
    found = sorted(name for name in names if record in (name, name.partition(":")[2]))
    if not found:
        known = names if ":" in record else {name.partition(":")[2] for name in names}
        raise UsageError(f"There is no record “{record}”. {did_you_mean(record, known, few=0)}".strip())
    if len(found) > 1:
        raise UsageError(f"“{record}” can be {' or '.join(found)}: write one of them.")
    return found[0]


def _about(state: State, current: dict[str, State] | None) -> dict[str, Any]:
    fields = ("version", "status", "last_reviewed", "due", "sha256")
    return {**{name: getattr(state, name) for name in fields}, "now": made.now(state, current) or None}


def _in_words(now: str | None, latest: State | None) -> str:
    if now == "older" and latest:
        return f"older: the content has version {latest.version}" if latest.version else "older than the content"
    return {"same": "as in the content", "gone": "no longer in the content"}.get(now or "", "")


def _summary(name: str, rows: list[dict[str, Any]], current: dict[str, State] | None) -> str:
    files = "1 file carries" if len(rows) == 1 else f"{len(rows)} files carry"
    old = sum(row["now"] == "older" for row in rows)
    if current is None or not old:
        return f"{files} {name}."
    return f"{files} {name}, {old} of them in an older state."
