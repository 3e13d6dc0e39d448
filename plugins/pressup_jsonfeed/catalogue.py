"""The target `catalogue`: the whole library as static JSON for apps, one file a record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from pressup import Artifact, Catalogue, Exercise, Handout, Programme, RenderContext, Target, TargetOptions, sample_mark
from pressup_jsonfeed.options import Pictures

INDEX = "index.json"
SCHEMA = "catalogue.schema.json"
FORMAT = 1


class CatalogueOptions(TargetOptions):
    """Options of the catalogue."""

    figures: Pictures = "svg"
    """In which forms the figures of exercises lie beside the records; `both` is SVG and PNG."""


class AppCatalogue(Target[CatalogueOptions]):
    """The library as static JSON: `index.json` lists the records, each is a file of its own, and one file is for searching.

    Only `index.json` and the schema have fixed names. Every other name holds a hash of the file's content, so that a server may say
    “immutable” of it, and an app fetches the small index and then only what it does not have.
    """

    name = "catalogue"
    summary = "The library as static JSON for apps: an index, one file a record, words to search by"
    documents = (Catalogue,)
    after = ("pdf", "ics")
    options = CatalogueOptions

    def render(self, document: Catalogue, context: RenderContext[CatalogueOptions]) -> Iterable[Artifact]:
        """Make the files of the records one by one, and what leads to them last; see `Target.render`.

        Raises:
            FeedError: when a file would break the schema.
        """
        from pressup_jsonfeed.figures import Figures
        from pressup_jsonfeed.item import attached_in, body_of
        from pressup_jsonfeed.rules import catalogue_schema_text, refuse_faulty_catalogue
        from pressup_jsonfeed.search import SearchIndex

        figures = Figures(context, self.name, context.options.figures, hashed=True)
        search = SearchIndex()
        attached = attached_in(context)
        listed = []
        for entry in sorted(document.entries, key=lambda entry: entry.id):
            body = body_of(entry, context, figures, attached)
            data = body.pop("_pressup")
            record = {"format": FORMAT, "id": entry.id, "url": context.url(entry.id), **body, "data": data}
            refuse_faulty_catalogue("record", record)
            file = _file(f"records/{entry.id}", record, entries=(entry.id,))
            yield file
            yield from figures.take()
            search.add(entry, record["tags"])
            listed.append(_listed(entry, record, file))
        found = _file("search", search.data())
        index = _index(document, context) | {"search": found.path, "records": listed}
        refuse_faulty_catalogue("search", search.data())
        refuse_faulty_catalogue("index", index)
        yield found
        yield Artifact(INDEX, _bytes(index), "application/json", role="supplement")
        yield Artifact(SCHEMA, catalogue_schema_text().encode("utf-8"), "application/schema+json", role="supplement")


def _index(document: Catalogue, context: RenderContext[Any]) -> dict[str, Any]:
    publisher = context.publisher
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "title": document.title,
        "language": document.lang,
        "publisher": {"id": publisher.id, "name": publisher.name, "url": publisher.contact.url},
        "disclaimer": publisher.disclaimer,
        "help_lines": publisher.help_lines.model_dump(),
        "sample": document.sample,
        **({"sample_mark": sample_mark(document.lang)} if document.sample else {}),
    }


def _listed(entry: Handout, record: dict[str, Any], file: Artifact) -> dict[str, Any]:
    """What a list in an app shows of a record, and filters by."""
    subject = entry.subject
    shown = ("id", "title", "summary", "language", "tags", "date_modified")
    made: dict[str, Any] = {name: record[name] for name in shown if name in record}
    made |= {"kind": entry.kind, "sample": entry.sample, "file": file.path, "size": len(file.content)}
    if isinstance(subject, Exercise | Programme):
        made["level"] = subject.level
    return made


def _file(name: str, data: dict[str, Any], entries: tuple[str, ...] = ()) -> Artifact:
    """A file whose name holds a hash of its content."""
    content = _bytes(data)
    path = f"{name}.{hashlib.sha256(content).hexdigest()[:16]}.json"
    return Artifact(path, content, "application/json", role="primary" if entries else "supplement", entries=entries)


def _bytes(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8", "backslashreplace")
