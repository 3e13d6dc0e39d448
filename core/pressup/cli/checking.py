"""What `pressup validate` looks at: a library, parts of it, submissions beside it, or standard input."""

from __future__ import annotations

import datetime
import gc
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pressup.errors import UsageError
from pressup.findings import Finding

if TYPE_CHECKING:
    from pressup.checks.reading import Reading
    from pressup.content.library import Library
    from pressup.content.reader import ReadFile
    from pressup.plugin import Registry

STDIN = Path("-")
STDIN_NAME = "<stdin>"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: the arguments and options of the command."""

    paths: tuple[Path, ...]
    content: Path
    against: Path | None
    kind: str | None
    date: datetime.date | None
    cache: bool
    fix: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at: the library that it was seen in, and the findings and files that were asked for."""

    library: Library
    findings: list[Finding]
    files: list[str]


def check(request: Request, registry: Registry) -> list[Checked]:
    """Check what is asked for.

    Paths inside the content folder are parts of it. A file outside, standard input, and with `--against` every path, stand beside
    the records of a library. A folder outside is a library by itself.

    Raises:
        UsageError: for a path that does not exist, and for options that do not go together.
    """
    _must_fit(request)
    gc.disable()  # records hold no circles, a run is short, and looking for some among millions of values takes long
    library = request.against or request.content
    if request.against:
        return [_beside(request, registry, library, [path for path in request.paths if path != STDIN])]
    inside = [path for path in request.paths if path != STDIN and _below(path, library)]
    outside = [path for path in request.paths if path != STDIN and path not in inside]
    files = [path for path in outside if path.is_file()]
    parts = [_whole(request, registry, path, ()) for path in outside if path not in files]
    if files or STDIN in request.paths:
        parts.append(_beside(request, registry, library, files))
    if inside or not request.paths:
        parts.append(_whole(request, registry, library, inside))
    return parts


def _must_fit(request: Request) -> None:
    from pressup.content.suggest import did_you_mean
    from pressup.records import KINDS

    for path in request.paths:
        if path != STDIN and not path.exists():
            raise UsageError(f"There is no file or folder “{path}”.")
    if request.against and not request.paths:
        raise UsageError("--against needs the files or folders that are submitted: pressup validate submission --against content.")
    if request.fix and STDIN in request.paths:
        raise UsageError("--fix changes files, and standard input is none. Name the file instead of “-”.")
    if request.kind and STDIN not in request.paths:
        raise UsageError("--kind is for standard input: pressup validate - --kind exercise.")
    if request.kind and request.kind not in KINDS:
        raise UsageError(f"--kind: “{request.kind}” is no kind of record. {did_you_mean(request.kind, KINDS)}".strip())


def _whole(request: Request, registry: Registry, folder: Path, parts: Iterable[Path]) -> Checked:
    """A library by itself: all of it, or the parts that are named."""
    from pressup.plugin.loading import load_with

    library = load_with(_reading(request, folder), folder, date=request.date, registry=registry)
    wanted = _filter(parts)
    found = [finding for finding in library.findings if wanted(finding.place.file)]
    return Checked(library, found, [source.name for source in library.sources.values() if wanted(source.name)])


def _beside(request: Request, registry: Registry, folder: Path, paths: list[Path]) -> Checked:
    """Submissions and standard input, beside the records of a library, of which nothing is told."""
    from pressup.plugin.loading import load_with

    if not folder.is_dir():
        raise UsageError(f"There is no content folder “{folder}” to resolve references in; name one with --against.")
    texts = [_stdin(request.kind)] if STDIN in request.paths else []
    library = load_with(_reading(request, folder), folder, date=request.date, registry=registry, submissions=paths, texts=texts)
    outside = _filter(paths) if paths else lambda _: False

    def wanted(file: str) -> bool:
        return file == STDIN_NAME or outside(file)

    found = [f for f in library.findings if wanted(f.place.file) or (f.related is not None and wanted(f.related.file))]
    return Checked(library, found, [source.name for source in library.sources.values() if wanted(source.name)])


def _stdin(kind: str | None) -> ReadFile:
    """The record on standard input. What it looks like says whether it is YAML, JSON or Markdown."""
    from pressup.content.reader import ReadFile, read_text
    from pressup.content.source import MAX_BYTES, decode

    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    fenced = start.startswith(b"---") and len([line for line in start.splitlines() if line.rstrip() in (b"---", b"...")]) > 1
    suffix = ".json" if start.startswith(b"{") else ".md" if fenced else ".yaml"
    source = decode(data, STDIN_NAME, suffix=suffix)
    if isinstance(source, Finding):
        return ReadFile(STDIN_NAME, None, None, STDIN_NAME, (source,))
    return read_text(source, kind=kind)


def _filter(paths: Iterable[Path]) -> Callable[[str], bool]:
    """Whether a file is one of some files or below one of some folders; every file is when there are none."""
    roots = [path.absolute() for path in paths]
    if not roots:
        return lambda _: True
    known: dict[str, bool] = {}

    def wanted(file: str) -> bool:
        if file not in known:
            path = Path(os.path.abspath(file))  # noqa: PTH100 (links stay as they are: files are named as they were found)
            known[file] = any(path.is_relative_to(os.path.abspath(root)) for root in roots)  # noqa: PTH100
        return known[file]

    return wanted


def _below(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _reading(request: Request, folder: Path) -> Reading:
    from pressup.checks.memory import Memory
    from pressup.checks.reading import Reading

    return Reading(_cores(), Memory.of(folder) if request.cache else None, _progress())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _progress() -> Callable[[int, int], None] | None:
    """A line that counts, on a terminal only."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        if total > 500:
            sys.stderr.write(f"\rread {done:,} of {total:,} files" if done < total else "\r\x1b[K")
            sys.stderr.flush()

    return show
