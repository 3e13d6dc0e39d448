"""The manifest: what stands in an output folder, what each file was made of, and which state of which record it carries."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pressup._version import __version__
from pressup.build.report import Made
from pressup.content.library import Library
from pressup.plugin.target import Role
from pressup.records import Record
from pressup.records.hashing import content_hash

NAME = "manifest.json"
FORMAT: Literal[1] = 1
SCHEMA_NAME = "manifest.schema.json"
_REF = 12
BEGIN, NEXT, END = b'{"artifacts": [\n', b"],\n", b"}}\n"
"""The lines before the files, between them and the rest, and at the end."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ManifestError(ValueError):
    """There is no manifest, or it is none of ours. The message is a sentence about it."""


class _Part(BaseModel):
    # Of a hundred thousand files hardly two texts are the same: to remember them would only take memory.
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, cache_strings="keys")


class PluginEntry(_Part):
    """The plugin that a target comes from."""

    name: str
    """Its name."""
    distribution: str
    """The Python distribution that brings it."""
    version: str
    """The distribution's version."""


class DocumentEntry(_Part):
    """The document that a file was made of."""

    id: str
    """Its id: that of the record that it is about."""
    form: str
    """`handout`, `newsletter` or `catalogue`."""
    title: str
    """Its title."""
    version: str
    """The version of its content."""
    lang: str
    """Its language."""
    sample: bool
    """Whether it is marked as a sample."""
    parts: dict[str, str]
    """What it was made from, a hash of each: document, publisher, options, plugin, libraries, and files of other targets."""
    records: list[str]
    """The records that it carries, and its publisher's: names in `records` of the manifest."""


class Entry(_Part):
    """A file of the output."""

    path: Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*$")]
    """Its path below the output, with forward slashes."""
    sha256: Sha256
    """The SHA-256 of its bytes."""
    size: Annotated[int, Field(ge=0)]
    """How many they are."""
    media_type: str
    """Its media type, such as `application/pdf`."""
    role: Role
    """`primary` for a file that a reader takes for the document, `supplement` for what stands beside one, `index` for what leads to
    documents."""
    publisher: str
    """The id of the publisher that it was made for."""
    target: str
    """The target that made it."""
    plugin: PluginEntry
    """The plugin of the target."""
    options: dict[str, Any]
    """The target's options that are not as they come."""
    verified: bool
    """Whether it was read back, and holds every safety text of its document."""
    assets: dict[str, str]
    """The files of the content folder that it was made with, such as pictures: the SHA-256 of each, empty for one not found."""
    document: DocumentEntry
    """What it was made of."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What the file belongs to: publisher, target, document."""
        return self.publisher, self.target, self.document.id


class State(_Part):
    """One state of a record."""

    kind: str
    """Its kind."""
    id: str
    """Its id."""
    title: str
    """Its title."""
    sha256: Sha256
    """The SHA-256 of all that it says."""
    version: str | None
    """The version of its content, when it has a review."""
    status: str | None
    """The state of its review."""
    last_reviewed: str | None
    """The day of its last clinical review."""
    due: str | None
    """The day by which it must be reviewed again."""
    file: str
    """Its file, from the content folder."""

    @property
    def name(self) -> str:
        """Kind and id, as `trace` takes them: `exercise:bridge`."""
        return f"{self.kind}:{self.id}"

    @property
    def ref(self) -> str:
        """The name of this state in a manifest: kind, id, and the first digits of the hash."""
        return _ref(self.kind, self.id, self.sha256)


class Manifest(_Part):
    """What stands in an output folder. Later versions may add fields; none changes its meaning."""

    format: Literal[1]
    """The format of the manifest: 1."""
    pressup: str
    """The version of Pressup that wrote it."""
    artifacts: list[Entry]
    """The files, by path."""
    records: dict[str, State]
    """The states of records that they carry, by kind, id and the first digits of the hash: `exercise:bridge@3f2a81c07d4e`."""

    @cached_property
    def by_path(self) -> dict[str, Entry]:
        """The files by path."""
        return {entry.path: entry for entry in self.artifacts}

    @cached_property
    def by_key(self) -> dict[tuple[str, str, str], list[Entry]]:
        """The files of each publisher, target and document."""
        found: dict[tuple[str, str, str], list[Entry]] = {}
        for entry in self.artifacts:
            found.setdefault(entry.key, []).append(entry)
        return found

    def states(self, entry: Entry) -> dict[str, State]:
        """The records that a file carries, by kind and id."""
        found = (self.records.get(ref) for ref in entry.document.records)
        return {state.name: state for state in found if state}

    def as_bytes(self) -> bytes:
        """The manifest as it is written."""
        return b"".join(_lines(self.artifacts, sorted(self.records.items())))


EMPTY = Manifest(format=FORMAT, pressup=__version__, artifacts=[], records={})


def parse(content: bytes, name: str) -> Manifest:
    """A manifest out of its bytes.

    Raises:
        ManifestError: when they are none of Pressup, or of a later format. `name` says in the message what was read.
    """
    try:
        data = json.loads(content)
        format = data.get("format") if isinstance(data, dict) and "artifacts" in data else None
        if type(format) is int and format > FORMAT:
            raise ManifestError(
                f"“{name}” was written by a later version of Pressup ({str(data.get('pressup'))[:20]}): use that one."
            )
        return Manifest.model_validate(data)
    except (ValidationError, RecursionError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ManifestError(f"“{name}” is no manifest of Pressup, or it is damaged: {_cause(error)}.") from error


def read(place: Path) -> Manifest | None:
    """The manifest of an output folder, or in a file; None when there is none.

    Raises:
        ManifestError: when there is something else.
    """
    file = place / NAME if place.is_dir() else place
    try:
        return parse(file.read_bytes(), file.as_posix())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ManifestError(f"“{file.as_posix()}” cannot be read: {(error.strerror or str(error)).lower()}.") from error


class States:
    """The states of a library's records. Of each only its hash is kept, which takes long to find."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._root = f"{library.root.as_posix()}/"
        self._hashes: dict[str, str] = {}

    def of(self, ids: Iterable[str]) -> list[State]:
        """The states of the records of some ids; one that could not be read has none."""
        return [self._of(record) for id in ids if (record := self._library.records.get(id))]

    def all(self) -> dict[str, State]:
        """The states of all records, by kind and id."""
        return {state.name: state for state in self.of(self._library.records)}

    def refs(self, ids: Iterable[str]) -> dict[str, str]:
        """The names in a manifest of the states of the records of some ids, each with its id."""
        found = (self._library.records.get(id) for id in ids)
        return {_ref(record.kind, record.id, self._hash(record)): record.id for record in found if record}

    def _hash(self, record: Record) -> str:
        known = self._hashes.get(record.id)
        if known is None:
            known = self._hashes[record.id] = content_hash(record)
        return known

    def _of(self, record: Record) -> State:
        review: Any = getattr(record, "review", None)
        source = self._library.sources.get(record.id)
        file = source.name if source else record.id
        return State(
            kind=record.kind,
            id=record.id,
            title=record.display_title,
            sha256=self._hash(record),
            version=getattr(review, "version", None),
            status=getattr(review, "status", None),
            last_reviewed=getattr(review, "last_reviewed", None),
            due=getattr(review, "due", None),
            file=file.removeprefix(self._root) if file.startswith(self._root) else file.rpartition("/")[2],
        )


def entry_of(made: Made, states: States) -> Entry:
    """What the manifest says of a file that a build made."""
    carried, finished = made.document, made.finished
    refs = sorted(states.refs((*carried.records, made.publisher)))
    document = DocumentEntry(
        id=carried.id,
        form=carried.form,
        title=carried.title,
        version=carried.version,
        lang=carried.lang,
        sample=carried.sample,
        parts=dict(sorted(carried.parts.items())),
        records=refs,
    )
    plugin = PluginEntry(name=made.plugin.name, distribution=made.plugin.distribution, version=made.plugin.version)
    return Entry(
        path=made.name,
        sha256=finished.sha256,
        size=finished.size,
        media_type=finished.media_type,
        role=made.role,
        publisher=made.publisher,
        target=finished.target,
        plugin=plugin,
        options=dict(made.document.options),
        verified=made.verified,
        assets=dict(made.assets),
        document=document,
    )


@dataclass(frozen=True, slots=True)
class Merged:
    """The manifest after a build. It is put together while it is written: whole, it would take much memory.

    Attributes:
        made: What was made, by path.
        kept: What still stands of earlier builds, by path.
        earlier: The states of records that these carry.
        states: The states of the library's records.
        gone: The files that no document makes any more: the SHA-256 of each, by path.
    """

    made: Sequence[Made]
    kept: Sequence[Entry]
    earlier: Mapping[str, State]
    states: States
    gone: Mapping[str, str]

    def lines(self) -> Iterator[bytes]:
        """The manifest as it is written, line by line."""
        used: dict[str, str] = {}
        yield from _lines(self._entries(used), self._records(used))

    def _entries(self, used: dict[str, str]) -> Iterator[Entry]:
        """The files, by path; the records that they carry are noted."""
        kept = deque(self.kept)
        for made in self.made:
            while kept and kept[0].path < made.name:
                yield kept.popleft()
            used.update(self.states.refs((*made.document.records, made.publisher)))
            yield entry_of(made, self.states)
        yield from kept

    def _records(self, used: Mapping[str, str]) -> Iterator[tuple[str, State]]:
        for ref in sorted({*used, *self.earlier}):
            yield ref, self.states.of((used[ref],))[0] if ref in used else self.earlier[ref]


class Told(Protocol):
    """What an earlier manifest tells."""

    @property
    def artifacts(self) -> Iterable[Entry]:
        """The files."""

    @property
    def records(self) -> Mapping[str, State]:
        """The states of the records that they carry."""


def merge(
    old: Told | None,
    made: Iterable[Made],
    states: States,
    there: Callable[[str], bool],
    *,
    whole: Collection[tuple[str, str]] = (),
    planned: Collection[tuple[str, str, str]] = (),
) -> Merged:
    """The manifest after a build.

    Args:
        old: The manifest before it.
        made: What was made; it takes the place of what the same documents gave before.
        states: The states of the library's records.
        there: Whether the file of a path still is there; what is gone is no longer named.
        whole: Publishers and targets of which this build made all documents: what no document of them is planned for is gone.
        planned: Publisher, target and document of all that was planned, also of what could not be made.
    """
    now = sorted(made, key=attrgetter("name"))
    paths = {one.name for one in now} if old else set()
    again = {(one.publisher, one.finished.target, one.document.id) for one in now} if old else set()
    gone: dict[str, str] = {}
    kept: list[Entry] = []
    for entry in old.artifacts if old else ():
        if entry.path in paths:
            continue
        if entry.key in again or (entry.key[:2] in whole and entry.key not in planned):
            gone[entry.path] = entry.sha256
        elif there(entry.path):
            kept.append(entry)
    refs = {ref for entry in kept for ref in entry.document.records}
    earlier = {ref: state for ref, state in old.records.items() if ref in refs} if old and refs else {}
    return Merged(now, sorted(kept, key=attrgetter("path")), earlier, states, gone)


def manifest_schema() -> str:
    """The JSON Schema of the manifest, as it is published: made from the classes that it is read with."""
    from pressup.records.schema import DIALECT, field_docstrings

    made = Manifest.model_json_schema()
    models: dict[str, type[BaseModel]] = {cls.__name__: cls for cls in _Part.__subclasses__()}
    for name, node in (*made["$defs"].items(), ("Manifest", made)):
        descriptions = field_docstrings(models[name])
        for field, shown in node["properties"].items():
            shown.pop("title", None)
            shown["description"] = " ".join(descriptions[field].split())
    head = {"$schema": DIALECT, "$id": f"urn:pressup:schema:manifest:{FORMAT}", "title": "Pressup manifest"}
    return json.dumps({**made, **head}, indent=2, ensure_ascii=False) + "\n"


def sha256_of(file: Path) -> str | None:
    """The SHA-256 of a file; None when it cannot be read."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None


def _ref(kind: str, id: str, sha256: str) -> str:
    return f"{kind}:{id}@{sha256[:_REF]}"


def _lines(artifacts: Iterable[Entry], records: Iterable[tuple[str, State]]) -> Iterator[bytes]:
    """A manifest as it is written: one line a file and a record, so that two of them compare well."""
    yield BEGIN
    yield from _joined(_line(entry.model_dump()) for entry in artifacts)
    yield b"\n" + NEXT + f'"format": {FORMAT},\n"pressup": {_line(__version__)},\n"records": {{\n'.encode()
    yield from _joined(f"{_line(ref)}: {_line(state.model_dump())}" for ref, state in records)
    yield b"\n" + END


def _joined(texts: Iterable[str]) -> Iterator[bytes]:
    for place, text in enumerate(texts):
        yield (f",\n{text}" if place else text).encode("utf-8", "surrogatepass")


def _line(data: object) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


def _cause(error: Exception) -> str:
    if isinstance(error, ValidationError):
        problem = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in problem["loc"])
        message = problem["msg"]
        return f"{place}: {message[:1].lower()}{message[1:]}" if place else f"{message[:1].lower()}{message[1:]}"
    if isinstance(error, json.JSONDecodeError):
        return f"it is no JSON (line {error.lineno})"
    return "it is no JSON"
