"""Where documents are rendered: what a plugin gives to offer another place, and what such a place must hold to."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

OWN_SCHEMES = ("dask", "processes")
"""Those that Pressup has itself."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may use. None is no limit.

    Attributes:
        seconds: Time by the clock.
        cpu_seconds: Time of a processor, of all threads together; kept to within a second.
        memory: Bytes, besides what the process that renders holds before it begins with the document. Kept on Linux.
    """

    seconds: float | None = 120.0
    cpu_seconds: float | None = 120.0
    memory: int | None = 2_000_000_000


@dataclass(frozen=True, slots=True)
class ExecutorSetup:
    """How documents of a build are to be rendered.

    Attributes:
        jobs: How many at once on this machine. A cluster has its own number.
        limits: What each document may use.
        preload: Modules that processes import once, before their first document.
    """

    jobs: int = 1
    limits: Limits = Limits()
    preload: tuple[str, ...] = ()


class JobError(Exception):
    """A job that could not be finished where it ran: it broke a limit, or its process died. The message is a sentence about it."""


@dataclass(frozen=True, slots=True)
class ExecutorKind:
    """A place where documents can be rendered. A plugin returns it from `pressup_register_executors`.

    Attributes:
        scheme: The word for `--executor`, before `://`: small letters, digits, hyphens.
        summary: What it is, in a few words.
        open: Makes the executor, from what stands behind `://` and a setup. It is used as a context manager. What it is given with
            `submit` can be pickled, except for a target whose class is no module's; what its futures raise is `JobError` when a job
            could not be finished, and costs one document. One that does more than 32 jobs at once says how many in an attribute
            `jobs`, so that it is given enough of them. An address that is no good raises `ValueError`, and a place that cannot
            be reached `OSError`: the messages are for the user.

    Example:
        >>> def threads(address, setup):
        ...     return ThreadPoolExecutor(int(address or setup.jobs))
        >>> ExecutorKind("threads", "Threads of this process", threads)
    """

    scheme: str
    summary: str
    open: Callable[[str, ExecutorSetup], Executor]
