"""Targets that go wrong on some documents, each in its own way, and render the others. Any process can import them."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pressup import Artifact, Document, Handout, RenderContext, Target, TargetOptions, sample_mark


class TrapOptions(TargetOptions):
    """What happens to which document."""

    traps: str = ""
    """Names of traps, each behind the id of its document: knee-pain=hog back-pain=crash."""
    folder: str = ""
    """Where marks are left for the test."""


class Trap(Target[TrapOptions]):
    """Renders a document as text, unless there is a trap for it."""

    name = "trap"
    summary = "For tests"
    documents = (Handout,)
    options = TrapOptions

    def render(self, document: Document, context: RenderContext[TrapOptions]) -> Iterable[Artifact]:
        trap = dict(entry.split("=") for entry in context.options.traps.split()).get(document.id)
        if trap:
            TRAPS[trap](context)
        mark = [sample_mark(document.lang)] if document.sample else []
        text = "\n".join([document.title, *mark, *(text for _, text in document.safety_texts(context.publisher))])
        yield Artifact(f"{document.id}.txt", text.encode(), "text/plain")


def endless(context: RenderContext[TrapOptions]) -> None:
    while True:
        time.sleep(0.01)


def busy(context: RenderContext[TrapOptions]) -> None:
    while True:
        pass


def hog(context: RenderContext[TrapOptions]) -> None:
    held = []
    while True:
        held.append(b"x" * 10_000_000)


def hog_in_disguise(context: RenderContext[TrapOptions]) -> None:
    try:
        hog(context)
    except MemoryError as error:
        raise RuntimeError("The picture cannot be drawn.") from error


def leave(context: RenderContext[TrapOptions]) -> None:
    os._exit(3)


def crash(context: RenderContext[TrapOptions]) -> None:
    ctypes.string_at(0)


def kill(context: RenderContext[TrapOptions]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def wide_table(context: RenderContext[TrapOptions]) -> None:
    """Fifty bytes that keep WeasyPrint busy for a quarter of a minute."""
    from weasyprint import HTML

    HTML(string="<table><td colspan=100000>").write_pdf()


def mark_and_wait(context: RenderContext[TrapOptions]) -> None:
    """Tell the test who it is, start a process of its own, and never come back."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    own = Path(context.options.folder, f"{os.getpid()}.part")
    own.write_text(f"{os.getpid()} {os.getppid()} {child.pid}")
    own.rename(own.with_suffix(".pids"))
    endless(context)


def slow(context: RenderContext[TrapOptions]) -> None:
    Path(context.options.folder, f"slow-{os.getpid()}").touch()
    time.sleep(0.3)


TRAPS: dict[str, Callable[[RenderContext[Any]], None]] = {
    "busy": busy,
    "crash": crash,
    "endless": endless,
    "hog": hog,
    "hog-in-disguise": hog_in_disguise,
    "kill": kill,
    "leave": leave,
    "mark-and-wait": mark_and_wait,
    "slow": slow,
    "wide-table": wide_table,
}


class Asks(Trap):
    """Shows a picture that its document does not name, and one that is not there."""

    name = "asks"

    def render(self, document: Document, context: RenderContext[TrapOptions]) -> Iterable[Artifact]:
        (artifact,) = super().render(document, context)
        picture = context.asset("pictures/undeclared.txt")
        try:
            context.asset("pictures/none.txt")
        except OSError as error:
            picture += str(error).encode()
        yield Artifact(artifact.path, artifact.content + picture, "text/plain")


# --- Functions for executors ---


def double(number: int) -> int:
    return 2 * number


def pid() -> int:
    return os.getpid()


def give_lambda() -> object:
    return lambda: None


def fail() -> None:
    raise ValueError("no good")


def modules() -> list[str]:
    return sorted(sys.modules)


def burn(seconds: float) -> int:
    """Use a processor."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return os.getpid()


_KEPT: list[bytes] = []


def keep(size: int) -> int:
    """Use memory, and do not give it back."""
    _KEPT.append(b"x" * size)
    return os.getpid()


def gone(pid: int, seconds: float = 30) -> bool:
    """Whether a process ends. One that nobody has buried counts as gone."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
            os.kill(pid, 0)
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def meet(folder: str, number: int, seconds: float = 60) -> int:
    """Wait until so many processes have left a mark."""
    Path(folder, str(os.getpid())).touch()
    end = time.monotonic() + seconds
    while len(list(Path(folder).iterdir())) < number and time.monotonic() < end:
        time.sleep(0.01)
    return os.getpid()


def parent_dies() -> None:
    """End the process that this one is a copy of."""
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)
