"""The style sheet of a page: the publisher's colours, the paper, and `page.css` with `print.css`, in few bytes."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from pressup import Document, RenderContext, sample_mark
from pressup_web.colours import palette

_DAY = (
    "--ink:#16272d;--slate:#4a5b61;--ground:#f4f8f8;--panel:#fff;--line:#c9d6d9;--edge:#5f757c;--red:#8e1b1b;--warm:#fbf3ee;"
    "--amber:#8a4b00;--amber-tint:#fbf0dd;--red-tint:#f6dfda;--sheet:#fff;"
)
_NIGHT = (
    "--ink:#e6eef0;--slate:#afc0c5;--ground:#10191c;--panel:#172327;--line:#33474e;--edge:#8fa3a9;--red:#f6bdb8;--warm:#2b1b1b;"
    "--amber:#f0c27b;--amber-tint:#33270f;--red-tint:#402020;--sheet:#e4ecee;"
)
_MARGINS = {"a4": ("A4", "20mm 16mm 17mm"), "letter": ("letter", "20mm 19mm 15mm")}


def style_sheet(document: Document, context: RenderContext[Any]) -> str:
    """The style sheet of one page."""
    colours, scheme = palette(context.publisher), context.options.scheme
    day = f"{_DAY}--brand:{colours.brand};--accent:{colours.accent};--tint:{colours.tint}"
    night = f"{_NIGHT}--brand:{colours.night_brand};--accent:{colours.night_accent};--tint:{colours.night_tint}"
    size, margins = _MARGINS[context.options.paper]
    title, name, mark = map(_css_text, (document.title, context.publisher.name, sample_mark(document.lang)))
    corners = [
        f"@top-left{{content:{name}}}",
        f"@top-right{{content:{mark}}}" if document.sample else "",
        f'@bottom-left{{content:{title}", {_css_text(document.version)[1:]}}}',
        '@bottom-right{content:counter(page)"/"counter(pages)}',
    ]
    parts = [f":root{{color-scheme:{'light dark' if scheme == 'auto' else scheme};{day}}}"]
    if scheme != "light":
        parts.append(f"@media screen{'' if scheme == 'dark' else ' and (prefers-color-scheme:dark)'}{{:root{{{night}}}}}")
    parts.append(f"@page{{size:{size};margin:{margins};font:10pt system-ui,sans-serif;color:#4a5b61;{''.join(corners)}}}")
    return "".join((*parts, _fixed("page.css"), _fixed("print.css")))


@cache
def _fixed(name: str) -> str:
    """A style sheet without comments and needless spaces."""
    text = re.sub(r"/\*.*?\*/", "", (files("pressup_web") / "assets" / name).read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", text)).replace(": ", ":").replace(";}", "}").strip()


def _css_text(text: str) -> str:
    """A CSS string of any text: all but plain letters and digits is escaped by its number, so nothing can close it."""
    return '"' + "".join(letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):x} " for letter in text) + '"'
