"""The settings of a whole library: `pressup.yaml` at the top of a content folder."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pressup.records.base import FORMAT, LanguageTag, Many, Part
from pressup.records.marks import Slug, Text


class Term(Part):
    """One word of a vocabulary."""

    id: Slug
    """The word as records write it."""
    name: Text
    """The name that a reader sees, in plain words."""
    formal: Text | None = None
    """The anatomical or technical name, when it differs."""
    parent: Slug | None = None
    """The wider term that this one belongs to."""
    home: bool | None = None
    """For equipment: whether people commonly have it at home."""


class Vocabularies(Part):
    """Words that this library adds to the packaged vocabularies."""

    muscle: Many[Term] = ()
    """Muscles and muscle groups."""
    equipment: Many[Term] = ()
    """Things an exercise needs."""
    position: Many[Term] = ()
    """Positions of the body."""
    pattern: Many[Term] = ()
    """Patterns of movement."""
    region: Many[Term] = ()
    """Regions of the body."""
    joint: Many[Term] = ()
    """Joints."""
    setting: Many[Term] = ()
    """Places where a programme is done."""


class GlossaryEntry(Part):
    """A term that readers find explained in the library's glossary."""

    term: Annotated[str, Field(pattern=r"\S", max_length=100)]
    """The term as texts write it."""
    meaning: Text
    """What it means, in plain words."""


class LibraryFile(Part):
    """What holds for every record of a content folder."""

    kind: Literal["library"]
    """Always `library`."""
    format: Annotated[int, Field(ge=1)] = FORMAT
    """The format of this file. Leave it out: it is 1 today."""
    lang: LanguageTag = "en-GB"
    """The language of records that do not name one."""
    vocabulary: Vocabularies = Vocabularies()
    """Words that this library adds to the packaged vocabularies."""
    glossary: Many[GlossaryEntry] = ()
    """Terms that readers find explained here; texts need not explain them again."""
    words: Many[Annotated[str, Field(pattern=r"\S", max_length=100)]] = ()
    """Words that are spelled right though no dictionary has them: names, brands, words of the field."""
