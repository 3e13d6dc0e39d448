"""From an HTML page to the bytes of a PDF/UA-1 file, by WeasyPrint, with every warning that matters turned into an error."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

from weasyprint import CSS, HTML

from pressup import RenderContext
from pressup_pdf.brand import Look, look_of
from pressup_pdf.fetcher import BASE_URL, PackagedOnly, RefusedError
from pressup_pdf.finish import finish
from pressup_pdf.fonts import FAMILY, check_glyphs, font_configuration
from pressup_pdf.layout import sheets_of
from pressup_pdf.theme import style_of
from pressup_pdf.typeface import typeface_of

_TOKEN = re.compile(r"--([a-z-]+):\s*([^;}]+);")
_USE = re.compile(r"var\(--([a-z-]+)\)")
SHEETS = ("tokens.css", "page.css", "text.css", "safety.css", "programme.css", "card.css", "personal.css", "code.css")
"""The style sheets of every layout, in their order."""
_TINTS = frozenset({"tint", "warm", "amber-tint", "red-tint"})
"""What lies behind text: nothing, when ink is to be saved."""
_PLAIN = Look("#000000", "#000000", "#FFFFFF", FAMILY)


class PrintError(RuntimeError):
    """The PDF would lack something. The message is for the user."""


def print_pdf(page: str, context: RenderContext[Any]) -> bytes:
    """The PDF of a page.

    Args:
        page: The HTML, already escaped.
        context: Gives pictures, colours, and the paper's options.

    Raises:
        MissingGlyphError: when the font lacks a character of the page.
        PrintError: when something could not be loaded or understood.

    """
    check_glyphs(_texts(page), typeface_of(context).characters() if context.publisher.fonts else None)
    fetcher, look, saving = PackagedOnly(context), look_of(context), context.options.ink == "saving"
    with _strict_log():
        try:
            fonts, faces = _faces(look, fetcher) if context.publisher.fonts else packaged_faces()
            html = HTML(string=page, base_url=BASE_URL, url_fetcher=fetcher)
            own = style_of(context)
            pdf: bytes = html.write_pdf(
                stylesheets=[
                    faces,
                    _sheet(look, saving, sheets_of(context.options)),
                    *([CSS(string=filled(own, look, saving), base_url=BASE_URL, url_fetcher=fetcher)] if own else []),
                ],
                font_config=fonts,
                pdf_variant="pdf/ua-1",
                pdf_tags=True,
                finisher=finish,
            )
        except RefusedError as error:
            raise PrintError(str(error)) from error
    return pdf


def _faces(look: Look, fetcher: PackagedOnly) -> tuple[Any, CSS]:
    """A font configuration with the faces of a look, and the style sheet that names them."""
    fonts = font_configuration()
    return fonts, CSS(string=filled(_style("fonts.css"), look), url_fetcher=fetcher, font_config=fonts, base_url=BASE_URL)


@cache
def packaged_faces() -> tuple[Any, CSS]:
    """The same with our own fonts, read once in a process."""
    return _faces(_PLAIN, PackagedOnly())


@lru_cache(maxsize=32)
def _sheet(look: Look, saving: bool = False, added: tuple[str, ...] = ()) -> CSS:
    """Our style sheets for a publisher's look, parsed once: they load nothing while being parsed.

    They are one, since WeasyPrint asks each sheet about each element.
    """
    return CSS(string="\n".join(filled(_style(name), look, saving) for name in (*SHEETS, *added)), base_url=BASE_URL)


def filled(text: str, look: Look, saving: bool = False) -> str:
    """A style sheet with its names filled in, since WeasyPrint would look them up again for every element of every page."""
    names = {"brand": look.brand, "accent": look.accent, "tint": look.tint, **_tokens()}
    if saving:
        names = {name: "#FFFFFF" if name in _TINTS else "#000000" for name in names}
    names["font"] = f'"{look.family}"'
    return _USE.sub(lambda use: names.get(use[1], use[0]), _TOKEN.sub("", text))


@cache
def _tokens() -> dict[str, str]:
    """The names that tokens.css gives a value, read once in a process."""
    return dict(_TOKEN.findall(_style("tokens.css")))


def warm_up() -> None:
    """Do what the first page would wait for: read the fonts, and go once through all of WeasyPrint."""
    fonts, faces = packaged_faces()
    html = HTML(string="<html lang=en><title>Warm up</title><p>Warm up</p>", base_url=BASE_URL, url_fetcher=PackagedOnly())
    html.write_pdf(stylesheets=[faces, _sheet(_PLAIN)], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True)


def _style(name: str) -> str:
    return (files("pressup_pdf") / "style" / name).read_text("utf-8")


@contextmanager
def _strict_log() -> Iterator[None]:
    """Raise what WeasyPrint only logs: a picture that is left out, a style that it does not know, a sign without a glyph."""
    with collected(logging.WARNING) as messages:
        yield
    if messages:
        raise PrintError("The PDF could not be made whole: " + "; ".join(messages[:3]))


@contextmanager
def collected(level: int) -> Iterator[list[str]]:
    """What WeasyPrint logs meanwhile, instead of where it logs it."""
    handler = _Collector(level)
    logger = logging.getLogger("weasyprint")
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


class _Collector(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class _TextParser(HTMLParser):
    """Collects what is printed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._style = False
        self._drawing = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (its signature)
        self._style = tag == "style"
        self._drawing = self._drawing or tag == "svg"

    def handle_endtag(self, tag: str) -> None:
        self._style = self._style and tag != "style"
        self._drawing = self._drawing and tag != "svg"

    def handle_data(self, data: str) -> None:
        if not self._style and not self._drawing:  # the texts of a drawing are for who cannot see it
            self.texts.append(data)


def _texts(page: str) -> list[str]:
    parser = _TextParser()
    parser.feed(page)
    parser.close()
    return parser.texts
