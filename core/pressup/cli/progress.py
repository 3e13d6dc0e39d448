"""What a user sees while documents are rendered: a line a target on a terminal, plain lines elsewhere, events for scripts."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import TaskID

    from pressup.build.report import Progressed

    Show = Callable[[Progressed], None]


def event(name: str, data: dict[str, object]) -> None:
    """Print one event of a build: a line of JSON on standard output."""
    utf8 = codecs.lookup(sys.stdout.encoding or "ascii").name == "utf-8"
    sys.stdout.write(json.dumps({"event": name, **data}, ensure_ascii=not utf8) + "\n")
    sys.stdout.flush()


def events(done: Progressed) -> None:
    """Tell a script of a document."""
    event("document", asdict(done))


@contextmanager
def lines() -> Iterator[Show]:
    """Plain lines on standard error: one when a target is done, and now and then on the way."""
    told: dict[tuple[str, str], int] = {}

    def show(done: Progressed) -> None:
        key = (done.publisher, done.target)
        tenth = done.done * 10 // done.total
        if done.done == done.total or (done.total >= _MANY and tenth > told.get(key, 0)):
            told[key] = tenth
            sys.stderr.write(f"{done.target}: {done.done} of {done.total}\n")
            sys.stderr.flush()

    yield show


_MANY = 100
"""From so many documents of a target on, plain lines come on the way too."""


@contextmanager
def bars() -> Iterator[Show]:
    """A line for each target on a terminal: how many are done, how fast, and how long the others will take."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Documents a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f}/s" if speed else "", style="progress.data.speed")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        tasks: dict[tuple[str, str], TaskID] = {}

        def show(done: Progressed) -> None:
            key = (done.publisher, done.target)
            if key not in tasks:
                tasks[key] = progress.add_task(f"{done.target} ({done.publisher})", total=done.total)
            progress.update(tasks[key], completed=done.done)

        yield show
