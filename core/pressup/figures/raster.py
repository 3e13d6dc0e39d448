"""Figures as pixels: a PNG, and a GIF or WebP that moves. Only what Pressup drew itself, never a file from outside."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from typing import TYPE_CHECKING

from pressup.errors import UsageError

if TYPE_CHECKING:
    from PIL.Image import Image

BYTES = 150_000
"""The most that a moving figure may have: a mail or a page with several of them still loads over a telephone."""
WIDTHS = range(16, 4097)
_PNG_COLOURS = 128
_NARROWEST = 160

Colour = tuple[int, ...]
_Encode = Callable[[list["Image"], list[int]], bytes]


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a moving figure, and how long it stands."""

    svg: str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Saving:
    """How much of a moving figure is kept to make it small: colours, the share of the frames that move, the share of the width."""

    colours: int
    moving: float
    width: float


SAVINGS = (
    Saving(64, 1, 1),
    Saving(32, 1, 1),
    Saving(32, 3 / 4, 1),
    Saving(32, 1 / 2, 1),
    Saving(32, 1 / 2, 0.85),
    Saving(32, 1 / 2, 0.7),
    Saving(32, 1 / 3, 0.7),
    Saving(32, 1 / 3, 0.5),
)
"""What is tried in turn until the bytes suffice: fewer colours, fewer frames, less width, and again. The first is the best."""


def png(svg: str, width: int, background: str | None = "#ffffff") -> bytes:
    """A drawing as a PNG, the same bytes for the same drawing.

    Args:
        svg: The drawing: `svg`, `g`, `path`, `rect`, `circle`, `title` and `desc` only.
        width: In pixels; the height follows from the view box.
        background: A colour as `#rrggbb`. With one the PNG has a palette and is small; `None` leaves it transparent.

    Raises:
        UsageError: when the width is out of bounds, or the drawing holds what Pressup never draws.
    """
    image = _pixels(svg, width, background)
    if background is not None:
        image = _reduced(image, _palette([image], _named(f'{svg} "{background}"'), _PNG_COLOURS))
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def gif(frames: Sequence[Frame], width: int, *, most: int = BYTES) -> bytes:
    """A GIF that loops for ever, with at most `most` bytes; see `SAVINGS` for what is given up for that.

    Times are kept to a hundredth of a second, as the format has them.

    Raises:
        UsageError: as `png` does, without a frame, and when the most frugal one still has too many bytes.
    """
    return _small(frames, width, most, _as_gif)


def webp(frames: Sequence[Frame], width: int, *, most: int = BYTES) -> bytes:
    """A WebP that loops for ever, as `gif` makes one: without loss beyond the colours, and about a third smaller.

    Raises:
        UsageError: as `gif` does.
    """
    return _small(frames, width, most, _as_webp)


def _pixels(svg: str, width: int, background: str | None) -> Image:
    """A drawing in full colour: RGB on a background, RGBA without one."""
    import resvg_py
    from PIL import Image

    if width not in WIDTHS:
        raise UsageError(f"A picture {width} pixels wide cannot be drawn: {WIDTHS[0]} to {WIDTHS[-1]} are possible.")
    # The renderer would open files that a drawing names; ours name none.
    odd = re.search(r"<(?!/?(?:svg|g|path|rect|circle|title|desc)[\s/>])[^\s/>]{0,40}", svg)
    if odd:
        raise UsageError(f"This is no drawing of Pressup: it holds “{odd[0]}”.")
    data = resvg_py.svg_to_bytes(svg_string=svg, width=width, background=background, skip_system_fonts=True)
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGBA" if background is None else "RGB")


def _palette(images: Sequence[Image], named: frozenset[Colour], most: int) -> Image:
    """One palette for some pictures: the colours that the drawing names, and a selection of those that smooth its edges."""
    from PIL import Image

    counts: Counter[Colour] = Counter()
    for image in images:
        for count, colour in image.getcolors(image.width * image.height) or ():
            if isinstance(colour, tuple):
                counts[colour] += count
    flat: list[Colour] = []
    taken: set[Colour] = set()
    for colour in sorted(named & counts.keys(), key=lambda colour: (-counts[colour], colour))[: most // 2]:
        if _cell(colour) not in taken:
            flat.append(colour)
            taken.update(product(*(range(part - 1, part + 2) for part in _cell(colour))))
    edges = sorted(colour for colour in counts if _cell(colour) not in taken)
    room = most - len(flat)
    if len(edges) > room:
        row = Image.new("RGB", (len(edges), 1))
        row.putdata(edges)
        chosen = row.quantize(room, Image.Quantize.MEDIANCUT).convert("RGB").getcolors(len(edges)) or []
        edges = sorted({colour for _, colour in chosen if isinstance(colour, tuple) and _cell(colour) not in taken})
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in (*flat, *edges) for part in colour])
    return palette


def _named(svg: str) -> frozenset[Colour]:
    """The colours of the fills and lines of a drawing."""
    found = re.findall(r'"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})"', svg)
    return frozenset(tuple(bytes.fromhex(text if len(text) == 6 else "".join(2 * digit for digit in text))) for text in found)


def _cell(colour: Colour) -> Colour:
    """By what Pillow looks a colour up: colours of one cell come out the same, those of its neighbours may."""
    return tuple(part >> 2 for part in colour)


def _reduced(image: Image, palette: Image) -> Image:
    from PIL.Image import Dither

    return image.quantize(palette=palette, dither=Dither.NONE)


def _small(frames: Sequence[Frame], width: int, most: int, encode: _Encode) -> bytes:
    """The best moving figure that has no more than so many bytes."""
    if not frames:
        raise UsageError("A moving figure needs at least one frame.")
    drawn: dict[tuple[str, int], Image] = {}
    named = frozenset({(255, 255, 255)}).union(*(_named(frame.svg) for frame in frames))
    least = 0
    for saving in SAVINGS:
        pixels = max(min(width, _NARROWEST), round(width * saving.width))
        kept = _thinned(frames, saving.moving)
        for frame in kept:  # there and back is often the same picture
            if (frame.svg, pixels) not in drawn:
                drawn[frame.svg, pixels] = _pixels(frame.svg, pixels, "#ffffff")
        images = [drawn[frame.svg, pixels] for frame in kept]
        palette = _palette(images, named, saving.colours)
        data = encode([_reduced(image, palette) for image in images], [frame.milliseconds for frame in kept])
        if len(data) <= most:
            return data
        least = min(least or len(data), len(data))
    raise UsageError(
        f"The moving figure has {least:,} bytes at its smallest, and {most:,} are the most: "
        f"ask for fewer than {width} pixels of width."
    )


def _thinned(frames: Sequence[Frame], share: float) -> list[Frame]:
    """A share of the frames that move; each run of them takes as long as before. Frames that stand long are all kept."""
    mean = sum(frame.milliseconds for frame in frames) / len(frames)
    return [
        frame
        for moving, run in groupby(frames, lambda one: one.milliseconds <= mean)
        for frame in _run(list(run), share if moving else 1)
    ]


def _run(frames: list[Frame], share: float) -> Iterator[Frame]:
    count = max(1, round(len(frames) * share))
    if count == len(frames):
        yield from frames
        return
    hundredths = sum(frame.milliseconds for frame in frames) // 10
    for index in range(count):
        time = hundredths * (index + 1) // count - hundredths * index // count
        yield Frame(frames[(2 * index + 1) * len(frames) // (2 * count)].svg, time * 10)


def _as_gif(images: list[Image], milliseconds: list[int]) -> bytes:
    file = io.BytesIO()
    images[0].save(file, "GIF", save_all=True, append_images=images[1:], duration=milliseconds, loop=0)
    return file.getvalue()


def _as_webp(images: list[Image], milliseconds: list[int]) -> bytes:
    full = [image.convert("RGB") for image in images]
    file = io.BytesIO()
    full[0].save(
        file, "WEBP", save_all=True, append_images=full[1:], duration=milliseconds, loop=0, lossless=True, method=2, quality=30
    )
    return file.getvalue()
