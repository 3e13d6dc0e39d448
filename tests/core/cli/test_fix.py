"""`pressup validate --fix` and `--diff` on real files: what is written, what is never written, and what is said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressup.content import fixes
from pressup.content.fixes import Repair
from pressup.errors import WriteError

if TYPE_CHECKING:
    from tests.core.cli.conftest import Program
    from tests.core.conftest import Content

DAY = ("--date", "2026-11-22")
NORDIC = Path("content/exercises/assisted-nordic.yaml")


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, starter_folder: Path) -> Path:
    """The starter library in the working folder, with mistakes in one file: two that show only when the first is put right."""
    shutil.copytree(starter_folder, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    text = NORDIC.read_bytes().replace(b"type: strength", b"typ: strenght # both").replace(b"muscle: calf", b"muscle: clafs")
    NORDIC.write_bytes(text.replace(b"muscle: hamstrings", b"muscle: hamstring").replace(b"joints: [knee]", b"joints: [knee]  "))
    return tmp_path / "content"


def test_fix_repeats_until_nothing_changes_and_says_what_is_left(pressup: Program, starter: Path, starter_folder: Path) -> None:
    done = pressup("validate", *DAY, "--fix")
    assert done.code == 1
    assert "“clafs” is no word of the vocabulary “muscle”." in done.out
    assert done.out.endswith("54 records: 1 error, no warnings, 1 note; 4 fixed\n")
    right = (starter_folder / "exercises" / "assisted-nordic.yaml").read_bytes()
    assert NORDIC.read_bytes() == right.replace(b"type: strength", b"type: strength # both").replace(
        b"muscle: calf", b"muscle: clafs"
    )
    again = pressup("validate", *DAY, "--fix")
    assert again.out.endswith("1 note; 0 fixed\n")


def test_diff_shows_it_all_and_writes_nothing(pressup: Program, starter: Path) -> None:
    before = NORDIC.read_bytes()
    for arguments in (["--diff"], ["--fix", "--diff"]):
        done = pressup("validate", *DAY, *arguments)
        assert (done.code, done.err) == (1, "--fix would put right 4 in 1 file.\n")
        changed = [line for line in done.out.splitlines() if line[:1] in "+-"]
        assert changed == [
            "--- content/exercises/assisted-nordic.yaml",
            "+++ content/exercises/assisted-nordic.yaml",
            "-typ: strenght # both",
            "+type: strength # both",
            "-  - { muscle: hamstring, role: primary }",
            "+  - { muscle: hamstrings, role: primary }",
            "-joints: [knee]  ",
            "+joints: [knee]",
        ]
    assert NORDIC.read_bytes() == before


def test_nothing_to_fix(pressup: Program, clinic: Content) -> None:
    done = pressup("validate", *DAY, "--diff")
    assert (done.code, done.out, done.err) == (0, "", "There is nothing that --fix would change.\n")
    before = {path: path.stat().st_mtime_ns for path in clinic.root.iterdir()}
    assert pressup("validate", *DAY, "--fix").out == "7 records: no errors, no warnings; 0 fixed\n"
    assert {path: path.stat().st_mtime_ns for path in clinic.root.iterdir()} == before


def test_only_what_is_selected_is_fixed(pressup: Program, starter: Path) -> None:
    pressup("validate", *DAY, "--fix", "--select", "FMT")
    assert b"typ: strenght # both" in NORDIC.read_bytes()
    assert b"joints: [knee]\n" in NORDIC.read_bytes()
    before = NORDIC.read_bytes()
    pressup("validate", *DAY, "--fix", "content/conditions")
    pressup("validate", *DAY, "--fix", "--ignore", "REC")
    assert NORDIC.read_bytes() == before


def test_the_reports_carry_fixes(pressup: Program, starter: Path) -> None:
    data = json.loads(pressup("validate", *DAY, "--format", "json").out)
    assert [found["fix"]["text"] for found in data["findings"] if found["fix"]] == ["type", ""]
    assert "fixed" not in data
    log = json.loads(pressup("validate", *DAY, "--format", "sarif").out)
    assert sum("fixes" in result for result in log["runs"][0]["results"]) == 2
    assert "(2 fixable with --fix)" in pressup("validate", *DAY).out
    assert json.loads(pressup("validate", *DAY, "--format", "json", "--fix").out)["fixed"] == 4


def test_mode_byte_order_mark_and_line_ends_are_kept(pressup: Program, clinic: Content) -> None:
    path = clinic.root / "bridge.yaml"
    good = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(good.replace(b"level: 1", b"level: '1' \t# easy"))
    path.chmod(0o604)
    assert pressup("validate", *DAY, "--fix").out == "7 records: no errors, no warnings; 1 fixed\n"
    assert path.read_bytes() == good.replace(b"level: 1", b"level: 1 \t# easy")
    assert path.stat().st_mode & 0o7777 == 0o604
    assert sorted(entry.name for entry in clinic.root.iterdir() if entry.name.startswith(".")) == []


def test_a_link_out_of_the_folder_is_never_written(pressup: Program, clinic: Content, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    (clinic.root / "bridge.yaml").rename(outside)
    outside.write_bytes(outside.read_bytes().replace(b"level: 1", b"level: '1'"))
    before = outside.read_bytes()
    (clinic.root / "bridge.yaml").symlink_to(outside)
    assert pressup("validate", *DAY, "--fix").code == 1
    assert outside.read_bytes() == before
    name = (clinic.root / "bridge.yaml").as_posix()
    with pytest.raises(WriteError, match="lies outside the content folder, and was not changed"):
        fixes.write(Repair(name, before.decode(), "x", 1), clinic.root)
    assert outside.read_bytes() == before


def test_a_link_inside_the_folder_stays_a_link(pressup: Program, clinic: Content) -> None:
    (clinic.root / ".store").mkdir()
    real = clinic.root / ".store" / "bridge.yaml"
    (clinic.root / "bridge.yaml").rename(real)
    (clinic.root / "bridge.yaml").symlink_to(".store/bridge.yaml")
    good = real.read_bytes()
    real.write_bytes(good.replace(b"level: 1", b"level: '1'"))
    assert pressup("validate", *DAY, "--fix").code == 0
    assert (clinic.root / "bridge.yaml").is_symlink()
    assert real.read_bytes() == good


def test_a_file_that_changed_meanwhile_is_left_alone(pressup: Program, clinic: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    path = clinic.root / "bridge.yaml"
    path.write_bytes(path.read_bytes().replace(b"level: 1", b"level: '1'"))
    real = fixes.repairs

    def meanwhile(*arguments: object) -> Iterator[Repair]:
        for repair in real(*arguments):  # type: ignore[arg-type]
            path.write_bytes(b"# Somebody saves another text here.\n" + path.read_bytes())
            yield repair

    monkeypatch.setattr(fixes, "repairs", meanwhile)
    done = pressup("validate", *DAY, "--fix")
    assert done.code == 1
    assert done.err == (
        "pressup: “content/bridge.yaml” has been changed by somebody else meanwhile, and was left as it is. Run it again.\n"
    )
    assert path.read_bytes().startswith(b"# Somebody")
    assert b"level: '1'" in path.read_bytes()
    assert [entry.name for entry in clinic.root.iterdir() if entry.name.startswith(".")] == []


def test_a_file_that_cannot_be_written_is_told(clinic: Content) -> None:
    with pytest.raises(WriteError, match=r"^“content/gone/x.yaml” cannot be written: no such file or directory\.$"):
        fixes.write(Repair("content/gone/x.yaml", "", "x", 1), clinic.root)


def test_standard_input_cannot_be_fixed(pressup: Program, clinic: Content) -> None:
    done = pressup("validate", "-", "--fix")
    assert (done.code, done.out) == (2, "")
    assert done.err == "pressup: --fix changes files, and standard input is none. Name the file instead of “-”.\n"


def test_words_are_left_alone_while_the_library_file_is_broken(pressup: Program, clinic: Content) -> None:
    """The broken file may hold the very word that seems to be misspelt."""
    path = clinic.root / "bridge.yaml"
    path.write_bytes(path.read_bytes().replace(b"muscle: glutes", b"muscle: glutess").replace(b"level: 1", b"level: '1'"))
    clinic.write("pressup.yaml", "kind: library\nvocabulary:\n  muscle:\n    - { id: glutess, nom: x, nombre: y }\n")
    pressup("validate", *DAY, "--fix")
    assert b"muscle: glutess" in path.read_bytes()
    assert b"level: 1" in path.read_bytes()


def test_the_library_file_is_fixed_too(pressup: Program, clinic: Content) -> None:
    clinic.write("pressup.yaml", "kind: library\nlnag: en-GB  # as we speak\nformat: '1' \n")
    assert pressup("validate", *DAY, "--fix").out.endswith("no warnings; 3 fixed\n")
    assert (clinic.root / "pressup.yaml").read_text() == "kind: library\nlang: en-GB  # as we speak\nformat: 1\n"
