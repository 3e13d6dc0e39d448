"""The texts of a record as rules about words see them: gathered, cut into words once, and shared by all of these rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain, islice

from pressup.checks.check import Path, Problem, RecordContext
from pressup.records import Record
from pressup.records.marks import TextMark, marked_with

BREAK = "\0"
"""Stands between two texts when they are searched as one: no pattern of a rule runs across it."""

_NOT_READ = frozenset({"review", "rights"})
"""Fields about a record, which no reader of its text sees."""
_FORMAL = frozenset({"formal_name", "formal", "postal_address", "phone", "from_name", "verified_by"})
"""Fields whose words no dictionary has, and no reader needs explained."""
_NO_PROSE = frozenset({"name", "title", "formal_name", "aliases", "heading", "label", "subject", "preheader", "verified_by"})
"""Names and headings: they are no sentences, and what stands in them cannot always be simpler."""
TITLES = frozenset({"name", "title", "aliases", "subject", "heading", "label"})
"""Fields that name something: no sentences, and often written with capitals."""
INSTRUCTIONS = frozenset(
    {"after", "before", "breathing", "change", "next_day", "note", "start", "steps", "tips", "warm_up", "when"}
)  # fmt: skip
"""Fields that tell what to do, and how much."""

MAX_PROBLEMS = 50
"""So many problems of one rule in one record are told: who has more of them knows what to look for."""

_HIDDEN = re.compile(
    r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)"  # where a link leads
    r"|`[^`\n]*`|<[^<>\s]*>|&#?\w{1,10};"
    r"|\b(?:https?://|www\.)\S+|(?<!\S)\S+@\S+|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|uk|de)\b\S*"
)
_MAY_HIDE = ("](", "`", "<", "&", "@", "://", "www.")
_SITE = re.compile(r"\.(?:com|org|net|gov|edu|info|uk|de)")
_SPACES = str.maketrans(
    dict.fromkeys('\0!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~“”„‚«»‹›…–—‑·•×°½¼¾→←\u00a0\u2009\u202f', " ") | {"’": "'", "‘": "'"}
)


class Texts:
    """The texts of a record that a reader sees.

    Attributes:
        record: The record.
        pieces: Its texts, one a field or an item of a list, each with its path and whether it is Markdown.
        joined: All of them with a `BREAK` between; addresses and code are spaces, so that every position holds.
        lower: The same in small letters.
        tokens: Its words in small letters, in order, with straight apostrophes.
        words: The same, each once.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self.pieces = [
            (path, text, mark.markdown)
            for path, text, (mark, _) in gathered(record)
            if path[0] not in _NOT_READ and path[-1] not in _FORMAL and (len(path) < 3 or path[-2] not in _NOT_READ)
        ]
        joined = BREAK.join([text for _, text, _ in self.pieces])
        if _may_hide(joined):
            joined = _HIDDEN.sub(_as_spaces, joined)
        self.joined = joined
        self.lower = joined.lower()
        self.tokens = self.lower.translate(_SPACES).split()
        self.words = frozenset(self.tokens)

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for _, text, _ in self.pieces:
            starts.append(position)
            position += len(text) + 1
        return starts

    def path(self, position: int) -> Path:
        """The path of the text that stands at a position of `joined`."""
        return self.pieces[bisect_right(self._starts, position) - 1][0]

    def field(self, position: int) -> str:
        """The name of the field, or of its list, that stands at a position of `joined`."""
        return field_of(self.path(position))

    def problem(self, start: int, end: int, message: str, help: str = "") -> Problem:
        """A problem that marks a part of `joined`."""
        return Problem(self.record.id, self.path(start), message, help, words=self.joined[start:end])

    def around(self, start: int, end: int, before: int, after: int) -> tuple[str, str]:
        """What stands before and behind a part of `joined`, in the same text."""
        left = self.joined[max(0, start - before) : start]
        right = self.joined[end : end + after]
        return left[left.rfind(BREAK) + 1 :], right.partition(BREAK)[0]


def field_of(path: Path) -> str:
    """The last key of a path: the name of the field, or of its list."""
    return next(step for step in reversed(path) if isinstance(step, str))


def starts_sentence(text: str, start: int) -> bool:
    """Whether a position stands at the start of a sentence, a line or a text."""
    before = text[max(0, start - 12) : start].rstrip(" \t*_\"'“‘([#>-•")
    return not before or before[-1] in f".!?:;\n{BREAK}…–—”’)"


def _may_hide(text: str) -> bool:
    for sign in _MAY_HIDE:
        if sign in text:
            return True
    return _SITE.search(text) is not None


def _as_spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])


def is_prose(names: tuple[str, ...]) -> bool:
    """Whether a field, by its names from the top, holds sentences that a patient reads."""
    return names[-1] not in _NO_PROSE and _NOT_READ.isdisjoint(names)


_gathered: tuple[Record, list[tuple[Path, str, tuple[TextMark, bool]]]] | None = None


def gathered(record: Record) -> list[tuple[Path, str, tuple[TextMark, bool]]]:
    """Every text of a record: its path, the text, and its mark with whether it is prose.

    Rules ask for the same record one after the other, so the last one is kept.
    """
    global _gathered
    kept = _gathered
    if kept is None or kept[0] is not record:
        kept = _gathered = (record, marked_with(record, TextMark, is_prose))
    return kept[1]


_kept: tuple[Record, Texts] | None = None


def english_texts(record: Record, context: RecordContext) -> Texts | None:
    """The texts of a record in English; None for any other language, whose words these rules do not know.

    Rules ask for the same record one after the other, so the last one is kept.
    """
    global _kept
    if context.lang.partition("-")[0] != "en" or record.kind == "reference":
        return None  # a reference's own words are notes for editors
    kept = _kept
    if kept is None or kept[0] is not record:
        kept = _kept = (record, Texts(record))
    return kept[1]


def over_english(find: Callable[[Texts, RecordContext], Iterator[Problem]]) -> Callable[[Record, RecordContext], Iterator[Problem]]:
    """A rule over the texts of a record in English, as a rule over records. It keeps its docstring, and says each thing once."""

    def over(record: Record, context: RecordContext) -> Iterator[Problem]:
        texts = english_texts(record, context)
        found = None if texts is None else next(problems := find(texts, context), None)
        return iter(()) if found is None else islice(_unique(chain((found,), problems)), MAX_PROBLEMS)

    over.__doc__ = find.__doc__
    over.__name__, over.__module__ = find.__name__, find.__module__
    return over


def _unique(problems: Iterator[Problem]) -> Iterator[Problem]:
    seen: set[tuple[Path, str]] = set()
    for problem in problems:
        key = (problem.path, problem.words)
        if key not in seen:
            seen.add(key)
            yield problem
