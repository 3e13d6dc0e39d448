"""Conditions that a text speaks of: their red flags are printed only when the record lists them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pressup.checks.check import Check, Path, Problem
from pressup.content.library import Library, with_wider
from pressup.findings import Severity
from pressup.records import Article, Condition, NewsletterIssue, Programme, Record

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 12
_Words = tuple[str, ...]


@dataclass(slots=True)
class _Names:
    """The names of the conditions of one language, by their words."""

    by_words: dict[_Words, str] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)
    """How many words the names have that begin with a word, the longest first."""

    def add(self, name: str, id: str, lang: str) -> None:
        words = tuple(word for word, _, _ in _words(name, lang))
        if words and len(words) <= _MOST_WORDS and len("".join(words)) > 3:
            self.by_words.setdefault(words, id)
            lengths = self.lengths.setdefault(words[0], [])
            if len(words) not in lengths:
                lengths.append(len(words))
                lengths.sort(reverse=True)

    def find(self, text: str, lang: str) -> Iterator[tuple[str, str]]:
        """The conditions that a text names, with the words that name them. A name inside a longer one does not count."""
        words = _words(text, lang)
        i = 0
        while i < len(words):
            step = 1
            for length in self.lengths.get(words[i][0], ()):
                id = self.by_words.get(tuple(word for word, _, _ in words[i : i + length]))
                if id is not None:
                    yield id, text[words[i][1] : words[i + length - 1][2]]
                    step = length
                    break
            i += step


def mentioned(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A programme, article or newsletter that names a condition lists it, so that its red flags are printed (X-10).

    Names and other names count, in the language of the text. Claims do not: they say whom a study looked at.
    """
    names: dict[str, _Names] = {}
    for condition in library.of(Condition):
        if condition.status == "active":
            lang = _language(library, condition)
            for name in (condition.name, condition.formal_name, *condition.aliases):
                if name:
                    names.setdefault(lang, _Names()).add(name, condition.id, lang)
    for record in library.records.values():
        if isinstance(record, Programme | Article | NewsletterIssue) and record.status == "active":
            lang = _language(library, record)
            if lang in names:
                yield from _unlisted(library, record, names[lang], lang)


def _unlisted(library: Library, record: Programme | Article | NewsletterIssue, names: _Names, lang: str) -> Iterator[Problem]:
    listed: set[str] | None = None
    told: set[str] = set()
    for path, text in _texts(record):
        for id, words in names.find(text, lang):
            if listed is None:
                listed = {condition.id for condition in with_wider(library, _printed(library, record))}
            condition = library.get(Condition, id)
            if id not in listed and id not in told and condition is not None:
                told.add(id)
                message = f"“{words}” is a condition of this library, and its red flags are not printed here."
                help = f"Add “{id}” to “conditions”, or use other words if the text is not about it."
                yield Problem(record.id, path, message, help, (id, ("name",)), words)


def _printed(library: Library, record: Programme | Article | NewsletterIssue) -> Iterator[str]:
    """The conditions whose red flags a record prints."""
    yield from record.conditions
    if isinstance(record, NewsletterIssue):
        for item in record.items:
            shown = library.records.get(item.article or item.programme or "")
            yield from (item.condition,) if item.condition else ()
            yield from getattr(shown, "conditions", ())


def _texts(record: Programme | Article | NewsletterIssue) -> Iterator[tuple[Path, str]]:
    """What says what a record is about, and its longer text."""
    for name in ("title", "subject", "preheader", "lead", "summary", "purpose", "audience", "body"):
        text = getattr(record, name, None)
        if text:
            yield (name,), text
    yield from ((("goals", i), text) for i, text in enumerate(getattr(record, "goals", ())))
    if isinstance(record, NewsletterIssue):
        for i, item in enumerate(record.items):
            yield from ((("items", i, name), text) for name in ("heading", "teaser") if (text := getattr(item, name)))
            yield from [(("items", i, "action", "label"), item.action.label)] if item.action else ()
        yield from [(("action", "label"), record.action.label)] if record.action else ()


def _language(library: Library, record: Record) -> str:
    return library.lang(record).split("-")[0]


def _words(text: str, lang: str) -> list[tuple[str, int, int]]:
    """The words of a text in small letters, with their places; in English without the `s` of a plural."""
    words = []
    for found in _WORD.finditer(text):
        word = found[0].casefold()
        if lang == "en" and len(word) > 3 and word[-1] == "s" and word[-2] != "s":
            word = word[:-1]
        words.append((word, found.start(), found.end()))
    return words


CHECKS = (Check("X-10", Severity.WARNING, mentioned, heuristic=True),)
