"""From a handout to its HTML page: the template environment and the helpers that templates call."""

from __future__ import annotations

import gettext
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pressup import Handout, RenderContext, dose_text, markdown_to_html, range_text, sample_mark, urgency_label
from pressup_pdf.fetcher import ASSET
from pressup_pdf.fonts import check_personal, with_look_alikes
from pressup_pdf.view import Words, view_of


def html_page(document: Handout, context: RenderContext[Any]) -> str:
    """The page of a handout as HTML, complete but for the style sheets and fonts."""
    check_personal(context.personal)
    catalogue = context.translations("pressup_pdf")
    words = Words(document, context.options, catalogue)
    template = _environment(catalogue).get_template(f"{document.kind}.html")
    page = template.render(
        document=document,
        subject=document.subject,
        publisher=context.publisher,
        options=context.options,
        personal=context.personal,
        view=view_of(document, context, words),
        words=words,
        cites=words.cites,
        lang=document.lang,
        date=context.date,
        sample_mark=sample_mark(document.lang),
    )
    return with_look_alikes(page)


@cache
def _environment(catalogue: gettext.NullTranslations) -> Environment:
    """The templates for one catalogue of fixed words. Core keeps one catalogue object a language."""
    environment = Environment(
        loader=PackageLoader("pressup_pdf"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(css_text=css_text, asset=_asset, markdown=_markdown)
    environment.globals.update(range_text=range_text, dose_text=dose_text, urgency_label=urgency_label)
    return environment


def compile_templates(catalogue: gettext.NullTranslations) -> None:
    """Compile all templates, which a process needs to do once for each language."""
    environment = _environment(catalogue)
    for name in environment.list_templates():
        environment.get_template(name)


def css_text(text: str) -> Markup:
    """A CSS string of any text: everything but plain letters and digits is escaped by its number, so nothing can close it."""
    safe = (letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):x} " for letter in with_look_alikes(text))
    return Markup(f'"{"".join(safe)}"')  # noqa: S704 (escaped one line above)


def _asset(path: str) -> str:
    """The address of a picture of the content folder, for the fetcher."""
    return ASSET + quote(path)


def _markdown(text: str, first_heading: int = 2) -> Markup:
    """Markdown of a record as HTML: core lets no raw HTML through."""
    return Markup(markdown_to_html(text, first_heading=first_heading))  # noqa: S704 (no raw HTML in it)
