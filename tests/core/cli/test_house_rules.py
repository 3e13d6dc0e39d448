"""Rules and fields of an installed plugin in the commands: what is printed, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from tests.core.cli.conftest import install

if TYPE_CHECKING:
    from tests.core.cli.conftest import Program
    from tests.core.conftest import Content

DAY = ("--date", "2026-11-22")
RULES = '''
from pressup import Check, Example, Explanation, Fields, Problem, RecordCheck, Severity, hookimpl

def names(record, context):
    """Every exercise is called Heel raise here."""
    if record.kind == "exercise" and record.name != "Heel raise":
        yield Problem(record.id, ("name",), "It is not called Heel raise.")

def falls(library, today):
    raise ValueError("no room")

@hookimpl
def pressup_register_checks():
    return [RecordCheck("ODD-02", Severity.WARNING, names, heuristic=True), Check("ODD-01", Severity.NOTE, FIND)]

@hookimpl
def pressup_register_fields():
    room = {"type": "object", "properties": {"room": {"$ref": "#/$defs/room"}}, "$defs": {"room": {"type": "integer"}}}
    return [Fields("exercise", "odd", room, required=False)]
'''


@pytest.fixture
def rules(plugins: Path) -> None:
    """A plugin with rules that work."""
    (plugins / "odd_rules.py").write_text(RULES.replace("FIND", "lambda library, today: []"))
    install(plugins, "odd", "odd_rules", "pressup-odd")


@pytest.fixture
def failing(plugins: Path) -> None:
    """A plugin of whose rules one fails."""
    (plugins / "odd_rules.py").write_text(RULES.replace("FIND", "falls"))
    install(plugins, "odd", "odd_rules", "pressup-odd")


MESSAGE = "The rule ODD-01 of plugin odd (pressup-odd 1.0) failed: ValueError: no room."


def test_a_rule_that_fails_fails_the_run_and_the_others_run(pressup: Program, clinic: Content, failing: None) -> None:
    done = pressup("validate", *DAY)
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith(f"error[PLUG-01] {MESSAGE}\n  --> content\n  help: Tell its author, or uninstall the plugin; ")
    assert "warning[ODD-02] (rule of thumb) It is not called Heel raise." in done.out
    assert done.out.endswith("7 records: 1 error, 1 warning\n")


def test_debug_shows_its_traceback_once(pressup: Program, clinic: Content, failing: None) -> None:
    for command in (["validate", *DAY], ["validate", *DAY, "--fix"], ["render", *DAY]):
        done = pressup(*command, "--debug")
        assert done.code == 1
        assert done.err.count('raise ValueError("no room")') == 1


def test_it_is_told_for_single_files_and_submissions_too(
    pressup: Program, clinic: Content, failing: None, tmp_path: Path, good_records: Any
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "new.json").write_text(json.dumps({**good_records["exercise"], "id": "new"}))
    for arguments in (["content/knee-pain.yaml"], ["sub", "--against", "content"], ["sub/new.json"]):
        done = pressup("validate", *arguments, *DAY)
        assert (done.code, MESSAGE in done.out) == (1, True), arguments


def test_render_refuses(pressup: Program, clinic: Content, failing: None) -> None:
    done = pressup("render", *DAY, "--target", "text")
    assert done.code == 1
    assert MESSAGE in done.err
    assert done.out.endswith("Nothing was rendered.\n")
    assert not (clinic.root.parent / "output").exists()


def test_a_rule_that_is_not_taken_fails_the_run_too(pressup: Program, clinic: Content, rules: None, plugins: Path) -> None:
    module = plugins / "odd_rules.py"
    module.write_text(module.read_text().replace('"ODD-01"', '"SAF-98"'))
    done = pressup("validate", *DAY)
    assert (done.code, done.err) == (1, "")
    assert "In plugin odd (pressup-odd 1.0), the code SAF-98 is of a family that Pressup uses itself" in done.out


def test_codes_of_plugins_can_be_selected_and_explained(pressup: Program, clinic: Content, rules: None) -> None:
    assert (
        pressup("validate", *DAY, "--ignore", "ODD").out
        == "7 records: no errors, no warnings (1 left out by --select or --ignore)\n"
    )
    assert pressup("validate", *DAY, "--select", "odd-02", "--fix").out.endswith("1 warning; 0 fixed\n")
    assert pressup("validate", *DAY, "--select", "odd-02", "--diff").code == 0
    done = pressup("explain", "odd-02")
    assert done.out == (
        "ODD-02 (warning, a rule of thumb that can be wrong)\n\n"
        "Every exercise is called Heel raise here.\nA rule of plugin odd (pressup-odd 1.0).\n"
    )


def test_own_fields_are_in_the_exported_schema(
    pressup: Program, clinic: Content, rules: None, tmp_path: Path, good_records: Any
) -> None:
    assert pressup("schemas", tmp_path / "schemas").code == 0
    schema = json.loads((tmp_path / "schemas" / "exercise.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)

    def refused(own: Any) -> list[str]:
        return [error.json_path for error in validator.iter_errors({**good_records["exercise"], "own": own})]

    assert refused({"odd": {"room": 2}}) == []
    assert refused({"odd": {"room": "2"}}) == ["$.own.odd.room"]
    assert refused({"ood": {}}) == ["$.own"]
    assert pressup("schemas", tmp_path / "schemas", "--check").code == 0
