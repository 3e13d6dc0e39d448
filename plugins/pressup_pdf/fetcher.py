"""What WeasyPrint may load: our fonts and icons, and pictures of the content folder. Nothing else exists for it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from pressup import RenderContext
from pressup_pdf.fonts import FACES, font_bytes

BASE_URL = "pressup:/"
"""Where relative addresses begin. No such scheme can be opened, so what is not listed here cannot be reached."""

ASSET = "pressup:/asset/"
_FONT = "pressup:/font/"
_ICON = "pressup:/icon/"
_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
    "gif": "image/gif",
    "webp": "image/webp",
}


_COLOUR = re.compile("#[0-9A-Fa-f]{3,6}")


class RefusedError(FatalURLFetchingError):  # type: ignore[misc]
    """Something asked for what a handout may not load. WeasyPrint passes this error on instead of printing without it."""


class PackagedOnly(URLFetcher):  # type: ignore[misc]
    """Gives out packaged fonts, and with a render context icons and content assets."""

    def __init__(self, context: RenderContext[Any] | None = None) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._context = context

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002 (WeasyPrint's signature)
        """The bytes behind an address.

        Raises:
            RefusedError: for every address that is not one of ours, and for a picture that cannot be read.

        """
        name = unquote(url.rsplit("/", 1)[-1])
        if url.startswith(_FONT) and name in FACES:
            return URLFetcherResponse(url, font_bytes(name), {"Content-Type": "font/ttf"})
        if url.startswith(_ICON):
            return URLFetcherResponse(url, self._icon(name), {"Content-Type": "image/svg+xml"})
        if url.startswith(ASSET):
            path = unquote(url.removeprefix(ASSET))
            kind = _TYPES.get(path.rsplit(".", 1)[-1].lower())
            if kind and self._context:
                try:
                    return URLFetcherResponse(url, self._context.asset(path), {"Content-Type": kind})
                except OSError as error:
                    raise RefusedError(str(error)) from error
        raise RefusedError(f"A handout may not load {url!r}.")

    def _icon(self, name: str) -> bytes:
        """An icon in the publisher's colour."""
        icons = _icons()
        saving = self._context is not None and getattr(self._context.options, "ink", "") == "saving"
        if saving and f"hollow-{name}" in icons:
            name = f"hollow-{name}"
        if name not in icons or self._context is None:
            raise RefusedError(f"There is no icon {name!r}.")
        icon = icons[name].replace("currentColor", self._context.publisher.colours.brand)
        if saving:
            icon = _COLOUR.sub(lambda found: found[0] if found[0] == "#fff" else "#000", icon)
        return icon.encode()


@cache
def _icons() -> dict[str, str]:
    folder = files("pressup_pdf") / "style" / "icons"
    return {icon.name: icon.read_text("utf-8") for icon in folder.iterdir() if icon.name.endswith(".svg")}
