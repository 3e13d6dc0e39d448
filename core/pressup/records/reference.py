"""The reference: a source, with the field names of CSL-JSON so that every reference manager can read and write it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from pressup.records.base import DateText, Many, Part, Record
from pressup.records.marks import Text

Plain = Annotated[str, Field(min_length=1, max_length=500)]


class Name(Part):
    """A person by family and given name, or a body by its `literal` name."""

    family: Plain | None = None
    """Family name."""
    given: Plain | None = None
    """Given names or initials."""
    literal: Plain | None = None
    """The name of a body or group, or `et al.` where the list was cut."""


class CslDate(Part):
    """A date as CSL-JSON writes it: `date-parts: [[2019, 11]]`."""

    date_parts: Annotated[
        Many[Annotated[Many[int], Field(min_length=1, max_length=3)]],
        Field(alias="date-parts", min_length=1, max_length=2),
    ]
    """Year, month and day, as far as they are known, in a list of lists."""

    @property
    def year(self) -> int:
        """The year."""
        return self.date_parts[0][0]


class Reference(Record):
    """A study, guideline, book or page that supports a claim. Field names are those of CSL-JSON 1.0.2."""

    kind: Literal["reference"]
    """Always `reference`."""
    type: Literal["article-journal", "report", "book", "chapter", "webpage", "thesis", "dataset", "document"]
    """What it is, in the words of CSL."""
    title: Annotated[Plain, Field(max_length=1000)]
    """The title, in its own language."""
    author: Annotated[Many[Name], Field(min_length=1)]
    """Who wrote it."""
    container_title: Annotated[Plain | None, Field(alias="container-title")] = None
    """The journal, book or site that it stands in."""
    issued: CslDate
    """When it came out."""
    volume: Plain | None = None
    """Volume."""
    issue: Plain | None = None
    """Issue."""
    page: Plain | None = None
    """Pages."""
    publisher: Plain | None = None
    """Publisher."""
    number: Plain | None = None
    """A report or guideline number."""
    doi: Annotated[str | None, Field(alias="DOI", pattern=r"^10\.\d{4,9}/\S+$", max_length=300)] = None
    """The DOI, beginning with `10.`, without an address before it."""
    pmid: Annotated[str | None, Field(alias="PMID", pattern=r"^\d{1,9}$")] = None
    """The number in PubMed."""
    isbn: Annotated[str | None, Field(alias="ISBN", pattern=r"^[0-9Xx-]{10,17}$")] = None
    """The ISBN of a book."""
    url: Annotated[str | None, Field(alias="URL", pattern=r"^https?://[^\s<>\x22'\\]+$", max_length=2_000)] = None
    """The address of the source."""
    accessed: DateText | None = None
    """When the page was read, YYYY-MM-DD."""
    guideline: bool = False
    """True for a guideline or consensus statement, which goes out of date."""
    retracted: bool = False
    """True when it has been withdrawn; then nothing may lean on it."""
    verified: Literal["seen", "from-memory"] = "from-memory"
    """`seen` when somebody has looked the entry up at a bibliographic source."""
    note: Text | None = None
    """What to know about it, such as a small sample."""

    title_field = "title"

    def csl(self) -> dict[str, Any]:
        """The entry as CSL-JSON, without Pressup's own fields."""
        own = {"kind", "format", "lang", "status", "merged_into", "body", "own", "guideline", "retracted", "verified"}
        data = self.model_dump(by_alias=True, exclude=own | {"accessed"}, exclude_none=True, mode="json")
        if self.accessed:
            data["accessed"] = {"date-parts": [[int(part) for part in self.accessed.split("-")]]}
        return data
