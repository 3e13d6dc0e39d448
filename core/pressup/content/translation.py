"""Translations: which there are, what they say, and the record that a translation makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pressup.content.library import Library
from pressup.records import Record, Translation
from pressup.records.marks import Path

R = TypeVar("R", bound=Record)


def same_language(one: str, other: str) -> bool:
    """Whether a reader of one language reads the other: the country does not matter, the script does where both name one."""
    first, second = one.split("-"), other.split("-")
    scripts = {part for parts in (first, second) for part in parts[1:] if len(part) == 4}
    return first[0] == second[0] and len(scripts) < 2


def translations(library: Library) -> dict[str, tuple[Translation, ...]]:
    """All translations in use, by the record that they translate."""
    found: dict[str, list[Translation]] = {}
    for translation in library.of(Translation):
        if translation.status == "active":
            found.setdefault(translation.of, []).append(translation)
    return {id: tuple(entries) for id, entries in found.items()}


def translated(library: Library, record: R, lang: str) -> R:
    """The record in a language: as it is when it is written in it, else as its translation says.

    Raises:
        LookupError: when there is no translation into the language.
        ValueError: when a text of the translation does not fit into its place; a finding (GOV-07) tells it.
    """
    if same_language(library.lang(record), lang):
        return record
    for translation in translations(library).get(record.id, ()):
        if same_language(translation.lang, lang):
            return in_language(record, translation)
    raise LookupError(f"There is no translation of “{record.id}” into “{lang}”.")


def in_language(record: R, translation: Translation) -> R:
    """The record with the texts, the language and the review of a translation; what that leaves out stays as it is.

    Raises:
        ValueError: when a text has no place in the record, or does not fit into it.
    """
    data = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for path, text in said(translation):
        try:
            _put(data, path, text)
        except (LookupError, TypeError) as error:
            raise ValueError(f"There is no text {shown(path)} in “{record.id}”.") from error
    data["lang"] = translation.lang
    data["review"] = translation.review.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return type(record).model_validate(data)


def said(translation: Translation) -> Iterator[tuple[Path, Any]]:
    """Every value of a translation with its path in the record that it translates; gaps in a list are left out."""
    if translation.body is not None:
        yield ("body",), translation.body
    yield from leaves(translation.text)


def shown(path: Path) -> str:
    """A path as an editor would say it: “steps 3”."""
    return "“" + " ".join(str(step + 1) if isinstance(step, int) else str(step) for step in path) + "”"


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every single value in lists and mappings, with its path; gaps are left out."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list | tuple):
        for i, item in enumerate(value):
            yield from leaves(item, (*path, i))
    elif value is not None:
        yield path, value


def _put(data: Any, path: Path, text: str) -> None:
    *parents, last = path
    for step in parents:
        data = data[step]
    if not isinstance(data[last], str):
        raise TypeError(last)
    data[last] = text
