"""The target in a build: who asks for it says when to begin, and only programmes have a calendar."""

import shutil
from pathlib import Path

import pytest

import pressup
from pressup import Artifact, Personal
from pressup.cli.app import run
from pressup_ics.target import IcsTarget

CONTENT = Path(__file__).parents[3] / "content"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def render(content: Path, *more: str) -> int:
    return run(["render", "--content", str(content), "--output", str(content.parent / "output"), *more])


def test_one_file_a_programme(content: Path) -> None:
    assert render(content, "--target", "ics", "--set", "ics.start=2026-12-07", "--set", "ics.time=18:00") == 0
    assert [path.name for path in (content.parent / "output/ics").iterdir()] == ["hamstring-basics.ics"]


def test_without_a_start_it_says_what_to_write(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert render(content, "--target", "ics") == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "must be told its option “start”, as in --set ics.start=2026-12-07. The day of the first session." in said


def test_the_publisher_may_say_it(content: Path) -> None:
    publisher = content / "publishers/sample-press.yaml"
    text = publisher.read_text("utf-8").replace("  jsonfeed: {}", "  ics: { options: { start: 2026-12-07 } }")
    publisher.write_text(text, "utf-8")
    assert pressup.render(pressup.load(content), "ics", output=content.parent / "output").faults == []
    assert b"20261207" in (content.parent / "output/ics/hamstring-basics.ics").read_bytes()


@pytest.mark.parametrize("start", ["7.12.2026", "2026-02-30"])
def test_a_wrong_day_is_refused(start: str, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert render(content, "--target", "ics", "--set", f"ics.start={start}") == 2
    assert "ics.start" in capsys.readouterr().err


def test_a_publisher_who_names_no_target_gets_those_that_need_nothing(content: Path) -> None:
    publisher = content / "publishers/sample-press.yaml"
    publisher.write_text(publisher.read_text("utf-8").partition("outputs:")[0], "utf-8")
    report = pressup.render(pressup.load(content), output=content.parent / "output", dry_run=True)
    assert report.faults == []


def test_of_a_condition_there_is_none(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert render(content, "--target", "ics", "--set", "ics.start=2026-12-07", "--select", "knee-pain") == 2
    assert "No target makes anything of knee-pain." in capsys.readouterr().err


def test_for_one_person(content: Path) -> None:
    personal = Personal("Robin Sample", "Rest on hot days.", {"bridge": "Keep your feet on the mat."})
    output = content.parent / "for-robin"
    options = {"ics": {"start": "2026-12-07"}}
    report = pressup.render_for(pressup.load(content), personal, "hamstring-basics", "ics", output=output, options=options)
    assert report.faults == []
    (path,) = output.rglob("*.ics")
    text = IcsTarget().extract_text(Artifact(path.name, path.read_bytes(), "text/calendar"))
    for said in ("Robin Sample", "Rest on hot days.", "Keep your feet on the mat."):
        assert said in text
