"""Jobs in other processes of this machine: several at once, each within limits, and none takes another with it."""

from __future__ import annotations

import itertools
import os
import pickle
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from pressup.build.executors import endings
from pressup.build.executors.in_process import InProcess
from pressup.build.executors.started import Nursery, Worker
from pressup.build.executors.worker import MOST_JOBS
from pressup.plugin.executor import JobError, Limits

P = ParamSpec("P")
T = TypeVar("T")
START_SECONDS = 120.0
"""How long a process may take to import what it needs."""
MOST_FAILURES = 3
"""So many processes in a row may fail to start."""
LOST = "The process that starts those that render has ended."


@dataclass(slots=True)
class Task:
    """A job that was handed over, packed."""

    future: Future[Any]
    packed: bytes


class Processes(Executor):
    """Runs jobs in processes that are started when they are needed, and used again.

    Args:
        jobs: How many at once, at most.
        limits: What each job may use; the usual limits when left out.
        preload: Modules that are imported once, before the first job.
        most_jobs: After so many jobs a process makes way for a new one.
    """

    def __init__(
        self, jobs: int, limits: Limits | None = None, preload: tuple[str, ...] = (), *, most_jobs: int = MOST_JOBS
    ) -> None:
        self.jobs, self.limits = max(1, jobs), limits or Limits()
        self.note = ""
        """What the user should know about where jobs run; empty when all is as it should be."""
        self._setup = (self.limits, tuple(preload), most_jobs)
        self._queue: deque[Task] = deque()
        self._workers: dict[int, Worker[Task]] = {}
        self._numbers = itertools.count(1)
        self._failures = 0
        self._nursery: Nursery | None = None
        self._thread: threading.Thread | None = None
        self._fallback: InProcess | None = None
        self._lock = threading.Lock()
        self._woken, self._waker = -1, -1
        self._closed = self._stopped = False

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand over a job. What it and its result hold must be such that can be pickled."""
        future: Future[T] = Future()
        try:
            packed = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # noqa: BLE001 (whatever packing it raises)
            future.set_exception(JobError(endings.unreadable(f"{type(error).__name__}: {error}")))
            return future
        with self._lock:
            if self._closed:
                raise RuntimeError("This executor was shut down; open another one.")
            if self._thread is None and self._fallback is None:
                self._begin()
            if self._fallback is None:
                self._queue.append(Task(future, packed))
                self._wake()
                return future
        return self._fallback.submit(function, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes: when the jobs are done, or with `cancel_futures` when those are that have begun."""
        with self._lock:
            self._closed = True
            if cancel_futures:
                for task in self._queue:
                    task.future.cancel()
            self._wake()
        if wait and self._thread:
            self._thread.join()

    def stop(self) -> None:
        """End the processes at once, whatever they are doing."""
        with self._lock:
            self._closed = self._stopped = True
            self._wake()
        if self._thread:
            self._thread.join()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Wait for what was handed over; after an error or Ctrl-C there is nobody to want it."""
        if kind is None:
            self.shutdown()
        else:
            self.stop()

    def _begin(self) -> None:
        """Start the process that starts the others, and the thread that looks after them."""
        try:
            self._nursery = Nursery(self._setup)
            self._woken, self._waker = os.pipe()
        except (ImportError, NotImplementedError, OSError) as error:
            self.note = f"no other process can be started here ({error}), so documents are rendered in this one, without limits"
            self._fallback = InProcess()
            return
        self._thread = threading.Thread(target=self._manage, name="pressup-processes", daemon=True)
        self._thread.start()

    def _wake(self) -> None:
        if self._waker >= 0:
            os.write(self._waker, b".")

    def _manage(self) -> None:
        """The life of the thread: hand out jobs, take in results, and end what breaks a limit."""
        reason = "The executor was shut down before it was done."
        try:
            while not self._stopped and not (self._closed and not self._queue and not self._busy()):
                self._hand_out()
                for ready in wait(self._sources(), self._next_deadline()):
                    self._attend(ready)
                self._end_late_ones()
        except BaseException as error:  # noqa: BLE001 (whoever waits for a job must hear of it)
            reason = f"The processes that render could not be looked after: {type(error).__name__}: {error}."
        finally:
            self._finish(reason)

    def _busy(self) -> bool:
        return any(worker.task for worker in self._workers.values())

    def _sources(self) -> list[Any]:
        nursery = [self._nursery.channel] if self._nursery else []
        return [self._woken, *nursery, *(worker.connection for worker in self._workers.values() if worker.open)]

    def _next_deadline(self) -> float | None:
        deadlines = [worker.deadline for worker in self._workers.values() if worker.deadline is not None]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _hand_out(self) -> None:
        """Give waiting jobs to processes that have none, and start processes for the others."""
        for worker in list(self._workers.values()):
            while self._queue and worker.idle:
                task = self._queue.popleft()
                if task.future.set_running_or_notify_cancel():
                    worker.give(task, task.packed, self.limits.seconds)
        starting = sum(1 for worker in self._workers.values() if worker.open and not worker.ready)
        room = self.jobs - sum(1 for worker in self._workers.values() if worker.open)
        for _ in range(min(room, len(self._queue) - starting)):
            number = next(self._numbers)
            self._nursery = self._nursery or Nursery(self._setup)
            self._workers[number] = Worker(number, self._nursery.start(number), time.monotonic() + START_SECONDS)

    def _attend(self, source: Any) -> None:
        """Read what has arrived."""
        if source == self._woken:
            os.read(self._woken, 4096)
        elif self._nursery and source is self._nursery.channel:
            for number, code in self._nursery.news():
                self._ended(number, code)
            if self._nursery.gone:
                self._lost_nursery()
        else:
            for worker in [worker for worker in self._workers.values() if worker.connection is source]:
                self._listen(worker)

    def _listen(self, worker: Worker[Task]) -> None:
        """Take in a message of a process. Whether it has ended, the nursery says."""
        try:
            kind, value, last = pickle.loads(worker.connection.recv_bytes())  # noqa: S301 (from our own process)
        except (EOFError, OSError):
            worker.close()
            self._kill(worker)
            return
        except Exception as error:  # noqa: BLE001 (a result that cannot be unpacked here)
            kind, value, last = "unreadable", f"{type(error).__name__}: {error}", False
        task, worker.task, worker.deadline = worker.task, None, None
        if kind == "ready":
            worker.ready, worker.pid, self._failures = True, value, 0
        if last:
            worker.close()
        if task is None:
            return
        if kind == "result":
            task.future.set_result(value)
        elif kind == "error":
            task.future.set_exception(value)
        else:
            said = endings.memory(self.limits) if kind == "memory" else endings.unreadable(value)
            task.future.set_exception(JobError(said))

    def _ended(self, number: int, code: int) -> None:
        """A process has ended: take in its last words, and say of its job what became of it."""
        worker = self._workers.get(number)
        if worker is None:
            return
        while worker.open and worker.connection.poll():
            self._listen(worker)
        del self._workers[number]
        worker.close()
        if worker.task:
            worker.task.future.set_exception(JobError(worker.reason or endings.died(code, self.limits)))
        elif not worker.ready:
            self._could_not_start(worker.reason or endings.died(code, self.limits))

    def _could_not_start(self, reason: str) -> None:
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            self._failures = 0
            while self._queue:
                task = self._queue.popleft()
                if task.future.set_running_or_notify_cancel():
                    task.future.set_exception(JobError(f"No process could be started to render it. {reason}"))

    def _lost_nursery(self) -> None:
        """The process that knows how the others end has gone: none of them is of use any more."""
        if self._nursery:
            self._nursery.close()
            self._nursery = None
        started = any(worker.ready for worker in self._workers.values())
        for worker in list(self._workers.values()):
            worker.end()
            worker.reason = worker.reason or LOST
            worker.ready = True
            self._ended(worker.number, 1)
        if not started:
            self._could_not_start(LOST)

    def _end_late_ones(self) -> None:
        now = time.monotonic()
        for worker in self._workers.values():
            if worker.deadline is None or worker.deadline > now or worker.connection.poll():
                continue
            seconds = self.limits.seconds if worker.task else START_SECONDS
            worker.reason = endings.late(seconds or 0.0)
            worker.deadline = None
            self._kill(worker)

    def _kill(self, worker: Worker[Task]) -> None:
        if self._nursery:
            self._nursery.kill(worker.number)

    def _finish(self, reason: str) -> None:
        """End all processes; who still waits for a job hears why it will not come."""
        with self._lock:
            self._closed = True
            waiting = [*(worker.task for worker in self._workers.values() if worker.task), *self._queue]
            self._queue.clear()
            if self._nursery:
                self._nursery.close()
            for worker in self._workers.values():
                worker.close()
            self._workers.clear()
            for descriptor in (self._woken, self._waker):
                os.close(descriptor)
            self._waker = -1
        for task in waiting:
            if not task.future.done():
                task.future.set_exception(JobError(reason))
