"""The translation: the texts of one record in another language, in a file beside it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from pressup.records.base import LanguageTag, Record
from pressup.records.hashing import Hash
from pressup.records.marks import LinkMark, Markdown, Slug
from pressup.records.shared import Review

TRANSLATED_KINDS = ("exercise", "condition", "programme", "article", "newsletter")

TranslatedLink = Annotated[Slug, LinkMark(TRANSLATED_KINDS)]


class Translation(Record):
    """The texts of one record in another language, usually in a file such as `bridge.de.yaml` beside `bridge.yaml`."""

    kind: Literal["translation"]
    """Always `translation`."""
    of: TranslatedLink
    """The record that it translates."""
    lang: LanguageTag
    """The language that it translates into."""
    source_version: Annotated[str, Field(pattern=r"^\d+(\.\d+){0,2}$", examples=["1.0"])]
    """The version of the record that it was made from."""
    source_hash: Hash | None = None
    """The hash of the texts that it was made from; Pressup tells when they have changed since."""
    text: Annotated[dict[str, Any], Field(default_factory=dict, examples=[{"name": "Brücke", "steps": ["Füße aufdrücken."]}])]
    """The texts, under the names and in the lists that they have in the record. One that is missing in a list is null."""
    body: Markdown | None = None
    """The longer text in Markdown. In a `.md` file it is what follows the front matter."""
    review: Review
    """Who translated it and who checked the translation."""

    title_field = "id"
