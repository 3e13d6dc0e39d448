"""The public API is pinned: what a plugin may import, with kinds and signatures, stands in a file beside this test."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import pressup
from pressup.plugin import hooks

SNAPSHOT = Path(__file__).with_name("public_api.txt")
SOURCE = Path(pressup.__file__)
TESTING = (
    "HOSTILE",
    "assert_check_examples",
    "assert_target_conforms",
    "render_target",
    "sample_documents",
    "sample_library",
    "sample_publisher",
)


def describe(name: str, value: Any) -> list[str]:
    """A name of the API, in lines."""
    if inspect.isclass(value):
        return [f"class {name}({', '.join(base.__name__ for base in value.__bases__)})", *sorted(members(value))]
    value = inspect.unwrap(value) if callable(value) else value
    if inspect.isfunction(value):
        return [f"def {name}{signature(value)}"]
    return [f"{name}: {type(value).__name__}"]


def members(value: type) -> list[str]:
    """The public members of a class that are its own or a base's of ours."""
    lines: list[str] = []
    if issubclass(value, BaseModel):
        fields = value.model_fields.items()
        lines += [f"    {name}: {'required' if field.is_required() else 'optional'}" for name, field in fields]
    elif dataclasses.is_dataclass(value):
        lines += [f"    {field.name}: {field.type}" for field in dataclasses.fields(value)]
    own = [base for base in value.__mro__ if base.__module__.startswith("pressup")]
    known = {line.split(":")[0].strip() for line in lines}
    for name in {name for base in own for name in (*vars(base), *vars(base).get("__annotations__", {}))}:
        if name.startswith(("_", "model_")) or name in known:
            continue
        member = inspect.getattr_static(value, name, None)
        if isinstance(member, classmethod | staticmethod):
            member = member.__func__
        lines.append(f"    def {name}{signature(member)}" if inspect.isfunction(member) else f"    {name}")
    return lines


@dataclasses.dataclass(frozen=True)
class AsWritten:
    """An annotation that prints without quotes."""

    text: str

    def __repr__(self) -> str:
        return self.text


def signature(function: Any) -> str:
    """The signature of a function as its author wrote it."""
    found = inspect.signature(function)
    parameters = [
        parameter.replace(annotation=AsWritten(parameter.annotation)) if isinstance(parameter.annotation, str) else parameter
        for parameter in found.parameters.values()
    ]
    returns = AsWritten(found.return_annotation) if isinstance(found.return_annotation, str) else found.return_annotation
    return str(found.replace(parameters=parameters, return_annotation=returns))


def snapshot() -> str:
    import pressup.testing

    blocks = [describe(f"pressup.{name}", getattr(pressup, name)) for name in sorted(pressup.__all__)]
    blocks += [describe(f"pressup.testing.{name}", getattr(pressup.testing, name)) for name in TESTING]
    specs = sorted(name for name, value in vars(hooks).items() if hasattr(value, f"{hooks.PROJECT}_spec"))
    blocks += [[f"hook {name}{signature(getattr(hooks, name))}"] for name in specs]
    return "\n".join("\n".join(block) for block in blocks) + "\n"


def test_the_public_api_is_as_it_was() -> None:
    assert snapshot() == SNAPSHOT.read_text(encoding="utf-8"), (
        "The public API has changed. If you mean it, write an entry in CHANGELOG.md, and renew the snapshot with:\n"
        "    .venv/bin/python tests/core/test_public_api.py"
    )


def test_every_name_can_be_had_and_no_other() -> None:
    assert dir(pressup) == sorted(pressup.__all__)
    assert len(pressup.__all__) == len(set(pressup.__all__))
    with pytest.raises(AttributeError, match="module 'pressup' has no attribute 'nonesuch'"):
        _ = pressup.nonesuch


def test_type_checkers_and_the_running_program_see_the_same_names() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    assert len(imports) == len(block.body)
    for_checkers = {(node.module, alias.name, alias.asname) for node in imports for alias in node.names}
    at_run_time = {(home, name, name) for home, names in pressup._HOMES.items() for name in names}
    assert for_checkers == at_run_time


def imported_by(*arguments: str, code: str = "") -> set[str]:
    """The modules that are there after a program of Pressup, or some code, has run."""
    program = code or f"from pressup.cli.app import run; code = run({list(arguments)!r})"
    report = f"{program}\nimport sys; print('\\nmodules:', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", report], cwd=SOURCE.parents[2], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.rpartition("modules:")[2].split()}


HEAVY = {"weasyprint", "jinja2", "css_inline", "pypdfium2", "fontTools", "PIL", "jsonschema", "resvg_py"}
PLUGINS = {"pressup_pdf", "pressup_email", "pressup_jsonfeed"}


def test_importing_pressup_imports_nothing_else() -> None:
    assert imported_by(code="import pressup") & (HEAVY | PLUGINS | {"pydantic", "typer", "pluggy", "yaml", "babel"}) == set()


@pytest.mark.parametrize("command", ["--help", "--version", "validate", "list", "explain"])
def test_commands_that_draw_nothing_import_nothing_that_draws(command: str) -> None:
    assert imported_by(command) & HEAVY == set()


def test_knowing_the_targets_imports_nothing_that_draws() -> None:
    assert imported_by("targets") & {"weasyprint", "css_inline", "pypdfium2", "fontTools", "PIL"} == set()


def test_the_snapshot_holds_no_address_of_memory() -> None:
    assert not re.search(r"0x[0-9a-f]{6}", SNAPSHOT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    SNAPSHOT.write_text(snapshot(), encoding="utf-8")
