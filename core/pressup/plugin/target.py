"""What a plugin gives and gets: Target, its options, the artifacts it makes, and the context it makes them in."""

from __future__ import annotations

import datetime
import gettext
import hashlib
import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from pressup.content.logo import LogoImage, read_logo
from pressup.content.source import read_plain_file
from pressup.documents.model import Document, ExerciseCard, Handout
from pressup.documents.wording import translations
from pressup.plugin.personal import Personal
from pressup.plugin.theme import Theme, safe_path
from pressup.records import Publisher

MAX_ASSET_BYTES = 20_000_000
Role = Literal["primary", "index", "supplement"]


class TargetOptions(BaseModel):
    """Base of a target's options: a pydantic model, closed to unknown names. Give every field a docstring or a description.

    Options come from the publisher's record (`outputs.NAME.options`) and from `--set NAME.OPTION=VALUE`, where text is turned
    into the field's type. Core validates all options of all targets before anything is rendered.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


OptionsT = TypeVar("OptionsT", bound=TargetOptions)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that a target made.

    Attributes:
        path: Relative path below the target's own folder, with forward slashes, such as `knee-pain.pdf`. Letters, digits, `.`, `-`
            and `_`; core refuses a path that leaves the folder, and one that two artifacts share.
        content: The bytes of the file.
        media_type: Its media type, such as `application/pdf`.
        role: `primary` when a reader takes this file for the document: its text must hold every safety text. `supplement` for what
            stands beside one, such as a picture or metadata. `index` for a page that only leads to documents, of a `Catalogue`: it
            must hold the disclaimer and the sample mark.
        entries: Of a catalogue that comes in several files, the ids of the entries that this one holds: their safety texts must be
            in it, and every entry in some file of the same media type. Empty for a file that holds the whole document.
    """

    path: str
    content: bytes
    media_type: str
    role: Role = "primary"
    entries: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished artifact of a target named in `after`.

    Attributes:
        target: The target that made it.
        document_id: The document that it was made of.
        path: Its path below the publisher's output, such as `pdf/knee-pain.pdf`: the target's name, then the artifact's path.
        size: Bytes.
        sha256: Hexadecimal SHA-256 of its content.
        media_type: Its media type.
    """

    target: str
    document_id: str
    path: str
    size: int
    sha256: str
    media_type: str

    @classmethod
    def of(cls, target: str, document_id: str, artifact: Artifact) -> Finished:
        """What another target may know of an artifact."""
        digest = hashlib.sha256(artifact.content).hexdigest()
        return cls(target, document_id, f"{target}/{artifact.path}", len(artifact.content), digest, artifact.media_type)


class AssetError(OSError):
    """A picture or other file of the content folder cannot be given out. The message is for the user."""


@dataclass(frozen=True, slots=True)
class RenderContext(Generic[OptionsT]):
    """All that a target may use besides the document. Picklable, and the same for the same input.

    Attributes:
        options: The target's options, validated.
        publisher: The publisher's record: name, colours, disclaimer, help lines, addresses. Its `outputs` are empty: the options of
            this target are in `options`, and those of others do not concern it.
        locale: The language for fixed words and for dates, such as `en-GB`: the document's language.
        finished: Finished artifacts of the targets in `Target.after`, sorted by path.
        assets: The content folder, read through `asset` only.
        personal: What is for one person, when a document is made for one; only a target with `personal = True` gets it.
        theme: The theme that the target's option `theme` names; read through `theme_file` only.
        pages: The ids of all handouts that this target makes for the publisher, sorted, whether they are made anew or not: a link
            from one to another leads somewhere. Only a target with `links = True` gets them.
    """

    options: OptionsT
    publisher: Publisher
    locale: str
    finished: tuple[Finished, ...] = ()
    assets: Path | None = field(default=None, repr=False)
    personal: Personal | None = field(default=None, repr=False)
    theme: Theme | None = None
    pages: tuple[str, ...] = field(default=(), repr=False)
    _read: dict[str, str] | None = field(default=None, repr=False, compare=False)
    _carried: Mapping[str, bytes | str] | None = field(default=None, repr=False, compare=False)

    def recording(self) -> tuple[RenderContext[OptionsT], dict[str, str]]:
        """The same context, and the SHA-256 of what will have been read with its `asset`, by path; empty for what could not be."""
        read: dict[str, str] = {}
        return replace(self, _read=read), read

    def carrying(self, paths: Iterable[str]) -> RenderContext[OptionsT]:
        """The same context for another machine, where the content folder is not: it carries these files itself.

        Raises:
            ValueError: when it is for one person, which stays on this machine.
        """
        if self.personal is not None:
            raise ValueError("What is for one person stays on this machine.")
        carried: dict[str, bytes | str] = {}
        for path in paths:
            try:
                carried[path] = self._asset(path)
            except AssetError as error:
                carried[path] = str(error)
        return replace(self, assets=None, _carried=carried)

    def lacks(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Those of some files that it does not carry; none where it reads the content folder."""
        carried = self._carried
        return () if carried is None else tuple(path for path in paths if path not in carried)

    def asset(self, path: str) -> bytes:
        """The bytes of a file of the content folder, at most 20 MB.

        Raises:
            AssetError: when the path leaves the content folder, or there is no such plain file.
        """
        if self._read is None:
            return self._asset(path)
        self._read[path] = ""
        data = self._asset(path)
        self._read[path] = hashlib.sha256(data).hexdigest()
        return data

    def _asset(self, path: str) -> bytes:
        if self._carried is not None:
            carried = self._carried.get(path, f"“{path}” is not here: it did not come with the document.")
            if isinstance(carried, str):
                raise AssetError(carried)
            return carried
        if self.assets is None:
            raise AssetError(f"There is no content folder to read “{path}” from.")
        root = os.path.realpath(self.assets)
        full = os.path.realpath(Path(root, path.replace("\0", "")))
        if not full.startswith(root + os.sep) or "\0" in path:
            raise AssetError(f"“{path}” is outside the content folder.")
        try:
            data = read_plain_file(Path(full), MAX_ASSET_BYTES)
        except OSError as error:
            raise AssetError(f"“{path}” cannot be read: {(error.strerror or str(error)).lower()}.") from error
        if len(data) > MAX_ASSET_BYTES:
            raise AssetError(f"“{path}” is larger than 20 MB.")
        return data

    def theme_file(self, path: str) -> bytes | None:
        """A file of the theme, by its path inside the theme's folder; None when there is no theme, or no such file in it.

        Raises:
            OSError: when a file of a plugin's theme cannot be read.
        """
        if self.theme is None or not safe_path(path):
            return None
        if self.theme.trusted:
            return self.theme.read(path)
        try:
            return self.asset(f"{self.theme.folder}/{path}")
        except AssetError:
            return None

    def logo(self, *, grey: bool = False) -> LogoImage | None:
        """The publisher's logo, safe to embed; None when there is none.

        Args:
            grey: Whether its colours become greys, for a page that is printed without colour.

        Raises:
            AssetError: when the file cannot be read.
            ValueError: when the file is no logo that can be used; the check of the content has said so before.
        """
        logo = self.publisher.logo
        return read_logo(logo.file, self.asset(logo.file), grey=grey) if logo else None

    def cards(self, handout: Handout) -> tuple[ExerciseCard, ...]:
        """The exercises of a handout, with the doses of the person that it is made for, if it is made for one."""
        return tuple(map(self.personal.card, handout.cards)) if self.personal else handout.cards

    def translations(self, package: str) -> gettext.NullTranslations:
        """The gettext catalogue of a package for this locale; see `pressup.translations`."""
        return translations(package, self.locale)

    def url(self, record_id: str) -> str:
        """The public address of a record: the publisher's base address and the id."""
        return f"{self.publisher.base_url.rstrip('/')}/{record_id}"

    def date(self, text: str) -> str:
        """A date such as `2026-11-22` as the locale writes it: `22 November 2026`."""
        from babel.dates import format_date

        return str(format_date(datetime.date.fromisoformat(text), "long", locale=self.locale.replace("-", "_")))


class Target(ABC, Generic[OptionsT]):
    """An output format. A plugin subclasses it and returns the class from `pressup_register_targets`.

    One object is made for each build, without arguments. `render` may be called in another process, so keep no state that matters.

    Example:
        >>> class Plain(Target[TargetOptions]):
        ...     name = "plain"
        ...     summary = "One line a document"
        ...     documents = (Handout,)
        ...     options = TargetOptions
        ...
        ...     def render(self, document, context):
        ...         yield Artifact(f"{document.id}.txt", document.title.encode(), "text/plain")
    """

    name: ClassVar[str]
    """The word for `--target`, and the name of the output folder: small letters, digits, hyphens."""
    summary: ClassVar[str]
    """What it makes, in a few words, for `pressup targets`."""
    documents: ClassVar[tuple[type[Document], ...]]
    """Which of `Handout`, `Newsletter` and `Catalogue` it renders."""
    after: ClassVar[tuple[str, ...]] = ()
    """Names of targets whose finished artifacts it refers to. They run first when they run at all; circles are refused."""
    options: ClassVar[type[TargetOptions]] = TargetOptions
    """The class of its options."""
    verifies: ClassVar[bool] = True
    """False for a format that cannot carry text, such as a calendar; then nothing is read back, and the report says so."""

    kinds: ClassVar[tuple[str, ...]] = ()
    """Of which kinds of record it makes handouts when the publisher does not say: programmes, conditions and articles if empty."""

    links: ClassVar[bool] = False
    """True when its handouts link to each other: then `RenderContext.pages` names all of them. One more or less makes all anew."""

    only: ClassVar[tuple[str, ...]] = ()
    """The only kinds of record of whose handouts it can make anything, such as `programme`; all when empty."""

    personal: ClassVar[bool] = False
    """True for a target that shows all of `RenderContext.personal`: it takes exercises from `context.cards(document)`, and what it
    makes holds the name and the notes as text for a reader, not in its metadata."""

    preload: ClassVar[tuple[str, ...]] = ()
    """Modules that take long to import: processes that render import them once, before the first document, and those that are
    copied from one share them. A module may do more than importing, such as compiling templates or reading fonts; it starts no
    thread."""

    @classmethod
    def drawn_with(cls) -> str:
        """Versions of what a result depends on and is no Python package, such as a system library.

        A change makes all documents new. What the plugin's distribution requires need not be named, nor the files of its package.
        """
        return ""

    @abstractmethod
    def render(self, document: Any, context: RenderContext[OptionsT]) -> Iterable[Artifact]:
        """Make the artifacts of one document.

        A pure function of its two arguments: it writes no file, opens no connection, reads no clock and no environment, and gives
        the same bytes for the same input. All that `document.safety_texts(context.publisher)` gives must stand in the text of the
        primary artifacts, and `pressup.sample_mark(document.lang)` where `document.sample` is true.

        Args:
            document: A document of one of the classes in `documents`.
            context: Options, publisher, locale, and finished artifacts.

        Returns:
            The artifacts, in any order. Several documents of a build never share a path.

        Raises:
            Exception: whatever goes wrong. Core names the plugin, the document and the cause, and the other documents go on.
        """

    def extract_text(self, artifact: Artifact) -> str | None:  # noqa: ARG002 (for subclasses)
        """The text of an artifact as a reader gets it, for a format that core cannot read. None leaves it to core."""
        return None


def options_table(target: type[Target[Any]]) -> list[dict[str, str]]:
    """The options of a target, one entry a field: name, type, default, description."""
    schema = target.options.model_json_schema()
    rows = []
    for name, field_schema in schema.get("properties", {}).items():
        resolved = {
            **schema.get("$defs", {}).get(str(field_schema.get("$ref", "")).rsplit("/", 1)[-1], {}),
            **field_schema,
        }
        values = resolved.get("enum") or ([resolved["const"]] if "const" in resolved else None)
        kind = " | ".join(str(value) for value in values) if values else str(resolved.get("type", "any"))
        default = resolved.get("default", "")
        rows.append(
            {
                "name": name,
                "type": kind,
                "default": str(default),
                "description": " ".join(str(resolved.get("description", "")).split()),
            }
        )
    return rows
