"""Drawings become pixels: small, the same each time, in the colours of the drawing."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable

import pytest
from PIL import Image, ImageChops

from pressup.errors import UsageError
from pressup.figures import raster
from pressup.figures.raster import Frame, gif, png, webp

BRAND, SKIN, NEAR_SKIN = (0x0F, 0x76, 0x6E), (0xFA, 0xF3, 0xEC), (0xF9, 0xF5, 0xF0)
MOVING = pytest.mark.parametrize("move", [gif, webp])
Move = Callable[..., bytes]


def drawing(at: int = 0) -> str:
    """A ball of skin in a shirt that rolls along the floor."""
    x = 150 + at
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 500" role="img" aria-labelledby="t"><title id="t">A ball</title>'
        '<desc>It rolls.</desc><path d="M32 460h936" stroke="#9fb0b6" stroke-width="8" stroke-linecap="round"/>'
        f'<g stroke="#1f2d33" stroke-width="6"><circle cx="{x}" cy="340" r="115" fill="#faf3ec"/>'
        f'<rect x="{x - 60}" y="300" width="120" height="80" rx="5" fill="#0f766e"/></g></svg>'
    )


def busy(at: int) -> str:
    """A picture that hardly packs: hundreds of small circles, elsewhere in each frame."""
    dots = "".join(
        f'<circle cx="{n * 7919 * (at + 3) % 1000}" cy="{n * 104729 * (at + 7) % 500}" r="{2 + n % 5}" '
        f'fill="#{n * 2654435761 % (1 << 24):06x}"/>'
        for n in range(1, 200)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 500">{dots}</svg>'


def rolling(count: int = 12) -> list[Frame]:
    way = [Frame(drawing(700 * step // count), 80) for step in range(1, count)]
    return [Frame(drawing(), 600), *way, Frame(drawing(700), 1000), *reversed(way)]


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def at(image: Image.Image, x: float, y: float) -> object:
    """The colour of a place of the drawing."""
    return image.getpixel((round(x * image.width / 1000), round(y * image.width / 1000)))


@pytest.mark.parametrize("width", [16, 320, 640])
def test_a_png_has_the_width_and_the_shape_of_the_drawing(width: int) -> None:
    image = opened(png(drawing(), width))
    assert (image.format, image.mode, image.size) == ("PNG", "P", (width, width // 2))


def test_a_png_has_the_very_colours_of_the_drawing() -> None:
    image = opened(png(drawing(), 640)).convert("RGB")
    assert (at(image, 5, 5), at(image, 150, 340), at(image, 150, 250)) == ((255, 255, 255), BRAND, SKIN)
    assert at(opened(png(drawing(), 640, "#0f766e")).convert("RGB"), 5, 5) == BRAND


def test_a_png_is_small_and_close_to_all_colours() -> None:
    data = png(drawing(), 640)
    full = raster._pixels(drawing(), 640, "#ffffff")
    file = io.BytesIO()
    full.save(file, "PNG", optimize=True)
    assert len(data) < 0.75 * len(file.getvalue())
    differences = ImageChops.difference(full, opened(data).convert("RGB")).getextrema()
    assert all(most < 40 for _, most in differences)  # type: ignore[misc]


def test_colours_that_are_nearly_white_leave_white_as_it_is() -> None:
    nearly = "".join(f'<rect x="{n}" y="0" width="1" height="40" fill="#{0xF5F5F5 + n % 10 * 0x010101:06x}"/>' for n in range(200))
    image = opened(png(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{nearly}</svg>', 200)).convert("RGB")
    assert image.getpixel((100, 80)) == (255, 255, 255)


def test_a_png_without_a_background_is_transparent() -> None:
    image = opened(png(drawing(), 320, None))
    assert (image.mode, at(image, 5, 5), at(image, 150, 340)) == ("RGBA", (0, 0, 0, 0), (*BRAND, 255))


def test_the_same_drawing_is_the_same_bytes_in_another_process() -> None:
    frames = rolling(3)
    code = (
        "import sys, hashlib; from pressup.figures.raster import *; a, b = sys.stdin.read().split('|');"
        "frames = [Frame(a, 600), Frame(b, 80)]; data = png(a, 320) + gif(frames, 320) + webp(frames, 320);"
        "print(hashlib.sha256(data).hexdigest())"
    )
    texts = f"{frames[0].svg}|{frames[1].svg}"
    runs = {
        subprocess.run([sys.executable, "-c", code], input=texts, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(runs) == 1 and len(runs.pop()) == 65


@MOVING
def test_a_moving_figure_loops_for_ever_with_the_times_of_its_frames(move: Move) -> None:
    frames = rolling()
    image = opened(move(frames, 320))
    assert (image.size, image.n_frames, image.info["loop"]) == ((320, 160), len(frames), 0)  # type: ignore[attr-defined]
    times = []
    for index, frame in enumerate(frames):
        image.seek(index)
        image.load()
        times.append(image.info["duration"])
        shown = image.convert("RGB")
        ball = next(n for n in range(701) if drawing(n) == frame.svg)
        assert (at(shown, 5, 5), at(shown, 150 + ball, 340)) == ((255, 255, 255), BRAND)
        if ball > 300:
            assert at(shown, 150, 340) == (255, 255, 255)  # nothing of the frames before stays
    assert times == [frame.milliseconds for frame in frames]


def test_it_gives_up_colours_then_frames_then_width() -> None:
    tried = []

    def encode(images: list[Image.Image], milliseconds: list[int]) -> bytes:
        colours = len(set().union(*({colour for _, colour in image.getcolors()} for image in images)))  # type: ignore[union-attr]
        tried.append((colours <= 32, len(images), images[0].width))
        assert (sum(milliseconds), milliseconds.count(900)) == (2 * 900 + 8 * 80, 2)
        return bytes(1000 - len(tried))

    frames = [Frame(busy(n), 900 if n in (0, 5) else 80) for n in range(10)]
    with pytest.raises(UsageError, match="has 992 bytes at its smallest, and 900 are the most"):
        raster._small(frames, 320, 900, encode)
    assert tried == [
        (False, 10, 320),
        (True, 10, 320),
        (True, 8, 320),
        (True, 6, 320),
        (True, 6, 272),
        (True, 6, 224),
        (True, 4, 224),
        (True, 4, 160),
    ]
    assert len(tried) == len(raster.SAVINGS)


@MOVING
def test_it_stays_under_the_bytes(move: Move) -> None:
    best = move(rolling(), 320)
    small = move(rolling(), 320, most=len(best) * 2 // 3)
    assert len(small) <= len(best) * 2 // 3 and opened(small).n_frames < opened(best).n_frames  # type: ignore[attr-defined]


@MOVING
def test_a_budget_that_cannot_be_kept_is_told(move: Move) -> None:
    told = (
        r"^The moving figure has [0-9,]+ bytes at its smallest, and 2,000 are the most: ask for fewer than 640 pixels of width\.$"
    )
    with pytest.raises(UsageError, match=told):
        move([Frame(busy(n), 100) for n in range(2)], 640, most=2000)


@MOVING
def test_one_frame_and_no_frame(move: Move) -> None:
    assert opened(move([Frame(drawing(), 100)], 320)).size == (320, 160)
    with pytest.raises(UsageError, match=r"^A moving figure needs at least one frame\.$"):
        move([], 320)


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="secret.png" width="1" height="1"/>',
        "<text>x</text>",
        "<style>@import url(x)</style>",
        "<use href='x'/>",
        "<svg:image/>",
    ],
)
def test_what_pressup_never_draws_is_refused(inside: str) -> None:
    with pytest.raises(UsageError, match=r"^This is no drawing of Pressup: it holds “<(image|text|style|use|svg:image)"):
        png(drawing().replace("</svg>", f"{inside}</svg>"), 320)


def test_a_document_type_is_refused() -> None:
    with pytest.raises(UsageError, match="it holds “<!DOCTYPE”"):
        png('<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing(), 320)


@pytest.mark.parametrize("width", [0, 15, 4097, 10**9])
def test_a_width_out_of_bounds_is_refused(width: int) -> None:
    with pytest.raises(UsageError, match=rf"^A picture {width} pixels wide cannot be drawn: 16 to 4096 are possible\.$"):
        png(drawing(), width)


def test_the_libraries_that_draw_are_imported_late() -> None:
    code = "import sys; import pressup.figures.raster, pressup.figures.timing; print({'resvg_py', 'PIL'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
