"""One item of a feed, by the rules of JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pressup import Article, Condition, Exercise, Finished, Handout, Programme, RenderContext, translations
from pressup_jsonfeed.extension import extension
from pressup_jsonfeed.figures import Figures
from pressup_jsonfeed.sections import sections
from pressup_jsonfeed.wording import PACKAGE, equipment_names, kind_name, lead, muscle_names
from pressup_jsonfeed.writers import to_html, to_text

if TYPE_CHECKING:
    from pressup_jsonfeed.target import JsonFeedOptions


Attached = Mapping[str, list[Finished]]
"""The PDFs and calendars of a build, by the id of the document that they were made of."""


def attached_in(context: RenderContext[Any]) -> Attached:
    """Sorted out once: a large build has as many files as the feed has items."""
    found: dict[str, list[Finished]] = {}
    for file in context.finished:
        found.setdefault(file.document_id, []).append(file)
    return found


def item_of(entry: Handout, context: RenderContext[JsonFeedOptions], figures: Figures, attached: Attached) -> dict[str, Any]:
    """One item. Its id is the permalink under which it was first published, which stays as long as the record's id does."""
    options = context.options
    base = options.id_base or context.publisher.base_url
    identity = {"id": f"{base.rstrip('/')}/{entry.id}", "url": context.url(entry.id)}
    return identity | body_of(entry, context, figures, attached)


def body_of(entry: Handout, context: RenderContext[Any], figures: Figures, attached: Attached) -> dict[str, Any]:
    """What an item says, besides its id and address."""
    item: dict[str, Any] = {"title": entry.title, "summary": lead(entry)}
    outline = tuple(sections(entry, context))
    item |= {"content_html": to_html(outline), "content_text": to_text(outline)}
    item |= _dates(entry)
    item |= _authors(entry)
    item |= {"tags": list(dict.fromkeys(_tags(entry))), "language": entry.lang}
    attachments = [*_attachments(entry, context, attached.get(entry.id, ()))]
    figure = figures.get(entry.subject, entry.lang) if isinstance(entry.subject, Exercise) else None
    if figure:
        title = translations(PACKAGE, entry.lang).gettext("{title} (picture)").format(title=entry.title)
        item |= {"image": figure.image} if figure.image else {}
        attachments.extend(figure.attachments(title))
    if attachments:
        item["attachments"] = attachments
    item["_pressup"] = extension(entry, context, figures)
    return item


def last_change(entry: Handout) -> str:
    """The day on which the record last changed or was reviewed, as far as its review says so; empty for a sample."""
    review = entry.subject.review
    return max([change.date for change in review.changes if change.date] + [review.last_reviewed or ""])


def _dates(entry: Handout) -> dict[str, str]:
    """When the record was published and last changed. A sample has no dates, and gets none."""
    changes = [change.date for change in entry.subject.review.changes if change.date]
    dates = {"date_published": f"{min(changes)}T00:00:00Z"} if changes else {}
    changed = last_change(entry)
    return dates | ({"date_modified": f"{changed}T00:00:00Z"} if changed else {})


def _authors(entry: Handout) -> dict[str, Any]:
    authors = [{"name": person.name} for person in entry.subject.review.authors]
    return {"authors": authors, "author": authors[0]} if len(authors) == 1 else {"authors": authors}


def _tags(entry: Handout) -> Iterator[str]:
    """Words to sort and filter by, as a reader of the item's language knows them."""
    subject = entry.subject
    yield kind_name(entry.kind, translations(PACKAGE, entry.lang))
    if isinstance(subject, Exercise):
        if subject.pattern:
            yield entry.word("pattern", subject.pattern)
        yield entry.word("position", subject.position)
        yield from muscle_names(entry, subject)
        yield from equipment_names(entry, subject)
    elif isinstance(subject, Condition):
        yield entry.word("region", subject.region)
        yield from subject.aliases
    elif isinstance(subject, Programme):
        yield entry.word("setting", subject.setting)
    if isinstance(subject, Programme | Article):
        yield from (entry.titles.get(id, id) for id in subject.conditions)


def _attachments(entry: Handout, context: RenderContext[Any], files: Iterable[Finished]) -> Iterator[dict[str, Any]]:
    """The PDFs and calendars of this build that were made of the same document."""
    t = translations(PACKAGE, entry.lang)
    names = {"application/pdf": t.gettext("{title} (PDF)"), "text/calendar": t.gettext("{title} (calendar)")}
    for file in files:
        if file.media_type in names:
            yield {
                "url": context.url(file.path),
                "mime_type": file.media_type,
                "title": names[file.media_type].format(title=entry.title),
                "size_in_bytes": file.size,
            }
