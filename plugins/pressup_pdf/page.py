"""From a handout to its HTML page."""

from __future__ import annotations

from typing import Any

from jinja2 import TemplateError

from pressup import Handout, RenderContext, sample_mark
from pressup_pdf.brand import mark_of
from pressup_pdf.environment import environment_of
from pressup_pdf.fonts import check_personal, with_look_alikes
from pressup_pdf.theme import templates_of
from pressup_pdf.typeface import typeface_of
from pressup_pdf.view import view_of
from pressup_pdf.words import Words


class ThemeError(ValueError):
    """A template of a theme cannot be used. The message is for the user."""


def html_page(document: Handout, context: RenderContext[Any]) -> str:
    """The page of a handout as HTML, complete but for the style sheets and fonts.

    Raises:
        ThemeError: when a template of the publisher's theme fails.

    """
    check_personal(context.personal, typeface_of(context).characters() if context.publisher.fonts else None)
    catalogue = context.translations("pressup_pdf")
    words = Words(document, context.options, catalogue)
    values = {
        "document": document,
        "subject": document.subject,
        "publisher": context.publisher,
        "options": context.options,
        "personal": context.personal,
        "view": view_of(document, context, words),
        "words": words,
        "cites": words.cites,
        "lang": document.lang,
        "date": context.date,
        "sample_mark": sample_mark(document.lang),
        "mark": mark_of(context),
    }
    theme = templates_of(context)
    try:
        page = environment_of(catalogue, theme).get_template(f"{document.kind}.html").render(values)
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError, LookupError, AttributeError) as error:
        place = _line_in(error, theme.folder) if theme else None
        if place is None:
            raise
        raise ThemeError(f"{place}: {' '.join(str(error).split()) or type(error).__name__}") from error
    return with_look_alikes(page)


def _line_in(error: Exception, folder: str) -> str | None:
    """The last line of a theme's template that an error went through, as FILE:LINE; None when it went through none."""
    found = None
    if isinstance(error, TemplateError) and str(getattr(error, "filename", "") or "").startswith(folder):
        found = f"{error.filename}:{error.lineno}"  # type: ignore[attr-defined]
    step = error.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if name.startswith(folder):
            found = f"{name}:{step.tb_lineno}"
        step = step.tb_next
    return found
