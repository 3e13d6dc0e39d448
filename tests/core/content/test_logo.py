"""Logos of strangers: what draws stays, and all else is refused at its place or left out."""

from __future__ import annotations

import io
import struct
import time
import zlib

import pytest
from PIL import Image, ImageFile
from tests.core.conftest import Content

from pressup.content.logo import MAX_PIXELS, LogoError, read_logo

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">'


def svg(inner: str, head: str = HEAD) -> bytes:
    return f"{head}\n  {inner}\n</svg>".encode()


def png(width: int = 60, height: int = 30, colour: tuple[int, ...] = (200, 0, 0, 255)) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def test_shapes_gradients_and_styles_stay() -> None:
    inner = (
        '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient>'
        '<linearGradient id="b" xlink:href="#a" x1="0" x2="1"/></defs>'
        '<g transform="translate(1 2) scale(.5)"><path d="M0 0 H10 z" style="fill:url(#b);stroke:red;-inkscape-x:1"/></g>'
    )
    image = read_logo("a.svg", svg(inner))
    text = image.content.decode()
    assert (image.media_type, image.ratio) == ("image/svg+xml", 2)
    for kept in ('stop-color="#fff"'.replace("#fff", "#ffffff"), 'href="#a"', 'fill="url(#b)"', 'stroke="#FF0000"', "scale(.5)"):
        assert kept in text
    assert "inkscape" not in text


def test_what_editors_write_down_is_left_out() -> None:
    inner = (
        "<title>Our clinic</title><metadata><x:y xmlns:x='urn:x' z='javascript:1'>secret</x:y></metadata>"
        "<s:view xmlns:s='urn:s'><script xmlns='http://www.w3.org/2000/svg'>alert(1)</script></s:view>"
        '<rect width="1" height="1" class="c" data-name="d"/><!-- note -->'
    )
    text = read_logo("a.svg", svg(inner)).content.decode()
    assert text == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
        '<rect width="1" height="1"></rect></svg>'
    )


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        ("<script>alert(1)</script>", "A logo may not hold <script>."),
        ("<style>@import url(//evil)</style>", "A logo may not hold <style>."),
        ("<text>Clinic</text>", "A logo may not hold <text>."),
        ('<image href="http://127.0.0.1/a.png"/>', "A logo may not hold <image>."),
        ('<use href="#a"/>', "A logo may not hold <use>."),
        ("<foreignObject/>", "A logo may not hold <foreignObject>."),
        ('<animate attributeName="x"/>', "A logo may not hold <animate>."),
        ('<rect onload="alert(1)"/>', "A logo may not have “onload” on <rect>."),
        ('<rect fill="url(http://127.0.0.1/a)"/>', "“url(http://127.0.0.1/a)” is no “fill” that a logo may have."),
        ('<rect style="fill:url(file:///etc/passwd)"/>', "“url(file:///etc/passwd)” is no “fill” that a logo may have."),
        ('<rect style="background:url(//evil)"/>', "A logo may not have the style “background”."),
        ('<rect href="#a"/>', "A logo may not link to “#a”."),
        ('<linearGradient id="a" xlink:href="http://evil/#b"/>', "A logo may not link to “http://evil/#b”."),
        ('<linearGradient id="a" href="#a"/>', "A gradient of the logo takes its colours from one that takes them from another."),
        (
            '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>',
            "A gradient of the logo takes its colours from one",
        ),
        ('<clipPath id="a"><rect clip-path="url(#a)"/></clipPath>', "“url(#a)” is no “clip-path” that a logo may have."),
        ('<rect filter="url(#f)"/>', "A logo may not have “filter” on <rect>."),
        ('<path stroke-dasharray="0.000001"/>', "A logo may not have “stroke-dasharray” on <path>."),
        ('<?xml-stylesheet href="http://evil"?>', "A logo has no instruction “xml-stylesheet”."),
        (31 * "<g>", "The logo has more than 30 levels."),
        (1001 * "<g/>", "The logo has more than 1,000 parts."),
    ],
)
def test_what_does_more_than_draw_is_refused_at_its_place(inner: str, told: str) -> None:
    with pytest.raises(LogoError) as caught:
        read_logo("a.svg", svg(inner))
    assert str(caught.value).startswith(told)
    assert (caught.value.line, caught.value.column > 2) == (2, True)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("<g/>"), "A logo declares no entities."),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<title>&a;</title>"), "A logo declares no entities."),
        (b"<html/>", "The logo is no SVG."),
        (svg("<rect>"), "The logo is no SVG that can be read: mismatched tag."),
        (svg("", HEAD.replace(' viewBox="0 0 40 20"', "")), "The logo does not say how large it is."),
        (svg("", HEAD.replace("40 20", "0 0")), "The logo has no size."),
        (svg("", HEAD.replace("40 20", "500 20")), "The logo is too wide for the head of a page."),
        (svg(f"<path d='{'M0 0 ' * 30_000}'/>"), "The logo has more than 100,000 bytes."),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(LogoError) as caught:
        read_logo("a.svg", data)
    assert str(caught.value) == told


def test_greys_are_those_of_a_copier() -> None:
    data = svg('<rect fill="#0B5563" stroke="rgb(255, 0, 0)"/><g fill="none"/>')
    assert b'fill="#404040" stroke="#4C4C4C"' in read_logo("a.svg", data, grey=True).content
    with Image.open(io.BytesIO(read_logo("a.png", png(), grey=True).content)) as picture:
        assert (picture.mode, picture.size) == ("LA", (60, 30))


def test_a_png_is_packed_anew() -> None:
    out = io.BytesIO()
    from PIL.PngImagePlugin import PngInfo

    more = PngInfo()
    more.add_text("Comment", "a secret")
    Image.new("RGB", (60, 30), "red").save(out, "PNG", pnginfo=more)
    image = read_logo("a.PNG", out.getvalue())
    assert (image.media_type, image.ratio) == ("image/png", 2)
    assert b"a secret" in out.getvalue()
    assert b"a secret" not in image.content


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + header
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    start = time.process_time()
    with pytest.raises(LogoError, match=r"pixels|no PNG"):
        read_logo("a.png", data)
    assert time.process_time() - start < 0.5
    with pytest.raises(LogoError, match=f"more than {MAX_PIXELS:,}"):
        read_logo("a.png", png(2_100, 2_000))


@pytest.mark.parametrize("content_with_less", [False, True])
def test_half_a_png_is_refused(monkeypatch: pytest.MonkeyPatch, content_with_less: bool) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", content_with_less)  # WeasyPrint switches it on for all
    read_logo.cache_clear()
    with pytest.raises(LogoError, match="no PNG that can be read"):
        read_logo("a.png", png()[:60])


def test_a_bad_logo_is_a_finding_with_file_line_and_column(good: Content) -> None:
    good.write("logo.svg", svg("<script>alert(1)</script>"))
    good.record("publisher", {"logo": {"file": "logo.svg", "alt": "Our clinic"}})
    found = good.only()
    assert (found.code, found.place.file, found.place.line, found.place.column) == ("LOGO-01", "logo.svg", 2, 3)
    assert found.message == "A logo may not hold <script>."
    assert found.related is not None
    assert good.text_at(found.related) == "logo.svg"
    assert good.load().faulty


def test_a_logo_that_is_not_there_is_told_like_any_picture(good: Content) -> None:
    good.record("publisher", {"logo": {"file": "logo.png", "alt": "Our clinic"}})
    assert good.only().code == "X-01"
    good.write("logo.png", png())
    assert good.findings() == ()
