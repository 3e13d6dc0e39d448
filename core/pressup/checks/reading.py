"""Reading many files fast: each is checked by itself while it is read, on every core, and what did not change is not read again."""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from pressup.checks.duplicates import sketch
from pressup.checks.memory import FEW, FIGURES, Memory, shard_of
from pressup.checks.rules import record_findings
from pressup.content.reader import FileName, ReadFile, read_record
from pressup.records import Exercise, LibraryFile

MANY = {"fork": 100, "spawn": 1_500}
"""From this many files on other processes pay, by the way they are started: a copy of this one begins at once."""

Progress = Callable[[int, int], None]
"""Told how many files are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the files of a library are read.

    Attributes:
        workers: How many processes read. More than one only from a program whose main module may be imported again.
        memory: What is known from before, when anything is.
        progress: Called now and then.
    """

    workers: int = 1
    memory: Memory | None = None
    progress: Progress | None = None

    def read_all(self, files: Sequence[FileName], settings: LibraryFile) -> list[ReadFile]:
        """Read and check files, in their order. What the checks of one record find is in `checked`."""
        with _no_garbage_collection():
            memory = self._memory(files)
            known = memory.recall(files, settings) if memory else {}
            groups: dict[int, list[FileName]] = {}
            for file in files:
                if file[1] not in known:
                    groups.setdefault(shard_of(file[1]), []).append(file)
            found = dict(known)
            small: dict[int, dict[str, ReadFile]] = {}
            for shard, packed in self._packed(groups, settings):
                made: dict[str, ReadFile] = packed if isinstance(packed, dict) else pickle.loads(packed)  # noqa: S301 (our own worker)
                found.update(made)
                if memory:
                    memory.keep(shard, settings, known, made, packed if isinstance(packed, bytes) else None)
                else:
                    small[shard] = made
                if self.progress:
                    self.progress(len(found), len(files))
            if memory:
                memory.forget(known)
            elif self.memory and len(files) <= FEW and _has_figures(found.values()) and self.memory.ready():
                for shard, made in small.items():
                    self.memory.keep(shard, settings, {}, made)
        return [found[name] for _, name in files]

    def _memory(self, files: Sequence[FileName]) -> Memory | None:
        """The memory, for a folder of many files, or one that is remembered for its figures."""
        memory = self.memory
        if memory and (len(files) > FEW or memory.exists()) and memory.ready():
            return memory
        if memory and len(files) <= FEW:
            memory.look(files)
        return None

    def _packed(
        self, groups: Mapping[int, Sequence[FileName]], settings: LibraryFile
    ) -> Iterator[tuple[int, dict[str, ReadFile] | bytes]]:
        """What the files of each shard gave; from another process as it was packed there, so that nothing is packed twice."""
        start = _start_method()
        many = self.workers > 1 and sum(map(len, groups.values())) >= MANY[start]
        pool = _pool(self.workers, start) if many else None
        if pool is None:
            for shard, files in groups.items():
                yield shard, {file[1]: read_and_check(file, settings) for file in files}
            return
        with pool:
            yield from zip(groups, pool.map(_read_packed, [(files, settings) for files in groups.values()]), strict=True)


def _has_figures(files: Iterable[ReadFile]) -> bool:
    return sum(isinstance(file.record, Exercise) and file.record.figure is not None for file in files) >= FIGURES


def _pool(workers: int, start: Literal["fork", "spawn"]) -> ProcessPoolExecutor | None:
    """Other processes to read with; None where the system gives no means for them to speak, as in some containers."""
    try:
        return ProcessPoolExecutor(workers, multiprocessing.get_context(start), initializer=gc.disable)
    except (ImportError, NotImplementedError, OSError):
        return None


def _start_method() -> Literal["fork", "spawn"]:
    """How other processes are started: by a copy of this one where that is safe, which is on Linux and without threads."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _read_packed(work: tuple[Sequence[FileName], LibraryFile]) -> bytes:
    files, settings = work
    return pickle.dumps({file[1]: read_and_check(file, settings) for file in files}, pickle.HIGHEST_PROTOCOL)


def read_and_check(file: FileName, settings: LibraryFile) -> ReadFile:
    """Read a file, and run the checks of one record over it."""
    return checked(read_record(*file), settings)


def checked(file: ReadFile, settings: LibraryFile) -> ReadFile:
    """The file with what the checks of one record find in it, and what finds others like it."""
    record = file.record
    if record is None or file.source is None:
        return file
    like = sketch(record) if isinstance(record, Exercise) else ()
    return replace(file, checked=record_findings(record, file.source, settings), sketch=like)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Records hold no circles, and looking for some among millions of values takes longer than reading them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
