"""Hashes of what a record says: one of all that a reviewer approves, one of the texts that a translator translates."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any

from pydantic import Field

from pressup.records.base import Record
from pressup.records.marks import Path, TextMark, marked

Hash = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
"""A hash as Pressup prints it."""

# What may change without anybody having to look at the content again: its name, its state, its rights, where a picture lies.
_NOT_CONTENT = {"id", "format", "schema_line", "lang", "status", "merged_into", "review", "rights"}
_NOT_CONTENT_OF_A_PICTURE = {"file", "rights"}
_NOT_TRANSLATED = frozenset({"review", "rights", "codes"})


def reviewed_hash(record: Record) -> str:
    """The hash of what a reviewer of a record approves: `sha256:` and 64 digits.

    It is taken over the JSON of the record's clinical content: keys as in the file and sorted, no spaces, text as it is in
    UTF-8, and fields that have their default left out, so that a field which a later version adds changes nothing. Not part of it
    are `id`, `format`, `lang`, `status`, `merged_into`, `review`, `rights`, and of pictures `file` and `rights`.
    """
    excluded: dict[str, Any] = dict.fromkeys(_NOT_CONTENT, True)
    if "media" in type(record).model_fields:
        excluded["media"] = {"__all__": _NOT_CONTENT_OF_A_PICTURE}
    return _hash(record.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=excluded))


def content_hash(record: Record) -> str:
    """The SHA-256 of all that a record says, review and rights too, over its JSON as `reviewed_hash` writes it: 64 digits."""
    return _hash(record.model_dump(mode="json", by_alias=True, exclude_defaults=True)).removeprefix("sha256:")


def texts(record: Record) -> dict[Path, str]:
    """The texts of a record that a translator translates, by their place in the file: all but those of review and rights."""
    return {path: text for path, text, _ in marked(record, TextMark) if not _NOT_TRANSLATED.intersection(path)}


def text_hash(record: Record) -> str:
    """The hash of the texts of a record, for `source_hash` of its translations: over the JSON list of pairs of path and text."""
    return _hash([[list(path), text] for path, text in texts(record).items()])


def _hash(data: Any) -> str:
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
