"""Locks that end with the process that holds them, however it ends."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)
_held: set[int] = set()


def _let_go() -> None:
    """A process that was forked from ours does not hold our locks: it may live longer."""
    for file in _held:
        os.close(file)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)


class Lock:
    """A lock on a file, which is made for it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def acquire(self, *, wait: bool = True) -> bool:
        """Take the lock; whether it was to be had, without `wait`. On a disk that knows no locks, only who waits gets it.

        Raises:
            OSError: when the file cannot be made.
        """
        while True:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                os.close(file)
                return False
            except OSError as error:
                if error.errno not in _NO_LOCKS or not wait:
                    os.close(file)
                    if error.errno in _NO_LOCKS:
                        return False
                    raise
            except BaseException:
                os.close(file)
                raise
            if self._is_still(file):
                self._file = file
                _held.add(file)
                return True
            os.close(file)

    def release(self, *, remove: bool = False) -> None:
        """Give the lock back, and with `remove` take its file away."""
        if self._file is None:
            return
        if remove:
            self.path.unlink(missing_ok=True)
        _held.discard(self._file)
        os.close(self._file)
        self._file = None

    def _is_still(self, file: int) -> bool:
        """Whether the file that we locked is the one that has the name: who held it before may have taken it away."""
        try:
            return os.path.samestat(os.fstat(file), self.path.stat())
        except FileNotFoundError:
            return False
