"""The target: one PDF a handout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pressup import Artifact, Handout, RenderContext, Target, TargetOptions


class PdfOptions(TargetOptions):
    """How handouts are printed."""

    paper: Literal["a4", "letter"] = "a4"
    """The paper. The text column is equally wide on both, so lines break alike."""
    ink: Literal["colour", "grey"] = "colour"
    """`grey` draws figures in greys of their own, for printers and copiers without colour."""
    diary: bool = True
    """Whether a programme that asks for a diary gets the pages to fill in."""
    qr: bool = True
    """Whether a QR code stands beside the address of the handout's page, and of the page where the film of an exercise is."""
    references: bool = True
    """Whether the list of sources is printed; without it there are no numbers behind statements either."""


class PdfTarget(Target[PdfOptions]):
    """Handouts as PDF/UA-1: tagged, with bookmarks, and the same bytes for the same input."""

    name = "pdf"
    summary = "Handouts to print and to read on screen (PDF/UA-1)"
    documents = (Handout,)
    options = PdfOptions
    personal = True
    preload = ("pressup_pdf.warm",)

    def render(self, document: Handout, context: RenderContext[PdfOptions]) -> Iterator[Artifact]:
        """See `Target.render`.

        Raises:
            PrintError: when a picture cannot be read, or a text holds a character that the font lacks.

        """
        # WeasyPrint takes half a second to import, which `pressup --help` need not pay.
        from pressup_pdf.page import html_page
        from pressup_pdf.press import print_pdf

        page = html_page(document, context)
        yield Artifact(f"{document.id}.pdf", print_pdf(page, context), "application/pdf")
