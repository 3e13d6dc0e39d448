"""What a mail shows, apart from how: both parts, HTML and plain text, are made from one letter, so they carry the same items."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pressup import (
    Claim,
    Exercise,
    NewsItem,
    Newsletter,
    Phrase,
    Programme,
    Reference,
    RenderContext,
    citation,
    dose_phrases,
    dose_text,
    doubt_of,
    flag_groups,
    labelled_needs,
    not_for,
    sample_mark,
)
from pressup_email.pictures import Picture, pictures_of

PACKAGE = "pressup_email"
_BESIDE = frozenset({"rest", "pain_limit"})
"""Parts of a dose that always stand under the chips."""
_MOST_CHIPS = 4
"""With more than four chips nobody reads any; then the load stands under them too."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where the reader may go next."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Move:
    """An exercise as the mail shows it."""

    exercise: Exercise
    dose: str
    chips: tuple[Phrase, ...]
    beside: str
    needs: tuple[tuple[str, str], ...]
    not_for: tuple[tuple[str, str], ...]
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the issue."""

    heading: str
    teaser: str | None
    link: Link | None
    move: Move | None = None
    main: bool = False


@dataclass(frozen=True, slots=True)
class Warnings:
    """Warning signs of one urgency that ask for the same action."""

    label: str
    action: str
    help_line: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement of the issue with its doubt, and the numbers of its sources."""

    text: str
    doubt: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The whole mail."""

    document: Newsletter
    mark: str | None
    date: str
    items: tuple[Item, ...]
    action: Link | None
    warnings: tuple[Warnings, ...]
    evidence: tuple[Evidence, ...]
    sources: tuple[Link, ...]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures of all items, each once."""
        shown = (picture for item in self.items if item.move for picture in item.move.pictures)
        return tuple({picture.cid: picture for picture in shown}.values())


def letter(document: Newsletter, context: RenderContext[Any]) -> Letter:
    """Gather what the mail shows."""
    t = context.translations(PACKAGE)
    claims = _claims(document)
    references = _references(document, claims)
    numbers = {reference.id: number for number, reference in enumerate(references, 1)}
    items = tuple(_with_own_labels(_item(item, document, context, t) for item in document.items))
    action = document.issue.action
    return Letter(
        document=document,
        mark=sample_mark(document.lang) if document.sample else None,
        date=context.date(document.issue.date),
        items=items if action else _with_main(items),
        action=Link(action.label, action.url) if action else None,
        warnings=tuple(_warnings(document, context)),
        evidence=tuple(_evidence(claim, numbers, document.lang) for claim in claims),
        sources=tuple(_source(reference, document.lang) for reference in references),
    )


def _item(item: NewsItem, document: Newsletter, context: RenderContext[Any], t: gettext.NullTranslations) -> Item:
    record = item.record
    link = None
    if item.action:
        link = Link(item.action.label, item.action.url)
    elif record:
        labels = {
            "exercise": t.gettext("See the full exercise: {title}"),
            "condition": t.gettext("Read more: {title}"),
            "programme": t.gettext("See the plan: {title}"),
            "article": t.gettext("Read: {title}"),
        }
        link = Link(labels[record.kind].format(title=record.display_title), context.url(record.id))
    if isinstance(record, Exercise):
        return Item(item.heading, item.teaser, link, _move(record, document, context, t))
    summary = None
    if record:
        summary = record.purpose if isinstance(record, Programme) else record.summary
    return Item(item.heading, item.teaser or summary, link)


def _with_own_labels(items: Iterable[Item]) -> Iterator[Item]:
    """Who goes from link to link by ear hears the labels alone: two labels that are the same get their headings."""
    known = list(items)
    labels = [item.link.label for item in known if item.link]
    for item in known:
        if item.link and labels.count(item.link.label) > 1:
            yield replace(item, link=Link(f"{item.link.label}: {item.heading}", item.link.url))
        else:
            yield item


def _with_main(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The first item that leads anywhere gets the one button."""
    main = next((item for item in items if item.link), None)
    return tuple(replace(item, main=item is main) for item in items)


def _move(exercise: Exercise, document: Newsletter, context: RenderContext[Any], t: gettext.NullTranslations) -> Move:
    phrases = dose_phrases(exercise.dose, document.lang)
    crowded = sum(phrase.kind not in _BESIDE for phrase in phrases) > _MOST_CHIPS
    under = _BESIDE | {"load"} if crowded else _BESIDE
    return Move(
        exercise=exercise,
        dose=dose_text(exercise.dose, document.lang),
        chips=tuple(phrase for phrase in phrases if phrase.kind not in under),
        beside=", ".join(phrase.text for phrase in phrases if phrase.kind in under),
        needs=tuple(_needs(exercise, document, t)),
        not_for=tuple((entry.limit, entry.reason) for entry in not_for(exercise, document)),
        pictures=pictures_of(exercise, context.publisher, document.lang),
    )


def _needs(exercise: Exercise, document: Newsletter, t: gettext.NullTranslations) -> Iterator[tuple[str, str]]:
    """Equipment and what must be set up, each with a label. The needs are safety texts."""
    pieces = ", ".join(document.word("equipment", word) for word in exercise.equipment.required)
    if pieces:
        yield t.gettext("You need:"), " ".join((f"{pieces}.", *(each.use for each in exercise.equipment.substitutes)))
    yield from labelled_needs(exercise, document.lang)


def _warnings(document: Newsletter, context: RenderContext[Any]) -> Iterator[Warnings]:
    for group in flag_groups(document, context.publisher):
        for action, flags in group.actions:
            yield Warnings(group.label, action, group.help_line, tuple(flag.text for flag in flags))


def _claims(document: Newsletter) -> tuple[Claim, ...]:
    """What the mail itself states: the issue's claims and those of the exercises in it. Articles and plans are only named."""
    own = (*document.issue.claims, *(claim for exercise in document.exercises() for claim in exercise.claims))
    return tuple({claim.text: claim for claim in own}.values())


def _references(document: Newsletter, claims: Iterable[Claim]) -> tuple[Reference, ...]:
    cited = {id for claim in claims for id in claim.references} | {id for flag in document.red_flags for id in flag.references}
    return tuple(reference for reference in document.references if reference.id in cited)


def _evidence(claim: Claim, numbers: dict[str, int], lang: str) -> Evidence:
    return Evidence(claim.text, doubt_of(claim, lang), tuple(sorted(numbers[id] for id in claim.references if id in numbers)))


def _source(reference: Reference, lang: str) -> Link:
    source = citation(reference, lang)
    return Link(" ".join(part for part in (source.text, source.doubt) if part), source.url or "")
