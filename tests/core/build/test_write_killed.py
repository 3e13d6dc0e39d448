"""SIGKILL at any moment: every file is wholly old or wholly new, and the next build leaves nothing behind."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.core.build.killing import state

if TYPE_CHECKING:
    from tests.core.conftest import Content

KILLING = Path(__file__).with_name("killing.py")


def steps_of(what: str, folder: Path, *arguments: object) -> tuple[int, int]:
    """Run the program that kills at every step; how many there were, and how often one had come to its end."""
    command = [sys.executable, str(KILLING), what, str(folder), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=250)
    assert done.returncode == 0, done.stderr
    total, finished = done.stdout.split()
    return int(total), int(finished)


@pytest.mark.parametrize("what", ["build", "back"])
def test_a_build_may_be_killed_at_any_of_its_steps(tmp_path: Path, what: str) -> None:
    total, finished = steps_of(what, tmp_path)
    assert total > 50 and 0 < finished < total


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.full)])
def test_what_finishes_or_sweeps_up_may_be_killed_too(tmp_path: Path, every: int) -> None:
    total, finished = steps_of("sweep", tmp_path, every)
    assert total > 100 and 0 < finished < total


@pytest.fixture
def two_libraries(good: Content) -> Path:
    """A folder with two content folders, in which every document differs."""
    publisher = good.record("publisher", {"outputs": {"jsonfeed": {}, "email": {}}})
    folder = good.root.parent
    good.root.rename(folder / "old")
    (folder / "new").mkdir()
    for file in (folder / "old").iterdir():
        text = file.read_text(encoding="utf-8")
        (folder / "new" / file.name).write_text(text.replace(publisher["name"], "Another Press"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("every", [11, pytest.param(1, marks=pytest.mark.full)])
def test_the_program_may_be_killed_at_any_of_its_steps(two_libraries: Path, every: int) -> None:
    total, mixed = steps_of("program", two_libraries, every)
    assert total > 3
    assert mixed > 0 or every > 1


def render(folder: Path, content: str, output: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pressup", "render", "--date", "2026-11-22", "-q"]
    return subprocess.Popen([*command, "--content", folder / content, "--output", folder / output])


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(2, 25))])
def test_the_program_may_be_killed_at_any_time(two_libraries: Path, seed: int) -> None:
    assert [render(two_libraries, "old", "output").wait(60), render(two_libraries, "new", "wanted").wait(60)] == [0, 0]
    before, wanted = state(two_libraries / "output"), state(two_libraries / "wanted")
    process = render(two_libraries, "new", "output")
    time.sleep(random.Random(seed).uniform(0.2, 2.0))
    process.send_signal(signal.SIGKILL)
    process.wait(60)
    there = state(two_libraries / "output")
    assert all(there[name] in (before[name], wanted[name]) for name in before)
    assert render(two_libraries, "new", "output").wait(60) == 0
    assert state(two_libraries / "output") == wanted
    assert list((two_libraries / "output").glob(".*")) == []


def test_a_journal_that_somebody_else_wrote_leads_nowhere_else(tmp_path: Path) -> None:
    from pressup.build.write import FolderWriter

    output = tmp_path / "output"
    (tmp_path / "mine.txt").write_text("mine")
    for number, path in enumerate(["../mine.txt", "a/../../mine.txt", "/etc/x", "link/x.txt"]):
        staging = output / f".staging-9-{number}"
        (staging / "files").mkdir(parents=True)
        digest = "2e99758548972a8e8822ad47fa1017ff72f06f3ff6a016851f45c398732bc50c"
        (staging / "journal.json").write_text(json.dumps({"format": 1, "moves": [[path, digest]], "removals": [[path, digest]]}))
    (output / "link").symlink_to(tmp_path)
    with FolderWriter(output):
        pass
    assert sorted(path.name for path in output.iterdir()) == ["link"]
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("journal", ["", "{", "[]", "{}", '{"format": 2, "moves": [["a.txt", "x"]], "removals": []}', "null"])
def test_a_journal_that_makes_no_sense_is_swept_away(tmp_path: Path, journal: str) -> None:
    from pressup.build.write import FolderWriter

    staging = tmp_path / ".staging-1-x"
    (staging / "files").mkdir(parents=True)
    (staging / "files" / "a.txt").write_text("half")
    (staging / "journal.json").write_text(journal)
    with FolderWriter(tmp_path):
        pass
    assert list(tmp_path.glob("a.txt")) + list(tmp_path.glob(".staging-1*")) == []


def test_a_file_that_was_damaged_in_staging_is_not_put_in_place(tmp_path: Path) -> None:
    from pressup.build.write import FolderWriter

    staging = tmp_path / ".staging-1-x"
    (staging / "files").mkdir(parents=True)
    (staging / "files" / "a.txt").write_text("half")
    (staging / "journal.json").write_text(json.dumps({"format": 1, "moves": [["a.txt", "0" * 64]], "removals": []}))
    (tmp_path / "a.txt").write_text("old")
    with FolderWriter(tmp_path):
        pass
    assert (tmp_path / "a.txt").read_text() == "old"
