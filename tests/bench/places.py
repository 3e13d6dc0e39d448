"""Where documents are rendered: a Dask cluster of two workers against two processes, and the memory of processes over many PDFs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from building import build  # type: ignore[import-not-found]
from handouts import generate_handouts  # type: ignore[import-not-found]

WORKERS = 2
_ARTICLE = """\
---
kind: article
id: note-{number}
title: "Note {number}: move a little each day"
summary: A short walk each day helps your knee more than a long one each week.
conditions: [knee-pain]
review:
  status: sample
  version: "0.1"
  authors: [{{ name: The Pressup developers }}]
  conflicts: None.
rights: {{ licence: CC-BY-4.0, author: The Pressup developers }}
---

Walk for {minutes} minutes each day.
"""


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A scheduler and two workers of one thread each on loopback: the address."""
    file = folder / "scheduler.json"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False",
    }
    python = (sys.executable, "-W", "ignore", "-m")
    given: dict[str, Any] = {"env": environment, "cwd": folder, "stderr": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    local = ("--host", "127.0.0.1", "--no-dashboard")
    scheduler = (*python, "distributed.cli.dask_scheduler", *local, "--no-jupyter", "--port", "0", "--scheduler-file", str(file))
    started = [subprocess.Popen(scheduler, **given)]
    try:
        while not file.exists():
            time.sleep(0.1)
        worker = (*python, "distributed.cli.dask_worker", "--scheduler-file", str(file), "--no-nanny", "--nthreads", "1", *local)
        started += [subprocess.Popen((*worker, "--local-directory", str(folder)), **given) for _ in range(WORKERS)]
        from distributed import Client

        with Client(scheduler_file=str(file)) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(WORKERS, timeout=60)
            address = str(client.scheduler.address)
        yield address.replace("tcp", "dask")
    finally:
        for one in started:
            one.kill()
            one.wait()


def dask(count: int, runs: int = 2) -> None:
    """Print the time of a build of PDFs on a local cluster of two workers, and with two processes."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        generate_handouts(folder / "content", count)
        times: dict[str, list[float]] = defaultdict(list)
        with cluster(folder) as address:
            for number in range(runs):
                for name, where in (("processes", ("--jobs", str(WORKERS))), ("dask", ("--executor", address))):
                    done = build(folder / "content", folder / f"{name}-{number}", folder / "cache", "--no-cache", *where)
                    times[name].append(done.run.seconds)
        processes, cluster_ = min(times["processes"]), min(times["dask"])
        told = ", ".join(f"{name} {' '.join(f'{seconds:.1f}' for seconds in found)} s" for name, found in times.items())
        print(f"{len(done.end['made'])} PDFs, {runs} builds each, the first of Dask with cold workers: {told}")
        print(f"throughput of Dask with {WORKERS} workers, of {WORKERS} processes (goal 0.8): {processes / cluster_:.2f}")


def growth(count: int) -> None:
    """Print the memory of the processes that render, over many small PDFs."""
    from pressup import load
    from pressup.build.api import render
    from pressup.build.executors import Processes
    from pressup.build.executors.kinds import preloads
    from pressup.plugin import discover

    with tempfile.TemporaryDirectory() as temporary:
        content = Path(temporary) / "content"
        generate_handouts(content, 1)
        (content / "articles").mkdir()
        for number in range(count):
            text = _ARTICLE.format(number=number, minutes=number % 30 + 5)
            (content / "articles" / f"note-{number}.md").write_text(text, encoding="utf-8")
        registry = discover()
        sizes: dict[int, list[float]] = defaultdict(list)
        with Processes(WORKERS, None, preloads([registry.targets["pdf"]])) as executor:

            def look(_: object) -> None:
                for worker in list(executor._workers.values()):
                    status = Path(f"/proc/{worker.pid}/statm")
                    if worker.pid and status.exists():
                        pages = status.read_text().split()[1:2]
                        held = (int(page) * os.sysconf("SC_PAGE_SIZE") / 1e6 for page in pages)
                        sizes[worker.pid].extend(size for size in held if size)  # one that is ending holds nothing

            report = render(
                load(content), "pdf", output=Path(temporary) / "output", registry=registry, executor=executor, progress=look
            )
        assert report.ok, report.faults[:1]
        print(
            f"{len(report.made)} PDFs in {WORKERS} processes at a time; memory after their first document, after their last, most:"
        )
        for number, seen in enumerate(sizes.values(), 1):
            print(f"  process {number}: {seen[0]:.0f} MB, {seen[-1]:.0f} MB, {max(seen):.0f} MB")


if __name__ == "__main__":
    dask(30)
    growth(500)
