"""Limits: what a document may use, and that one that breaks a limit, or takes its process with it, costs itself only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.core.build.conftest import files_in, registry_of

import pressup
from pressup.build.api import render
from pressup.build.executors import Processes
from pressup.cli.limits import limits_of
from pressup.errors import UsageError
from pressup.plugin import JobError, Limits

if TYPE_CHECKING:
    from pressup import BuildReport, Library

HANDOUTS = 9
"""How many the starter library has."""


def build(library: Library, target: Any, output: Path, traps: dict[str, str], limits: Limits, jobs: int = 2) -> BuildReport:
    said = " ".join(f"{id}={trap}" for id, trap in traps.items())
    with Processes(jobs, limits, ("weasyprint",) if "wide-table" in traps.values() else ()) as executor:
        options = {"trap": {"traps": said, "folder": str(output.parent)}}
        return render(library, "trap", output=output, options=options, registry=registry_of(target), executor=executor)


def told(report: BuildReport) -> dict[str, str]:
    """What was said of each document that failed."""
    assert {fault.plugin.name for fault in report.faults} == {"trap"}
    stages = [fault.stage.removeprefix("target trap: render handout ") for fault in report.faults]
    return dict(zip([stage.strip("“”") for stage in stages], [fault.message for fault in report.faults], strict=True))


def test_everything_that_goes_wrong_at_once_costs_its_own_documents_only(starter: Library, traps: Any, tmp_path: Path) -> None:
    used = {
        "hamstring-strain": "hog",
        "knee-osteoarthritis": "leave",
        "knee-pain": "crash",
        "patellofemoral-pain": "hog-in-disguise",
        "tight-hamstrings": "kill",
    }
    report = build(starter, traps.Trap, tmp_path / "out", used, Limits(60, 60, 200_000_000))
    assert told(report) == {
        "hamstring-strain": "It needed more than 200 MB of memory, which is its limit.",
        "knee-osteoarthritis": "Its process ended by itself (exit code 3).",
        "knee-pain": "Its process died (SIGSEGV).",
        "patellofemoral-pain": "It needed more than 200 MB of memory, which is its limit.",
        "tight-hamstrings": "Its process was ended by the system (SIGKILL); perhaps the memory of this machine ran out.",
    }
    good = build(starter, traps.Trap, tmp_path / "good", {}, Limits())
    assert good.ok and len(good.made) == HANDOUTS
    whole = {name: content for name, content in files_in(tmp_path / "good").items() if Path(name).stem not in used}
    assert files_in(tmp_path / "out") == whole


def test_a_document_that_takes_too_long_is_stopped(starter: Library, traps: Any, tmp_path: Path) -> None:
    used = {"knee-pain": "endless"}
    report = build(starter, traps.Trap, tmp_path / "out", used, Limits(seconds=5))
    assert told(report) == {"knee-pain": "It took longer than 5 s and was stopped."}
    assert len(report.made) == HANDOUTS - 1


def test_a_page_of_fifty_bytes_that_keeps_weasyprint_busy_is_stopped_by_its_processor_time(
    starter: Library, traps: Any, tmp_path: Path
) -> None:
    report = build(starter, traps.Trap, tmp_path / "out", {"knee-pain": "wide-table"}, Limits(seconds=None, cpu_seconds=1))
    assert told(report) == {"knee-pain": "It used more than 1 s of processor time and was stopped."}
    assert len(report.made) == HANDOUTS - 1


def test_processor_time_is_counted_for_each_document_anew(traps: Any) -> None:
    with Processes(1, Limits(cpu_seconds=1)) as executor:
        pids = [executor.submit(traps.burn, 0.4) for _ in range(6)]
        assert len({future.result() for future in pids}) == 1


def test_memory_is_counted_for_each_document_anew(traps: Any) -> None:
    """A process that has kept something is not closer to the limit for it."""
    with Processes(1, Limits(memory=100_000_000)) as executor:
        pids = [executor.submit(traps.keep, 60_000_000) for _ in range(4)]
        assert len({future.result() for future in pids}) == 1
        with pytest.raises(JobError, match="more than 100 MB"):
            executor.submit(traps.keep, 120_000_000).result()


def test_without_limits_nothing_is_stopped(traps: Any) -> None:
    with Processes(1, Limits(None, None, None)) as executor:
        assert executor.submit(traps.keep, 120_000_000).result() == executor.submit(traps.burn, 0.1).result()


def test_what_a_stopped_document_started_is_stopped_too(starter: Library, traps: Any, tmp_path: Path) -> None:
    report = build(starter, traps.Trap, tmp_path / "out", {"knee-pain": "mark-and-wait"}, Limits(seconds=5))
    (marks,) = tmp_path.glob("*.pids")
    _, _, child = map(int, marks.read_text().split())
    assert told(report) == {"knee-pain": "It took longer than 5 s and was stopped."}
    assert traps.gone(child)


@pytest.mark.parametrize(
    ("given", "limits"),
    [
        (("120", "120", "2GB"), Limits()),
        (("0.5", "none", "500 MB"), Limits(0.5, None, 500_000_000)),
        (("none", "3", "1.5G"), Limits(None, 3, 1_500_000_000)),
        (("1", "1", "none"), Limits(1, 1, None)),
    ],
)
def test_limits_as_they_are_written(given: tuple[str, str, str], limits: Limits) -> None:
    assert limits_of(*given) == limits


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("", "1", "1GB"), "--time-limit: “” is no number of seconds; write 60, 0.5 or none."),
        (("1", "0", "1GB"), "--cpu-limit: “0” is no number of seconds; write 60, 0.5 or none."),
        (("1", "nan", "1GB"), "--cpu-limit: “nan” is no number of seconds; write 60, 0.5 or none."),
        (("1", "1", "much"), "--memory-limit: “much” is no size; write 500MB, 2GB or none."),
        (("1", "1", "2"), "--memory-limit: 2 is too little for any document; write 500MB or more."),
    ],
)
def test_limits_that_are_none(given: tuple[str, str, str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        limits_of(*given)
    assert str(caught.value) == said


def test_the_limits_are_public() -> None:
    assert pressup.Limits is Limits
