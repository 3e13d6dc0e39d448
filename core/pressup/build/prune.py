"""Keeping the cache small: what was not used for longest goes first."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pressup.build.cache import Cache, read_result, sealed, unsealed

LIMIT = 2_000_000_000
"""A build that finds the cache bigger than this prunes it."""
_SPARE = 0.8
_RECOUNT_AFTER = 50
_HOUR = 3_600
_DAY = 86_400
_MONTH = 30 * _DAY


@dataclass(frozen=True, slots=True)
class Size:
    """How much a cache holds."""

    results: int
    size: int


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was taken away, and what is left."""

    results: int
    size: int
    left: Size


@dataclass(frozen=True, slots=True)
class _Result:
    place: Path
    used: float
    size: int
    objects: tuple[str, ...]


def size_of(cache: Cache) -> Size:
    """How much a cache holds."""
    results = [found.st_size for entry in _files(cache.folder / "results") if (found := _stat(entry))]
    objects = [found.st_size for entry in _files(cache.folder / "objects") if (found := _stat(entry))]
    return Size(len(results), sum(results) + sum(objects))


def prune(cache: Cache, *, max_size: int | None = None, older_than: float | None = None) -> Pruned:
    """Take results away until the cache is no bigger than `max_size` bytes, and those not used for `older_than` days.

    Bytes that no result names go too; those younger than an hour may belong to a build that is about to name them. A build that
    runs at the same time loses nothing but time.
    """
    now = time.time()
    objects = {entry.parent.name + entry.name: found for entry in _files(cache.folder / "objects") if (found := _stat(entry))}
    before = sum(found.st_size for found in objects.values())
    results = sorted(_results(cache), key=lambda result: (-result.used, result.place.name))
    kept: set[str] = set()
    gone: set[str] = set()
    total = removed = 0
    full = False
    for result in results:
        new = {sha256 for sha256 in result.objects if sha256 in objects and sha256 not in kept}
        size = result.size + sum(objects[sha256].st_size for sha256 in new)
        full = full or (max_size is not None and total + size > max_size)
        if full or (older_than is not None and result.used < now - older_than * _DAY):
            with suppress(OSError):
                result.place.unlink(missing_ok=True)
            removed += 1
            gone |= set(result.objects)
        else:
            total += size
            kept |= new
    for sha256, found in objects.items():
        if sha256 in kept or (sha256 not in gone and found.st_mtime > now - _HOUR):
            continue
        with suppress(OSError):
            cache.bytes_of(sha256).unlink(missing_ok=True)
    _sweep(cache.folder / "new", now - _HOUR)
    _sweep(cache.folder / "outputs", now - _MONTH)
    left = size_of(cache)
    _write_size(cache, left.size, 0)
    freed = before + sum(result.size for result in results) - left.size
    return Pruned(removed, max(freed, 0), left)


def clear(cache: Cache) -> Size:
    """Take everything away; what was there is returned."""
    import shutil

    before = size_of(cache)
    for name in ("results", "objects", "outputs", "new", "size"):
        place = cache.folder / name
        if place.is_dir():
            for entry in list(place.iterdir()):
                shutil.rmtree(entry, ignore_errors=True)
                with suppress(OSError):
                    entry.unlink(missing_ok=True)
        else:
            with suppress(OSError):
                place.unlink(missing_ok=True)
    return before


def settle(cache: Cache, limit: int = LIMIT) -> None:
    """After a build: prune a cache that has become too big. Its size is kept in a file, and counted anew now and then."""
    if not cache.added:
        return
    size, builds = _read_size(cache)
    size += cache.added
    if size < 0 or builds >= _RECOUNT_AFTER:
        size, builds = size_of(cache).size, 0
    if size > limit:
        prune(cache, max_size=int(limit * _SPARE))
    else:
        _write_size(cache, size, builds + 1)
    cache.added = 0


def _read_size(cache: Cache) -> tuple[int, int]:
    """The size and how many builds have added to it; after that many, or when it cannot be read, it is counted."""
    try:
        size, builds = unsealed((cache.folder / "size").read_bytes())
    except (OSError, TypeError, ValueError):
        return 0, _RECOUNT_AFTER
    good = type(size) is int and type(builds) is int and size >= 0
    return (size, builds) if good else (0, _RECOUNT_AFTER)


def _write_size(cache: Cache, size: int, builds: int) -> None:
    with suppress(OSError):
        cache.write(cache.folder / "size", sealed([size, builds]))


def _results(cache: Cache) -> Iterator[_Result]:
    """The results; those that are damaged are taken away."""
    for entry in _files(cache.folder / "results"):
        found = _stat(entry)
        fingerprint = entry.parent.name + entry.name.removesuffix(".json")
        result = read_result(entry, fingerprint) if found else None
        if found and result:
            yield _Result(entry, result.used, found.st_size, tuple(artifact.sha256 for artifact in result.artifacts))


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder's folders. They may vanish at any time."""
    with suppress(OSError):
        for inner in sorted(os.listdir(folder)):  # noqa: PTH208 (a folder may vanish)
            with suppress(OSError):
                for name in sorted(os.listdir(folder / inner)):  # noqa: PTH208
                    yield folder / inner / name


def _stat(place: Path) -> os.stat_result | None:
    try:
        return place.stat()
    except OSError:
        return None


def _sweep(folder: Path, since: float) -> None:
    """Take away the files of a folder that are older: what killed builds left half written, and what is long unused."""
    for entry in [*folder.glob("*")] if folder.is_dir() else []:
        found = _stat(entry)
        if found and found.st_mtime < since:
            with suppress(OSError):
                entry.unlink(missing_ok=True)
