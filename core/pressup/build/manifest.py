"""The manifest: what stands in an output folder, what each file was made of, and which state of which record it carries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

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

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ManifestError(ValueError):
    """There is no manifest, or it is none of ours. The message is a sentence about it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


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
    """`primary` for a file that a reader takes for the document, `supplement` for what stands beside one."""
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
        return f"{self.name}@{self.sha256[:_REF]}"


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
        """The manifest as it is written: one line a file and a record, so that two of them compare well."""
        artifacts = ",\n".join(_line(entry.model_dump()) for entry in self.artifacts)
        records = ",\n".join(f"{_line(ref)}: {_line(state.model_dump())}" for ref, state in sorted(self.records.items()))
        head = f'"format": {self.format},\n"pressup": {_line(self.pressup)}'
        text = f'{{"artifacts": [\n{artifacts}\n],\n{head},\n"records": {{\n{records}\n}}}}\n'
        return text.encode("utf-8", "surrogatepass")


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
    """The states of a library's records; each is looked at once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._root = f"{library.root.as_posix()}/"
        self._known: dict[str, State] = {}

    def of(self, ids: Iterable[str]) -> list[State]:
        """The states of the records of some ids; one that could not be read has none."""
        return [self._of(record) for id in ids if (record := self._library.records.get(id))]

    def all(self) -> dict[str, State]:
        """The states of all records, by kind and id."""
        return {state.name: state for state in self.of(self._library.records)}

    def known(self) -> list[State]:
        """The states that were asked for so far."""
        return list(self._known.values())

    def _of(self, record: Record) -> State:
        known = self._known.get(record.id)
        if known is None:
            review: Any = getattr(record, "review", None)
            source = self._library.sources.get(record.id)
            file = source.name if source else record.id
            known = self._known[record.id] = State(
                kind=record.kind,
                id=record.id,
                title=record.display_title,
                sha256=content_hash(record),
                version=getattr(review, "version", None),
                status=getattr(review, "status", None),
                last_reviewed=getattr(review, "last_reviewed", None),
                due=getattr(review, "due", None),
                file=file.removeprefix(self._root) if file.startswith(self._root) else file.rpartition("/")[2],
            )
        return known


def entry_of(made: Made, states: States) -> Entry:
    """What the manifest says of a file that a build made."""
    carried, finished = made.document, made.finished
    refs = sorted({state.ref for state in states.of((*carried.records, made.publisher))})
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


def merge(
    old: Manifest | None,
    made: Iterable[Made],
    states: States,
    there: Callable[[str], bool],
    *,
    whole: Collection[tuple[str, str]] = (),
    planned: Collection[tuple[str, str, str]] = (),
) -> tuple[Manifest, list[str]]:
    """The manifest after a build, and the paths of files that no document makes any more.

    Args:
        old: The manifest before it.
        made: What was made; it takes the place of what the same documents gave before.
        states: The states of the library's records.
        there: Whether the file of a path still is there; what is gone is no longer named.
        whole: Publishers and targets of which this build made all documents: what no document of them is planned for is gone.
        planned: Publisher, target and document of all that was planned, also of what could not be made.
    """
    entries = {entry.path: entry for entry in (entry_of(one, states) for one in made)}
    again = {entry.key for entry in entries.values()}
    records = {state.ref: state for state in states.known()}
    gone: list[str] = []
    for entry in old.artifacts if old else ():
        if entry.path in entries:
            continue
        dropped = entry.key in again or (entry.key[:2] in whole and entry.key not in planned)
        if dropped:
            gone.append(entry.path)
        elif there(entry.path):
            entries[entry.path] = entry
            records.update({ref: old.records[ref] for ref in entry.document.records if ref in old.records} if old else {})
    used = {ref for entry in entries.values() for ref in entry.document.records}
    kept = {ref: state for ref, state in sorted(records.items()) if ref in used}
    artifacts = [entry for _, entry in sorted(entries.items())]
    return Manifest(format=FORMAT, pressup=__version__, artifacts=artifacts, records=kept), sorted(gone)


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
