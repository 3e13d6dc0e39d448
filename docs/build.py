"""The generated pages of `docs/reference/`, the schemas of outputs, and the gettext catalogues; a test fails when one is stale.

The pages are made from the models, the command line and the installed targets, so that they cannot say something else than the
program. `./run docs` writes them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import catalogues
import contact_sheet

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "reference"
NOTE = "<!-- Made by ./run docs; edit the docstrings in the source instead. -->\n\n"


def pages() -> dict[str, str]:
    """Every generated page, by file name."""
    return {
        "records.md": NOTE + records_page(),
        "command-line.md": NOTE + command_line_page(),
        "targets.md": NOTE + targets_page(),
        "rules.md": NOTE + rules_page(),
    }


def records_page() -> str:
    """All kinds of record with their fields, from the JSON Schemas."""
    from pressup.records import KINDS
    from pressup.records.schema import schema

    parts = [
        "# Records\n",
        "Every record is one file: YAML, JSON, or Markdown with YAML front matter. `schemas/` holds the same fields for editors.\n",
    ]
    for kind in (*KINDS, "library"):
        body = schema(kind)
        file = " (`pressup.yaml` at the top of the content folder)" if kind == "library" else ""
        parts.append(f"## {kind}{file}\n\n{body['description']}\n\n{_fields(body)}")
    shared: dict[str, Any] = {}
    for kind in (*KINDS, "library"):
        shared.update(schema(kind).get("$defs", {}))
    parts.append("## Parts\n\nMappings that stand inside records.\n")
    for name, body in sorted(shared.items()):
        if body.get("type") == "object":
            parts.append(f"### {name}\n\n{body.get('description', '')}\n\n{_fields(body)}")
    return "\n".join(parts)


def _fields(body: dict[str, Any]) -> str:
    required = set(body.get("required", ()))
    lines = ["| field | what stands there | needed | meaning |", "| --- | --- | --- | --- |"]
    for name, field in body.get("properties", {}).items():
        if name != "$schema":
            needed = "yes" if name in required else ""
            lines.append(f"| `{name}` | {_type(field)} | {needed} | {_cell(field.get('description', ''))} |")
    return "\n".join(lines) + "\n"


def _type(field: dict[str, Any]) -> str:
    """What may stand in a field, in a few words."""
    if "x-pressup-vocabulary" in field:
        return f"a word of the vocabulary {field['x-pressup-vocabulary']}"
    if "x-pressup-link" in field:
        return f"the id of {' or '.join(_a(kind) for kind in field['x-pressup-link'])}"
    if "examples" in field and field.get("type") != "object":
        return "such as " + ", ".join(f"`{example}`" for example in field["examples"])
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    for key in ("anyOf", "oneOf"):
        if key in field:
            return " or ".join(dict.fromkeys(_type(branch) for branch in field[key] if branch.get("type") != "null"))
    if field.get("type") == "array":
        return f"a list: {_type(field.get('items', {}))}"
    if "x-pressup-text" in field:
        return "text in Markdown" if field["x-pressup-text"] == "markdown" else "text"
    kinds = {
        "string": "text",
        "integer": "a whole number",
        "number": "a number",
        "boolean": "`true` or `false`",
        "object": "a mapping",
    }
    limits = f" from {field['minimum']}" if "minimum" in field else ""
    limits += f" to {field['maximum']}" if "maximum" in field else ""
    return kinds.get(str(field.get("type")), "any") + limits


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def command_line_page() -> str:
    """The help of every command."""
    import typer.core
    import typer.main

    from pressup.cli.app import app

    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    parts = ["# Command line\n", f"```text\n{_help(group, typer.Context(group, info_name='pressup'))}\n```\n"]
    for name, command in _commands(group):
        context = typer.Context(command, info_name=f"pressup {name}")
        parts.append(f"## pressup {name}\n\n```text\n{_help(command, context)}\n```\n")
    return "\n".join(parts)


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """All commands by name, each followed by its own."""
    for name, command in group.commands.items():
        yield before + name, command
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")


def _help(command: Any, context: Any) -> str:
    context.terminal_width = context.max_content_width = 100
    text: str = command.get_help(context)
    return "\n".join(line.rstrip() for line in text.splitlines())


def targets_page() -> str:
    """The first-party targets and their options."""
    from pressup.plugin import discover
    from pressup.plugin.target import options_table

    registry = discover()
    parts = [
        "# Targets\n",
        "Options stand in the publisher's record under `outputs.NAME.options`, or behind `--set NAME.OPTION=VALUE`.\n",
    ]
    for name, target in sorted(registry.targets.items()):
        if registry.owners[name].distribution != "pressup":
            continue
        documents = ", ".join(document.form for document in target.documents)
        parts.append(f"## {name}\n\n{target.summary}. Made from: {documents}.\n")
        rows = options_table(target)
        if rows:
            parts.append("| option | values | default | meaning |\n| --- | --- | --- | --- |")
            parts += [f"| `{r['name']}` | {_cell(r['type'])} | {_cell(r['default'])} | {_cell(r['description'])} |" for r in rows]
            parts.append("")
        else:
            parts.append("It has no options.\n")
    return "\n".join(parts)


def rules_page() -> str:
    """Every code with its severity, reason, source and examples."""
    from pressup.checks.explain import entries

    known = entries()
    parts = [
        "# Rules\n",
        "What Pressup finds in content, by code. `pressup explain CODE` prints the same. A rule of thumb can be wrong about a "
        "text; it is never an error.\n",
        "| code | severity | rule |\n| --- | --- | --- |",
    ]
    for code, entry in known.items():
        severity = " or ".join(entry.severities) + (" (rule of thumb)" if entry.heuristic else "")
        parts.append(f"| [{code}](#{code.lower()}) | {severity} | {_cell(entry.explanation.title)} |")
    for code, entry in known.items():
        said = entry.explanation
        also = f" It stands for {' and '.join(entry.aliases)} too." if entry.aliases else ""
        parts.append(f"\n## {code}\n\n{_line(said.title)}{also}\n\n**Why:** {_line(said.reason)}\n")
        if said.source:
            parts.append(f"**Source:** {_line(said.source)}\n")
        for example in said.examples:
            where = f"the file `{example.file}`" if example.file else _a(example.kind)
            parts.append(f"Not like this, in {where}:\n\n{_fenced(example.bad, example.file)}\n")
            parts.append(f"But like this:\n\n{_fenced(example.good, example.file)}\n")
    return "\n".join(parts).rstrip("\n") + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _fenced(text: str, file: str) -> str:
    """An example as a block, in a fence that nothing in it can close."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 0)
    language = {".json": "json", ".md": "markdown"}.get(Path(file).suffix, "yaml")
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def output_schemas() -> dict[Path, bytes]:
    """The schemas of outputs, which first-party plugins bring with them and put beside what they make."""
    from pressup_jsonfeed.rules import catalogue_schema_text, schema_text

    texts = {"jsonfeed": schema_text(), "catalogue": catalogue_schema_text()}
    return {ROOT / "schemas" / f"{name}.schema.json": text.encode() for name, text in texts.items()}


def stale_files() -> dict[Path, bytes]:
    """Generated files that are not as they should be, and how they should be."""
    files = {FOLDER / name: text.encode() for name, text in pages().items()} | catalogues.files() | output_schemas()
    return {path: content for path, content in files.items() if not path.is_file() or path.read_bytes() != content}


def main() -> int:
    """Write the pages, or only say which are stale."""
    parser = argparse.ArgumentParser(prog="./run docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is stale")
    check = parser.parse_args().check
    stale = stale_files()
    for path, content in stale.items():
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    if not contact_sheet.is_current():
        stale[contact_sheet.SHEET] = b""
        print(f"{'stale' if check else 'written'}: {contact_sheet.SHEET.relative_to(ROOT)}")
        if not check:
            contact_sheet.main()
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
