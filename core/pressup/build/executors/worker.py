"""What runs in a process that renders: jobs that come through a pipe, one after the other, within limits that the system keeps."""

from __future__ import annotations

import contextlib
import gc
import importlib
import math
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from pressup.plugin.executor import Limits

if sys.platform != "win32":
    import resource

Kind = Literal["ready", "result", "error", "memory", "unreadable"]

MOST_JOBS = 200
"""After so many jobs a process makes way for a new one."""
MOST_GROWTH = 400_000_000
"""So many bytes more than at its beginning, too."""


SELDOM = 500_000
"""So many more objects than before are made before the collector looks for garbage within a job: a page needs most of its own until
it is done, so looking more often costs a tenth of the time, or more. After each job it looks anyway."""


def warm_up(modules: tuple[str, ...]) -> None:
    """Import modules, and take all that is there now out of the collector's sight. One that fails fails again in its job."""
    for name in modules:
        with contextlib.suppress(Exception, SystemExit):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()


def work(connection: Connection, limits: Limits, preload: tuple[str, ...], *, most_jobs: int = MOST_JOBS) -> None:
    """Run jobs until the other side has gone, or until this process is worn out, which it says with its last result."""
    warm_up(preload)
    gc.set_threshold(SELDOM)
    with contextlib.suppress(EOFError, OSError):
        _send(connection, "ready", os.getpid())
        first = _bytes_held()
        for number in range(1, most_jobs + 1):
            kind, value = _run(connection.recv_bytes(), limits)
            last = kind == "memory" or number == most_jobs or _bytes_held() - first > MOST_GROWTH
            _send(connection, kind, value, last=last)
            if last:
                break
            del value
            gc.collect()


def _send(connection: Connection, kind: Kind, value: object = None, *, last: bool = False) -> None:
    try:
        packed = pickle.dumps((kind, value, last), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 (whatever a result does when it is packed)
        packed = pickle.dumps(("unreadable", f"{type(error).__name__}: {error}", last))
    connection.send_bytes(packed)


def _run(packed: bytes, limits: Limits) -> tuple[Kind, object]:
    """Run one job, and give its result or what went wrong."""
    try:
        function: Callable[..., Any]
        function, args, kwargs = pickle.loads(packed)  # noqa: S301 (from the process that started this one)
    except Exception as error:  # noqa: BLE001 (a class that cannot be imported here, and more)
        return "unreadable", f"{type(error).__name__}: {error}"
    try:
        with _limited(limits):
            return "result", function(*args, **kwargs)
    except MemoryError:
        return "memory", None
    except BaseException as error:  # noqa: BLE001 (the future carries it)
        return "error", error


@contextlib.contextmanager
def _limited(limits: Limits) -> Iterator[None]:
    """Let the system end this process when it uses too much of a processor, and refuse it memory when it asks for too much."""
    if sys.platform == "win32":
        yield
        return
    if limits.cpu_seconds is not None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        _set_soft(resource.RLIMIT_CPU, math.ceil(usage.ru_utime + usage.ru_stime + limits.cpu_seconds))
    if limits.memory is not None:
        _set_soft(resource.RLIMIT_DATA, _data_held() + limits.memory)
    try:
        yield
    finally:
        if limits.memory is not None:
            _set_soft(resource.RLIMIT_DATA, resource.RLIM_INFINITY)


def _set_soft(which: int, value: int) -> None:
    """Set a soft limit, at most the hard one that this process was started with."""
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY and (value == resource.RLIM_INFINITY or value > hard):
        value = hard
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(which, (value, hard))


def _data_held() -> int:
    """Bytes that count against RLIMIT_DATA; 0 where the system does not say."""
    return _statm(5)


def _bytes_held() -> int:
    """Bytes of real memory; 0 where the system does not say."""
    return _statm(1)


def _statm(column: int) -> int:
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[column]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0
