"""The target: one PDF a handout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from pressup import Artifact, Handout, RenderContext, Target, TargetOptions


class PdfOptions(TargetOptions):
    """How handouts are printed."""

    layout: Literal["standard", "compact", "cards", "poster", "list", "large-print"] = "standard"
    """`compact` saves paper, `cards` gives each exercise of a programme a page of its own, `poster` is to hang up, `list` is for
    who knows the moves, `large-print` has 18 points and flows anew."""
    paper: Literal["a4", "letter", "a5"] = "a4"
    """The paper. The text column is equally wide on A4 and Letter, so lines break alike."""
    ink: Literal["colour", "grey", "saving"] = "colour"
    """`grey` draws figures in greys of their own, for printers and copiers without colour; `saving` also prints all text and rules
    in black, without tints."""
    bleed: bool = False
    """Whether pages get 3 mm of bleed and crop marks, for a print shop."""
    diary: bool = True
    """Whether a programme that asks for a diary gets the pages to fill in."""
    qr: bool = True
    """Whether a QR code stands beside the address of the handout's page, and of the page where the film of an exercise is."""
    references: bool = True
    """Whether the list of sources is printed; without it there are no numbers behind statements either."""
    theme: Annotated[str | None, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)] = None
    """The name of a folder in `themes/`, or of a theme that a plugin gives. It changes the look; no safety text may go missing."""

    @model_validator(mode="after")
    def _large_print_needs_room(self) -> PdfOptions:
        if self.layout == "large-print" and self.paper == "a5":
            raise ValueError("Large print does not fit on A5: an exercise would be split. Take paper a4 or letter.")
        return self


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
            HiddenTextError: when a theme hides a text.

        """
        # WeasyPrint takes half a second to import, which `pressup --help` need not pay.
        from pressup_pdf.layout import settled
        from pressup_pdf.page import html_page
        from pressup_pdf.press import print_pdf

        context = settled(document, context)
        pdf = print_pdf(html_page(document, context), context)
        if context.theme is not None:
            from pressup_pdf.painted import check_painted

            check_painted(pdf, document, context)
        yield Artifact(f"{document.id}.pdf", pdf, "application/pdf")
