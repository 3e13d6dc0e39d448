"""The build's side of processes that it started: the nursery, and the workers that are copies of it."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from pressup.build.executors.nursery import KILL, NEWS, ORDER, START
from pressup.plugin.executor import Limits

T = TypeVar("T")
_PROGRAM = """
import sys
sys.path[:] = {path!r}
from pressup.build.executors.nursery import main
main({channel}, bytes.fromhex(sys.argv[1]))
"""


class Nursery:
    """The process that starts workers.

    Raises:
        OSError: when no process can be started here.
    """

    def __init__(self, setup: tuple[Limits, tuple[str, ...], int]) -> None:
        if not sys.executable:
            raise OSError("the Python that runs this is not known")
        self.channel, theirs = socket.socketpair()
        self.gone = False
        self._heard = b""
        with theirs:
            program = _PROGRAM.format(path=[os.path.abspath(entry) for entry in sys.path], channel=theirs.fileno())  # noqa: PTH100
            # It has a session of its own, so that Ctrl-C reaches the build only, which ends the others at once and in silence.
            try:
                self.process = subprocess.Popen(  # noqa: S603 (our own program)
                    [sys.executable, "-c", program, pickle.dumps((*setup, True)).hex()],
                    stdin=subprocess.DEVNULL,
                    stdout=2,  # what plugins print must not get between the results that a script reads
                    pass_fds=(theirs.fileno(),),
                    start_new_session=True,
                )
            except BaseException:
                self.channel.close()
                raise

    def start(self, number: int) -> Connection:
        """Have a worker started, and give the build's end of the connection to it."""
        ours, theirs = socket.socketpair()
        with theirs:
            with contextlib.suppress(OSError):  # when it has gone, its channel says so
                socket.send_fds(self.channel, [ORDER.pack(START, number)], [theirs.fileno()])
            return Connection(ours.detach())

    def kill(self, number: int) -> None:
        """End a worker at once."""
        with contextlib.suppress(OSError):
            self.channel.sendall(ORDER.pack(KILL, number))

    def news(self) -> list[tuple[int, int]]:
        """The workers that have ended: number, and exit code."""
        try:
            heard = self.channel.recv(4096)
        except OSError:
            heard = b""
        self.gone = not heard
        self._heard += heard
        whole = len(self._heard) // NEWS.size * NEWS.size
        news, self._heard = self._heard[:whole], self._heard[whole:]
        return list(NEWS.iter_unpack(news))

    def close(self) -> None:
        """End it and all its workers."""
        with contextlib.suppress(OSError):
            self.channel.shutdown(socket.SHUT_WR)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:  # it is still importing, or it is stopped
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.channel.close()


@dataclass(slots=True)
class Worker(Generic[T]):
    """A process that renders.

    Attributes:
        number: Its number in messages to the nursery.
        connection: Where its jobs go and its results come from.
        deadline: When it is ended unless it has answered.
        ready: Whether it has begun.
        pid: Its process, once it has begun.
        open: Whether it takes further jobs.
        task: What it is doing.
        reason: Why the build ended it.
    """

    number: int
    connection: Connection
    deadline: float | None = None
    ready: bool = False
    pid: int = 0
    open: bool = True
    task: T | None = None
    reason: str = ""

    @property
    def idle(self) -> bool:
        """Whether it waits for a job."""
        return self.open and self.ready and self.task is None

    def give(self, task: T, packed: bytes, seconds: float | None) -> None:
        """Hand it a job."""
        self.task = task
        self.deadline = None if seconds is None else time.monotonic() + seconds
        with contextlib.suppress(OSError):  # it has gone, which the nursery will tell
            self.connection.send_bytes(packed)

    def end(self) -> None:
        """End it when there is nobody else to do so."""
        if self.pid:
            with contextlib.suppress(OSError):
                os.killpg(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Close the connection."""
        self.open = False
        self.connection.close()
