"""The target: its options, and from an issue to the files of the mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from pressup import Artifact, Newsletter, RenderContext, Target, TargetOptions
from pressup_email.senders import Sender

if TYPE_CHECKING:
    from pressup_email.pictures import Picture

CLIP_BYTES = 102_400
"""Gmail shows about this much of a mail's HTML and hides the rest, with it the warning signs and the unsubscribe link."""


class EmailOptions(TargetOptions):
    """Options of the mail."""

    html_limit: Annotated[int, Field(ge=10_000, le=CLIP_BYTES)] = CLIP_BYTES
    """The HTML must be smaller than this many bytes, or Gmail cuts it off. Lower it if your sending service adds to it."""
    pictures: Literal["inline", "hosted"] = "inline"
    """Where pictures are: inside the mail, so that nobody learns who looked, or at the publisher's address, as files to upload."""
    merge: Sender = "none"
    """The sending service whose merge tags stand for each reader's own links. Its pictures must be hosted."""

    @model_validator(mode="after")
    def _services_carry_no_pictures(self) -> EmailOptions:
        if self.merge != "none" and self.pictures == "inline":
            raise ValueError(f"for {self.merge}, pictures must be hosted: no sending service takes pictures inside a mail")
        return self


class Email(Target[EmailOptions]):
    """The files of an issue: the mail (`.eml`), its two parts (`.html`, `.txt`), a page for a browser, and its facts (`.json`)."""

    name = "email"
    summary = "A newsletter issue as a mail (.eml), its parts (.html, .txt), a page to read in a browser, and its facts (.json)"
    documents = (Newsletter,)
    options = EmailOptions

    def render(self, document: Newsletter, context: RenderContext[EmailOptions]) -> Iterable[Artifact]:
        """Make the mail; see `Target.render`.

        Raises:
            MailError: when the publisher has no mailing, a header would hold a line break, a text holds a merge tag, or the HTML is
                too large.
        """
        from pressup_email.letter import letter
        from pressup_email.message import MailError, message, message_id
        from pressup_email.metadata import metadata
        from pressup_email.pages import browser_page, html_page, text_page
        from pressup_email.senders import check_tags

        publisher, options, id = context.publisher, context.options, document.id
        if publisher.mailing is None:
            raise MailError(f"{publisher.name} has no “mailing” in its record, so there is nobody to send this from.")
        shown = letter(document, context)
        html, text = html_page(shown, context), text_page(shown, context)
        check_tags(options.merge, html, text, document.issue.subject)
        size = len(html.encode("utf-8"))
        if size >= options.html_limit:
            raise MailError(
                f"The HTML of this mail has {size:,} bytes; from {options.html_limit:,} on it may be cut off. "
                "Make the issue shorter: fewer items, or exercises as links."
            )
        hosted = options.pictures == "hosted"
        mail = message(document, publisher, text, html, () if hosted else shown.pictures)
        yield Artifact(f"{id}.eml", mail, "message/rfc822")
        alone = html if hosted else html_page(shown, context, embedded=True)
        yield Artifact(f"{id}.html", alone.encode(), "text/html")
        yield Artifact(f"{id}.txt", text.encode(), "text/plain")
        yield Artifact(f"{id}.browser.html", browser_page(shown, context).encode(), "text/html")
        sizes = {"html": size, "text": len(text.encode()), "mail": len(mail)}
        yield Artifact(
            f"{id}.json", metadata(document, context, sizes, shown.pictures, message_id(mail)), "application/json", "supplement"
        )
        yield from _files(shown.pictures, id) if hosted else ()


def _files(pictures: Iterable[Picture], id: str) -> Iterator[Artifact]:
    """The pictures to upload."""
    for picture in pictures:
        yield Artifact(f"{id}/{picture.cid}.png", picture.png, "image/png", role="supplement")
