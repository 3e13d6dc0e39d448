"""QR codes beside addresses, as SVG inside the page: black on white with their quiet zone, the same for the same address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from markupsafe import Markup

from pressup import Handout, RenderContext

_SIDE_MM, _MODULE_MM = 22.0, 0.5
"""The side with the quiet zone, and the smallest module: what a copy of a copy still shows."""
_QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""
_MOST = 300
"""A longer address makes modules too small to print."""


@dataclass(frozen=True, slots=True)
class Code:
    """An address with its code."""

    shown: str
    """The address as people read it."""
    drawing: Markup | None
    """None for an address that is too long."""


def page_code(document: Handout, context: RenderContext[Any], said: str) -> Code | None:
    """The code of the publisher's page of a handout; None when codes are not wanted."""
    return _code(context.url(document.id), said) if context.options.qr else None


def film_code(exercise: Any, context: RenderContext[Any], said: str) -> Code | None:
    """The code of the page where the film of an exercise is; None when it has none."""
    filmed = any(media.role == "video" for media in exercise.media)
    return _code(context.url(exercise.id), said) if filmed and context.options.qr else None


def warm_up() -> None:
    """Import what draws codes, which the first handout would wait for."""
    _drawing("https://example.org", "")


@lru_cache(maxsize=256)
def _code(url: str, said: str) -> Code:
    shown = url.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return Code(shown, _drawing(url, said) if len(url.encode()) <= _MOST else None)


def _drawing(url: str, said: str) -> Markup:
    """The code as SVG. What it says is what it opens: the address itself stands beside it as text."""
    import segno

    code = segno.make_qr(url, error="m", boost_error=False, encoding="utf-8" if not url.isascii() else None)
    side = max(_SIDE_MM, _MODULE_MM * (len(code.matrix) + 2 * _QUIET))
    svg = BytesIO()
    code.save(
        svg,
        kind="svg",
        border=_QUIET,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        nl=False,
        svgclass=None,
        lineclass=None,
    )
    size = Markup('<svg width="{}mm" height="{}mm" aria-label="{}" ').format(round(side, 2), round(side, 2), said)
    title = Markup("<title>{}</title>").format(said)
    head, _, drawn = svg.getvalue().decode().removeprefix("<svg ").partition(">")
    return size + Markup(head) + Markup(">") + title + Markup(drawn)  # noqa: S704 (segno drew it from squares alone)
