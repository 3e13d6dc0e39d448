"""What every record has: a kind, an id, a language, a state, and longer text in Markdown."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, Strict

from pressup.records.marks import Markdown, Slug

FORMAT = 1
"""The format of records that this version writes and reads."""

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]
"""A list in a file; an immutable tuple in a record."""

DateText = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2026-11-22"])]
"""A date as text, YYYY-MM-DD. Whether such a day exists is a check, because a JSON Schema pattern cannot say it."""

LanguageTag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", examples=["en-GB", "de"])]
"""A language tag of BCP 47: language, then script and region where they matter."""

WebAddress = Annotated[str, Field(pattern=r"^https://[^\s<>\x22'\\]+$", max_length=2_000)]
"""An https address."""


class Part(BaseModel):
    """A piece of a record: immutable, strict about types, and closed to fields that nobody knows."""

    # Fields are documented by the strings behind them, which `schema` reads. pydantic could too, at the price of every start.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, validate_by_name=True, validate_by_alias=True)


class Record(Part):
    """What an author writes, one file each. Fields that every kind has."""

    kind: str
    """Which kind of record this is."""
    schema_line: Annotated[str | None, Field(alias="$schema", exclude=True)] = None
    """The editor's schema line of a JSON file; Pressup does not read it."""
    format: Annotated[int, Field(ge=1)] = FORMAT
    """The format of this file. Leave it out: it is 1 today."""
    id: Slug
    """The record's name for links and file names: small letters, digits and hyphens. It never changes and is never used again."""
    lang: LanguageTag | None = None
    """The language this record is written in; the library's language when left out."""
    status: Literal["active", "deprecated", "merged"] = "active"
    """`active`, or what became of it: `deprecated`, or `merged` into another record."""
    merged_into: Slug | None = None
    """The record that took this one's place, when `status` is `merged`."""
    body: Markdown | None = None
    """Longer text in Markdown. In a `.md` file it is what follows the front matter."""
    own: Annotated[dict[str, Any], Field(default_factory=dict)]
    """Fields of the publisher's own plugins, by the name that the plugin gave them."""

    title_field: ClassVar[str] = "name"
    """The field that holds the record's title for a reader."""

    @property
    def display_title(self) -> str:
        """The title as a reader sees it."""
        title: Any = getattr(self, self.title_field)
        return str(title)
