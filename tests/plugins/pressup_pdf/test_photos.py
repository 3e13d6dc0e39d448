"""Photos: no finer than a printer shows, upright, and silent about where they were taken."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from tests.plugins.pressup_pdf.acceptance.weight import photos
from tests.plugins.pressup_pdf.test_hostile import with_picture

from pressup.testing import render_target
from pressup_pdf.photos import printed_photo
from pressup_pdf.target import PdfTarget

_TURNED, _MAKER = 0x0112, 0x010F


def photo(width: int, height: int, mode: str = "RGB", turned: int = 1) -> bytes:
    """A photo with a red left half, and with the maker of the camera in it."""
    image = Image.new(mode, (width, height))
    image.paste("red" if mode == "RGB" else 90, (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[_TURNED], exif[_MAKER] = turned, "SECRET-CAMERA"
    out = BytesIO()
    image.save(out, "JPEG", quality=98, exif=exif)
    return out.getvalue()


def test_a_large_photo_becomes_small_and_silent() -> None:
    data = photo(4000, 3000)
    made = printed_photo(data)
    assert b"SECRET-CAMERA" in data
    assert b"SECRET-CAMERA" not in made
    with Image.open(BytesIO(made)) as image:
        assert image.size == (611, 458)
    assert len(made) < len(data) / 10
    assert printed_photo(data) == made


def test_a_turned_photo_stands_upright() -> None:
    with Image.open(BytesIO(printed_photo(photo(60, 40, turned=6)))) as image:
        assert image.size == (40, 60)
        red = image.getchannel("R")
        assert [red.getpixel((20, y)) == 0 for y in (5, 55)] == [False, True]
        assert not image.getexif()


@pytest.mark.parametrize("data", [b"", b"no picture", photo(90, 90)[:300], photo(90, 90, "CMYK")])
def test_what_is_no_photo_stays_as_it_is(data: bytes) -> None:
    assert printed_photo(data) == data


def test_in_a_handout(content: Path, tmp_path: Path) -> None:
    (content / "a.jpg").write_bytes(photo(4000, 3000))
    (artifact,) = render_target(PdfTarget, with_picture(content, "a.jpg"), assets=content)
    path = tmp_path / "a.pdf"
    path.write_bytes(artifact.content)
    assert list(photos(path)) == []
    with pikepdf.open(path) as file:
        streams = [bytes(item.read_raw_bytes()) for item in file.objects if isinstance(item, pikepdf.Stream)]
    assert any(stream.startswith(b"\xff\xd8") for stream in streams)
    assert not any(b"SECRET-CAMERA" in stream for stream in streams)
