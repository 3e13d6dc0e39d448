"""What runs on a machine of a cluster: a job that carries all that it needs, in a process of its own there, within its limits."""

from __future__ import annotations

import pickle
import threading
from dataclasses import dataclass
from typing import Any

from pressup.build.executors.processes import Processes
from pressup.build.fingerprint import Fingerprints, software
from pressup.build.jobs import Job, Rendered
from pressup.plugin.executor import JobError, Limits

_POOLS: dict[tuple[Limits, tuple[str, ...]], Processes] = {}
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Lacking:
    """The answer to a job that asked for files of the content folder which did not come with it."""

    paths: tuple[str, ...]


def run_packed(packed: bytes, limits: Limits, preload: tuple[str, ...]) -> bytes:
    """Run a packed call in a process of its own, and give its result, packed. This function is the cluster's task.

    Raises:
        JobError: when it broke a limit, or its process died.
    """
    with _LOCK:
        pool = _POOLS.get((limits, preload))
        if pool is None:
            pool = _POOLS[limits, preload] = Processes(_threads(), limits, preload)
    return pool.submit(_run, packed).result()


def _threads() -> int:
    """How many tasks the cluster gives this worker at once."""
    from distributed import get_worker

    return int(get_worker().state.nthreads)


def _run(packed: bytes) -> bytes:
    function, args, kwargs = pickle.loads(packed)  # noqa: S301 (from the build that this cluster works for)
    job = next((value for value in args if isinstance(value, Job)), None)
    if job:
        _same_software(job)
    result: Any = function(*args, **kwargs)
    if job and isinstance(result, Rendered):
        lacking = job.context.lacks(path for path, _ in result.assets)
        result = Lacking(lacking) if lacking else result
    return pickle.dumps(result, pickle.HIGHEST_PROTOCOL)


def _same_software(job: Job) -> None:
    """Refuse a job that would come out otherwise than where it comes from.

    Raises:
        JobError: when the plugin or a library is of another version here.
    """
    if job.software and software(Fingerprints().software(job.target, job.plugin, job.context)) != job.software:
        raise JobError(
            "A worker of the cluster has another version of Pressup, of the plugin, or of a library or font that it uses. "
            "Install the same on all machines."
        )
