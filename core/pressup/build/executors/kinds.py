"""The places where documents can be rendered, by the word that chooses them."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable
from concurrent.futures import Executor
from typing import Any

from pressup.build.executors.in_process import InProcess
from pressup.build.executors.processes import Processes
from pressup.content.suggest import did_you_mean
from pressup.errors import UsageError
from pressup.plugin import ExecutorKind, ExecutorSetup, Limits, Registry, Target

ALWAYS_PRELOADED = ("pressup.build.jobs", "pypdfium2")
"""What every job needs, or most do."""


def open_executor(
    spec: str | None,
    jobs: int,
    limits: Limits | None = None,
    preload: Iterable[str] = (),
    registry: Registry | None = None,
) -> Executor:
    """The executor that a word chooses: `processes`, `dask://HOST:PORT`, or one of a plugin.

    Args:
        spec: The word, with an address where one is needed; None for the processes of this machine, or for this one with one job.
        jobs: How many jobs at once.
        limits: What each document may use; the usual limits when left out.
        preload: Modules that processes import once.
        registry: What plugins give.

    Raises:
        UsageError: when there is no such place, it cannot be reached, or its software is not installed.
    """
    if spec is None and jobs == 1:
        return InProcess()
    scheme, _, address = (spec or "processes").partition("://")
    known = {kind.scheme: kind for kind in own_kinds()}
    known |= {kind.scheme: kind for _, kind in (registry.executors if registry else ())}
    if scheme not in known:
        raise UsageError(f"--executor: there is no “{scheme}”. {did_you_mean(scheme, known)}".strip())
    try:
        executor = known[scheme].open(address, ExecutorSetup(jobs, limits or Limits(), tuple(preload)))
    except UsageError:
        raise
    except Exception as error:  # a plugin's, too
        said = str(error) if isinstance(error, OSError | ValueError) and str(error) else f"{type(error).__name__}: {error}"
        raise UsageError(f"--executor {spec or scheme}: {said}") from error
    if not isinstance(executor, Executor):
        raise UsageError(f"--executor {scheme}: its plugin gave {type(executor).__name__}, no concurrent.futures.Executor.")
    return executor


def own_kinds() -> tuple[ExecutorKind, ...]:
    """Pressup's own, in the order of their schemes."""
    return (
        ExecutorKind("dask", "The workers of a Dask cluster: dask://HOST:PORT", _dask),
        ExecutorKind("processes", "Processes of this machine, as many as --jobs", _processes),
    )


def preloads(targets: Iterable[type[Target[Any]]]) -> tuple[str, ...]:
    """The modules that processes import before they render for these targets."""
    return tuple(dict.fromkeys((*ALWAYS_PRELOADED, *(name for target in targets for name in target.preload))))


def cores() -> int:
    """How many cores this process may use."""
    count = getattr(os, "process_cpu_count", None)  # from Python 3.13
    if count is not None:
        return count() or 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processes(address: str, setup: ExecutorSetup) -> Executor:
    if address:
        raise ValueError("“processes” has no address; the number of processes is --jobs.")
    return Processes(setup.jobs, setup.limits, setup.preload)


def _dask(address: str, setup: ExecutorSetup) -> Executor:
    if not address:
        raise ValueError("say where the scheduler is, as in dask://localhost:8786.")
    if importlib.util.find_spec("distributed") is None:
        raise ValueError('Dask is not installed here; install it with: pip install "pressup[dask]"')
    from pressup.build.executors.cluster import Cluster

    return Cluster(address, setup)
