"""The `pdf` target of Pressup: accessible PDF handouts for print and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressup import hookimpl

if TYPE_CHECKING:
    from pressup import Target


@hookimpl
def pressup_register_targets() -> list[type[Target[Any]]]:
    """Give Pressup the `pdf` target."""
    from pressup_pdf.target import PdfTarget

    return [PdfTarget]
