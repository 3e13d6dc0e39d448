"""What `pressup validate` looks at: a library, parts of it, submissions beside it, or standard input."""

from __future__ import annotations

import datetime
import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pressup.errors import UsageError
from pressup.findings import Finding

if TYPE_CHECKING:
    from pressup.checks.reading import Reading
    from pressup.content.library import Library
    from pressup.content.reader import ReadFile
    from pressup.content.source import Source
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
    texts: tuple[Source, ...] = ()
    """What came without a file."""

    @property
    def sources(self) -> list[Source]:
        """The texts that findings may stand in."""
        return [*self.library.sources.values(), *self.texts]


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
    named = [path for path in request.paths if path != STDIN]
    if request.against:
        return [_beside(request, registry, library, named)]
    root = os.path.realpath(library)
    inside, files, parts = [], [], []
    for path in named:
        if _below(path, root):
            inside.append(path)
        elif path.is_dir():
            parts.append(_whole(request, registry, path, ()))
        else:
            files.append(path)
    if files or STDIN in request.paths:
        parts.append(_beside(request, registry, library, files))
    if inside or not request.paths:
        parts.append(_whole(request, registry, library, inside))
    return parts


def _must_fit(request: Request) -> None:
    from pressup.content.source import SUFFIXES
    from pressup.content.suggest import did_you_mean
    from pressup.records import KINDS

    for path in request.paths:
        if path != STDIN and not (path.exists() or path.is_symlink()):
            raise UsageError(f"There is no file or folder “{path}”.")
        if path != STDIN and not path.is_dir() and path.suffix.lower() not in SUFFIXES:
            raise UsageError(f"“{path}” is no file of a record: its name must end in {', '.join(SUFFIXES)}.")
    if request.against and not request.paths:
        raise UsageError("--against needs the files or folders that are submitted: pressup validate submission --against content.")
    if request.fix and STDIN in request.paths:
        raise UsageError("--fix changes files, and standard input is none. Name the file instead of “-”.")
    if request.kind and STDIN not in request.paths:
        raise UsageError("--kind is for standard input: pressup validate - --kind exercise.")
    if request.kind and request.kind not in KINDS:
        raise UsageError(f"--kind: “{request.kind}” is no kind of record. {did_you_mean(request.kind, KINDS)}".strip())


def _whole(request: Request, registry: Registry, folder: Path, parts: Sequence[Path]) -> Checked:
    """A library by itself: all of it, or the parts that are named."""
    from pressup.plugin.loading import load_with

    library = load_with(_reading(request, folder), folder, date=request.date, registry=registry)
    return _seen(library, _below_any(parts) if parts else lambda _: True)


def _beside(request: Request, registry: Registry, folder: Path, paths: Sequence[Path]) -> Checked:
    """Submissions and standard input, beside the records of a library, of which nothing is told."""
    from pressup.plugin.loading import load_with

    if not folder.is_dir():
        raise UsageError(f"There is no content folder “{folder}” to resolve references in; name one with --against.")
    texts = [_stdin(request.kind)] if STDIN in request.paths else []
    library = load_with(_reading(request, folder), folder, date=request.date, registry=registry, submissions=paths, texts=texts)
    outside = _below_any(paths)
    seen = _seen(library, lambda file: file == STDIN_NAME or outside(file))
    return replace(seen, texts=tuple(text.source for text in texts if text.source))


def _seen(library: Library, wanted: Callable[[str], bool]) -> Checked:
    """What is told of a library: what stands in wanted files or is in conflict with them, and that a rule could not run."""
    found = [
        finding
        for finding in library.findings
        if finding.code == "PLUG-01" or wanted(finding.place.file) or (finding.related and wanted(finding.related.file))
    ]
    return Checked(library, found, [source.name for source in library.sources.values() if wanted(source.name)])


def _stdin(kind: str | None) -> ReadFile:
    """The record on standard input. What it looks like says whether it is YAML, JSON or Markdown."""
    from pressup.content.reader import ReadFile, read_text
    from pressup.content.source import MAX_BYTES, decode

    data = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    fenced = start.startswith(b"---") and len([line for line in start.splitlines() if line.rstrip() in (b"---", b"...")]) > 1
    suffix = ".json" if start.startswith(b"{") else ".md" if fenced else ".yaml"
    source = decode(data, STDIN_NAME, suffix=suffix)
    if isinstance(source, Finding):
        return ReadFile(STDIN_NAME, None, None, STDIN_NAME, (source,))
    return read_text(source, kind=kind)


def _below_any(paths: Iterable[Path]) -> Callable[[str], bool]:
    """Whether a file is one of some files, or below one of some folders. Links stay: files are named as they were found."""
    roots = {os.path.abspath(path) for path in paths}  # noqa: PTH100
    folders: dict[str, bool] = {}

    def below(folder: str) -> bool:
        if folder not in folders:
            parent = os.path.dirname(folder)  # noqa: PTH120
            folders[folder] = folder in roots or (parent != folder and below(parent))
        return folders[folder]

    def wanted(file: str) -> bool:
        path = os.path.abspath(file)  # noqa: PTH100
        return path in roots or below(os.path.dirname(path))  # noqa: PTH120

    return wanted


def _below(path: Path, root: str) -> bool:
    """Whether a path is a folder or in it, without following the path's own last link: it belongs where it lies."""
    parent, name = os.path.split(os.path.abspath(path))  # noqa: PTH100
    real = os.path.join(os.path.realpath(parent), name)  # noqa: PTH118
    return real == root or real.startswith(root + os.sep) or os.path.realpath(path) == root


def _reading(request: Request, folder: Path) -> Reading:
    return reading(folder, memory=request.cache)


def reading(folder: Path, *, memory: bool = True) -> Reading:
    """How the program reads a content folder: on all cores, remembering what it read, with a line that counts."""
    from pressup.checks.memory import Memory
    from pressup.checks.reading import Reading

    return Reading(_cores(), Memory.of(folder) if memory else None, _progress())


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
