"""What WeasyPrint may load: fonts, icons, the logo, pictures of the content folder and of a theme. Nothing else exists for it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from pressup import RenderContext
from pressup_pdf.brand import LOGO, is_grey
from pressup_pdf.photos import printed_photo
from pressup_pdf.typeface import typeface_of, usual

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
    """Gives out the usual font, and with a render context the publisher's font and logo, icons, and pictures."""

    def __init__(self, context: RenderContext[Any] | None = None) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._context = context

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002 (WeasyPrint's signature)
        """The bytes behind an address.

        Raises:
            RefusedError: for every address that is not one of ours, and for a picture that cannot be read.

        """
        if url.startswith(_ICON):
            return URLFetcherResponse(url, self._icon(unquote(url.rsplit("/", 1)[-1])), {"Content-Type": "image/svg+xml"})
        try:
            found = self._font(url) or (self._of_publisher(url, self._context) if self._context else None)
        except (OSError, ValueError) as error:
            raise RefusedError(str(error)) from error
        if found is None:
            raise RefusedError(f"A handout may not load {url!r}.")
        return URLFetcherResponse(url, found[0], {"Content-Type": found[1]})

    def _font(self, url: str) -> tuple[bytes, str] | None:
        if not url.startswith(_FONT):
            return None
        data = (typeface_of(self._context) if self._context else usual()).file(url.removeprefix(_FONT))
        return (data, "font/ttf") if data else None

    def _of_publisher(self, url: str, context: RenderContext[Any]) -> tuple[bytes, str] | None:
        """The logo, or a picture: the bytes and their media type."""
        if url == LOGO:
            logo = context.logo(grey=is_grey(context.options))
            return (logo.content, logo.media_type) if logo else None
        path = unquote(url.removeprefix(ASSET))
        kind = _TYPES.get(path.rsplit(".", 1)[-1].lower())
        if not kind:
            return None
        # A relative address stays as it is below a base that cannot be opened; only the templates and styles of a theme have any.
        data = context.asset(path) if url.startswith(ASSET) else context.theme_file(path)
        if data is not None and kind == "image/jpeg":
            data = printed_photo(data)
        return (data, kind) if data is not None else None

    def _icon(self, name: str) -> bytes:
        """An icon in the publisher's colour."""
        icons = _icons()
        saving = self._context is not None and getattr(self._context.options, "ink", "") == "saving"
        if saving and f"hollow-{name}" in icons:
            name = f"hollow-{name}"
        if name not in icons or self._context is None:
            raise RefusedError(f"There is no icon {name!r}.")
        icon = icons[name].replace("currentColor", self._context.publisher.colours.brand_text)
        if saving:
            icon = _COLOUR.sub(lambda found: found[0] if found[0] == "#fff" else "#000", icon)
        return icon.encode()


@cache
def _icons() -> dict[str, str]:
    folder = files("pressup_pdf") / "style" / "icons"
    return {icon.name: icon.read_text("utf-8") for icon in folder.iterdir() if icon.name.endswith(".svg")}
