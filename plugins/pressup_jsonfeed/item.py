"""The feed and its items, by the rules of JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pressup import Article, Catalogue, Condition, Exercise, Handout, Programme, RenderContext, sample_mark, translations
from pressup_jsonfeed.extension import extension
from pressup_jsonfeed.figures import Figures
from pressup_jsonfeed.outline import Section
from pressup_jsonfeed.sections import sections
from pressup_jsonfeed.wording import PACKAGE, equipment_names, kind_name, lead, muscle_names
from pressup_jsonfeed.writers import to_html, to_text

if TYPE_CHECKING:
    from pressup_jsonfeed.target import JsonFeedOptions

VERSION = "https://jsonfeed.org/version/1.1"


def feed(
    catalogue: Catalogue, context: RenderContext[JsonFeedOptions], path: str, schema_path: str, figures: Figures
) -> dict[str, Any]:
    """The feed of a catalogue.

    Args:
        catalogue: What to publish.
        context: The publisher, the options, and the finished PDFs.
        path: Where the feed lies below the publisher's base address.
        schema_path: Where the schema lies that explains the extension.
        figures: The drawings of exercises.
    """
    t = context.translations(PACKAGE)
    publisher = context.publisher
    description = t.gettext("Exercises, conditions, plans and articles of {publisher}.").format(publisher=publisher.name)
    mark = (sample_mark(catalogue.lang),) if catalogue.sample else ()
    author = {"name": publisher.name, "url": publisher.contact.url}
    return {
        "version": VERSION,
        "title": catalogue.title,
        "home_page_url": publisher.base_url,
        "feed_url": context.options.feed_url or context.url(path),
        "description": " ".join((description, *mark, publisher.disclaimer)),
        "authors": [author],
        # Feed 1.0's key: NetNewsWire was seen to ignore `authors`. Both may stand side by side.
        "author": author,
        "language": catalogue.lang,
        "_pressup": {"about": context.url(schema_path), "format": 1, "publisher": publisher.id, "sample": catalogue.sample},
        "items": [_item(entry, context, figures) for entry in sorted(catalogue.entries, key=lambda entry: entry.id)],
    }


def _item(entry: Handout, context: RenderContext[JsonFeedOptions], figures: Figures) -> dict[str, Any]:
    """One item. Its id is its permalink, which stays as long as the record's id does."""
    url = context.url(entry.id)
    outline = tuple(sections(entry, context))
    item: dict[str, Any] = {"id": url, "url": url, "title": entry.title, "summary": lead(entry)}
    item |= _content(outline, context.options.content)
    item |= _dates(entry)
    item |= _authors(entry)
    item |= {"tags": list(dict.fromkeys(_tags(entry))), "language": entry.lang}
    attachments = [*_attachments(entry, context)]
    figure = figures.get(entry.subject.id) if isinstance(entry.subject, Exercise) else None
    if figure:
        item["image"] = figure.png_url
        title = translations(PACKAGE, entry.lang).gettext("{title} (picture)").format(title=entry.title)
        attachments.extend(figure.attachments(title))
    if attachments:
        item["attachments"] = attachments
    item["_pressup"] = extension(entry, context, figures)
    return item


def _content(outline: Iterable[Section], form: str) -> dict[str, str]:
    content = {}
    if form != "text":
        content["content_html"] = to_html(outline)
    if form != "html":
        content["content_text"] = to_text(outline)
    return content


def _dates(entry: Handout) -> dict[str, str]:
    """When the record was published and last changed, as far as its review says so. A sample has no dates, and gets none."""
    review = entry.subject.review
    changes = [change.date for change in review.changes if change.date]
    known = sorted([*changes, *([review.last_reviewed] if review.last_reviewed else [])])
    dates = {"date_published": f"{min(changes)}T00:00:00Z"} if changes else {}
    return dates | ({"date_modified": f"{known[-1]}T00:00:00Z"} if known else {})


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


def _attachments(entry: Handout, context: RenderContext[JsonFeedOptions]) -> Iterator[dict[str, Any]]:
    """The PDFs of this build that were made of the same document."""
    t = translations(PACKAGE, entry.lang)
    for file in context.finished:
        if file.document_id == entry.id and file.media_type == "application/pdf":
            yield {
                "url": context.url(file.path),
                "mime_type": file.media_type,
                "title": t.gettext("{title} (PDF)").format(title=entry.title),
                "size_in_bytes": file.size,
            }
