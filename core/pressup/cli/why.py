"""`pressup why`: what a finished file was made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pressup.cli import common, made
from pressup.errors import UsageError

if TYPE_CHECKING:
    from pressup.build.manifest import Entry, Manifest, State

_DISK = {
    "same": "the file is as it was made",
    "changed": "the file was changed after it was made",
    "gone": "the file is no longer there",
}


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of the output: output/pdf/bridge.pdf.")],
    content: made.ContentOption = None,
    format: common.FormatOption = common.Format.TEXT,
) -> None:
    """Tell what a finished file was made of."""
    folder, manifest = _find(file)
    entry = _entry(manifest, folder, file)
    states = list(manifest.states(entry).values())
    data = _as_json(entry, states, _on_disk(folder / entry.path, entry), made.states_now(content))
    if format is common.Format.JSON:
        common.print_json(data)
    else:
        _print(file, data)


def _find(file: Path) -> tuple[Path, Manifest]:
    """The output folder that a file belongs to: the nearest one above it with a manifest."""
    from pressup.build.manifest import NAME

    for folder in Path(file).parents:
        if (folder / NAME).is_file():
            return folder, made.manifest_of(folder)
    raise UsageError(f"There is no manifest above “{file.as_posix()}”: “pressup render” writes one beside the files that it makes.")


def _entry(manifest: Manifest, folder: Path, file: Path) -> Entry:
    from pressup.content.suggest import nearest

    path = file.relative_to(folder).as_posix()
    entry = manifest.by_path.get(path)
    if entry is None:
        guess = nearest(path, manifest.by_path)
        advice = f" Did you mean “{(folder / guess).as_posix()}”?" if guess else ""
        raise UsageError(f"The manifest of “{folder.as_posix()}” does not know “{path}”: Pressup did not make it.{advice}")
    return entry


def _on_disk(place: Path, entry: Entry) -> str:
    from pressup.build.manifest import sha256_of

    if not place.is_file():
        return "gone"
    return "same" if sha256_of(place) == entry.sha256 else "changed"


def _as_json(entry: Entry, states: list[State], on_disk: str, current: dict[str, State] | None) -> dict[str, Any]:
    records = [{**state.model_dump(), "now": made.now(state, current) or None} for state in states]
    data = entry.model_dump()
    return {**data, "document": {**data["document"], "records": records}, "on_disk": on_disk}


def _print(file: Path, data: dict[str, Any]) -> None:
    document, plugin = data["document"], data["plugin"]
    sample = ", a sample" if document["sample"] else ""
    options = ", ".join(f"{name}={value}" for name, value in sorted(data["options"].items()))
    checked = "read back: every safety text is in it" if data["verified"] else "not read back"
    typer.echo(file.as_posix())
    typer.echo(f"  document   {document['form']} “{document['title']}” ({document['id']}), version {document['version']}{sample}")
    typer.echo(f"  target     {data['target']}, for publisher {data['publisher']}")
    typer.echo(f"  plugin     {plugin['name']} ({plugin['distribution']} {plugin['version']})")
    typer.echo(f"  options    {options or 'as they come'}")
    typer.echo(f"  checked    {checked}")
    typer.echo(f"  on disk    {_DISK[data['on_disk']]} (SHA-256 {data['sha256'][:12]}, {data['size']} bytes)")
    for path, sha256 in sorted(data["assets"].items()):
        typer.echo(f"  picture    {path} ({sha256[:12] or 'not found'})")
    typer.echo("")
    rows = [
        (
            f"{state['kind']}:{state['id']}",
            state["version"] or "",
            state["status"] or "",
            state["last_reviewed"] or "",
            state["due"] or "",
            state["sha256"][:12],
            state["now"] or "",
        )
        for state in document["records"]
    ]
    head = ("RECORD", "VERSION", "STATUS", "REVIEWED", "DUE", "HASH", "IN THE CONTENT")
    empty = all(not row[-1] for row in rows)
    typer.echo(common.table([row[:-1] for row in rows], head[:-1]) if empty else common.table(rows, head))
