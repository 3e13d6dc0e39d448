"""Translations: made from what the record says today, checked by somebody, and there wherever a publisher prints."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from pydantic import ValidationError

from pressup.checks.check import Check, Path, Problem
from pressup.content.library import Library
from pressup.content.suggest import did_you_mean
from pressup.content.translation import in_language, said, same_language, shown, translations
from pressup.findings import Severity
from pressup.records import NewsletterIssue, Publisher, Record, Review, Translation
from pressup.records.hashing import text_hash, texts
from pressup.records.translation import TRANSLATED_KINDS

_PRINTED = ("exercise", "condition", "programme", "article")
_MOST = 100
"""How many misplaced texts of one translation are told: more are a wrong file."""
# Links of a record that are only named in what it prints, not printed with it; see `pressup.documents.gather`.
_ONLY_NAMED = frozenset({"progressions", "regressions", "education", "contraindications", "contraindicated"})


def outdated(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A translation was made from the version and the texts that its record has today (GOV-07)."""
    for translation, source in _pairs(library):
        yield from _outdated(library, translation, source)


def _outdated(library: Library, translation: Translation, source: Record) -> Iterator[Problem]:
    version, title = _review(source).version, source.display_title
    if translation.source_version != version:
        message = f"This was translated from version {translation.source_version} of “{title}”, which has version {version} today."
        help = f'Translate what has changed, then write source_version: "{version}"'
        help += f" and source_hash: {text_hash(source)}" if translation.source_hash else ""
        yield Problem(translation.id, ("source_version",), message, help, (source.id, ("review", "version")))
    elif translation.source_hash and translation.source_hash != text_hash(source):
        message = f"The texts of “{title}” have changed since this was translated."
        help = f"Translate what has changed, then write source_hash: {text_hash(source)}"
        yield Problem(translation.id, ("source_hash",), message, help, (source.id, ()))


def fits(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Every text of a translation stands where its record has a text, and fits there (GOV-07)."""
    for translation, source in _pairs(library):
        if any(_outdated(library, translation, source)):
            continue  # what does not fit any more does so because the record has changed
        known = texts(source)
        problems = list(islice(_misplaced(translation, source, known), _MOST))
        yield from problems or _too_long(translation, source)


def _misplaced(translation: Translation, source: Record, known: dict[Path, str]) -> Iterator[Problem]:
    names = {str(path[0]) for path in known}
    for path, value in said(translation):
        place = _place(translation, path)
        if place == ("text", "body"):
            yield Problem(translation.id, place, "The longer text stands at the top of the file.", "Write it under “body”.")
        elif path not in known:
            help = did_you_mean(str(path[0]), names) if path[0] not in names else "Keep the lists as long as they are there."
            yield Problem(translation.id, place, f"There is no text {shown(path)} in “{source.display_title}”.", help)
        elif not isinstance(value, str):
            yield Problem(translation.id, place, f"{shown(path)} should be text.", "Put it in quotes.")
        elif not value.strip():
            yield Problem(translation.id, place, f"{shown(path)} is empty.", "Translate it, or leave it out.")


def _too_long(translation: Translation, source: Record) -> Iterator[Problem]:
    try:
        in_language(source, translation)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            limits: Any = problem.get("ctx", {})
            limit = next((f"; {word} {limits[key]}" for key, word in _LIMITS if key in limits), "")
            message = f"{shown(problem['loc'])} does not fit into its place in “{source.display_title}”."
            help = f"It has {len(str(problem['input']))} characters{limit}." if limit else "Write it in one line, as it is there."
            yield Problem(translation.id, _place(translation, problem["loc"]), message, help)


_LIMITS = (("max_length", "the most is"), ("min_length", "the least is"))


def _place(translation: Translation, path: Path) -> Path:
    top = path == ("body",) and translation.body is not None and "body" not in translation.text
    return path if top else ("text", *path)


def another(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A translation is into another language than its record's, and there is one for each language (GOV-07)."""
    seen: dict[str, list[Translation]] = {}
    for translation, source in _pairs(library):
        others = seen.setdefault(source.id, [])
        earlier = next((other for other in others if same_language(other.lang, translation.lang)), None)
        if same_language(library.lang(source), translation.lang):
            message = f"“{source.display_title}” is written in “{library.lang(source)}” itself."
            yield Problem(translation.id, ("lang",), message, "Correct the language, or take the file away.")
        elif earlier:
            message = f"“{source.display_title}” has another translation into this language: “{earlier.id}”."
            yield Problem(translation.id, ("lang",), message, "Keep one of them.", (earlier.id, ("lang",)))
        others.append(translation)


def own_reviewer(library: Library, today: datetime.date) -> Iterator[Problem]:
    """The translation of a reviewed record was reviewed itself: a translator can get a warning wrong (GOV-07, NHS England)."""
    for translation, source in _pairs(library):
        # One that says it was reviewed, and names nobody, is told by GOV-01.
        if _review(source).status == "reviewed" and translation.review.status != "reviewed":
            message = f"“{source.display_title}” was reviewed, and its translation was not."
            help = "Have a clinician who reads both languages review it, and say so in its own “review”."
            yield Problem(translation.id, ("review", "status"), message, help, (source.id, ("review", "status")))


def unhashed(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Where one translation keeps the hash of what it was made from, all do: else a change of a text goes unseen (GOV-07)."""
    pairs = list(_pairs(library))
    if any(translation.source_hash for translation, _ in pairs):
        for translation, source in pairs:
            if not translation.source_hash:
                message = "The translation keeps no hash of the texts it was made from, as others do."
                help = f"If it fits the texts of today, add source_hash: {text_hash(source)}"
                yield Problem(translation.id, ("source_version",), message, help)


def complete(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A publisher whose readers speak another language has every text that it prints in that language, alt text too (X-16)."""
    known, spoken = translations(library), _languages(library)
    told: set[str] = set()
    for publisher in library.publishers:
        if all(same_language(lang, publisher.locale) for lang in spoken):
            continue
        for record in _printed(library, publisher):
            if same_language(library.lang(record), publisher.locale):
                continue
            mine = [entry for entry in known.get(record.id, ()) if same_language(entry.lang, publisher.locale)]
            problem = _incomplete(library, record, mine[0], publisher) if mine else _untranslated(record, publisher)
            if problem and problem.message not in told:
                told.add(problem.message)
                yield problem


def _untranslated(record: Record, publisher: Publisher) -> Problem:
    language = publisher.locale.partition("-")[0]
    message = f"“{record.display_title}” ({record.id}) has no translation into “{language}”, in which “{publisher.name}” prints."
    help = f"Write {record.id}.{language}.yaml with “kind: translation” and “of: {record.id}”."
    return Problem(record.id, (), message, help, (publisher.id, ("locale",)))


def _incomplete(library: Library, record: Record, translation: Translation, publisher: Publisher) -> Problem | None:
    if any(_outdated(library, translation, record)):
        return None
    there = {path for path, _ in said(translation)}
    missing = [path for path in texts(record) if path not in there]
    if not missing:
        return None
    count = "1 text is" if len(missing) == 1 else f"{len(missing):,} texts are"
    message = f"{count} not translated in “{translation.id}”, which “{publisher.name}” prints: {shown(missing[0])}"
    message += "." if len(missing) == 1 else " is the first."
    return Problem(translation.id, (), message, "Translate every text of the record, alt text too.", (record.id, missing[0]))


def _languages(library: Library) -> set[str]:
    return {library.lang(record) for record in library.records.values() if record.kind in _PRINTED or record.kind == "newsletter"}


def _printed(library: Library, publisher: Publisher) -> list[Record]:
    """What a publisher prints, by id: its kinds of handouts or all of them, its newsletters, and what is printed with these."""
    kinds = {kind for output in publisher.outputs.values() for kind in output.kinds or _PRINTED} or set(_PRINTED)
    queue = [record for record in library.records.values() if record.status == "active" and record.kind in kinds]
    if publisher.mailing:
        queue += [issue for issue in library.of(NewsletterIssue) if issue.publisher in (None, publisher.id)]
    found = {record.id: record for record in queue if record.status == "active" and _may_print(record, publisher)}
    queue = list(found.values())
    for record in queue:
        for other in _printed_with(library, record):
            if other.id not in found and _may_print(other, publisher):
                found[other.id] = other
                queue.append(other)
    return [found[id] for id in sorted(found)]


def _printed_with(library: Library, record: Record) -> Iterable[Record]:
    for path, id, _ in library.links(record):
        other = library.records.get(id)
        if other is not None and other.kind in _PRINTED and path[0] not in _ONLY_NAMED:
            yield other


def _may_print(record: Record, publisher: Publisher) -> bool:
    return publisher.sample or _review(record).status != "sample"


def _review(record: Record) -> Review:
    review = getattr(record, "review", None)
    assert isinstance(review, Review)  # noqa: S101 (every kind that can be printed and translated has one)
    return review


def _pairs(library: Library) -> Iterator[tuple[Translation, Record]]:
    """Every translation in use whose record is there and can be translated, with that record."""
    for translation in library.of(Translation):
        source = library.records.get(translation.of)
        # A link to another kind is told by X-01.
        if source is not None and source.kind in TRANSLATED_KINDS and translation.status == "active":
            yield translation, source


CHECKS = (
    Check("GOV-07", Severity.ERROR, outdated),
    Check("GOV-07", Severity.ERROR, fits),
    Check("GOV-07", Severity.ERROR, another),
    Check("GOV-07", Severity.ERROR, own_reviewer),
    Check("GOV-07", Severity.WARNING, unhashed),
    Check("X-16", Severity.ERROR, complete),
)
