"""A Dask cluster on this machine: a real scheduler and two workers, on loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.core.build.conftest import files_in, registry_of

import pressup
from pressup.build.api import render
from pressup.build.executors import Processes
from pressup.build.executors.kinds import open_executor, preloads
from pressup.errors import UsageError
from pressup.plugin import JobError, Limits, discover

if TYPE_CHECKING:
    from tests.core.conftest import Content

    from pressup import Library


@contextmanager
def process(*arguments: str, path: list[str], log: Path) -> Iterator[subprocess.Popen[str]]:
    """A program of Dask, ended at the end."""
    settings = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "60s", "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False"}
    environment = {**os.environ, **settings, "PYTHONPATH": os.pathsep.join(path)}
    command = [sys.executable, "-W", "ignore", "-m", *arguments, "--no-dashboard", "--no-jupyter"]
    command = [word for word in command if "worker" not in arguments[0] or word != "--no-jupyter"]
    with log.open("w") as stream, subprocess.Popen(command, env=environment, stderr=stream, text=True, cwd=log.parent) as running:
        try:
            yield running
        finally:
            running.kill()


class Dask:
    """A scheduler, and its workers."""

    def __init__(self, folder: Path, path: list[str]) -> None:
        self.folder, self.path, self.address = folder, path, ""
        self.workers: list[subprocess.Popen[str]] = []

    @contextmanager
    def run(self, workers: int) -> Iterator[Dask]:
        """Start the scheduler and some workers, on ports that are free."""
        file = self.folder / "scheduler.json"
        scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        with process(*scheduler, path=self.path, log=self.folder / "scheduler.log") as running:
            self.address = self._address(file, running)
            with self._start(workers):
                yield self

    @contextmanager
    def _start(self, number: int) -> Iterator[None]:
        if number == 0:
            yield
            return
        worker = ("distributed.cli.dask_worker", self.address, "--no-nanny", "--nthreads", "1", "--host", "127.0.0.1")
        folder = ("--local-directory", str(self.folder))
        with process(*worker, *folder, path=self.path, log=self.folder / f"worker-{number}.log") as running:
            self.workers.append(running)
            with self._start(number - 1):
                yield

    def _address(self, file: Path, running: subprocess.Popen[str]) -> str:
        import json

        while True:
            assert running.poll() is None, (self.folder / "scheduler.log").read_text()
            try:
                return str(json.loads(file.read_text())["address"])
            except (OSError, ValueError):
                time.sleep(0.05)


@pytest.fixture
def dask(traps: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """A scheduler with two workers, which can import what this process can."""
    with Dask(tmp_path_factory.mktemp("dask"), [str(Path(entry).resolve()) for entry in sys.path]).run(2) as running:
        yield running


def test_a_cluster_gives_the_same_bytes_names_its_failures_and_sends_what_a_document_shows(
    dask: Dask, good: Content, traps: Any, tmp_path: Path
) -> None:
    """One cluster for all, since it takes seconds to start."""
    (good.root / "pictures").mkdir()
    (good.root / "pictures" / "undeclared.txt").write_text("picture")
    library = pressup.load(good.root)
    registry = registry_of(traps.Asks)
    with open_executor(dask.address.replace("tcp", "dask"), 1, Limits(memory=200_000_000)) as executor:
        report = render(library, "asks", output=tmp_path / "dask", registry=registry, executor=executor, keep_going=True)
        crash, hog = executor.submit(traps.crash, None), executor.submit(traps.hog, None)
        with pytest.raises(JobError, match=r"^Its process died \(SIGSEGV\)\.$"):
            crash.result(120)
        with pytest.raises(JobError, match=r"^It needed more than 200 MB of memory, which is its limit\.$"):
            hog.result(120)
        with pytest.raises(JobError, match="ValueError: no good"):
            executor.submit(traps.fail).result(120)
        with pytest.raises(JobError, match="cannot go to another process"):
            executor.submit(lambda: None).result(120)
    here = render(library, "asks", output=tmp_path / "here", registry=registry, keep_going=True)
    assert report.faults == here.faults == []
    assert files_in(tmp_path / "dask") == files_in(tmp_path / "here")
    assert all(
        b"picture\xe2\x80\x9c" in content and b"cannot be read" in content for content in files_in(tmp_path / "here").values()
    )
    assert files_in(tmp_path / "here")


@pytest.mark.full
def test_a_build_completes_when_a_worker_is_killed_in_its_midst(dask: Dask, starter: Library, traps: Any, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    ids = sorted(record.id for record in starter.records.values() if record.kind in ("programme", "condition", "article"))
    options = {"trap": {"traps": " ".join(f"{id}=slow" for id in ids), "folder": str(marks)}}
    registry = registry_of(traps.Trap)

    def kill_when_busy() -> None:
        while len(list(marks.iterdir())) < 2:
            time.sleep(0.01)
        dask.workers[0].send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill_when_busy)
    killer.start()
    with open_executor(dask.address.replace("tcp", "dask"), 1) as executor:
        report = render(starter, "trap", output=tmp_path / "dask", options=options, registry=registry, executor=executor)
    killer.join()
    assert dask.workers[0].wait(60) == -signal.SIGKILL and dask.workers[1].poll() is None
    assert report.ok and len(report.made) == 9, report.faults
    with Processes(2) as executor:
        assert render(starter, "trap", output=tmp_path / "processes", options=options, registry=registry, executor=executor).ok
    assert render(starter, "trap", output=tmp_path / "here", options=options, registry=registry).ok
    assert files_in(tmp_path / "dask") == files_in(tmp_path / "here") == files_in(tmp_path / "processes")


@pytest.mark.full
def test_handouts_from_a_cluster_are_the_same(dask: Dask, starter: Library, tmp_path: Path) -> None:
    registry = discover()
    select = ("knee-pain", "tight-hamstrings")
    with open_executor(dask.address.replace("tcp", "dask"), 1, preload=preloads([registry.targets["pdf"]])) as executor:
        assert render(starter, "pdf", output=tmp_path / "dask", select=select, registry=registry, executor=executor).ok
    assert render(starter, "pdf", output=tmp_path / "here", select=select, registry=registry).ok
    assert len(files_in(tmp_path / "here")) == 2
    assert files_in(tmp_path / "dask") == files_in(tmp_path / "here")


@pytest.mark.full
def test_a_worker_with_other_software_refuses(
    dask: Dask, starter: Library, traps: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traps.Trap, "drawn_with", classmethod(lambda cls: "another library 2.0"))
    with open_executor(dask.address.replace("tcp", "dask"), 1) as executor:
        report = render(starter, "trap", output=tmp_path, registry=registry_of(traps.Trap), executor=executor)
    assert len(report.faults) == 9
    assert report.faults[0].message.startswith("A worker of the cluster has another version of Pressup, of the plugin")


@pytest.mark.parametrize(("address", "said"), [("127.0.0.1:1", "Timed out"), ("x:y:z", "x:y:z")])
def test_a_cluster_that_is_not_there(monkeypatch: pytest.MonkeyPatch, address: str, said: str) -> None:
    monkeypatch.setattr("pressup.build.executors.cluster.CONNECT_SECONDS", 0.5)
    with pytest.raises(UsageError, match=f"^--executor dask://{address}: .*{said}"):
        open_executor(f"dask://{address}", 1)
