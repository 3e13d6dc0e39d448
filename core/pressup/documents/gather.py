"""From a Library to documents: follow the links of a record, and gather all that its output must show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pressup.content.contraindications import in_programme, ruled_out
from pressup.content.library import Library, with_wider
from pressup.documents.model import (
    URGENCIES,
    Catalogue,
    Document,
    ExerciseCard,
    Handout,
    NamedExercise,
    NewsItem,
    Newsletter,
    PhaseDose,
)
from pressup.documents.wording import translations
from pressup.records import (
    Article,
    Claim,
    Condition,
    Exercise,
    NewsletterIssue,
    Programme,
    Publisher,
    Record,
    RedFlag,
    Reference,
    Review,
)
from pressup.records.exercise import Progression
from pressup.records.marks import LinkMark, WordMark, marked
from pressup.records.newsletter import NewsletterItem
from pressup.records.vocabulary import packaged

HANDOUT_KINDS = ("programme", "condition", "article")
_ONLY_NAMED = frozenset({"progressions", "regressions", "education", "contraindications", "contraindicated"})
CATALOGUE_KINDS = ("programme", "condition", "article", "exercise")


class DocumentKindError(LookupError):
    """There is no document of the wanted form for a record. The message is for the user."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a document shows, before it is put together."""

    carried: tuple[Record, ...]
    conditions: tuple[Condition, ...]
    own_flags: tuple[RedFlag, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A handout or newsletter that can be made: its form and id."""

    form: type[Document]
    id: str

    def make(self, library: Library) -> Document:
        """The document, from a library.

        Raises:
            DocumentKindError: when there is none of this form.
        """
        return (_newsletter_of if self.form is Newsletter else _handout_of)(library, self.id)


def documents_for(
    library: Library,
    publisher: Publisher,
    form: type[Document],
    *,
    kinds: Iterable[str] | None = None,
    select: Iterable[str] = (),
) -> Iterator[Document]:
    """The documents of one form for a publisher, in a stable order.

    Args:
        library: Where the records come from.
        publisher: For whom. A newsletter issue of another publisher is left out.
        form: `Handout`, `Newsletter` or `Catalogue`.
        kinds: Of which kinds of record; by default programmes, conditions and articles, and for a catalogue exercises too.
        select: Only documents with these ids. A handout of an exercise is made when it is named here.
    """
    wanted = tuple(select)
    if form is not Catalogue:
        yield from (draft.make(library) for draft in drafts_for(library, publisher, form, kinds=kinds, select=wanted))
    elif not wanted or "catalogue" in wanted:
        yield catalogue(library, publisher, kinds)


def drafts_for(
    library: Library, publisher: Publisher, form: type[Document], *, kinds: Iterable[str] | None = None, select: Iterable[str] = ()
) -> Iterator[Draft]:
    """The handouts or newsletters that `documents_for` would give, without making them; for a catalogue, those of its entries."""
    wanted = tuple(select)
    if form is Newsletter:
        for issue in library.of(NewsletterIssue):
            mine = issue.publisher in (None, publisher.id) and publisher.mailing is not None
            if mine and (not wanted or issue.id in wanted) and issue.status == "active":
                yield Draft(Newsletter, issue.id)
        return
    allowed = tuple(kinds or (CATALOGUE_KINDS if form is Catalogue else HANDOUT_KINDS))
    named = () if form is Catalogue else wanted
    for record in library.records.values():
        chosen = record.id in named if named else record.kind in allowed and record.status == "active"
        if chosen and isinstance(record, Exercise | Condition | Programme | Article):
            yield Draft(Handout, record.id)


def _handout_of(library: Library, id: str) -> Handout:
    subject = library.records[id]
    if not isinstance(subject, Exercise | Condition | Programme | Article):
        raise DocumentKindError(f"There is no handout of “{id}”.")
    return handout(library, subject)


def _newsletter_of(library: Library, id: str) -> Newsletter:
    issue = library.records[id]
    if not isinstance(issue, NewsletterIssue):
        raise DocumentKindError(f"There is no newsletter of “{id}”.")
    return newsletter(library, issue)


def handout(library: Library, subject: Exercise | Condition | Programme | Article) -> Handout:
    """The handout of one record."""
    cards = tuple(_cards(library, subject))
    named = _exercises(library, getattr(subject, "recommended", ()) or getattr(subject, "exercises", ()))
    conditions = _conditions(library, subject)
    shown = _Shown((subject, *(card.exercise for card in cards), *conditions), conditions, getattr(subject, "red_flags", ()))
    return Handout(
        kind=subject.kind,
        subject=subject,
        cards=cards,
        conditions=conditions,
        recommended=tuple(
            NamedExercise(id=exercise.id, name=exercise.name, level=exercise.level, purpose=exercise.purpose) for exercise in named
        ),
        **_common(library, subject, shown, named),
    )


def newsletter(library: Library, issue: NewsletterIssue) -> Newsletter:
    """The newsletter of one issue."""
    shown = [_item_record(library, item) for item in issue.items]
    conditions: dict[str, Condition] = {}
    for record in shown:
        conditions.update((condition.id, condition) for condition in (_conditions(library, record) if record else ()))
    conditions.update((condition.id, condition) for condition in with_wider(library, issue.conditions))
    items: list[NewsItem] = []
    for item, record in zip(issue.items, shown, strict=True):
        if isinstance(record, Exercise):
            record = _without_steps(library, record, lambda step: ruled_out(library, step, conditions.values()))
        heading = item.heading or (record.display_title if record else issue.title)
        items.append(NewsItem(heading=heading, teaser=item.teaser, record=record, action=item.action))
    records = tuple(item.record for item in items if item.record)
    own_flags = tuple(flag for record in records for flag in getattr(record, "red_flags", ()))
    gathered = _Shown((issue, *records, *conditions.values()), tuple(conditions.values()), own_flags)
    return Newsletter(issue=issue, items=tuple(items), conditions=gathered.conditions, **_common(library, issue, gathered))


def _item_record(library: Library, item: NewsletterItem) -> Exercise | Condition | Programme | Article | None:
    record = library.records.get(item.exercise or item.article or item.programme or item.condition or "")
    return record if isinstance(record, Exercise | Condition | Programme | Article) else None


def _without_steps(library: Library, exercise: Exercise, against: Callable[[Exercise], Iterable[object]]) -> Exercise:
    """An exercise without its steps to others that something speaks against: what is printed would suggest them."""

    def kept(steps: tuple[Progression, ...]) -> tuple[Progression, ...]:
        others = [library.get(Exercise, step.to) if step.to else None for step in steps]
        return tuple(
            step for step, other in zip(steps, others, strict=True) if other is None or not any(True for _ in against(other))
        )

    changes = {name: kept(getattr(exercise, name)) for name in ("progressions", "regressions")}
    same = all(changes[name] == getattr(exercise, name) for name in changes)
    return exercise if same else exercise.model_copy(update=changes)


def catalogue(library: Library, publisher: Publisher, kinds: Iterable[str] | None = None) -> Catalogue:
    """The catalogue of a publisher."""
    drafts = drafts_for(library, publisher, Catalogue, kinds=kinds)
    return catalogue_of(publisher, (draft.make(library) for draft in drafts))


def catalogue_of(publisher: Publisher, entries: Iterable[Document]) -> Catalogue:
    """The catalogue of a publisher with these handouts as its entries."""
    empty = Catalogue(id="catalogue", title=publisher.name, lang=publisher.locale, version="1", sample=False, entries=())
    return empty.only(tuple(entry for entry in entries if isinstance(entry, Handout)))


def _cards(library: Library, subject: Record) -> Iterator[ExerciseCard]:
    if isinstance(subject, Exercise):
        yield ExerciseCard(exercise=subject)
    if not isinstance(subject, Programme):
        return
    doses: dict[str, list[PhaseDose]] = {}
    for phase in subject.phases:
        for item in phase.items:
            exercise = library.get(Exercise, item.exercise)
            if exercise is None:
                continue
            dose = exercise.dose.replaced_by(item.dose)
            entry = PhaseDose(phase=phase.name, weeks=phase.weeks, dose=dose, note=item.note, optional=item.optional)
            doses.setdefault(exercise.id, []).append(entry)
    conditions = _conditions(library, subject)
    for id, entries in doses.items():
        exercise = library.get(Exercise, id)
        if exercise is not None:
            shown = _without_steps(library, exercise, lambda step: in_programme(library, subject, step, conditions))
            yield ExerciseCard(exercise=shown, doses=tuple(entries))


def _conditions(library: Library, subject: Record) -> tuple[Condition, ...]:
    ids = [subject.id] if isinstance(subject, Condition) else getattr(subject, "conditions", ())
    return tuple(with_wider(library, ids))


def _exercises(library: Library, ids: Iterable[str]) -> tuple[Exercise, ...]:
    found = (library.get(Exercise, id) for id in ids)
    return tuple(exercise for exercise in found if exercise is not None)


def _common(library: Library, subject: Record, shown: _Shown, named: tuple[Record, ...] = ()) -> dict[str, object]:
    """The fields that every document has."""
    claims = _claims(shown.carried)
    references = _references(library, shown, claims)
    carried = (*shown.carried, *references)
    carried_ids = {record.id for record in carried}
    review = _review(subject)
    return {
        "id": subject.id,
        "title": subject.display_title,
        "lang": library.lang(subject),
        "version": review.version if review else "1",
        "sample": any(review.status == "sample" for review in map(_review, (*carried, *named)) if review),
        "red_flags": _red_flags(shown),
        "claims": claims,
        "references": references,
        "titles": _titles(library, carried),
        "words": _words(library, carried, library.lang(subject)),
        "record_ids": tuple(sorted(carried_ids | _missing(library, shown.carried))),
        "named_ids": tuple(sorted({record.id for record in named} - carried_ids)),
    }


def _review(record: Record) -> Review | None:
    review = getattr(record, "review", None)
    return review if isinstance(review, Review) else None


def _missing(library: Library, carried: Iterable[Record]) -> set[str]:
    """Ids of records that the document should carry and that could not be read. A step up or down is only named."""
    links = (link for record in carried for link in marked(record, LinkMark))
    return {target for path, target, _mark in links if path[0] not in _ONLY_NAMED and target not in library.records}


def _claims(carried: Iterable[Record]) -> tuple[Claim, ...]:
    found: dict[str, Claim] = {}
    for record in carried:
        for claim in getattr(record, "claims", ()):
            found.setdefault(claim.text, claim)
    return tuple(found.values())


def _red_flags(shown: _Shown) -> tuple[RedFlag, ...]:
    """All warning signs, most urgent first; the same text once, at its most urgent."""
    flags: dict[str, RedFlag] = {}
    for flag in (*shown.own_flags, *(flag for condition in shown.conditions for flag in condition.red_flags)):
        kept = flags.get(flag.text)
        if kept is None or URGENCIES.index(flag.urgency) < URGENCIES.index(kept.urgency):
            flags[flag.text] = flag
    return tuple(sorted(flags.values(), key=lambda flag: URGENCIES.index(flag.urgency)))


def _references(library: Library, shown: _Shown, claims: tuple[Claim, ...]) -> tuple[Reference, ...]:
    ids = [id for claim in claims for id in claim.references]
    for record in shown.carried:
        ids.extend(id for _, id, mark in marked(record, LinkMark) if mark.kinds == ("reference",))
    found = (library.get(Reference, id) for id in dict.fromkeys(ids))
    return tuple(reference for reference in found if reference is not None)


def _titles(library: Library, carried: Iterable[Record]) -> dict[str, str]:
    titles: dict[str, str] = {}
    for record in carried:
        titles[record.id] = record.display_title
        for _, id, _mark in marked(record, LinkMark):
            other = library.records.get(id)
            if other is not None:
                titles[id] = other.display_title
    return dict(sorted(titles.items()))


def _words(library: Library, carried: Iterable[Record], lang: str) -> dict[str, str]:
    """The names of vocabulary words: packaged ones in the document's language, a library's own as it wrote them."""
    translated = translations("pressup", lang).gettext
    words = {}
    for record in carried:
        for _, word, mark in marked(record, WordMark):
            entry = library.vocabulary[mark.vocabulary].get(word, {})
            name = str(entry.get("name", word))
            words[f"{mark.vocabulary}:{word}"] = translated(name) if packaged()[mark.vocabulary].get(word) is entry else name
    return dict(sorted(words.items()))
