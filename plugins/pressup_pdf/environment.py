"""The template environments: ours, and one for each theme, whose templates stand before ours."""

from __future__ import annotations

import gettext
from functools import lru_cache
from urllib.parse import quote

from jinja2 import BaseLoader, ChoiceLoader, Environment, FunctionLoader, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from pressup import dose_text, markdown_to_html, range_text, urgency_label
from pressup_pdf.fetcher import ASSET
from pressup_pdf.fonts import with_look_alikes
from pressup_pdf.theme import ORIGINAL, Templates


@lru_cache(maxsize=32)
def environment_of(catalogue: gettext.NullTranslations, theme: Templates | None = None) -> Environment:
    """The templates for one catalogue of fixed words, of which core keeps one object a language, and for one theme."""
    ours: BaseLoader = PackageLoader("pressup_pdf")
    loader = ChoiceLoader([FunctionLoader(theme.load), PrefixLoader({ORIGINAL: ours}), ours]) if theme else ours
    kind: type[Environment] = Environment
    if theme and not theme.trusted:
        from pressup_pdf.sandbox import Sandbox

        kind = Sandbox
    environment = kind(
        loader=loader,
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
    environment = environment_of(catalogue)
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
