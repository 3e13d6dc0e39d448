"""Plain language that can be counted: how hard a text is to read, how long its sentences are, and how it is divided."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from pressup.checks.check import Check, Problem, RecordCheck, RecordContext
from pressup.checks.patient_text import patient_text
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Exercise, LibraryFile, Publisher, Record, Reference
from pressup.records.vocabulary import packaged

if TYPE_CHECKING:
    from pressup.language import Block, Readability, Sentence, Terms

_EASY, _MOST_WORDS = 15, 25
"""Words in a sentence: what is easy to read, and what is much too long."""
_SHOWN = 20
"""Long sentences that are told one by one in a record; of the rest only their number is told."""
_LONG_WORD = 6
"""Letters that a word with three syllables has at least, but for a few such as “idea”, which are easy all the same."""
_STEP_SENTENCES = 2
_SECTION = 5
"""Paragraphs in a section."""

_NO_STARTS = """
    a an the this that these those you your yours he she it its they their theirs we our us i my me his her there here
    both each either neither one two three all some any no every another most
    knee knees leg legs foot feet heel heels toe toes hip hips thigh thighs hand hands arm arms elbow elbows shoulder shoulders
    head neck chin spine weight movement repetitions reps sets seconds minutes patient patients people client clients
    """
_NO_VERBS = frozenset(_NO_STARTS.split())
"""What a step that tells somebody what to do does not begin with. Words that are also verbs, such as back, stay out."""
_ING_VERBS = frozenset(("bring", "swing", "cling", "sing", "ring", "string", "spring", "ping", "wring", "fling", "sling", "sting"))
"""Verbs whose plain form ends in -ing."""


def readable(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A text for patients reads at school grade 6, or at what is called easy in its language (PLN-01, AMA, NIH).

    A formula counts words, sentences and syllables; it does not know what they mean. So this is a warning at most. Names of the
    record, formal names of the vocabulary and known terms count as one short word each. Below 100 words a score says nothing.
    """
    found = patient_text(record, context).sentences
    if not found:
        return
    from pressup.language import FEWEST_WORDS, count, scores

    if sum(map(len, found)) < FEWEST_WORDS:
        return
    reached = scores(count(found, context.lang, _terms(record, context)), context.lang)
    if reached and reached[0].over_target:
        yield Problem(record.id, (type(record).title_field,), _verdict(reached), _what_to_shorten(found, context.lang))


def _terms(record: Record, context: RecordContext) -> Terms:
    """Names that the text cannot do without: the record's own, and those of the library."""
    from pressup.language import terms

    names = (record.display_title, record.__dict__.get("formal_name", None) or "", *getattr(record, "aliases", ()))
    own = _long_names(names, context.lang)
    known = _Known.of(context.settings, context.lang)
    return terms(own, known) if own else known


class _Known:
    """The terms of the library that was looked at last. Its settings are kept too, so none takes their place."""

    kept: ClassVar[tuple[LibraryFile, str, Terms] | None] = None

    @classmethod
    def of(cls, settings: LibraryFile, lang: str) -> Terms:
        from pressup.language import terms

        kept = cls.kept
        if kept is not None and kept[0] is settings and kept[1] == lang:
            return kept[2]
        made = terms(_long_names(known_terms(settings), lang))
        cls.kept = (settings, lang, made)
        return made


def known_terms(settings: LibraryFile) -> tuple[str, ...]:
    """Terms that count as one short word in every record of a library: those of its glossary, and the vocabulary's formal names."""
    own = settings.vocabulary
    formal = {str(entry["formal"]) for words in packaged().values() for entry in words.values() if entry.get("formal")}
    formal.update(term.formal for field in type(own).model_fields for term in getattr(own, field) if term.formal)
    return tuple(sorted(formal | {entry.term for entry in settings.glossary}))


def _long_names(names: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """The names with a long word in them: the others are as easy as they are."""
    from pressup.language import syllables

    def is_long(word: str) -> bool:
        if len(word) < _LONG_WORD:
            return False
        spoken = syllables(word, lang)
        return len(word) > 6 if spoken is None else spoken > 2

    return tuple(name for name in names if any(map(is_long, name.split())))


def _verdict(reached: tuple[Readability, ...]) -> str:
    shown = ", ".join(f"{score.formula} {score.value:.1f}" + (f" ({score.band})" if score.band else "") for score in reached)
    main = reached[0]
    how = "far too hard to read" if main.over_limit else "hard to read"
    side = "below" if main.scale.rising else "above"
    return f"The text is {how} by a formula: {shown}. A text for patients is at {main.scale.target:g} or {side}."


def _what_to_shorten(found: tuple[Sentence, ...], lang: str) -> str:
    """What makes the text hard: its longest sentence, and the long words that come most often."""
    from pressup.language import syllables

    long = Counter(word.lower() for sentence in found for word in sentence.words if (syllables(word, lang) or 0) > 2)
    often = [word for word, _ in sorted(long.items(), key=lambda item: (-item[1], item[0]))[:4]]
    words = f" Long words that come often: {', '.join(f'“{word}”' for word in often)}." if often else ""
    return f"Shorten sentences, of which the longest has {max(map(len, found))} words, and use everyday words.{words}"


def unmeasured(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Where no formula was published for a language, that its texts are not measured is said once (PLN-01)."""
    from pressup.language import is_measured

    told: dict[str, Record | None] = {}
    for record in library.records.values():
        lang = record.lang or library.settings.lang
        if lang not in told and not isinstance(record, (Reference, Publisher)):
            told[lang] = None if is_measured(lang) else record
    for lang, first in told.items():
        if first is None:
            continue
        message = f"How hard the texts in “{lang}” are to read is not measured: there is no formula for this language."
        help = "Have somebody read them who knows neither the text nor the field."
        yield Problem(first.id, ("lang",) if first.lang else (type(first).title_field,), message, help)


def long_sentences(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A sentence has at most 15 words: readers lose hold of longer ones, and from 26 on most of them do (PLN-02, PEMAT)."""
    text = patient_text(record, context)
    found = [sentence for sentence in text.sentences if sentence.number > _EASY]
    if not found:
        return
    shown = sorted(sorted(found, key=len, reverse=True)[:_SHOWN], key=lambda sentence: sentence.start)
    for sentence in shown:
        number = sentence.number
        if number > _MOST_WORDS:
            message = f"The sentence has {number} words, which is much too long: {_EASY} are easy to read."
            help = "Make two or three sentences of it, or a list."
        else:
            message, help = f"The sentence has {number} words; up to {_EASY} are easy to read.", "Make two sentences of it."
        yield Problem(record.id, text.path(sentence), message, help, words=text.words(sentence))
    if len(found) > _SHOWN:
        message = f"{len(found) - _SHOWN} more sentences have more than {_EASY} words."
        yield Problem(record.id, (type(record).title_field,), message, "Shorten those that are marked first.")


def steps(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A step has at most two sentences, and begins with what to do: people look up from the page after each (PLN-02, PEMAT 20, 21).

    How a step begins is looked at in English only.
    """
    if not isinstance(record, Exercise):
        return
    english = context.lang.partition("-")[0] == "en"
    for i, found in patient_text(record, context).inside("steps").items():
        if len(found) > _STEP_SENTENCES:
            message = f"The step has {len(found)} sentences; at most {_STEP_SENTENCES} are easy to keep in mind."
            yield Problem(record.id, ("steps", i), message, "Make two steps of it, or move advice to “tips”.")
        first = found[0].first if english else ""
        if first and not _may_tell(first.lower()):
            message = f"The step begins with “{first}”, and not with what to do."
            yield Problem(record.id, ("steps", i), message, "Begin with a verb, such as bend, lift, hold or lower.", words=first)


def _may_tell(word: str) -> bool:
    """Whether an English step may begin with this word: it is no figure, none of the words above, and no form in -ing."""
    if word.endswith("ing") and len(word) > 4 and word not in _ING_VERBS:
        return False
    return not word[0].isdigit() and word.replace("’", "'").partition("'")[0] not in _NO_VERBS


def divided(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Five paragraphs at most stand under one heading, so that readers find what they look for (PLN-07, PEMAT 8 and 9)."""
    if record.body is None:
        return
    sections = _sections(patient_text(record, context).blocks)
    for i, parts in enumerate(sections):
        if len(parts) > _SECTION:
            where = " under one heading" if i else " before the first heading" if len(sections) > 1 else " and no heading"
            message = f"The text has {len(parts)} paragraphs{where}; at most {_SECTION} are easy to look through."
            words = record.body[parts[_SECTION].start : parts[_SECTION].end].partition("\n")[0]
            yield Problem(record.id, ("body",), message, "Put a heading with ## here or before.", words=words)


def _sections(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """The paragraphs of each section, the first of which has no heading. A list counts as one paragraph."""
    sections: list[list[Block]] = [[]]
    last = ""
    for block in blocks:
        if block.kind == "heading":
            sections.append([])
        elif block.kind == "paragraph" or last != "item":
            sections[-1].append(block)
        last = block.kind
    return sections


def purpose(record: Record, context: RecordContext) -> Iterator[Problem]:
    """An exercise says what it is for: who knows why is more likely to do it (PLN-07, PEMAT 1)."""
    if isinstance(record, Exercise) and record.purpose is None:
        message = "The exercise does not say what it is for."
        yield Problem(record.id, ("name",), message, "Add “purpose” with one sentence, such as: It trains your hips.")


CHECKS = (
    RecordCheck("PLN-01", Severity.WARNING, readable, heuristic=True),
    Check("PLN-01", Severity.NOTE, unmeasured),
    RecordCheck("PLN-02", Severity.WARNING, long_sentences, heuristic=True),
    RecordCheck("PLN-02", Severity.WARNING, steps, heuristic=True),
    RecordCheck("PLN-07", Severity.WARNING, divided),
    RecordCheck("PLN-07", Severity.WARNING, purpose),
)
