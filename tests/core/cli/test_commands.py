"""Every command but render, with every option: what it prints where, and its exit code."""

from __future__ import annotations

import gc
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.core.cli.conftest import Program
    from tests.core.conftest import Content


# --- validate ---


def test_good_content_is_one_line(pressup: Program, clinic: Content) -> None:
    done = pressup("validate", "--date", "2026-11-22")
    assert (done.code, done.out, done.err) == (0, "7 records: no errors, no warnings\n", "")


def test_garbage_is_collected_afterwards(pressup: Program, clinic: Content) -> None:
    """The check stops it for speed; who calls the program from a program of their own goes on."""
    assert pressup("validate", "--date", "2026-11-22").code == 0
    assert gc.isenabled()


def test_an_error_shows_place_line_and_help(pressup: Program, clinic: Content) -> None:
    clinic.record("exercise", {"level": "hard"})
    done = pressup("validate", "--date", "2026-11-22")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("error[")
    assert "  --> content/bridge.yaml:7:8\n    7 | level: hard\n      |        ^^^^\n" in done.out
    assert done.out.endswith("6 records: 1 error, no warnings\n")


def test_quiet_prints_errors_only(pressup: Program, clinic: Content) -> None:
    assert pressup("validate", "--quiet").out == ""
    clinic.record("exercise", {"level": "hard"})
    done = pressup("validate", "-q", "--date", "2026-11-22")
    assert (done.code, done.out.count("error["), "records" in done.out) == (1, 1, False)


def test_findings_come_as_json_too(pressup: Program, clinic: Content) -> None:
    clinic.record("exercise", {"level": "hard"})
    data = json.loads(pressup("validate", "--format", "json", "--date", "2026-11-22").out)
    assert (data["ok"], data["records"], len(data["findings"])) == (False, 6, 1)


def test_only_the_named_files_are_reported(pressup: Program, clinic: Content) -> None:
    clinic.record("exercise", {"level": "hard"})
    assert pressup("validate", "content/knee-pain.yaml").code == 0
    done = pressup("validate", "content/knee-pain.yaml", "content/bridge.yaml")
    assert (done.code, done.out.count("error[")) == (1, 1)


def test_another_folder_can_be_checked(pressup: Program, clinic: Content) -> None:
    shutil.move(clinic.root, clinic.root.with_name("other"))
    for arguments in (["other"], ["--content", "other"], ["other/bridge.yaml", "--content", "other"]):
        assert pressup("validate", *arguments).code == 0


def test_a_review_that_is_due_depends_on_the_date(pressup: Program, clinic: Content) -> None:
    assert pressup("validate", "--date", "2026-11-22").code == 0
    assert "GOV-" in pressup("validate", "--date", "2035-01-01").out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--content", "nonesuch"], "There is no folder “nonesuch”."),
        (["nonesuch.yaml"], "There is no file or folder “nonesuch.yaml”."),
        (["--date", "22.11.2026"], "--date: “22.11.2026” is no date; write it as 2026-11-22."),
        (["--format", "xml"], "Invalid value for '--format': 'xml' is not one of 'text', 'json', 'github', 'sarif', 'junit'."),
    ],
)
def test_a_wrong_call_of_validate_is_one_line(pressup: Program, clinic: Content, arguments: list[str], complaint: str) -> None:
    done = pressup("validate", *arguments)
    assert (done.code, done.out, done.err) == (2, "", f"pressup: {complaint}\n")


def test_a_file_outside_the_content_folder_stands_beside_the_library(pressup: Program, clinic: Content, tmp_path: Path) -> None:
    (tmp_path / "stray.yaml").write_text("kind: article\nid: stray\nexercises: [bridge]\n")
    done = pressup("validate", "stray.yaml", "--format", "json")
    data = json.loads(done.out)
    assert (done.code, data["records"]) == (1, 0)
    assert {finding["code"] for finding in data["findings"]} == {"REC-04"}
    assert {finding["place"]["file"] for finding in data["findings"]} == {"stray.yaml"}


# --- list ---


def test_records_are_listed_by_kind(pressup: Program, clinic: Content) -> None:
    done = pressup("list")
    assert (done.code, done.err) == (0, "")
    assert [line.split()[:2] for line in done.out.splitlines()[:3]] == [
        ["KIND", "ID", "TITLE"][:2],
        ["article", "why-move"],
        ["condition", "knee-pain"],
    ]
    assert pressup("list", "exercise").out.splitlines()[1:] == ["exercise  bridge  Bridge"]
    (entry,) = json.loads(pressup("list", "exercise", "--format", "json").out)
    assert entry == {"kind": "exercise", "id": "bridge", "title": "Bridge", "status": "active", "file": "content/bridge.yaml"}


def test_a_misspelt_kind_gets_the_right_one(pressup: Program, clinic: Content) -> None:
    done = pressup("list", "exercises")
    assert (done.code, done.out) == (2, "")
    assert done.err == "pressup: “exercises” is not a kind of record. Did you mean “exercise”?\n"


def test_list_says_that_records_are_left_out(pressup: Program, clinic: Content) -> None:
    clinic.record("exercise", {"level": "hard"})
    done = pressup("list")
    assert "bridge  Bridge" not in done.out
    assert "see “pressup validate”" in done.err


# --- targets and plugins ---


def test_targets_are_listed_with_their_plugins(pressup: Program, clinic: Content) -> None:
    done = pressup("targets")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0].split() == ["TARGET", "MAKES", "FROM", "PLUGIN"]
    row = {"name": "text", "summary": "Handouts as plain text", "documents": "handout", "plugin": "text (pressup-example-text 1.0)"}
    assert row in json.loads(pressup("targets", "--format", "json").out)


def test_the_options_of_a_target_are_listed(pressup: Program, clinic: Content) -> None:
    done = pressup("targets", "text")
    assert done.out == ("OPTION      VALUES   DEFAULT  MEANING\ntext.width  integer  72       How many letters a line may have.\n")
    (option,) = json.loads(pressup("targets", "text", "--format", "json").out)
    assert option["name"] == "width"


def test_an_unknown_target_gets_the_right_one(pressup: Program, clinic: Content) -> None:
    done = pressup("targets", "texts")
    assert (done.code, done.out, done.err) == (2, "", "pressup: There is no target “texts”. Did you mean “text”?\n")


def test_plugins_are_listed(pressup: Program, clinic: Content) -> None:
    done = pressup("plugins")
    assert (done.code, done.err) == (0, "")
    assert "text      pressup-example-text 1.0  text\n" in done.out
    data = json.loads(pressup("plugins", "--format", "json").out)
    assert {"name": "text", "distribution": "pressup-example-text", "version": "1.0", "targets": ["text"]} in data["plugins"]
    assert data["faults"] == []


def test_a_broken_plugin_is_one_warning_and_plugins_fails(pressup: Program, clinic: Content, broken: str) -> None:
    assert pressup("targets").err == broken
    assert pressup("targets").code == 0
    done = pressup("targets", "odd")
    assert (done.code, done.out) == (1, "")
    assert done.err == f"{broken}The target “odd” cannot be used; the warning above says why.\n"
    plugins = pressup("plugins")
    assert (plugins.code, plugins.err) == (1, broken)
    assert "odd_plugin.py" in pressup("plugins", "--debug").err
    (fault,) = json.loads(pressup("plugins", "--format", "json").out)["faults"]
    assert fault["plugin"] == {"name": "odd", "distribution": "pressup-odd", "version": "1.0"}


# --- schemas ---


def test_schemas_are_written_and_checked(pressup: Program, tmp_path: Path) -> None:
    folder = tmp_path / "schemas"
    assert pressup("schemas", folder, "--check").code == 1
    done = pressup("schemas", folder)
    assert (done.code, done.out) == (0, f"11 schemas in {folder}, 11 written.\n")
    assert pressup("schemas", folder).out == f"11 schemas in {folder}, 0 written.\n"
    assert json.loads((folder / "exercise.schema.json").read_text())["$id"] == "urn:pressup:schema:exercise:1"
    good = pressup("schemas", folder, "--check")
    assert (good.code, good.out, good.err) == (0, "", "")
    assert pressup("schemas", folder, "--quiet").out == ""
    (folder / "article.schema.json").write_bytes(b"\xff")
    stale = pressup("schemas", folder, "--check")
    assert (stale.code, stale.out) == (1, "")
    assert stale.err == f"stale: {folder}/article.schema.json; run “pressup schemas”\n"


def test_schemas_into_a_file_are_one_line(pressup: Program, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = pressup("schemas", tmp_path / "file")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"pressup: “{tmp_path}/file” cannot be written to: file exists.\n"


# --- init ---


def test_init_makes_a_library_that_is_valid(pressup: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = pressup("init", "clinic")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(" files in clinic. Next:\n\n  cd clinic\n  pressup render --target pdf\n")
    monkeypatch.chdir("clinic")
    assert pressup("validate", "--quiet").code == 0
    assert pressup("schemas", "--check").code == 0
    assert (
        "# yaml-language-server: $schema=../../schemas/publisher.schema.json"
        in Path("content/publishers/sample-press.yaml").read_text()
    )


@pytest.mark.parametrize("taken", ["file", "full"])
def test_init_overwrites_nothing(pressup: Program, tmp_path: Path, taken: str) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    done = pressup("init", tmp_path / taken)
    assert (done.code, done.out, done.err) == (2, "", f"pressup: “{tmp_path / taken}” is not empty; name a new folder.\n")
    assert (tmp_path / "file").read_text() == (tmp_path / "full" / "mine.txt").read_text() == "mine"


def test_init_needs_a_folder_and_may_be_quiet(pressup: Program, tmp_path: Path) -> None:
    assert pressup("init").err == "pressup: Missing argument 'DIR'.\n"
    assert pressup("init", tmp_path / "new", "--quiet").out == ""


# --- doctor ---


def test_doctor_names_what_it_looked_at(pressup: Program, clinic: Content) -> None:
    data = {entry["name"]: entry for entry in json.loads(pressup("doctor", "--format", "json").out)}
    assert data.keys() >= {"Pressup", "Python", "Pango", "Fonts", "Plugin pdf", "Plugin text"}
    assert data["Plugin text"]["ok"]
    assert "Plugin text: pressup-example-text 1.0" in pressup("doctor").out


def test_doctor_says_what_is_missing_and_how_to_get_it(
    pressup: Program, clinic: Content, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr("ctypes.CDLL", load)
    done = pressup("doctor")
    assert done.code == 1
    assert "MISSING Pango: the library cannot be loaded\n" in done.out
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 " in done.out
    assert "MISSING Plugin odd: import: ModuleNotFoundError: No module named 'nonesuch_module'\n" in done.out
    assert "\nPlugin odd: repair or uninstall it\n" in done.out


# --- the program itself ---


def test_the_version_and_the_help(pressup: Program) -> None:
    from pressup import __version__

    assert pressup("--version").out == f"pressup {__version__}\n"
    done = pressup("--help")
    assert (done.code, done.err) == (0, "")
    assert pressup("-h") == pressup() == done
    for command in (
        "render",
        "validate",
        "why",
        "trace",
        "diff",
        "cache",
        "list",
        "targets",
        "plugins",
        "schemas",
        "init",
        "doctor",
    ):
        assert f"\n  {command} " in done.out
    assert "..." not in done.out.partition("Commands:")[2], "a summary is cut off"


@pytest.mark.parametrize(
    "command", ["render", "validate", "why", "trace", "diff", "cache", "list", "targets", "plugins", "schemas", "init", "doctor"]
)
def test_every_option_has_a_help_text_and_no_python_word(pressup: Program, command: str) -> None:
    done = pressup(command, "--help")
    assert done.code == 0
    assert "[[" not in done.out
    options = done.out.partition("Options:\n")[2]
    for word in ("list[", "<str>", "Optional"):
        assert word not in options
    lines = options.splitlines()
    for number, line in enumerate(lines):
        if line.strip().startswith("-"):
            text = line.strip().partition("  ")[2] or (lines[number + 1 : number + 2] or [""])[0]
            assert text.strip(), line


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["valdate"], "No such command 'valdate'. Did you mean 'validate'?"),
        (["render", "--targt", "pdf"], "No such option: --targt. Did you mean --target?"),
        (["validate", "--frmat", "json"], "No such option: --frmat. Did you mean --format?"),
        (["render", "--target"], "Option '--target' requires an argument."),
    ],
)
def test_a_wrong_call_is_one_line(pressup: Program, arguments: list[str], complaint: str) -> None:
    done = pressup(*arguments)
    assert (done.code, done.out, done.err) == (2, "", f"pressup: {complaint}\n")


def test_a_fault_of_ours_is_one_line_too(
    pressup: Program, clinic: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("pressup.content.reader.load", fail)
    done = pressup("list")
    (log,) = tmp_path.glob("pressup-*.log")
    assert (done.code, done.out) == (1, "")
    assert done.err == f"pressup: Pressup itself has a fault: KeyError: 'oops'. Please report it, with the file {log}.\n"
    assert "Traceback (most recent call last):" in log.read_text()
