"""The process that the others are copied from.

It imports what takes long once, does nothing else, and has no threads, so that a copy of it is safe, and ready in milliseconds. It
knows how each copy ended, and when the build has gone, it takes all of them with it.

The build sends it messages of five bytes: START or KILL, and the number of a process; with START comes the process's end of its
connection. It answers with eight bytes when one has ended: its number, and its exit code, negative for a signal.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import socket
import struct
import sys
from multiprocessing.connection import Connection
from pathlib import Path

START, KILL = 1, 2
ORDER = struct.Struct("!BI")
NEWS = struct.Struct("!Ii")


def main(channel: int, setup: bytes) -> None:
    """Serve the build at the other end of a socket."""
    from pressup.build.executors.worker import warm_up

    limits, preload, most_jobs, early = pickle.loads(setup)  # noqa: S301 (from the process that started this one)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if early and sys.platform == "linux":  # elsewhere system libraries may not survive being copied
        warm_up(preload)
        if _threads() > 1:  # a copy would lack them, and may wait for them for ever: each copy imports for itself
            late = pickle.dumps((limits, preload, most_jobs, False)).hex()
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:-1], late])  # noqa: S606
    _Nursery(socket.socket(fileno=channel), limits, preload, most_jobs).run()


def _threads() -> int:
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return 1


class _Nursery:
    def __init__(self, channel: socket.socket, limits: object, preload: tuple[str, ...], most_jobs: int) -> None:
        self.channel, self.limits, self.preload, self.most_jobs = channel, limits, preload, most_jobs
        self.numbers: dict[int, int] = {}
        self.woken, self.waker = os.pipe()

    def run(self) -> None:
        """Start and end processes until the build has gone."""
        os.set_blocking(self.waker, False)
        os.set_blocking(self.woken, False)
        signal.set_wakeup_fd(self.waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            while True:
                ready, _, _ = select.select([self.channel.fileno(), self.woken], [], [])
                if self.woken in ready:
                    with contextlib.suppress(BlockingIOError):
                        os.read(self.woken, 4096)
                    self.bury()
                if self.channel.fileno() in ready and not self.obey():
                    return
        except OSError:  # nobody listens any more
            return
        finally:
            for pid in self.numbers:
                _kill(pid)

    def obey(self) -> bool:
        """Do what the build says; false when it has gone."""
        order, descriptors, _, _ = socket.recv_fds(self.channel, ORDER.size, 1)
        while 0 < len(order) < ORDER.size:
            rest = self.channel.recv(ORDER.size - len(order))
            if not rest:
                return False
            order += rest
        if not order:
            return False
        what, number = ORDER.unpack(order)
        if what == START:
            self.start(number, descriptors[0])
        for pid, known in self.numbers.items() if what == KILL else ():
            if known == number:
                _kill(pid)
        return True

    def start(self, number: int, descriptor: int) -> None:
        """Make a copy of this process that works."""
        try:
            pid = os.fork()
        except OSError:
            os.close(descriptor)
            self.channel.sendall(NEWS.pack(number, 127))
            return
        if pid == 0:
            self.become_worker(descriptor)
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)
        os.close(descriptor)
        self.numbers[pid] = number

    def become_worker(self, descriptor: int) -> None:
        """Work, and never come back."""
        from pressup.build.executors.worker import work

        code = 1
        try:
            with contextlib.suppress(OSError):
                os.setpgid(0, 0)  # what a job starts ends with it
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for own in (self.woken, self.waker):
                os.close(own)
            self.channel.close()
            work(Connection(descriptor), self.limits, self.preload, most_jobs=self.most_jobs)  # type: ignore[arg-type]
            code = 0
        except BaseException:  # noqa: BLE001 (this is the end of the process)
            sys.excepthook(*sys.exc_info())
        finally:
            with contextlib.suppress(Exception):
                sys.stderr.flush()
            os._exit(code)

    def bury(self) -> None:
        """Tell how processes ended."""
        for pid in list(self.numbers):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                with contextlib.suppress(OSError):
                    os.killpg(pid, signal.SIGKILL)  # what it had started
                self.channel.sendall(NEWS.pack(self.numbers.pop(pid), os.waitstatus_to_exitcode(status)))


def _kill(pid: int) -> None:
    """End a process and what it started; one that has gone is no error."""
    for end in (os.killpg, os.kill):
        with contextlib.suppress(OSError):
            end(pid, signal.SIGKILL)
