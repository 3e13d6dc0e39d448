"""The `pdf` target of Pressup: accessible PDF handouts for print and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressup import hookimpl

if TYPE_CHECKING:
    from pressup import Check, RecordCheck, Target


@hookimpl
def pressup_register_targets() -> list[type[Target[Any]]]:
    """Give Pressup the `pdf` target."""
    from pressup_pdf.target import PdfTarget

    return [PdfTarget]


@hookimpl
def pressup_register_checks() -> list[Check | RecordCheck]:
    """Give Pressup the rules about fonts and themes."""
    from pressup_pdf.checks import FONTS, THEMES

    return [FONTS, THEMES]
