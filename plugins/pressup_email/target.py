"""The target: its options, and from an issue to the bytes of the mail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from pressup import Artifact, Newsletter, RenderContext, Target, TargetOptions

CLIP_BYTES = 102_400
"""Gmail shows about this much of a mail's HTML and hides the rest, with it the warning signs and the unsubscribe link."""


class EmailOptions(TargetOptions):
    """Options of the mail."""

    html_limit: Annotated[int, Field(ge=10_000, le=CLIP_BYTES)] = CLIP_BYTES
    """The HTML must be smaller than this many bytes, or Gmail cuts it off. Lower it if your sending service adds to it."""


class Email(Target[EmailOptions]):
    """One `.eml` file an issue: plain text and HTML, for a sending service, which signs it and addresses it to each reader."""

    name = "email"
    summary = "A newsletter issue as a mail (.eml): plain text and HTML, light and dark"
    documents = (Newsletter,)
    options = EmailOptions

    def render(self, document: Newsletter, context: RenderContext[EmailOptions]) -> Iterable[Artifact]:
        """Make the mail; see `Target.render`.

        Raises:
            MailError: when the publisher has no mailing, a header would hold a line break, or the HTML is too large.
        """
        from pressup_email.letter import letter
        from pressup_email.message import MailError, message
        from pressup_email.pages import html_page, text_page

        publisher = context.publisher
        if publisher.mailing is None:
            raise MailError(f"{publisher.name} has no “mailing” in its record, so there is nobody to send this from.")
        shown = letter(document, context)
        html = html_page(shown, context)
        size = len(html.encode("utf-8"))
        if size >= context.options.html_limit:
            raise MailError(
                f"The HTML of this mail has {size:,} bytes; from {context.options.html_limit:,} on it may be cut off. "
                "Make the issue shorter: fewer items, or exercises as links."
            )
        content = message(document, publisher, text_page(shown, context), html, shown.pictures)
        yield Artifact(f"{document.id}.eml", content, "message/rfc822")
