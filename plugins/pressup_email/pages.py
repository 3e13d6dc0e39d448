"""From a letter to the two parts of the mail, each by its own template."""

from __future__ import annotations

import base64
import re
import textwrap
from functools import cache
from typing import TYPE_CHECKING, Any

from pressup import RenderContext
from pressup_email.colours import palette
from pressup_email.letter import PACKAGE, Letter
from pressup_email.message import content_id
from pressup_email.pictures import Picture
from pressup_email.senders import TAGS

if TYPE_CHECKING:
    from jinja2 import Environment

WIDTH = 76
"""Columns of the plain text. RFC 5322 asks for 78 at most."""

_SPACES = re.compile(r"[ \t\r\n\f\v]+")  # not `\s`: the no-break space between a number and its unit stays


def html_page(letter: Letter, context: RenderContext[Any], *, embedded: bool = False) -> str:
    """The HTML part, its styles in its elements: many mail programs read no others.

    Args:
        letter: What it shows.
        context: Options and publisher.
        embedded: Put pictures into the page itself, which browsers show and mail programs do not.
    """
    return _html(letter, context, embedded=embedded, browser=False)


def browser_page(letter: Letter, context: RenderContext[Any]) -> str:
    """The page behind “Read in a browser”: whole in one file, and without what is for the readers of the mail only."""
    return _html(letter, context, embedded=context.options.pictures == "inline", browser=True)


def _html(letter: Letter, context: RenderContext[Any], *, embedded: bool, browser: bool) -> str:
    colours = palette(context.publisher.colours.brand_text, context.publisher.colours.accent_text)
    template = _environment(html=True)
    values = _values(letter, context) | {"colours": colours, "browser": browser}
    values["sources"] = {picture.cid: _source(picture, letter, context, embedded=embedded) for picture in letter.pictures}
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


def _source(picture: Picture, letter: Letter, context: RenderContext[Any], *, embedded: bool) -> str:
    """Where a picture is: in the page, at the publisher's address, or beside the page in the mail."""
    if embedded:
        return "data:image/png;base64," + base64.b64encode(picture.png).decode("ascii")
    if context.options.pictures == "hosted":
        return context.url(f"email/{letter.document.id}/{picture.cid}.png")
    mailing = context.publisher.mailing
    assert mailing is not None  # noqa: S101 (the target has looked)
    return f"cid:{content_id(picture, mailing.list_id)}"


def _values(letter: Letter, context: RenderContext[Any]) -> dict[str, Any]:
    t = context.translations(PACKAGE)
    mailing = context.publisher.mailing
    tags = TAGS.get(context.options.merge)
    return {
        "letter": letter,
        "issue": letter.document.issue,
        "lang": letter.document.lang,
        "publisher": context.publisher,
        "mailing": mailing,
        "unsubscribe_url": tags.unsubscribe if tags else mailing and mailing.unsubscribe_url,
        "page_url": context.url(letter.document.id),
        "browser_url": (tags and tags.browser) or context.url(letter.document.id),
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
    environment.globals["zip"] = zip
    return environment
