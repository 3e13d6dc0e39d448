"""`pressup validate PATH`: the library, parts of it, submissions beside it, files outside, and standard input."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pressup.reports.json_report import report_schema

if TYPE_CHECKING:
    from tests.core.cli.conftest import Done, Program
    from tests.core.conftest import Content

DAY = ("--date", "2026-11-22")
AGAINST = ("--against", "content")


UNUSED = ("X-21", "EVI-05")
"""Notes that nothing uses a record yet, which is so for what is only submitted; other tests are about them."""
OTHER_STEPS = ["Cross your arms.", "Breathe out, and roll up as high as you can."]


def found(done: Done) -> list[tuple[str, str, int]]:
    """Code, file and line of each finding of a JSON report, which keeps to its schema; not of `UNUSED`."""
    from jsonschema import Draft202012Validator

    report = json.loads(done.out)
    schema = json.loads(report_schema())
    Draft202012Validator.check_schema(schema)
    assert [error.json_path for error in Draft202012Validator(schema).iter_errors(report)] == []
    findings = [entry for entry in report["findings"] if entry["code"] not in UNUSED]
    assert {entry["severity"] for entry in report["findings"] if entry not in findings} <= {"note"}
    return [(entry["code"], entry["place"]["file"], entry["place"]["line"]) for entry in findings]


@pytest.fixture
def check(pressup: Program, clinic: Content) -> Any:
    """Validate, and return what was found."""
    return lambda *arguments: found(pressup("validate", *arguments, *DAY, "--format", "json"))


@pytest.fixture
def submission(clinic: Content, good_records: Any) -> Path:
    """A submission: an exercise that refers to the library, and is one step above its bridge."""
    folder = clinic.root.parent / "sub"
    folder.mkdir()
    data = {
        **good_records["exercise"],
        "id": "high-bridge",
        "name": "High bridge",
        "steps": OTHER_STEPS,
        "level": 2,
        "regressions": [{"to": "bridge", "when": "It hurts."}],
    }
    (folder / "high-bridge.yaml").write_text(yaml.safe_dump(data, sort_keys=False))
    return folder


def put(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put a text on standard input."""

    def type_(text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    return type_


# --- The library and its parts ---


def test_only_what_is_asked_for_is_told(check: Any, clinic: Content) -> None:
    clinic.write("more/one.yaml", "kind: exercise\n")
    clinic.write("more/two.yaml", "kind: exercise\n")
    clinic.write("moreover.yaml", "kind: exercise\n")
    files = {file for _, file, _ in check()}
    assert files == {"content/more/one.yaml", "content/more/two.yaml", "content/moreover.yaml"}
    assert {file for _, file, _ in check("content/more")} == {"content/more/one.yaml", "content/more/two.yaml"}
    assert {file for _, file, _ in check("content/more/two.yaml", "content/moreover.yaml")} == files - {"content/more/one.yaml"}
    assert {file for _, file, _ in check(clinic.root.resolve() / "more" / "one.yaml")} == {"content/more/one.yaml"}
    assert check("content/bridge.yaml") == []


def test_the_order_of_paths_means_nothing_for_a_library(check: Any, clinic: Content) -> None:
    clinic.write("a.yaml", "kind: exercise\n")
    clinic.write("b.yaml", "kind: exercise\n")
    assert check("content/a.yaml", "content/b.yaml") == check("content/b.yaml", "content/a.yaml", "content/b.yaml") != []


def test_the_other_side_of_a_conflict_is_told(check: Any, clinic: Content) -> None:
    clinic.write("again.yaml", (clinic.root / "bridge.yaml").read_text())
    assert check("content/again.yaml") == check("content/bridge.yaml") == [("X-02", "content/bridge.yaml", 2)]


def test_a_folder_outside_is_a_library_by_itself(check: Any, submission: Path) -> None:
    assert [code for code, _, _ in check("sub")] == ["X-01"]


def test_files_outside_stand_beside_the_library(check: Any, submission: Path) -> None:
    assert check("sub/high-bridge.yaml") == []
    put(submission / "high-bridge.yaml", "to: bridge", "to: bridges")
    assert [(code, file) for code, file, _ in check("sub/high-bridge.yaml")] == [("X-01", "sub/high-bridge.yaml")]


def test_parts_and_files_outside_in_one_run(check: Any, clinic: Content, submission: Path) -> None:
    clinic.record("exercise", {"level": 9})
    put(submission / "high-bridge.yaml", "level: 2", "level: 9")
    files = [file for _, file, _ in check("content/bridge.yaml", "sub/high-bridge.yaml")]
    assert files == ["sub/high-bridge.yaml", "content/bridge.yaml"]


# --- Submissions ---


def test_references_of_a_submission_resolve_in_the_library(pressup: Program, check: Any, submission: Path) -> None:
    assert check("sub", *AGAINST) == check("sub/high-bridge.yaml", *AGAINST) == []
    assert pressup("validate", "sub", *AGAINST, *DAY).out.endswith("\n\n1 record: no errors, no warnings, 1 note\n")
    put(submission / "high-bridge.yaml", "to: bridge", "to: bridges")
    (told,) = check("sub", *AGAINST)
    assert told[:2] == ("X-01", "sub/high-bridge.yaml")


def test_findings_of_the_library_are_not_told(check: Any, clinic: Content, submission: Path) -> None:
    clinic.record("article", {"conditions": ["nowhere"]})
    clinic.write("broken.yaml", "kind: exercise\n")
    assert check("sub", *AGAINST) == []
    assert check() != []


def test_an_id_that_the_library_has_is_told_with_both_places(pressup: Program, submission: Path) -> None:
    put(submission / "high-bridge.yaml", "id: high-bridge", "id: bridge")
    put(submission / "high-bridge.yaml", "to: bridge", "to: brigde")
    report = json.loads(pressup("validate", "sub", *AGAINST, *DAY, "--format", "json").out)
    (clash,) = (entry for entry in report["findings"] if entry["code"] == "X-02")
    assert (clash["place"]["file"], clash["related"]["file"]) == ("sub/high-bridge.yaml", "content/bridge.yaml")


def test_a_conflict_that_a_submission_causes_in_the_library_is_told(check: Any, clinic: Content, submission: Path) -> None:
    assert check("sub", *AGAINST) == []
    clinic.record("exercise", {"regressions": [{"to": "high-bridge", "when": "It hurts."}]})
    told = check("sub", *AGAINST)
    assert told
    assert {code.partition("-")[0] for code, _, _ in told} <= {"X", "GRAPH", "PROG", "ACT", "LNK", "SAF", "PRG"}


def test_pictures_are_looked_up_in_the_submission(check: Any, submission: Path) -> None:
    media = "media:\n- file: media/high.svg\n  alt: A bridge.\n  rights:\n    licence: CC-BY-4.0\n    author: Test Press\n"
    file = submission / "high-bridge.yaml"
    file.write_text(file.read_text() + media)
    for paths in (["sub"], ["sub/high-bridge.yaml"]):
        assert "X-01" in {code for code, _, _ in check(*paths, *AGAINST)}
    (submission / "media").mkdir()
    (submission / "media" / "high.svg").write_text("<svg/>")
    for paths in (["sub"], ["./sub/"], ["sub/high-bridge.yaml"], [str(submission.resolve())]):
        assert "X-01" not in {code for code, _, _ in check(*paths, *AGAINST)}


def test_reasons_in_a_submission_count_for_nothing(check: Any, submission: Path) -> None:
    put(submission / "high-bridge.yaml", "reps: 8-12", "reps: 12-8 # pressup: ignore DOSE-01 because we say so")
    assert [code for code, _, _ in check("sub", *AGAINST)] == ["DOSE-01"]
    (submission / "high-bridge.yaml").replace("content/high-bridge.yaml")
    report = check()
    assert [code for code, _, _ in report] == ["DOSE-01"]  # a note now, which says the reason


def test_two_submissions_see_each_other(check: Any, clinic: Content, submission: Path) -> None:
    other = clinic.root.parent / "other"
    other.mkdir()
    text = (submission / "high-bridge.yaml").read_text().replace("high-bridge", "top-bridge").replace("level: 2", "level: 3")
    text = (
        text.replace("to: bridge", "to: high-bridge")
        .replace("High bridge", "Top bridge")
        .replace(OTHER_STEPS[0], "Point one leg up.")
    )
    (other / "top-bridge.yaml").write_text(text.replace(OTHER_STEPS[1], "Slowly lower your hips to the mat."))
    assert check("sub", "other", *AGAINST) == []
    assert [code for code, _, _ in check("other", *AGAINST)] == ["X-01"]
    (other / "again.yaml").write_text((submission / "high-bridge.yaml").read_text())
    assert ("X-02", "other/again.yaml") in {told[:2] for told in check("sub", "other", *AGAINST)}


def test_a_file_that_is_named_twice_or_stands_in_the_library_is_read_once(check: Any, submission: Path) -> None:
    assert check("sub", "sub/high-bridge.yaml", "./sub", submission.resolve(), *AGAINST) == []
    assert check("content/bridge.yaml", *AGAINST) == []
    assert check("content", *AGAINST) == []
    assert check(".", *AGAINST) == []


def test_a_submissions_own_settings_and_notes_are_not_read(check: Any, submission: Path) -> None:
    (submission / "pressup.yaml").write_text("kind: library\nlang: nonsense-lang\n")
    (submission / "README.md").write_text("# Hello\n")
    assert check("sub", *AGAINST) == []
    assert check("sub/README.md", *AGAINST) == []


def test_fix_writes_a_submission_and_not_the_library(pressup: Program, clinic: Content, submission: Path) -> None:
    clinic.record("exercise", {"type": "strenght"})
    before = (clinic.root / "bridge.yaml").read_bytes()
    put(submission / "high-bridge.yaml", "type: strength", "type: strenght")
    done = pressup("validate", "sub", *AGAINST, *DAY, "--diff")
    assert (done.code, "+type: strength" in done.out) == (1, True)
    assert pressup("validate", "sub", *AGAINST, *DAY, "--fix").out.endswith("; 1 fixed\n")
    assert "type: strength\n" in (submission / "high-bridge.yaml").read_text()
    assert (clinic.root / "bridge.yaml").read_bytes() == before


def test_a_thousand_paths_are_resolved_once(
    clinic: Content, pressup: Program, good_records: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = []
    for number in range(1_000):
        data = {**good_records["reference"], "id": f"paper-{number}", "DOI": f"10.1234/{number}"}
        paths.append(clinic.write(f"papers/paper-{number}.json", data).relative_to(clinic.root.parent))
    calls = 0
    real = os.path.realpath

    def counted(*arguments: Any, **more: Any) -> Any:
        nonlocal calls
        calls += 1
        return real(*arguments, **more)

    monkeypatch.setattr("os.path.realpath", counted)
    assert pressup("validate", *paths, *DAY).out.endswith("\n1,000 records: no errors, no warnings, 1,000 notes\n")
    assert calls < 3_000


# --- Standard input ---


def as_text(data: Any, form: str) -> str:
    if form == "json":
        return json.dumps(data)
    text: str = yaml.safe_dump(data, sort_keys=False)
    return f"---\n{text}---\n\nMore.\n" if form == "md" else text


@pytest.mark.parametrize("form", ["yaml", "json", "md"])
def test_standard_input_in_every_form(check: Any, typed: Any, good_records: Any, form: str) -> None:
    data = {**good_records["exercise"], "id": "new", "name": "New", "steps": OTHER_STEPS, "level": 2}
    data["regressions"] = [{"to": "bridge", "when": "It hurts."}]
    typed(as_text(data, form))
    assert check("-") == []
    typed("\ufeff" + as_text({**data, "regressions": [{"to": "brigde", "when": "It hurts."}]}, form))
    ((code, file, line),) = check("-")
    assert (code, file) == ("X-01", "<stdin>")
    assert line == (1 if form == "json" else line)


@pytest.mark.parametrize("form", ["yaml", "json", "md"])
def test_the_kind_of_standard_input_can_be_said(check: Any, typed: Any, good_records: Any, form: str) -> None:
    data = {key: value for key, value in good_records["exercise"].items() if key != "kind"}
    data |= {"id": "new", "name": "New", "steps": OTHER_STEPS}
    typed(as_text(data, form))
    assert check("-", "--kind", "exercise") == []
    typed(as_text(data, form))
    assert [file for _, file, _ in check("-")] == ["<stdin>"]


def test_standard_input_stands_in_for_the_record_of_its_id(check: Any, typed: Any, clinic: Content, submission: Path) -> None:
    clinic.record("exercise", {"dose.reps": "12-8"})
    good = (clinic.root / "bridge.yaml").read_text().replace("12-8", "8-12")
    typed(good)
    assert check("-") == []
    typed(good.replace("8-12", "9-7"))
    assert [told[:2] for told in check("-")] == [("DOSE-01", "<stdin>")]
    typed((submission / "high-bridge.yaml").read_text())
    assert ("X-02", "<stdin>") in {told[:2] for told in check("-", "sub", *AGAINST)}


def test_the_line_of_standard_input_is_shown(pressup: Program, clinic: Content, typed: Any) -> None:
    text = (clinic.root / "bridge.yaml").read_text()
    for line in ("level: 9", "level: 1: 2", "level: hard"):
        typed(text.replace("level: 1", line))
        for arguments in (["-"], ["-", "content/knee-pain.yaml"]):
            typed(text.replace("level: 1", line))
            assert f" | {line}\n" in pressup("validate", *arguments, *DAY).out


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"kind: \xe4", b"\x00", b"a" * (1 << 20) + b"a", b"{", b"---\n---\n", b"[]"])
def test_odd_standard_input_is_a_finding(check: Any, typed: Any, data: bytes) -> None:
    typed(data)
    told = check("-")
    assert told
    assert {file for _, file, _ in told} == {"<stdin>"}


def test_no_standard_input_at_all(check: Any, clinic: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert [told[:2] for told in check("-")] == [("FILE-05", "<stdin>")]


# --- Wrong calls ---


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.yaml"], "There is no file or folder “none.yaml”."),
        (["content/bridge.txt"], "There is no file or folder “content/bridge.txt”."),
        (["notes.txt"], "“notes.txt” is no file of a record: its name must end in .yaml, .yml, .json, .md."),
        (
            ["--against", "content"],
            "--against needs the files or folders that are submitted: pressup validate submission --against content.",
        ),
        (["-", "--fix"], "--fix changes files, and standard input is none. Name the file instead of “-”."),
        (["-", "--diff"], "--fix changes files, and standard input is none. Name the file instead of “-”."),
        (["content", "--kind", "exercise"], "--kind is for standard input: pressup validate - --kind exercise."),
        (["-", "--kind", "exercize"], "--kind: “exercize” is no kind of record. Did you mean “exercise”?"),
        (
            ["bridge.yaml", "--against", "nowhere"],
            "There is no content folder “nowhere” to resolve references in; name one with --against.",
        ),
        (
            ["bridge.yaml", "--content", "nowhere"],
            "There is no content folder “nowhere” to resolve references in; name one with --against.",
        ),
    ],
)
def test_wrong_calls(pressup: Program, clinic: Content, arguments: list[str], message: str) -> None:
    Path("notes.txt").write_text("a")
    Path("bridge.yaml").write_text((clinic.root / "bridge.yaml").read_text())
    done = pressup("validate", *arguments)
    assert (done.code, done.out, done.err) == (2, "", f"pressup: {message}\n")
