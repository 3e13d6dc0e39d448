"""Executors: the same bytes from all, processes that end with the build, and words that choose one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.core.build.conftest import files_in, registry_of

from pressup import ExecutorKind, ExecutorSetup
from pressup.build.api import render
from pressup.build.executors import InProcess, Processes, processes
from pressup.build.executors.kinds import cores, open_executor, own_kinds, preloads
from pressup.errors import UsageError
from pressup.plugin import JobError, Limits, Plugin, Registry, Target, discover
from pressup.plugin.executor import OWN_SCHEMES

if TYPE_CHECKING:
    from pressup import Library

CLUB = Plugin("club", "pressup-club", "1.0")


# --- The same everywhere ---


def test_processes_give_the_same_bytes_whatever_their_number(starter: Library, traps: Any, tmp_path: Path) -> None:
    built = {}
    for jobs in (0, 1, 3):
        executor = Processes(jobs) if jobs else InProcess()
        with executor:
            report = render(starter, "trap", output=tmp_path / str(jobs), registry=registry_of(traps.Trap), executor=executor)
        assert report.ok, report.faults
        built[jobs] = files_in(tmp_path / str(jobs)), [(made.finished, made.verified) for made in report.made]
    assert len(built[0][0]) == 9
    assert built[1] == built[0] and built[3] == built[0]


def test_handouts_are_the_same_from_processes_and_from_this_one(starter: Library, tmp_path: Path) -> None:
    registry = discover()
    select = ("knee-pain", "tight-hamstrings")
    with Processes(2, preload=preloads([registry.targets["pdf"]])) as executor:
        report = render(starter, "pdf", output=tmp_path / "there", select=select, registry=registry, executor=executor)
    assert report.ok
    assert render(starter, "pdf", output=tmp_path / "here", select=select, registry=registry).ok
    assert sorted(files_in(tmp_path / "here")) == ["pdf/knee-pain.pdf", "pdf/tight-hamstrings.pdf"]
    assert files_in(tmp_path / "there") == files_in(tmp_path / "here")


def test_the_hash_seed_and_the_working_folder_of_processes_mean_nothing(starter: Library, traps: Any, tmp_path: Path) -> None:
    """The processes get a seed of their own each time that they are started."""
    for name in ("one", "two"):
        with Processes(2) as executor:
            assert render(starter, "trap", output=tmp_path / name, registry=registry_of(traps.Trap), executor=executor).ok
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")


# --- The face of concurrent.futures ---


def test_results_and_errors_come_through_the_future(traps: Any) -> None:
    with Processes(2) as executor:
        assert list(executor.map(traps.double, range(50))) == [2 * number for number in range(50)]
        with pytest.raises(ValueError, match=r"^no good$"):
            executor.submit(traps.fail).result()
        assert executor.submit(traps.double, 4).result() == 8


def test_no_more_processes_are_started_than_there_are_jobs(traps: Any, tmp_path: Path) -> None:
    with Processes(8) as executor:
        executor.submit(traps.meet, str(tmp_path), 1).result()
        executor.submit(traps.meet, str(tmp_path), 1).result()
        assert len(list(tmp_path.iterdir())) == 1
        assert len({future.result() for future in [executor.submit(traps.meet, str(tmp_path), 2) for _ in range(2)]}) == 2


def test_a_process_makes_way_for_a_new_one_after_some_jobs(traps: Any) -> None:
    with Processes(1, most_jobs=3) as executor:
        pids = [future.result() for future in [executor.submit(traps.pid) for _ in range(9)]]
    assert [len(set(pids[start : start + 3])) for start in (0, 3, 6)] == [1, 1, 1]
    assert len(set(pids)) == 3


def test_a_process_that_has_grown_makes_way_for_a_new_one(traps: Any) -> None:
    with Processes(1) as executor:
        first = executor.submit(traps.keep, 500_000_000).result()
        assert executor.submit(traps.pid).result() != first


def test_modules_are_imported_before_the_first_job_and_one_that_is_not_there_harms_nobody(traps: Any) -> None:
    with Processes(1, preload=("no_such_module", "wave")) as executor:
        assert "wave" in executor.submit(traps.modules).result()
    with Processes(1) as executor:
        assert "wave" not in executor.submit(traps.modules).result()


@pytest.mark.parametrize("given", ["argument", "result"])
def test_what_cannot_go_to_another_process_is_told(traps: Any, given: str) -> None:
    with Processes(1) as executor:
        future = executor.submit(lambda: None) if given == "argument" else executor.submit(traps.give_lambda)
        with pytest.raises(
            JobError, match=r"^It cannot go to another process and back \(.*pickle.*\)\. Define the target's class in"
        ):
            future.result()
        assert executor.submit(traps.double, 1).result() == 2


def test_a_target_of_no_module_is_a_fault_of_each_document(starter: Library, traps: Any, tmp_path: Path) -> None:
    class Local(traps.Trap):  # type: ignore[misc]
        name = "local"

    with Processes(1) as executor:
        report = render(starter, "local", output=tmp_path, registry=registry_of(Local), executor=executor)
    assert report.made == [] and len(report.faults) == 9
    fault = (
        "plugin trap (pressup-traps 1.0): target local: render handout “hamstring-basics”: It cannot go to another process and back"
    )
    assert str(report.faults[0]).startswith(fault)


def test_a_target_that_only_this_process_can_import_is_a_fault(starter: Library, traps: Any, tmp_path: Path) -> None:
    gone = type("Gone", (traps.Trap,), {"name": "gone", "__module__": "trap_targets", "__qualname__": "Gone"})
    traps.Gone = gone
    with Processes(1) as executor:
        report = render(starter, "gone", output=tmp_path, registry=registry_of(gone), executor=executor)
    del traps.Gone
    assert "AttributeError: Can't get attribute 'Gone'" in report.faults[0].message


def test_processes_are_safe_beside_threads(traps: Any) -> None:
    with Processes(2) as executor, ThreadPoolExecutor(8) as threads:
        done = list(threads.map(lambda number: executor.submit(traps.double, number).result(), range(200)))
    assert done == [2 * number for number in range(200)]


# --- The end ---


def test_after_the_end_nothing_is_left(traps: Any) -> None:
    executor = Processes(2)
    pids = {executor.submit(traps.pid).result() for _ in range(3)}
    executor.shutdown()
    assert all(traps.gone(pid) for pid in pids)
    assert not [thread for thread in threading.enumerate() if thread.name == "pressup-processes"]
    with pytest.raises(RuntimeError, match="shut down"):
        executor.submit(traps.pid)


def test_what_was_handed_over_is_done_before_the_end(traps: Any) -> None:
    executor = Processes(2)
    futures = [executor.submit(traps.double, number) for number in range(20)]
    executor.shutdown()
    assert [future.result(0) for future in futures] == list(range(0, 40, 2))


def test_what_has_not_begun_can_be_cancelled_at_the_end(traps: Any, tmp_path: Path) -> None:
    executor = Processes(1)
    first = executor.submit(traps.meet, str(tmp_path), 2)
    while not list(tmp_path.iterdir()):
        time.sleep(0.01)
    second = executor.submit(traps.pid)
    executor.shutdown(wait=False, cancel_futures=True)
    (tmp_path / "test").touch()
    assert first.result(60)
    with pytest.raises(CancelledError):
        second.result(60)


def test_an_error_in_the_build_ends_all_processes_at_once(traps: Any, tmp_path: Path) -> None:
    futures: list[Future[int]] = []

    def build() -> None:
        with Processes(2) as executor:
            futures.extend(executor.submit(traps.meet, str(tmp_path), 99) for _ in range(6))
            while len(list(tmp_path.iterdir())) < 2:
                time.sleep(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build()
    assert all(traps.gone(int(mark.name)) for mark in tmp_path.iterdir())
    for future in futures:
        with pytest.raises(JobError, match="shut down before it was done"):
            future.result(0)


BUILD = """
import sys
from pathlib import Path
sys.path[:] = {path!r}
import pressup, trap_targets
from pressup.build.api import render
from pressup.build.executors import Processes
from tests.core.build.conftest import registry_of
out = Path(sys.argv[1])
library = pressup.load({content!r})
options = {{"trap": {{"traps": "knee-pain=mark-and-wait tight-hamstrings=mark-and-wait", "folder": str(out)}}}}
with Processes(2) as executor:
    render(library, "trap", output=out / "built", options=options, registry=registry_of(trap_targets.Trap), executor=executor)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_a_build_that_is_ended(traps: Any, tmp_path: Path, starter_folder: Path, how: signal.Signals) -> None:
    """Two documents run for ever, and each has started a process of its own."""
    program = BUILD.format(path=[*map(os.path.abspath, sys.path), str(Path.cwd())], content=str(starter_folder))
    build = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stderr=subprocess.PIPE, text=True, process_group=0)
    while len(list(tmp_path.glob("*.pids"))) < 2:
        assert build.poll() is None, build.communicate()
        time.sleep(0.02)
    started = {int(pid) for mark in tmp_path.glob("*.pids") for pid in mark.read_text().split()}
    assert len(started) == 5  # two workers with a child each, and the process that they are copies of
    os.killpg(build.pid, how)
    _, error = build.communicate(timeout=60)
    assert build.returncode == -how or (how is signal.SIGINT and build.returncode)
    assert all(traps.gone(pid) for pid in started)
    assert error.count("Traceback") == (1 if how is signal.SIGINT else 0), error


def test_the_loss_of_the_process_that_starts_others_is_told_and_it_is_replaced(
    starter: Library, traps: Any, tmp_path: Path
) -> None:
    with Processes(1) as executor:
        future = executor.submit(traps.parent_dies)
        with pytest.raises(JobError, match=r"^The process that starts those that render has ended\.$"):
            future.result(60)
        assert executor.submit(traps.double, 2).result(60) == 4


# --- Where no process can be started ---


@pytest.mark.parametrize("what", ["socketpair", "Popen"])
def test_without_other_processes_documents_are_rendered_here_and_the_user_is_told(
    starter: Library, traps: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise OSError("not permitted")

    monkeypatch.setattr(socket if what == "socketpair" else subprocess, what, refuse)
    executor = Processes(2)
    with executor:
        assert render(starter, "trap", output=tmp_path, registry=registry_of(traps.Trap), executor=executor).ok
        assert executor.submit(os.getpid).result() == os.getpid()
    assert executor.note == (
        "no other process can be started here (not permitted), so documents are rendered in this one, without limits"
    )


def test_processes_that_cannot_begin_cost_no_endless_time(
    starter: Library, traps: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressup.build.executors.started._PROGRAM", "raise SystemExit(1)  # {path} {channel}")
    with Processes(2) as executor:
        report = render(starter, "trap", output=tmp_path, registry=registry_of(traps.Trap), executor=executor)
    assert len(report.faults) == 9
    assert report.faults[0].message == f"No process could be started to render it. {processes.LOST}"


# --- The word that chooses ---


def test_one_job_is_run_here_and_more_in_processes() -> None:
    assert isinstance(open_executor(None, 1), InProcess)
    with open_executor(None, 3, Limits(seconds=7), ("wave",)) as executor:
        assert isinstance(executor, Processes)
        assert (executor.jobs, executor.limits) == (3, Limits(seconds=7))
    with open_executor("processes", 1) as executor:
        assert isinstance(executor, Processes)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("proceses", "--executor: there is no “proceses”. Did you mean “processes”?"),
        ("dask", "--executor dask: say where the scheduler is, as in dask://localhost:8786."),
        ("processes://4", "--executor processes://4: “processes” has no address; the number of processes is --jobs."),
        ("farm://x", "--executor: there is no “farm”. Known: club, dask, processes."),
        ("club://bar", "--executor club://bar: the bar is closed"),
        ("club://none", "--executor club: its plugin gave NoneType, no concurrent.futures.Executor."),
        ("club://broken", "--executor club://broken: KeyError: 'x'"),
    ],
)
def test_a_word_that_chooses_nothing(spec: str, said: str) -> None:
    def open_club(address: str, setup: ExecutorSetup) -> Any:
        if address == "broken":
            raise KeyError("x")
        if address == "bar":
            raise ValueError("the bar is closed")

    registry = Registry(executors=[(CLUB, ExecutorKind("club", "A club", open_club))])
    with pytest.raises(UsageError) as caught:
        open_executor(spec, 2, registry=registry)
    assert str(caught.value) == said


def test_without_its_extra_dask_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r'Dask is not installed here; install it with: pip install "pressup\[dask\]"$'):
        open_executor("dask://localhost:1", 2)


def test_the_number_of_cores_is_that_of_this_process() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_processes_import_what_the_targets_ask_for(traps: Any) -> None:
    class Heavy(traps.Trap):  # type: ignore[misc]
        preload = ("heavy", "pypdfium2")

    assert preloads([traps.Trap, Heavy]) == ("pressup.build.jobs", "pypdfium2", "heavy")


def test_a_plugin_offers_an_executor(starter: Library, traps: Any, tmp_path: Path) -> None:
    seen = []

    def open_club(address: str, setup: ExecutorSetup) -> ThreadPoolExecutor:
        seen.append((address, setup))
        return ThreadPoolExecutor(setup.jobs)

    registry = Registry(executors=[(CLUB, ExecutorKind("club", "A club", open_club))])
    with open_executor("club://a:b", 2, Limits(1, 2, 3), ("wave",), registry) as executor:
        assert render(starter, "trap", output=tmp_path, registry=registry_of(traps.Trap), executor=executor).ok
    assert seen == [("a:b", ExecutorSetup(2, Limits(1, 2, 3), ("wave",)))]


def test_pressups_own_executors_cannot_be_taken() -> None:
    assert tuple(own.scheme for own in own_kinds()) == OWN_SCHEMES


def test_every_target_names_modules_that_are_there() -> None:
    import importlib

    for target in discover().targets.values():
        assert issubclass(target, Target)
        for name in target.preload:
            importlib.import_module(name)
