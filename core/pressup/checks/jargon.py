"""Medical terms: each is explained where a reader meets it first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.checks.lexicon import TOKEN, Term, terms
from pressup.checks.texts import TITLES, Texts, field_of, over_english, starts_sentence
from pressup.findings import Severity
from pressup.records import LibraryFile

_NOT_READ = frozenset({"aliases"})
"""Fields that only help to find a record."""

_BEHIND = re.compile(
    r"[\w'’/-]*[*_]*(?:[ \t]+[\w'’-]+){0,3}?[*_]*\s*"
    r"(?:\((?![A-Z0-9][A-Z0-9. ]{0,9}\))|[–—=]|-\s|:\s|,\s*or\s|,\s+(?:a|an|the|your)\s"
    r"|,?\s*(?:also called|called|known as|which (?:is|are|means?|describes?)|that is|i\.e\.|meaning|means?)\s"
    r"|,?\s*(?:is|are|happens|occurs) (?:a|an|the|your|when|where|what)\s)"
)
"""What begins an explanation behind a term: a bracket, a dash, “or”, “which means”, “is a”."""
_BEFORE = re.compile(
    r"(?:\(|[–—]\s*|\s-\s+|\b(?:called|named|known as|calls? (?:it|this|them|that)|terms?(?: is| for it)?|name(?: for \w+)? is)\s+)"
    r"(?:(?:a|an|the|also|or)\s+)*[*_\"“‘']*(?:[\w'’-]+[ ,/]+(?:and\s+|or\s+)?){0,4}$",
    re.IGNORECASE,
)
"""What ends an explanation before a term: a bracket, a dash, “called”."""
_PARTS = re.compile("[ -]")
_NEAR = 120
"""How far from a term its plain words explain it, in characters."""


class Form(NamedTuple):
    """A term in one of its forms: as it is written, and its words in small letters."""

    text: str
    words: frozenset[str]
    term: Term

    @property
    def head(self) -> str:
        """What stands before its first space or hyphen."""
        return _PARTS.split(self.text, maxsplit=1)[0]


def unexplained(texts: Texts, context: RecordContext) -> Iterator[Problem]:
    """A medical term is explained where it is first used, in the library's glossary, or by its plain words beside it."""
    words = texts.words
    index = _index()
    forms = [form for word in words & _first_words() for form in index[word] if form.words <= words]
    if not forms:
        return
    glossary = _glossary(context.settings)
    first: dict[Term, tuple[tuple[int, int], int, int]] = {}
    for start, end, term in _uses(texts, forms):
        order = (_rank(texts, start), start)
        if not glossary.isdisjoint(map(str.lower, term.forms)):
            continue
        if term not in first or order < first[term][0]:
            first[term] = (order, start, end)
    for term, (_, start, end) in sorted(first.items(), key=lambda item: item[1]):
        if not _explained(texts, start, end, term):
            written = texts.joined[start:end]
            message = f"“{written}” is a medical term that is not explained here."
            help = f"Use plain words (“{term.meaning}”), or explain it where it is first used: “{written} ({term.meaning})”."
            yield texts.problem(start, end, message, help)


def _uses(texts: Texts, forms: list[Form]) -> Iterator[tuple[int, int, Term]]:
    """Where terms stand in one of these forms; where they overlap, the longer one."""
    places = [
        (found.start(), -found.end(), form.term)
        for form in forms
        for found in _found(texts, form)
        if _is_read(texts, found.start(), form.text)
    ]
    covered = 0
    for start, end, term in sorted(places, key=lambda place: place[:2]):
        if start >= covered:
            covered = -end
            yield start, -end, term


def _found(texts: Texts, form: Form) -> Iterator[re.Match[str]]:
    """Where a form stands, looked for by its first word: a pattern that begins by looking behind takes ten times as long."""
    pattern = _pattern(form.text, form.term.unless)
    if len(texts.lower) != len(texts.joined):
        yield from pattern.finditer(texts.joined)
        return
    text, head = (texts.joined, form.head) if form.text.isupper() else (texts.lower, form.head.lower())
    at = text.find(head)
    while at >= 0:
        found = pattern.match(texts.joined, at)
        if found:
            yield found
        at = text.find(head, found.end() if found else at + 1)


def _is_read(texts: Texts, start: int, form: str) -> bool:
    """Whether a reader meets a term here: not in a field that nobody prints, and not as a part of a name."""
    if texts.field(start) in _NOT_READ:
        return False
    in_name = texts.joined[start].isupper() and not form[0].isupper() and not starts_sentence(texts.joined, start)
    return not in_name or texts.field(start) in TITLES


def _rank(texts: Texts, start: int) -> int:
    """When a reader comes to a text. Titles come last: they have no room for explanations, and the text below may give them."""
    path = texts.path(start)
    if field_of(path) in TITLES:
        return 3
    return {"claims": 2, "body": 1}.get(str(path[0]), 0)


def _explained(texts: Texts, start: int, end: int, term: Term) -> bool:
    before, after = texts.around(start, end, _NEAR, _NEAR)
    plain = _plain_words(term.meaning)
    if texts.field(start) in TITLES:
        return plain <= texts.words
    if _BEHIND.match(after) or _BEFORE.search(before):
        return True
    return plain <= {word.lower() for word in TOKEN.findall(f"{before} {after}")}


@cache
def _plain_words(meaning: str) -> frozenset[str]:
    """The words of an explanation that carry it."""
    words = [word.lower() for word in TOKEN.findall(meaning)]
    return frozenset(word for word in words if len(word) > 3) or frozenset(words)


@cache
def _index() -> Mapping[str, tuple[Form, ...]]:
    """Every form of every term by its first word in small letters."""
    found: dict[str, list[Form]] = {}
    for term in terms():
        for text in term.forms:
            # The words of a text are cut at hyphens.
            words = text.lower().replace("’", "'").replace("-", " ").split()
            found.setdefault(words[0], []).append(Form(text, frozenset(words), term))
    return {word: tuple(forms) for word, forms in found.items()}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(_index())


@cache
def _pattern(form: str, unless: tuple[str, ...]) -> re.Pattern[str]:
    words = r"[\s-]+".join(map(re.escape, _PARTS.split(form)))
    other = rf"(?!\s+(?:{'|'.join(unless)})\b)" if unless else ""
    # An abbreviation is one only in capitals: TENS is no number.
    return re.compile(rf"(?<![\w-]){words}(?![\w]){other}", 0 if form.isupper() else re.IGNORECASE)


def _glossary(settings: LibraryFile) -> frozenset[str]:
    return frozenset(entry.term.lower() for entry in settings.glossary)


CHECKS = (RecordCheck("PLN-03", Severity.WARNING, over_english(unexplained), heuristic=True),)
