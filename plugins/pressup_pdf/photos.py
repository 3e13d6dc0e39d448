"""Photos as they print: no finer than a printer shows, and without what a camera wrote into them."""

from __future__ import annotations

from io import BytesIO

_LARGEST = (1050, 458)
"""Pixels of a photo as wide as the text and as high as a picture may be (`.picture img`), at 150 dots an inch."""
_QUALITY = 75


def printed_photo(data: bytes) -> bytes:
    """A JPEG file for print, upright, with nothing in it of where and when it was taken.

    What cannot be read, or is made for a press, stays as it is: WeasyPrint says what is wrong with it.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=["JPEG"]) as opened:
            if opened.mode not in ("RGB", "L"):
                return data
            opened.draft(None, (_LARGEST[0], _LARGEST[0]))  # decodes a large photo small; it may still have to be turned
            photo = ImageOps.exif_transpose(opened)
            photo.thumbnail(_LARGEST)
            photo.info.clear()
            out = BytesIO()
            photo.save(out, "JPEG", quality=_QUALITY, optimize=True)
    except (OSError, ValueError, Image.DecompressionBombError):
        return data
    return out.getvalue()
