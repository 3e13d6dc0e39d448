"""From a letter to the two parts of the mail, each by its own template."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from typing import TYPE_CHECKING, Any

from pressup import RenderContext
from pressup_email.colours import palette
from pressup_email.letter import PACKAGE, Letter

if TYPE_CHECKING:
    from jinja2 import Environment

WIDTH = 76
"""Columns of the plain text. RFC 5322 asks for 78 at most."""

_SPACES = re.compile(r"[ \t\r\n\f\v]+")  # not `\s`: the no-break space between a number and its unit stays


def html_page(letter: Letter, context: RenderContext[Any]) -> str:
    """The HTML part, its styles in its elements: many mail programs read no others."""
    colours = palette(context.publisher.colours.brand_text, context.publisher.colours.accent_text)
    template = _environment(html=True)
    values = _values(letter, context) | {"colours": colours}
    return inline(template.get_template("issue.html.j2").render(values), template.get_template("issue.css.j2").render(values))


def text_page(letter: Letter, context: RenderContext[Any]) -> str:
    """The plain text part, written from the record and not from the HTML."""
    text = _environment(html=False).get_template("issue.txt.j2").render(_values(letter, context))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def inline(html: str, css: str) -> str:
    """HTML with the styles of `css` in its elements. Reads no file and opens no connection, whatever the HTML links to."""
    import css_inline

    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, extra_css=css)
    made: str = inliner.inline(html)
    return made


def fill(text: object, first: str = "", rest: str | None = None) -> str:
    """Wrap a text to the width: `first` stands before its first line, `rest` (as many spaces when left out) before the others.

    An address stays whole even when it is longer than a line, or nobody could follow it.
    """
    words = _SPACES.sub(" ", str(text)).strip().split(" ")
    indent = " " * len(first) if rest is None else rest
    room = WIDTH - max(len(first), len(indent))
    pieces = [piece for word in words for piece in ([word] if "://" in word else textwrap.wrap(word, room) or [word])]
    return textwrap.fill(
        " ".join(pieces), WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _values(letter: Letter, context: RenderContext[Any]) -> dict[str, Any]:
    t = context.translations(PACKAGE)
    return {
        "letter": letter,
        "issue": letter.document.issue,
        "lang": letter.document.lang,
        "publisher": context.publisher,
        "mailing": context.publisher.mailing,
        "browser_url": context.url(letter.document.id),
        "_": t.gettext,
        "ngettext": t.ngettext,
    }


@cache
def _environment(*, html: bool) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("pressup_email"),
        autoescape=html,  # noqa: S701 (plain text has nothing to escape)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["fill"] = fill
    return environment
