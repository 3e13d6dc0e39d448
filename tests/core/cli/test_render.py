"""`pressup render`: every option, every sort of failure, and what stands in the output folder afterwards."""

from __future__ import annotations

import functools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.core.cli.conftest import install

from pressup.build.manifest import NAME
from pressup.build.report import Progressed
from pressup.cli import progress

if TYPE_CHECKING:
    from tests.core.cli.conftest import Program
    from tests.core.conftest import Content

ALL = ["output/text/first-steps.txt", "output/text/knee-pain.txt", "output/text/why-move.txt"]
HEAD = """
import os, time
from pathlib import Path
from pressup import Artifact, Handout, Target, TargetOptions, hookimpl, sample_mark
"""


def add(plugins: Path, name: str, body: str, fields: str = "") -> None:
    """Install a plugin with one target, whose render method has this body."""
    code = f"""{HEAD}
class Odd(Target[TargetOptions]):
    name = "{name}"
    summary = "Odd"
    documents = (Handout,)
    {fields}
    def render(self, document, context):
        texts = [text for _, text in document.safety_texts(context.publisher)]
        {body}

@hookimpl
def pressup_register_targets():
    return [Odd]
"""
    (plugins / f"odd_{name}.py").write_text(code)
    install(plugins, name, f"odd_{name}", f"pressup-{name}")


GOOD = "yield Artifact(f'{document.id}.txt', '\\n'.join(texts).encode(), 'text/plain')"


def files(folder: Path) -> list[str]:
    """What was made, but for the manifest."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != NAME)


# --- What is made ---


def test_without_a_target_all_that_the_publisher_configured_is_made(pressup: Program, clinic: Content) -> None:
    done = pressup("render", processes=True)
    assert (done.code, done.err.startswith("0 from the cache, 0 failed, "), done.err.count("\n")) == (0, True, 1)
    assert done.out.splitlines() == [*ALL, "3 files made."]
    assert files(Path("output")) == [path.removeprefix("output/") for path in ALL]


def test_targets_can_be_repeated(pressup: Program, clinic: Content, plugins: Path) -> None:
    add(plugins, "more", GOOD)
    done = pressup("render", "--target", "text", "-t", "more", "--select", "why-move")
    assert (done.code, done.err.startswith("0 from the cache, 0 failed, "), done.err.count("\n")) == (0, True, 1)
    assert done.out.splitlines() == ["output/more/why-move.txt", "output/text/why-move.txt", "2 files made."]


def test_content_and_output_can_be_elsewhere(
    pressup: Program, clinic: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    done = pressup("render", "--content", clinic.root, "-o", "../made/here")
    assert (done.code, len(files(tmp_path / "made/here"))) == (0, 3)
    assert list(Path().iterdir()) == []


def test_one_document_can_be_selected(pressup: Program, clinic: Content) -> None:
    assert pressup("render", "--select", "bridge").out == "output/text/bridge.txt\n1 file made.\n"


def test_with_several_publishers_each_has_a_folder_and_one_can_be_chosen(pressup: Program, clinic: Content) -> None:
    clinic.record("publisher", {"id": "other-press", "outputs": {"text": {"options": {"width": 40}}}})
    assert pressup("render", "--quiet").code == 0
    assert len(files(Path("output"))) == 6
    done = pressup("render", "--publisher", "other-press", "--output", "one", "--select", "bridge")
    assert done.out == "one/other-press/text/bridge.txt\n1 file made.\n"


def test_set_goes_over_the_publishers_options(pressup: Program, clinic: Content) -> None:
    clinic.record("publisher", {"outputs": {"text": {"options": {"width": 40}}}})

    def longest(*arguments: str) -> int:
        assert pressup("render", "--select", "bridge", *arguments).code == 0
        return max(map(len, Path("output/text/bridge.txt").read_text().splitlines()))

    assert longest() <= 40
    assert 40 < longest("--set", "text.width=100") <= 100


def test_quiet_says_nothing_when_all_is_well(pressup: Program, clinic: Content) -> None:
    done = pressup("render", "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_the_result_comes_as_json(pressup: Program, clinic: Content) -> None:
    told = [json.loads(line) for line in pressup("render", "--format", "json", "--select", "bridge").out.splitlines()]
    assert [line["event"] for line in told] == ["document", "end"]
    assert {name: told[0][name] for name in ("target", "document_id", "outcome", "done", "total")} == {
        "target": "text", "document_id": "bridge", "outcome": "made", "done": 1, "total": 1,
    }  # fmt: skip
    data = told[-1]
    assert data["ok"] is True
    (made,) = data["made"]
    assert made["file"] == "output/text/bridge.txt"
    assert (made["publisher"], made["document_id"], made["target"]) == ("test-press", "bridge", "text")
    assert made["size"] == Path(made["file"]).stat().st_size
    assert (data["faults"], data["findings"], data["left_out"]) == ([], [], [])


def test_a_target_that_carries_no_text_is_noted(pressup: Program, clinic: Content, plugins: Path) -> None:
    add(plugins, "calendar", "yield Artifact(f'{document.id}.ics', b'', 'text/calendar')", "verifies = False")
    done = pressup("render", "--target", "calendar")
    assert done.code == 0
    assert "note: calendar: carries no text, so nothing was verified\n" in done.out


def test_a_target_comes_after_those_that_it_refers_to(pressup: Program, clinic: Content, plugins: Path) -> None:
    body = "yield Artifact(f'{document.id}.txt', '\\n'.join([*texts, *(e.path for e in context.finished)]).encode(), 'text/plain')"
    add(plugins, "afterwards", body, "after = ('text',)")
    assert pressup("render", "--target", "afterwards", "--target", "text").code == 0
    assert "text/knee-pain.txt" in Path("output/afterwards/why-move.txt").read_text()


# --- Wrong calls ---


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--target", "texts"], "There is no target “texts”. Did you mean “text”?"),
        (["--set", "text.widht=60"], "--set text.widht: there is no such option. Did you mean “width”?"),
        (["--set", "text.width=10"], "--set text.width: “10”: input should be greater than or equal to 40."),
        (["--set", "texts.width=60"], "--set texts.…: there is no target “texts”. Did you mean “text”?"),
        (["--set", "width=60"], "--set width=60: write TARGET.OPTION=VALUE, as in pdf.paper=letter."),
        (["--set", "text.width"], "--set text.width: write TARGET.OPTION=VALUE, as in pdf.paper=letter."),
        (["--select", "brigde"], "There is no record “brigde”. Did you mean “bridge”?"),
        (["--select", "smith-2020"], "No target makes anything of smith-2020."),
        (["--publisher", "test-pres"], "There is no publisher “test-pres”. Did you mean “test-press”?"),
        (["--content", "contents"], "There is no folder “contents”."),
        (["--date", "today"], "--date: “today” is no date; write it as 2026-11-22."),
    ],
)  # fmt: skip
def test_a_wrong_call_is_one_line_and_makes_nothing(
    pressup: Program, clinic: Content, arguments: list[str], complaint: str
) -> None:
    done = pressup("render", *arguments)
    assert (done.code, done.out, done.err) == (2, "", f"pressup: {complaint}\n")
    assert not Path("output").exists()


def test_targets_that_wait_for_each_other_are_refused(pressup: Program, clinic: Content, plugins: Path) -> None:
    add(plugins, "ant", GOOD, "after = ('bee',)")
    add(plugins, "bee", GOOD, "after = ('ant',)")
    done = pressup("render", "--target", "ant", "--target", "bee")
    assert (done.code, done.err) == (2, "pressup: These targets wait for each other: ant → bee → ant.\n")


def test_a_misspelt_option_of_a_publisher_is_a_finding_with_its_place(pressup: Program, clinic: Content) -> None:
    clinic.record("publisher", {"outputs": {"text": {"options": {"widht": 40}}}})
    done = pressup("render")
    assert done.code == 1
    assert "error[OPT-01] Option text.widht: there is no such option. Did you mean “width”?\n" in done.err
    assert "  --> content/test-press.yaml:" in done.err
    assert "| " in done.err and "widht: 40" in done.err
    assert not Path("output").exists()


def test_an_output_that_cannot_be_written_to_is_one_line(pressup: Program, clinic: Content) -> None:
    Path("taken").write_text("mine")
    done = pressup("render", "--output", "taken")
    assert (done.code, done.out) == (1, "")
    assert done.err == "pressup: The output folder “taken” cannot be written to: file exists.\n"
    (Path("output") / "text" / "why-move.txt").mkdir(parents=True)
    done = pressup("render")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert done.err.startswith("pressup: “output/text/why-move.txt” cannot be written: ")


# --- Faulty content ---


def test_an_error_in_content_stops_everything(pressup: Program, clinic: Content) -> None:
    clinic.record("exercise", {"level": "hard"})
    done = pressup("render")
    assert done.code == 1
    assert "  --> content/bridge.yaml:7:8\n" in done.err
    assert done.out.endswith(" Nothing was rendered.\n")
    assert not Path("output").exists()


def test_keep_going_leaves_out_what_carries_the_error(pressup: Program, clinic: Content) -> None:
    clinic.record("exercise", {"level": "hard"})
    done = pressup("render", "--keep-going")
    assert done.code == 1
    assert "left out: first-steps, because of “bridge”: it has an error\n" in done.err
    assert done.out.splitlines() == [*ALL[1:], "2 files made."]


def test_a_broken_plugin_that_was_not_asked_for_is_a_warning(pressup: Program, clinic: Content, broken: str) -> None:
    done = pressup("render", "--quiet")
    assert (done.code, done.out, done.err) == (0, "", broken)
    done = pressup("render", "--target", "txet")
    assert (done.code, done.err) == (2, f"{broken}pressup: There is no target “txet”. Did you mean “text”?\n")


# --- Faults of plugins ---


@pytest.mark.parametrize(
    ("body", "stage", "cause"),
    [
        ("raise KeyError('oops')", "target odd: render handout “why-move”", "KeyError: 'oops'"),
        ("raise SystemExit(0)", "target odd: render handout “why-move”", "SystemExit: 0"),
        ("raise ValueError('one\\ntwo')", "target odd: render handout “why-move”", "ValueError: one two"),
        ("return None", "target odd: render handout “why-move”", "TypeError: render gave NoneType, not artifacts"),
        ("yield Artifact('a.txt', 'text', 'text/plain')", "target odd: render", "TypeError: the content of a.txt is str"),
        ("yield Artifact('../a.txt', b'', 'text/plain')", "target odd: render", "UnsafePathError: the path “../a.txt” is not"),
        ("yield Artifact('a.bin', b'', 'application/x-odd')", "target odd: render handout", "UnreadableError: core cannot read"),
        (GOOD.replace("texts)", "texts[1:])"), "verify handout “why-move” in odd", "the output drops a safety text (disclaimer)"),
    ],
)  # fmt: skip
def test_a_target_that_fails_is_named_and_the_others_go_on(
    pressup: Program, clinic: Content, plugins: Path, body: str, stage: str, cause: str
) -> None:
    add(plugins, "odd", body)
    done = pressup("render", "--target", "odd", "--target", "text", "--select", "why-move")
    assert done.code == 1
    assert done.err.startswith(f"error: plugin odd (pressup-odd 1.0)\n  stage: {stage}")
    assert f"\n  cause: {cause}" in done.err
    assert "Traceback" not in done.err
    assert done.out == "output/text/why-move.txt\n1 file made.\n"
    assert "\n0 from the cache, 1 failed, " in done.err
    (fault,) = json.loads(pressup("render", "--target", "odd", "--select", "why-move", "--format", "json").out.splitlines()[-1])[
        "faults"
    ]
    assert (fault["plugin"]["distribution"], fault["plugin"]["version"]) == ("pressup-odd", "1.0")


def test_debug_adds_the_traceback(pressup: Program, clinic: Content, plugins: Path) -> None:
    add(plugins, "odd", "raise KeyError('oops')")
    assert "(--debug shows the traceback)" in pressup("render", "--target", "odd").err
    done = pressup("render", "--target", "odd", "--debug", processes=True)
    assert "Traceback (most recent call last):" in done.err
    assert "odd_odd.py" in done.err


def test_a_target_that_cannot_be_made_is_contained(pressup: Program, clinic: Content, plugins: Path) -> None:
    add(plugins, "odd", GOOD, "def __init__(self): raise SystemExit(0)\n")
    done = pressup("render", "--target", "odd", "--target", "text")
    assert (done.code, "  stage: target odd: make the target\n" in done.err, "3 files made." in done.out) == (1, True, True)


def test_options_whose_check_breaks_are_contained(pressup: Program, clinic: Content, plugins: Path) -> None:
    options = """
    class options(TargetOptions):
        from pydantic import field_validator
        width: int = 1
        @field_validator("width", mode="before")
        def check(cls, value):
            raise KeyError("oops")
"""
    add(plugins, "odd", GOOD, options)
    done = pressup("render", "--target", "odd", "--target", "text", "--set", "odd.width=1")
    assert done.code == 1
    assert "error: plugin odd (pressup-odd 1.0)\n  stage: target odd: options\n  cause: KeyError: 'oops'\n" in done.err
    assert "3 files made." in done.out


def test_an_earlier_output_stays_when_a_target_fails(pressup: Program, clinic: Content, plugins: Path) -> None:
    add(plugins, "odd", f"if os.environ.get('ODD'): raise KeyError\n        {GOOD}")
    assert pressup("render", "--target", "odd").code == 0
    before = Path("output/odd/why-move.txt").read_text()
    os.environ["ODD"] = "1"
    try:
        assert pressup("render", "--target", "odd", "--no-cache").code == 1
    finally:
        del os.environ["ODD"]
    assert Path("output/odd/why-move.txt").read_text() == before


def test_progress_is_told_of_documents_that_fail_too(clinic: Content, plugins: Path) -> None:
    from pressup import load, render

    add(plugins, "odd", "raise KeyError('oops')")
    told: list[tuple[str, str, int, int]] = []
    render(load("content"), "odd", progress=lambda one: told.append((one.target, one.outcome, one.done, one.total)))
    assert told == [("odd", "failed", 1, 3), ("odd", "failed", 2, 3), ("odd", "failed", 3, 3)]


# --- Interrupted, and other things that happen to processes ---


def start(plugins: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pressup", *arguments]
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(plugins), *filter(None, [os.environ.get("PYTHONPATH")])])}
    # A test run that was itself started in the background ignores interrupts, and would hand that on.
    heed = functools.partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heed)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_build_leaves_the_last_good_output(
    pressup: Program, clinic: Content, plugins: Path, how: signal.Signals
) -> None:
    slow = f"""{GOOD.replace("texts)", "[*texts, os.environ.get('SLOW', 'fast')])")}
        if os.environ.get("SLOW") and document.id == "knee-pain":
            Path("started").touch()
            time.sleep(60)"""
    add(plugins, "slow", slow)
    assert pressup("render", "--target", "slow").code == 0
    before = {name: (Path("output") / name).read_text() for name in files(Path("output"))}
    os.environ["SLOW"] = "half"
    try:
        process = start(plugins, "render", "--target", "slow", "--no-cache")
    finally:
        del os.environ["SLOW"]
    deadline = time.monotonic() + 30
    while not Path("started").exists() and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(how)
    out, err = process.communicate(timeout=30)
    assert out == ""
    staging = list(Path("output").glob(".staging*"))
    if how is signal.SIGINT:
        assert (process.returncode, err, staging) == (130, "pressup: Interrupted. No file is left half written.\n", [])
    else:
        assert len(staging) == 1
        assert pressup("render", "--target", "text").code == 0, "the next build sweeps up"
        assert list(Path("output").glob(".staging*")) == []
    assert {name: (Path("output") / name).read_text() for name in before} == before


def test_a_reader_that_goes_away_is_no_fault(clinic: Content, plugins: Path) -> None:
    process = start(plugins, "validate", "--format", "json")
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.wait(timeout=30) in (0, 1)
    assert process.stderr.read() == ""
    process.stderr.close()


def program(*arguments: str, redirect: Path | None = None, **variables: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "pressup", *arguments]
    with (redirect or Path(os.devnull)).open("wb") as file:
        out = file if redirect else subprocess.PIPE
        return subprocess.run(command, env={**os.environ, **variables}, stdout=out, stderr=subprocess.PIPE, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_is_one_line(clinic: Content) -> None:
    done = program("validate", redirect=Path("/dev/full"))
    assert (done.returncode, done.stderr) == (1, b"pressup: The result: no space left on device.\n")


def test_a_terminal_without_utf8_gets_all_messages(clinic: Content) -> None:
    clinic.record("exercise", {"name": "Brücke", "level": "“hard”"})
    done = program("validate", PYTHONIOENCODING="ascii")
    assert (done.returncode, b"level: \\u201chard\\u201d" in done.stdout, done.stderr) == (1, True, b"")
    for encoding in ("ascii", "latin-1", "utf-8"):
        data = json.loads(program("validate", "--format", "json", PYTHONIOENCODING=encoding).stdout)
        assert "“hard”" in str(data["findings"])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete(shell: str) -> None:
    script = program(_PRESSUP_COMPLETE=f"source_{shell}")
    assert (script.returncode, script.stderr) == (0, b"")
    assert b"_PRESSUP_COMPLETE=complete_" in script.stdout
    done = program(_PRESSUP_COMPLETE="complete_bash", COMP_WORDS="pressup val", COMP_CWORD="1")
    assert done.stdout.split() == [b"validate"]


# --- What a user sees on the way ---


def told(done: int, total: int = 3, publisher: str = "test-press") -> Progressed:
    return Progressed(publisher, "text", f"document-{done}", "made", 0.1, done, total)


def test_in_ci_a_line_tells_when_a_target_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.lines() as show:
        for done in (1, 2, 3):
            show(told(done))
    assert capsys.readouterr().err == "text: 3 of 3\n"


def test_in_ci_many_documents_give_ten_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.lines() as show:
        for done in range(1, 201):
            show(told(done, 200))
    lines = capsys.readouterr().err.splitlines()
    assert lines == [f"text: {done} of 200" for done in range(20, 201, 20)]


def test_the_terminal_has_a_line_for_each_target_and_publisher(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    with progress.bars() as show:
        for done in (1, 2, 3):
            show(told(done))
            show(told(done, 4, "other-press"))
    shown = capsys.readouterr().err
    assert "text (test-press)" in shown
    assert "3/3" in shown
    assert "3/4" in shown


@pytest.mark.parametrize(("epoch", "code"), [("1700000000", 0), ("soon", 2), ("9" * 30, 2)])
def test_the_clock_may_come_from_the_environment(
    pressup: Program, clinic: Content, monkeypatch: pytest.MonkeyPatch, epoch: str, code: int
) -> None:
    review = {"status": "reviewed", "version": "1", "authors": [{"name": "A"}], "last_reviewed": "2023-11-01", "due": "2023-11-14"}
    clinic.record("article", {"review": review})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = pressup("validate", "--format", "json")
    if code:
        assert (done.code, "SOURCE_DATE_EPOCH" in done.err) == (code, True)
    else:  # 14 November 2023
        overdue = [finding for finding in json.loads(done.out)["findings"] if finding["code"] == "GOV-03"]
        assert [finding["severity"] for finding in overdue] == ["warning"]


# --- Where documents are rendered ---


def test_a_document_that_breaks_a_limit_is_named_with_the_limit(pressup: Program, clinic: Content, plugins: Path) -> None:
    body = f"time.sleep(600 if document.id == 'knee-pain' else 0); {GOOD}"
    add(plugins, "slow", body)
    done = pressup("render", "--target", "slow", "--time-limit", "4")
    assert done.code == 1
    assert "error: plugin slow (pressup-slow " in done.err
    assert "  stage: target slow: render handout “knee-pain”\n  cause: It took longer than 4 s and was stopped.\n" in done.err
    assert files(Path("output")) == ["slow/first-steps.txt", "slow/why-move.txt"]


def test_an_executor_that_is_not_there_is_one_line(pressup: Program, clinic: Content) -> None:
    done = pressup("render", "--executor", "dsk://here:1")
    assert (done.code, done.err) == (2, "pressup: --executor: there is no “dsk”. Did you mean “dask”?\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_number_of_jobs_changes_nothing(pressup: Program, clinic: Content, jobs: str) -> None:
    assert pressup("render", "--jobs", jobs).code == 0
    assert [path for path in ALL if not Path(path).is_file()] == []


@pytest.mark.parametrize("output", ["content/made", "content", "made/../content/x"])
def test_an_output_inside_the_content_is_refused(pressup: Program, clinic: Content, output: str) -> None:
    done = pressup("render", "--output", output)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "lies in the content folder, where its files would be read as records." in done.err
    assert not Path("content/made").exists()


def test_in_ci_the_program_tells_of_each_target(pressup: Program, clinic: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert pressup("render").err.splitlines()[0] == "text: 3 of 3"
