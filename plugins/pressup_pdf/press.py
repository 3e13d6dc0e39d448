"""From an HTML page to the bytes of a PDF/UA-1 file, by WeasyPrint, with every warning that matters turned into an error."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

from weasyprint import CSS, HTML

from pressup import RenderContext
from pressup_pdf.colours import tint
from pressup_pdf.fetcher import BASE_URL, PackagedOnly, RefusedError
from pressup_pdf.finish import finish
from pressup_pdf.fonts import check_glyphs, font_configuration
from pressup_pdf.layout import sheets_of

_TOKEN = re.compile(r"--([a-z-]+):\s*([^;}]+);")
_USE = re.compile(r"var\(--([a-z-]+)\)")
_SHEETS = ("tokens.css", "page.css", "text.css", "safety.css", "programme.css", "card.css", "personal.css", "code.css")
_TINTS = frozenset({"tint", "warm", "amber-tint", "red-tint"})
"""What lies behind text: nothing, when ink is to be saved."""


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
    check_glyphs(_texts(page))
    fetcher, colours = PackagedOnly(context), context.publisher.colours
    fonts = font_configuration()
    with _strict_log():
        try:
            faces = CSS(string=_style("fonts.css"), url_fetcher=fetcher, font_config=fonts, base_url=BASE_URL)
            html = HTML(string=page, base_url=BASE_URL, url_fetcher=fetcher)
            pdf: bytes = html.write_pdf(
                stylesheets=[
                    faces,
                    *_sheets(colours.brand, colours.accent, context.options.ink == "saving", sheets_of(context.options)),
                ],
                font_config=fonts,
                pdf_variant="pdf/ua-1",
                pdf_tags=True,
                finisher=finish,
            )
        except RefusedError as error:
            raise PrintError(str(error)) from error
    return pdf


@lru_cache(maxsize=32)
def _sheets(brand: str, accent: str, saving: bool = False, added: tuple[str, ...] = ()) -> tuple[CSS, ...]:
    """Our style sheets for a publisher's colours, parsed once: they load nothing while being parsed.

    Colours are filled in here, since WeasyPrint would look them up again for every element of every page.
    """
    colours = {"brand": brand, "accent": accent, "tint": tint(brand), **dict(_TOKEN.findall(_style("tokens.css")))}
    if saving:
        colours = {name: "#FFFFFF" if name in _TINTS else "#000000" for name in colours}
    texts = (_USE.sub(lambda use: colours[use[1]], _TOKEN.sub("", _style(name))) for name in (*_SHEETS, *added))
    return tuple(CSS(string=text, base_url=BASE_URL) for text in texts)


def warm_up() -> None:
    """Do what the first page would wait for: read the fonts, and go once through all of WeasyPrint."""
    fonts, fetcher = font_configuration(), PackagedOnly()
    faces = CSS(string=_style("fonts.css"), url_fetcher=fetcher, font_config=fonts, base_url=BASE_URL)
    html = HTML(string="<html lang=en><title>Warm up</title><p>Warm up</p>", base_url=BASE_URL, url_fetcher=fetcher)
    html.write_pdf(stylesheets=[faces, *_sheets("#000000", "#000000")], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True)


def _style(name: str) -> str:
    return (files("pressup_pdf") / "style" / name).read_text("utf-8")


@contextmanager
def _strict_log() -> Iterator[None]:
    """Raise what WeasyPrint only logs: a picture that is left out, a style that it does not know, a sign without a glyph."""
    handler = _Collector(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = before
    if handler.messages:
        raise PrintError("The PDF could not be made whole: " + "; ".join(handler.messages[:3]))


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
