"""From a document to its HTML page: the template environment, the style sheet, and what a page may load."""

from __future__ import annotations

import gettext
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pressup import (
    Artifact,
    Catalogue,
    Document,
    Handout,
    RenderContext,
    markdown_to_html,
    markdown_to_text,
    range_text,
    sample_mark,
)
from pressup_web.catalogue import index_of
from pressup_web.figures import moving, thumbnail
from pressup_web.linked_data import about_catalogue, about_handout, as_script
from pressup_web.style import style_sheet
from pressup_web.view import view_of
from pressup_web.words import PACKAGE, Words

MOST_BYTES = 100_000
"""A page with moving figures, and an index with small ones and what else could be left out, stay below this."""


def handout_page(document: Handout, context: RenderContext[Any]) -> tuple[str, tuple[Artifact, ...]]:
    """The page of a handout, and the files that lie beside it."""
    words = Words(document, context)
    view = view_of(document, context)
    data = as_script(about_handout(document, context)) if context.options.json_ld else None
    values = {"subject": document.subject, "view": view, "words": words, "data": data, "printed_as": _printed_as(document, context)}
    page = _page(f"{document.kind}.html.j2", document, context, values)
    if context.options.animate and view.figures:
        drawn = {move.exercise.id: found for move in view.moves if (found := moving(move, context.publisher, words.lang))}
        whole = _page(f"{document.kind}.html.j2", document, context, values | {"view": replace(view, moving=drawn)})
        page = whole if len(whole.encode()) < MOST_BYTES else page
    return page, tuple(view.pictures.values())


def index_page(document: Catalogue, context: RenderContext[Any]) -> tuple[str, tuple[Artifact, ...]]:
    """The page that leads to all others, and the small figures on it.

    Of a large library it is a list of links that can be searched and filtered, so that it loads on a phone: without figures,
    summaries and JSON-LD.
    """
    exercises = (entry.cards[0].exercise for entry in document.entries if entry.kind == "exercise")
    found = {one.id: drawn for one in exercises if (drawn := thumbnail(one, context.publisher))}
    index = index_of(document, context.translations(PACKAGE))
    data = as_script(about_catalogue(document, context)) if context.options.json_ld else None
    script = Markup(_script())  # noqa: S704 (our own file)
    values = {"index": index, "figures": found, "data": data, "script": script, "light": False}
    page = _page("index.html.j2", document, context, values, script=_script())
    if len(page.encode()) < MOST_BYTES:
        return page, tuple(found.values())
    return _page("index.html.j2", document, context, values | {"figures": {}, "data": None, "light": True}, script=_script()), ()


def _page(name: str, document: Document, context: RenderContext[Any], values: Mapping[str, Any], script: str = "") -> str:
    catalogue = context.translations(PACKAGE)
    style = style_sheet(document, context)
    return (
        _environment(catalogue)
        .get_template(name)
        .render(
            values,
            document=document,
            publisher=context.publisher,
            options=context.options,
            lang=document.lang,
            date=context.date,
            sample_mark=sample_mark(document.lang),
            canonical=context.url(document.id) if isinstance(document, Handout) else f"{context.publisher.base_url.rstrip('/')}/",
            feeds=tuple(_feeds(context)),
            style=Markup(style),  # noqa: S704 (our own, with colours that are no text)
            policy=_policy(style, script, values["data"]),
        )
    )


def _policy(style: str, *scripts: str | None) -> str:
    """What a browser lets the page do: use its own style and script, by their hashes, and pictures beside it. Nothing else."""
    allowed = {
        "default-src": "'none'",
        "img-src": "'self' file:",  # for some browsers a page that is a file has no self
        "style-src": f"'sha256-{_digest(style)}'",
        "script-src": " ".join(f"'sha256-{_digest(script)}'" for script in scripts if script) or "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _printed_as(document: Handout, context: RenderContext[Any]) -> str | None:
    """The address of the PDF of a handout, when it is made in the same build."""
    held = (one for one in context.finished if one.media_type == "application/pdf" and one.document_id == document.id)
    return next((f"../{one.path}" for one in held), None)


def _feeds(context: RenderContext[Any]) -> Iterator[tuple[str, str]]:
    """Media type and address of every feed of the same build."""
    for one in context.finished:
        if one.media_type.partition(";")[0] in ("application/feed+json", "application/atom+xml"):
            yield one.media_type.partition(";")[0], f"../{one.path}"


@cache
def _script() -> str:
    """The program of the index: search and filters."""
    return (files("pressup_web") / "assets" / "index.js").read_text("utf-8").strip()


@cache
def _environment(catalogue: gettext.NullTranslations) -> Environment:
    """The templates for one catalogue of fixed words. Core keeps one catalogue object a language."""
    environment = Environment(
        loader=PackageLoader("pressup_web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(markdown=_markdown, plain=markdown_to_text)
    environment.globals.update(range_text=range_text)
    return environment


def _markdown(text: str, first_heading: int = 2) -> Markup:
    """Markdown of a record as HTML: core lets no raw HTML through."""
    return Markup(markdown_to_html(text, first_heading=first_heading))  # noqa: S704 (no raw HTML in it)
