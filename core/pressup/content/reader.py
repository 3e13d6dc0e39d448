"""From a folder to a Library: find the files, read each, and report all problems of all files in one run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pressup.content import linking, shape, tidy, unfinished
from pressup.content.library import Library, Sketch, Unfit
from pressup.content.source import SUFFIXES, Source, read
from pressup.errors import ContentError as ContentError
from pressup.findings import Finding, Place, Severity
from pressup.records import LibraryFile, Record
from pressup.records.vocabulary import packaged

LIBRARY_FILE = "pressup.yaml"
_NOT_RECORDS = frozenset({"readme.md", "license.md", "licence.md", "changelog.md", "contributing.md"})
MAX_FILES = 500_000


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one file gave: its record, or the id that its record would have, and what is wrong.

    `checked` is what the checks of one record found, and `sketch` what finds others like it, when that was done already. `unfit` is
    the record without its wrong values.
    """

    name: str
    source: Source | None
    record: Record | None
    id: str
    findings: tuple[Finding, ...]
    checked: tuple[Finding, ...] | None = None
    unfit: Unfit | None = None
    sketch: Sketch = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as a call, which is read twice as fast as a dataclass with slots."""
        fields = (self.name, self.source, self.record, self.id, self.findings, self.checked, self.unfit, self.sketch)
        return ReadFile, fields


FileName = tuple[Path, str]
"""A file, and its name as findings show it."""

ReadAll = Callable[[Sequence[FileName], LibraryFile], Iterable[ReadFile]]
"""Reads files in their order; it may do so in parallel, or know some of them from before."""


def read_each(files: Sequence[FileName], settings: LibraryFile) -> Iterator[ReadFile]:  # noqa: ARG001 (one signature for all)
    """Read files one after the other."""
    return (read_record(path, name) for path, name in files)


def load(
    folder: str | os.PathLike[str] = "content",
    *,
    submissions: Iterable[Path] = (),
    texts: Iterable[ReadFile] = (),
    read_all: ReadAll = read_each,
) -> Library:
    """Read a content folder.

    Every problem of every file is in the library's `findings`; good records are there whatever is wrong with others. Rules that
    look at what the records say are in `pressup.checks`.

    Args:
        folder: The content folder.
        submissions: Files and folders that are no part of the folder; their records stand beside those of the folder.
        texts: Records that came without a file; each stands in for the record of the folder that has its id.
        read_all: How files are read.

    Raises:
        ContentError: when the folder does not exist or is not a folder.
    """
    root = Path(folder)
    _must_be_folder(root)
    findings: list[Finding] = []
    settings, settings_findings, vocabulary = _settings(root)
    findings.extend(settings_findings)
    files = list(_walk(root, findings))
    own = {name for _, name in files}
    outside = tuple(submissions)
    files.extend(_submitted(root, outside, findings))
    given = tuple(texts)
    replaced = {text.id for text in given}
    read_files = [file for file in read_all(files, settings) if file.id not in replaced or file.name not in own]
    words_known = all(finding.severity is not Severity.ERROR for finding in settings_findings)
    library = assemble(root, settings, vocabulary, [*read_files, *given], findings, words_known=words_known)
    if not outside:
        return library
    return replace(library, submissions={_shown(path): path if path.is_dir() else path.parent for path in outside})


def _submitted(root: Path, paths: Iterable[Path], findings: list[Finding]) -> Iterator[FileName]:
    """The files of submissions, each once, and without those that stand in the content folder anyway."""
    real_root = os.path.realpath(root)
    real: dict[Path, str] = {}
    seen: set[str] = set()
    for path in paths:
        if path.is_dir():
            _must_be_folder(path)
            files = _walk(path, findings)
        else:
            files = iter([(path, _shown(path))] if path.name.lower() not in _NOT_RECORDS else [])
        for file, name in files:
            if file.parent not in real:
                real[file.parent] = os.path.realpath(file.parent)
            full = os.path.join(real[file.parent], file.name)  # noqa: PTH118 (a path of an object takes long)
            if full not in seen and not full.startswith(real_root + os.sep):
                seen.add(full)
                yield file, name


def _must_be_folder(root: Path) -> None:
    try:
        if not root.is_dir():
            raise ContentError(f"There is no folder “{root}”." if not root.exists() else f"“{root}” is not a folder.")
    except OSError as error:
        raise ContentError(f"The folder “{root}” cannot be read: {(error.strerror or str(error)).lower()}.") from error


def read_record(path: Path, name: str, *, kind: str | None = None) -> ReadFile:
    """Read one record file, whatever is wrong with it."""
    source = read(path, name)
    if isinstance(source, Finding):
        return ReadFile(name, None, None, Path(name).stem, (source,))
    return read_text(source, kind=kind)


def read_text(source: Source, *, kind: str | None = None) -> ReadFile:
    """Make a record of a text."""
    stem = source.stem
    data, findings = source.parse()
    if data is None:
        findings = findings or [source.finding("FILE-05", "The file is empty but for comments.")]
        return ReadFile(source.name, source, None, stem, tuple(findings))
    record, problems = shape.make_record(source, data, kind=kind)
    own = data.get("id") if isinstance(data, dict) else None
    errors = (*findings, *problems)
    doubtful = () if errors else unfinished.unfinished(source, data)
    all_findings = (*errors, *tidy.untidy(source, data, {finding.place for finding in errors}), *doubtful)
    id = own if isinstance(own, str) else stem
    if not errors:
        return ReadFile(source.name, source, record, id, all_findings)
    rest, left_out = (record, ()) if record else shape.mended(data, kind=kind)
    return ReadFile(source.name, source, None, id, all_findings, unfit=Unfit(rest, source, left_out) if rest else None)


def assemble(
    root: Path,
    settings: LibraryFile,
    vocabulary: Mapping[str, Mapping[str, Any]],
    read_files: Iterable[ReadFile],
    findings: Iterable[Finding] = (),
    *,
    words_known: bool = True,
) -> Library:
    """Put read files together to a library: ids unique, links resolved.

    Without `words_known`, as when the library file is broken, no word counts as unknown.
    """
    problems = list(findings)
    records: dict[str, Record] = {}
    sources: dict[str, Source] = {}
    checked: dict[str, tuple[Finding, ...]] = {}
    sketches: dict[str, Sketch] = {}
    unfit: dict[str, Unfit] = {}
    broken: set[str] = set()
    count = 0
    for file in read_files:
        count += 1
        problems.extend(file.findings)
        if file.record is None:
            broken.add(file.id)
            if file.unfit is not None:
                unfit[file.unfit.record.id] = file.unfit
            continue
        other = sources.get(file.record.id)
        if other is not None and file.source is not None:
            message = f"The id “{file.record.id}” is taken: {other.name} has it too."
            place = file.source.locate(("id",))
            problems.append(
                Finding(
                    "X-02",
                    Severity.ERROR,
                    message,
                    place,
                    "Every record needs an id of its own.",
                    other.locate(("id",)),
                )
            )
            broken.add(file.record.id)
            continue
        records[file.record.id] = file.record
        if file.source is not None:
            sources[file.record.id] = file.source
        if file.checked is not None:
            checked[file.record.id] = file.checked
            sketches[file.record.id] = file.sketch
    if not count:
        problems.append(
            Finding(
                "FILE-07",
                Severity.ERROR,
                "The content folder holds no records.",
                Place(str(root)),
                "Try “pressup init”.",
            )
        )
    ordered = MappingProxyType(dict(sorted(records.items())))
    library = Library(root, settings, ordered, (), frozenset(), vocabulary, sources, checked, sketches, unfit=unfit)
    for id, finding in linking.link(library.with_unfit(), broken, words_known=words_known):
        problems.append(finding)
        broken.add(id)
    return replace(library, findings=tuple(sorted(set(problems), key=Finding.sort_key)), faulty=frozenset(broken))


def _settings(root: Path) -> tuple[LibraryFile, list[Finding], Mapping[str, Mapping[str, Any]]]:
    settings, findings = LibraryFile(kind="library"), list[Finding]()
    path = root / LIBRARY_FILE
    # A link that leads out of the folder is not read; `_walk` tells it.
    if path.exists() and (not path.is_symlink() or _inside(str(path), os.path.realpath(root))):
        source = read(path, _shown(path))
        if isinstance(source, Finding):
            findings.append(source)
        else:
            data, findings = source.parse()
            if data is not None:
                made, problems = shape.make_library_file(source, data)
                settings, findings = made or settings, [*findings, *problems]
                findings.extend(tidy.untidy(source, data, {finding.place for finding in findings}))
            elif not findings:
                findings.append(source.finding("FILE-05", "The file is empty but for comments."))
    words: dict[str, Mapping[str, Any]] = {}
    for name, entries in packaged().items():
        own = {term.id: term.model_dump(exclude_none=True) for term in getattr(settings.vocabulary, name)}
        words[name] = MappingProxyType({**entries, **own})
    return settings, findings, MappingProxyType(words)


def _shown(path: Path) -> str:
    return path.as_posix()


def _walk(root: Path, findings: list[Finding]) -> Iterator[tuple[Path, str]]:
    """All record files below `root` in a stable order; links that leave the folder become findings."""
    real_root = os.path.realpath(root)
    count = 0
    folders = [str(root)]
    while folders:
        folder = folders.pop(0)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            findings.append(
                Finding("FILE-01", Severity.ERROR, f"The folder cannot be read: {reason}.", Place(_shown(Path(folder))))
            )
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            name = entry.path if os.sep == "/" else _shown(Path(entry.path))
            if entry.is_symlink() and not _inside(entry.path, real_root):
                message = "This link leads out of the content folder, and is not followed."
                findings.append(Finding("FILE-04", Severity.ERROR, message, Place(name), "Copy the file into the folder."))
            elif _is_folder(entry):
                if entry.is_symlink():
                    message = "This is a link to a folder, and is not followed."
                    findings.append(Finding("FILE-04", Severity.ERROR, message, Place(name), "Move the folder itself here."))
                else:
                    folders.append(entry.path)
            elif entry.name.lower().endswith(SUFFIXES) and entry.name.lower() not in _NOT_RECORDS:
                path = Path(entry.path)
                if entry.name == LIBRARY_FILE and path == root / LIBRARY_FILE:
                    continue
                count += 1
                if count > MAX_FILES:
                    message = f"The content folder holds more than {MAX_FILES:,} records."
                    findings.append(Finding("FILE-08", Severity.ERROR, message, Place(_shown(root))))
                    return
                yield path, name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, or one that may not be followed: reading it tells why
        return False


def _inside(path: str, real_root: str) -> bool:
    return os.path.realpath(path).startswith(real_root + os.sep)
