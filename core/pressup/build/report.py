"""What a build made, and what it did not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from pressup.build.write import Place, Published
from pressup.errors import UsageError as UsageError
from pressup.findings import Finding
from pressup.plugin import Finished, Plugin, PluginFault
from pressup.plugin.target import Role

_SLOWEST = 5
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Carried:
    """What a build keeps of a document: enough to tell later what is in a file, and why it was made again.

    Attributes:
        id: The document's id.
        form: `handout`, `newsletter` or `catalogue`.
        title: Its title.
        version: The version of its content.
        lang: Its language.
        sample: Whether it is marked as a sample.
        records: The ids of all records that it carries, sorted.
        named: The ids of the records that it only names, sorted.
        digest: A hash of all that it says.
        common: What else its fingerprint is made of, a hash of each, shared by many documents: `publisher`, `options`, `plugin`,
            `libraries`, `after`.
        options: The options that are not as they come.
    """

    id: str
    form: str
    title: str
    version: str
    lang: str
    sample: bool
    records: tuple[str, ...]
    named: tuple[str, ...] = ()
    digest: str = ""
    common: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    options: Mapping[str, object] = field(default_factory=lambda: _NOTHING)

    @property
    def parts(self) -> dict[str, str]:
        """What its fingerprint is made of, a hash of each."""
        return {"document": self.digest, **self.common}


@dataclass(frozen=True, slots=True)
class Timed:
    """How long a document took."""

    document_id: str
    target: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Progressed:
    """What is told while a build goes on: a document is done.

    Attributes:
        publisher: The id of the publisher.
        target: The name of the target.
        document_id: The id of the document.
        outcome: `made`, `cached` when it was taken from an earlier build, or `failed`.
        seconds: How long it took where it was made.
        done: How many documents of this target and publisher are done.
        total: How many there are.
    """

    publisher: str
    target: str
    document_id: str
    outcome: Literal["made", "cached", "failed"]
    seconds: float
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Made:
    """One file that a build wrote.

    Attributes:
        output: The folder or URL that it is below.
        name: Its path below the output, with forward slashes.
        publisher: The id of the publisher that it was made for.
        finished: Its target, document, path, size, hash and media type.
        role: `primary` or `supplement`.
        plugin: The plugin of its target.
        document: What it was made of.
        verified: Whether its text was read back; False for a target that carries none.
        cached: Whether it was taken from an earlier build.
        assets: The files of the content folder that it was made with: path and SHA-256, which is empty for one that cannot be read.
    """

    output: Place
    name: str
    publisher: str
    finished: Finished
    role: Role
    plugin: Plugin
    document: Carried
    verified: bool = True
    cached: bool = False
    assets: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> Place:
        """Where it is: a path, or a URL."""
        return self.output / self.name


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document that was not rendered because a record in it has an error."""

    document_id: str
    record_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Would:
    """A document that a build would make.

    Attributes:
        publisher: The id of the publisher.
        target: The name of the target.
        document_id: The id of the document.
        reasons: Why, each in a few words.
        cached: Whether it would be taken from the cache.
    """

    publisher: str
    target: str
    document_id: str
    reasons: tuple[str, ...]
    cached: bool


@dataclass(slots=True)
class BuildReport:
    """The result of a build. `ok` is true when everything that was asked for was made."""

    made: list[Made] = field(default_factory=list)
    faults: list[PluginFault] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    would: list[Would] = field(default_factory=list)
    """After a dry run: what would be made, and why."""
    changed: list[str] = field(default_factory=list)
    """Paths below the output of the files that are new, or have a new content."""
    removed: list[str] = field(default_factory=list)
    """Paths below the output of the files that no document makes any more."""
    would_remove: list[str] = field(default_factory=list)
    """After a dry run: paths below the output of the files that would be removed, if they are as they were written."""
    slowest: list[Timed] = field(default_factory=list)
    """The documents that took longest, the slowest first."""
    verify_seconds: float = 0.0
    """What reading back took in all, over all processes."""

    @property
    def ok(self) -> bool:
        """Whether nothing failed and nothing was left out."""
        return not (self.faults or self.left_out or any(finding.severity == "error" for finding in self.findings))

    def took(self, timed: Timed, verify_seconds: float) -> None:
        """Count the time of a document; the slowest are kept."""
        self.verify_seconds += verify_seconds
        self.slowest = sorted([*self.slowest, timed], key=lambda entry: (-entry.seconds, entry.document_id))[:_SLOWEST]

    def published(self, published: Published) -> None:
        """Tell what has changed in the output."""
        self.changed.extend(published.changed)
        self.removed.extend(published.removed)
        self.notes.extend(published.notes)
