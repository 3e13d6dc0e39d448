"""The draft of a newsletter issue: an item for each record that is new or has changed since an earlier build."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from pressup.build.differences import Change, new_and_changed
from pressup.build.manifest import Manifest, States
from pressup.checks.issues import in_order
from pressup.content.contraindications import ruled_out
from pressup.content.library import Library, with_wider
from pressup.errors import UsageError
from pressup.language.catalogues import translations
from pressup.records import Article, Exercise, NewsletterIssue, Programme, Publisher
from pressup.records.publisher import ISSUES_APART

MOST_ITEMS = 6
_KINDS = (Exercise, Programme, Article)
"""What becomes an item, in the order in which an issue shows it."""
_TITLE = 60
_PREHEADER = 130

Newsworthy = Exercise | Programme | Article


@dataclass(frozen=True, slots=True)
class News:
    """A record that an issue could show, and what happened to it."""

    change: Change
    record: Newsworthy


@dataclass(frozen=True, slots=True)
class Drafted:
    """A drafted issue.

    Attributes:
        id: The id of the issue.
        data: Its record, as plain data in the order of a file.
        taken: What it shows, in order.
        left_out: What it could have shown, each with the reason why it does not, as the rest of a sentence.
    """

    id: str
    data: dict[str, Any]
    taken: tuple[News, ...]
    left_out: tuple[tuple[News, str], ...]


def draft_issue(library: Library, old: Manifest, date: datetime.date, *, id: str | None = None, most: int = MOST_ITEMS) -> Drafted:
    """Draft an issue of what is new or has changed since a manifest.

    Raises:
        UsageError: when nothing has, or nothing that an issue may show.
    """
    news = sorted(_news(library, old), key=_order)
    if not news:
        raise UsageError("No exercise, programme or article is new or has changed since then: there is nothing to tell.")
    sender = _sender(library)
    taken, left_out = _choose(library, sender, news, most)
    if not taken:
        item, why = left_out[0]
        raise UsageError(f"Nothing that is new or has changed can be shown: “{item.record.display_title}” {why}.")
    number = 1 + max((issue.number for issue in _issues(library, sender)), default=0)
    id = id or f"{date:%Y-%m}-issue-{number}"
    return Drafted(id, _record(library.settings.lang, id, number, date, taken, sender), tuple(taken), tuple(left_out))


def _news(library: Library, old: Manifest) -> Iterator[News]:
    for change, state in new_and_changed(old, States(library).all()):
        record = library.records[state.id]
        if isinstance(record, _KINDS) and record.status == "active":
            yield News(change, record)


def _order(news: News) -> tuple[bool, int, str, str]:
    """New before changed, exercises before plans before articles, then by title."""
    record = news.record
    return news.change != "added", _KINDS.index(type(record)), record.display_title.casefold(), record.id


def _sender(library: Library) -> Publisher | None:
    """Who sends the issue; None when several do, or nobody yet."""
    sending = [publisher for publisher in library.publishers if publisher.mailing]
    return sending[0] if len(sending) == 1 else None


def _issues(library: Library, sender: Publisher | None) -> list[NewsletterIssue]:
    """The issues before this one, by date."""
    return [issue for issue in in_order(library) if sender is None or issue.publisher in (None, sender.id)]


def _choose(
    library: Library, sender: Publisher | None, news: Sequence[News], most: int
) -> tuple[list[News], list[tuple[News, str]]]:
    """What an issue shows, and what it does not with the reason why."""
    apart = sender.mailing.issues_apart if sender and sender.mailing else ISSUES_APART
    issues = _issues(library, sender)[-apart:] if apart else []
    shown = {id for issue in issues for item in issue.items for id in (item.exercise, item.programme, item.article)}
    taken: list[News] = []
    left_out: list[tuple[News, str]] = []
    for item in news:
        why = _unfit(library, item, shown) or _against(library, [*taken, item])
        if not why and len(taken) >= most:
            why = f"would be more than {most} items"
        if why:
            left_out.append((item, why))
        else:
            taken.append(item)
    return taken, left_out


def _unfit(library: Library, item: News, shown: set[str | None]) -> str:
    """Why an issue should not show a record, or nothing."""
    if item.record.id in library.faulty:
        return "has an error"
    if item.record.review.status in ("draft", "in-review"):
        return "has not been reviewed"
    return "stood in one of the last issues" if item.record.id in shown else ""


def _against(library: Library, items: Sequence[News]) -> str:
    """Why the last of some items cannot stand beside the others, or nothing: a condition of one rules an exercise out (SAF-04)."""
    ids = [id for item in items for id in getattr(item.record, "conditions", ())]
    conditions = list(with_wider(library, ids))
    for item in items:
        if isinstance(item.record, Exercise):
            for conflict in ruled_out(library, item.record, conditions):
                about = "" if item is items[-1] else f" “{item.record.name}”, another item,"
                return f"cannot stand here:{about or ' it'} must not be done with {conflict.condition.name.lower()}"
    return ""


def _record(
    lang: str, id: str, number: int, date: datetime.date, taken: Sequence[News], sender: Publisher | None
) -> dict[str, Any]:
    """The issue as plain data. Its words are proposals, which an editor replaces."""
    t = translations("pressup", lang)
    main = taken[0].record
    first = shorten(main.display_title, _TITLE, placeholder="…")
    told = t.gettext("New: {title}") if taken[0].change == "added" else t.gettext("Renewed: {title}")
    sample = any(item.record.review.status == "sample" for item in taken)
    return {
        "kind": "newsletter",
        "id": id,
        "title": told.format(title=first),
        **({"publisher": sender.id} if sender else {}),
        "number": number,
        "date": date.isoformat(),
        "subject": told.format(title=first),
        "preheader": _preheader(t.gettext("What is new or has changed since the last issue: {titles}."), taken),
        "lead": t.gettext("This is new, or has changed, since the last issue."),
        "items": [_item(item.record) for item in taken],
        "review": {
            "status": "sample" if sample else "draft",
            "version": "0.1",
            "authors": [{"name": sender.name if sender else main.rights.author}],
        },
        # The teasers are words of the records, so that their terms hold for the issue too.
        "rights": main.rights.model_dump(mode="json", exclude_defaults=True),
    }


def _item(record: Newsworthy) -> dict[str, str]:
    teaser = record.summary if isinstance(record, Article) else record.purpose
    return {record.kind: record.id, **({"teaser": teaser} if teaser else {})}


def _preheader(template: str, taken: Sequence[News]) -> str:
    """The titles, as many as there is room for."""
    told = ""
    for item in taken:
        title = shorten(item.record.display_title, _TITLE, placeholder="…")
        longer = f"{told}, {title}" if told else title
        if told and len(template.format(titles=longer)) > _PREHEADER:
            break
        told = longer
    return template.format(titles=told)
