"""Jobs on the workers of a Dask cluster: each is a task of its own, and carries the files of the content folder that it shows."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from distributed import Client, KilledWorker
from distributed import Future as Remote
from pydantic import BaseModel

from pressup.build.executors import endings
from pressup.build.executors.remote import Lacking, run_packed
from pressup.build.jobs import Job
from pressup.plugin.executor import ExecutorSetup, JobError
from pressup.records.shared import Media

P = ParamSpec("P")
T = TypeVar("T")
CONNECT_SECONDS = 10
MOST_ROUNDS = 5
"""So often a job may ask for further files."""


class Cluster(Executor):
    """Runs jobs on a Dask cluster. When a worker dies its jobs are given to others.

    Args:
        address: The scheduler's, such as `localhost:8786`.
        setup: The limits, and the modules to import; the number of jobs is the cluster's.

    Raises:
        OSError: when the scheduler cannot be reached.
        ValueError: when the address is none.
    """

    def __init__(self, address: str, setup: ExecutorSetup) -> None:
        self._setup = setup
        self._client: Any = Client(address, timeout=CONNECT_SECONDS, set_as_default=False, name="pressup")  # type: ignore[no-untyped-call]
        self._open: set[Future[Any]] = set()
        self._change = threading.Condition()
        self._closed = False

    @property
    def jobs(self) -> int:
        """How many jobs the cluster does at once, now."""
        try:
            return sum(self._client.nthreads().values())
        except Exception:  # noqa: BLE001 (it has gone, which the jobs will tell)
            return 1

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand over a job. What it and its result hold must be such that can be pickled."""
        future: Future[T] = Future()
        with self._change:
            if self._closed:
                raise RuntimeError("This executor was shut down; open another one.")
            self._open.add(future)
        future.set_running_or_notify_cancel()
        self._send(future, (function, args, kwargs), {path for job in args if isinstance(job, Job) for path in files_of(job)}, 1)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, which goes on; the jobs are waited for, or given up with `cancel_futures`."""
        with self._change:
            self._closed = True
            self._change.wait_for(lambda: cancel_futures or not wait or not self._open)
            given_up = list(self._open)
            self._open.clear()
        self._client.close()  # the scheduler then forgets what nobody waits for
        for future in given_up:
            _fail(future, JobError("The executor was shut down before it was done."))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Wait for what was handed over; after an error or Ctrl-C there is nobody to want it."""
        self.shutdown(cancel_futures=kind is not None)

    def _send(self, future: Future[Any], call: tuple[Any, Any, Any], paths: set[str], rounds: int) -> None:
        function, args, kwargs = call
        try:
            carried = tuple(_carrying(value, paths) for value in args)
            packed = pickle.dumps((function, carried, kwargs), pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # noqa: BLE001 (whatever packing it raises)
            self._settle(future, JobError(endings.unreadable(f"{type(error).__name__}: {error}")))
            return

        def take(remote: Remote[bytes]) -> None:
            try:
                result = pickle.loads(remote.result())  # noqa: S301 (from the cluster that the user chose)
            except KilledWorker as error:
                tried = f"{error.allowed_failures + 1} workers of the cluster died" if hasattr(error, "allowed_failures") else ""
                self._settle(future, JobError(f"It was given up after {tried or 'several workers of the cluster died'} with it."))
            except JobError as error:
                self._settle(future, error)
            except BaseException as error:  # noqa: BLE001 (the future carries it)
                said = " ".join(str(error).split())
                self._settle(future, JobError(f"The cluster could not run it: {type(error).__name__}: {said}"))
            else:
                if isinstance(result, Lacking) and rounds < MOST_ROUNDS:
                    self._send(future, call, paths | set(result.paths), rounds + 1)
                elif isinstance(result, Lacking):
                    self._settle(future, JobError(f"It asks for ever more files: {', '.join(result.paths[:3])} and others."))
                else:
                    self._settle(future, None, result)

        try:
            remote = self._client.submit(run_packed, packed, self._setup.limits, self._setup.preload, pure=False)
            remote.add_done_callback(take)
        except Exception as error:  # noqa: BLE001 (the cluster has gone)
            self._settle(future, JobError(f"The cluster could not be asked to run it: {type(error).__name__}: {error}"))

    def _settle(self, future: Future[Any], error: BaseException | None, result: object = None) -> None:
        with self._change:
            self._open.discard(future)
            self._change.notify_all()
        if error is not None:
            _fail(future, error)
        elif not future.done():
            future.set_result(result)


def files_of(job: Job) -> tuple[str, ...]:
    """The files of the content folder that a document names: pictures of its records. Others follow when they are asked for."""
    return tuple(dict.fromkeys(media.file for media in _media([job.document, job.context.publisher])))


def _media(values: Iterable[object]) -> Iterator[Media]:
    for value in values:
        if isinstance(value, Media):
            yield value
        elif isinstance(value, BaseModel):
            yield from _media(getattr(value, name) for name in type(value).model_fields)
        elif isinstance(value, tuple | list):
            yield from _media(value)
        elif isinstance(value, dict):
            yield from _media(value.values())


def _carrying(value: object, paths: Iterable[str]) -> object:
    return replace(value, context=value.context.carrying(sorted(paths))) if isinstance(value, Job) else value


def _fail(future: Future[Any], error: BaseException) -> None:
    if not future.done():
        future.set_exception(error)
