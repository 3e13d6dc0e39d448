"""`pressup render --watch`: a real program that watches a folder while somebody edits in it."""

from __future__ import annotations

import functools
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressup.cli.watching import concerned

if TYPE_CHECKING:
    from tests.core.conftest import Content

RENDER = ("render", "--date", "2026-11-22")
READY = "Watching “content”; Ctrl-C ends it."


class Watch:
    """A watch that runs, and what it says."""

    def __init__(self, folder: Path, plugins: Path, *arguments: str, command: tuple[str, ...] = RENDER) -> None:
        variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(plugins), *filter(None, [os.environ.get("PYTHONPATH")])])}
        heed = functools.partial(signal.signal, signal.SIGINT, signal.default_int_handler)
        words = [sys.executable, "-m", "pressup", *command, "--watch", *arguments]
        self.process = subprocess.Popen(
            words, cwd=folder, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=heed
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def until(self, wanted: str = READY) -> list[str]:
        """What it says until it says this."""
        said: list[str] = []
        while not said or said[-1] != wanted:
            try:
                said.append(self._lines.get(timeout=60))
            except queue.Empty:
                raise AssertionError(f"it never said “{wanted}”, but:\n" + "\n".join(said)) from None
        return said

    def quiet(self, seconds: float) -> bool:
        """Whether it says nothing for so long."""
        time.sleep(seconds)
        return self._lines.empty()

    def stop(self, how: signal.Signals = signal.SIGINT) -> tuple[int, list[str]]:
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(60)
        self._reader.join(60)
        assert self.process.stdout
        self.process.stdout.close()
        return code, list(self._lines.queue)


@pytest.fixture
def watch(good: Content, plugins: Path) -> Iterator[Callable[..., Watch]]:
    good.record("publisher", {"outputs": {"text": {}}})
    running: list[Watch] = []

    def start(*arguments: str, command: tuple[str, ...] = RENDER) -> Watch:
        running.append(Watch(good.root.parent, plugins, *arguments, command=command))
        return running[-1]

    yield start
    for one in running:
        one.stop(signal.SIGKILL)


def test_an_edit_is_rendered_a_mistake_is_told_and_ctrl_c_ends_it(good: Content, watch: Callable[..., Watch]) -> None:
    running = watch()
    first = running.until()
    assert first[-2] == "3 of 3 files changed: text/first-steps.txt, text/knee-pain.txt, text/why-move.txt."
    out = good.root.parent / "output" / "text"

    good.record("article", {"title": "Why we move"})
    said = running.until()
    assert said[:2] == ["Changed: content/why-move.yaml.", "1 of 3 files changed: text/why-move.txt."]
    text = (out / "why-move.txt").read_text()
    assert "Why we move".lower() in text.lower()

    good.record("article", {"title": "Why we move", "kind": "artikel"})
    said = running.until()
    assert any(line.startswith("error[") for line in said) and "  --> content/why-move.yaml:1:7" in said
    assert said[-2] == "Nothing was rendered."
    assert (out / "why-move.txt").read_text() == text

    good.record("article", {"title": "Why all of us move"})
    assert running.until()[1:] == ["1 of 3 files changed: text/why-move.txt.", READY]
    assert running.stop() == (0, [])
    assert "why all of us move" in (out / "why-move.txt").read_text().lower()
    assert list(out.parent.glob(".*")) == []


def test_passing_files_do_not_wake_it(good: Content, watch: Callable[..., Watch]) -> None:
    running = watch()
    running.until()
    (good.root / ".why-move.yaml.swp").write_text("x")
    (good.root / "why-move.yaml~").write_text("x")
    assert running.quiet(0.8)
    good.record("article", {"title": "Why we move"})
    assert running.until()[1] == "1 of 3 files changed: text/why-move.txt."
    assert running.quiet(0.8)
    assert running.stop() == (0, [])


def test_what_cannot_be_written_is_told_and_comes_right(good: Content, watch: Callable[..., Watch]) -> None:
    running = watch()
    running.until()
    place = good.root.parent / "output" / "text" / "why-move.txt"
    place.unlink()
    place.mkdir()
    good.record("article", {"title": "Why we move"})
    assert running.until()[1] == "pressup: “output/text/why-move.txt” cannot be written: a folder has this name."
    place.rmdir()
    good.record("article", {"title": "Why all move"})
    assert running.until()[1] == "1 of 3 files changed: text/why-move.txt."


def test_a_figure_is_watched_too(good: Content, watch: Callable[..., Watch]) -> None:
    running = watch("-o", "bridge.svg", command=("figure", "bridge"))
    without = "“bridge” has no figure: add a “figure” with its poses to the record."
    assert running.until() == [without, READY]
    good.record("exercise", {"level": 9})
    said = running.until()
    assert said[0] == "Changed: content/bridge.yaml." and any(line.startswith("error[") for line in said)
    assert said[-2] == "“bridge” was not drawn: put right what is wrong with it first."
    good.record("exercise", {"id": "arch"})
    (good.root / "bridge.yaml").unlink()
    assert running.until()[-2].startswith("pressup: There is no exercise “bridge”.")
    good.record("exercise")
    assert running.until()[-2] == without
    assert running.stop() == (0, [])


def test_an_edit_of_a_figure_is_drawn_again(good: Content, watch: Callable[..., Watch]) -> None:
    place = good.root.parent / "bridge.svg"
    good.record("exercise", {"figure": {"base": "standing", "finish": {"arms": {"shoulder": 90}}}})
    running = watch("-o", "bridge.svg", command=("figure", "bridge"))
    assert running.until()[-2] == f"bridge.svg: {place.stat().st_size:,} bytes."
    first = place.read_text(encoding="utf-8")
    edited = (good.root / "bridge.yaml").read_text(encoding="utf-8")
    (good.root / "bridge.yaml").write_text(edited.replace("shoulder: 90", "shoulder: 170"), encoding="utf-8")
    assert running.until()[-2] == f"bridge.svg: {place.stat().st_size:,} bytes."
    second = place.read_text(encoding="utf-8")
    assert second != first and second.startswith("<svg")
    (good.root / "bridge.yaml").write_text(edited.replace("shoulder: 90", "shoulder: 190"), encoding="utf-8")
    said = running.until()
    assert any(line.startswith("error[FIG-01]") for line in said) and said[-2].endswith(" bytes, with the faults above.")
    assert running.stop() == (0, [])
    assert place.read_text(encoding="utf-8") not in (first, second)


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["--content", "contents"], 2, "pressup: There is no folder “contents”."),
        (["--target", "texts"], 2, "pressup: There is no target “texts”. Did you mean “text”?"),
    ],
)
def test_a_wrong_call_ends_it_at_once(watch: Callable[..., Watch], arguments: list[str], code: int, complaint: str) -> None:
    running = watch(*arguments)
    assert running.until(complaint) == [complaint]
    assert running.process.wait(60) == code  # by itself


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("content/bridge.yaml", True),
        ("content/pictures/a.png", True),
        ("content/made.yaml", True),
        ("content/made/text/a.txt", False),
        ("content/made", False),
        ("content/.git/index", False),
        ("content/sub/.hidden", False),
        ("content/bridge.yaml~", False),
        ("content/#bridge.yaml#", False),
        ("content/.#bridge.yaml", False),
        ("content/4913", False),
        ("content/bridge.yaml___jb_tmp___", False),
    ],
)
def test_what_concerns_a_watch(tmp_path: Path, path: str, matters: bool) -> None:
    hidden = tmp_path / ".hidden"  # above the content folder this says nothing
    assert concerned(hidden / "content", str(hidden / "content" / "made"))(str(hidden / path)) is matters


def test_a_content_folder_below_the_output_is_watched(tmp_path: Path) -> None:
    assert not concerned(tmp_path / "c", str(tmp_path / "c" / "o"))(str(tmp_path / "c" / "o" / "x.yaml"))
    assert concerned(tmp_path, str(tmp_path))(str(tmp_path / "x.yaml"))
