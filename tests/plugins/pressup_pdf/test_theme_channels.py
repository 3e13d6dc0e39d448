"""P12 for themes: their style sheets, templates and pictures make no request, read no file, and end."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.plugins.pressup_pdf.channels import CHANNELS, READING, STYLE_CHANNELS
from tests.plugins.pressup_pdf.test_channels import PAGE, SVG, Server, secret
from tests.plugins.pressup_pdf.test_theme import FRONT, STYLE, Context, Handouts, context, write
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from pressup_pdf.page import html_page
from pressup_pdf.press import PrintError, print_pdf

__all__ = ["context", "secret"]
"""Fixtures of the tests of themes and of content."""
ID = "knee-pain"
LOGGED = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
REFUSED = r"may not load|could not be made whole"


def some(names: Iterable[str]) -> list[Any]:
    """Every fourth for the quick tests."""
    return [pytest.param(name, marks=() if place % 4 == 0 else pytest.mark.full) for place, name in enumerate(names)]


def printed(context: Context, handouts: Handouts) -> bytes:
    """A handout with the theme as it is now."""
    return print_pdf(html_page(handouts[ID], context), context)


@pytest.mark.parametrize("name", some(STYLE_CHANNELS))
@LOGGED
def test_a_style_sheet_makes_no_request(server: Server, context: Context, handouts: Handouts, name: str) -> None:
    address, hits = server
    style = STYLE_CHANNELS[name].format(address=address)
    HTML(string=PAGE.format("<ul><li>a</ul><p>a")).write_pdf(stylesheets=[CSS(string=style)])
    assert hits, "the trap is none"
    assert "/redirected.png" in hits or name != "redirection"
    hits.clear()
    assert context.assets is not None
    write(context.assets, STYLE, style)
    with pytest.raises(PrintError, match=REFUSED):
        printed(context, handouts)
    assert not hits


@pytest.mark.parametrize("name", some(STYLE_CHANNELS))
@LOGGED
def test_a_style_sheet_reads_no_file(secret: Path, context: Context, handouts: Handouts, name: str) -> None:
    assert context.assets is not None
    write(context.assets, STYLE, STYLE_CHANNELS[name].format(address=secret.parent.as_uri()))
    with pytest.raises(PrintError, match=REFUSED):
        printed(context, handouts)


def test_a_style_sheet_brings_no_font(server: Server, context: Context, handouts: Handouts) -> None:
    """WeasyPrint looks at `@font-face` only where it is given fonts; ours are those of the publisher's record."""
    address, hits = server
    fonts = FontConfiguration()
    style = f"@font-face {{ font-family: f; src: url({address}/font.ttf) }}"
    CSS(string=style, font_config=fonts)
    assert hits == ["/font.ttf"]
    hits.clear()
    assert context.assets is not None
    write(context.assets, STYLE, style)
    printed(context, handouts)
    assert not hits


@pytest.mark.parametrize("name", some(CHANNELS))
@LOGGED
def test_a_template_makes_no_request(server: Server, context: Context, handouts: Handouts, name: str) -> None:
    address, hits = server
    put(context, CHANNELS[name].format(address=address))
    with pytest.raises(PrintError, match=REFUSED):
        printed(context, handouts)
    assert not hits


@pytest.mark.parametrize("name", READING)
def test_a_template_attaches_no_file(secret: Path, context: Context, handouts: Handouts, name: str) -> None:
    put(context, CHANNELS[name].format(address=secret.parent.as_uri()))
    with pytest.raises(PrintError, match="may not load"):
        printed(context, handouts)


def put(context: Context, markup: str) -> None:
    """Let the theme's template have some markup."""
    assert context.assets is not None
    block = f"{{% raw %}}{markup}{{% endraw %}}"
    write(context.assets, FRONT, f'{{% extends "pressup/parts/front.html" %}}{{% block eyebrow %}}{block}{{% endblock %}}')


@pytest.mark.parametrize("where", ["server", "machine"])
@LOGGED
def test_a_picture_of_a_theme_loads_nothing(server: Server, secret: Path, context: Context, handouts: Handouts, where: str) -> None:
    address, hits = server
    url = f"{address}/a.png" if where == "server" else secret.as_uri()
    assert context.assets is not None
    write(context.assets, STYLE, "h1 { background: url(a.svg) }")
    write(context.assets, "themes/clinic/a.svg", SVG.format(f'<image href="{url}" width="9" height="9"/>'))
    with pytest.raises(PrintError, match=REFUSED):
        printed(context, handouts)
    assert not hits
