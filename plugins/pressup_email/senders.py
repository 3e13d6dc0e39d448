"""Merge tags: what sending services put the reader's own addresses in place of.

Texts of the issue must hold nothing that a service takes for a tag of its own: it would fill it, or run it, at sending.

Where each is told, as looked up in November 2026:
    Mailchimp: kb.mailchimp.com/tag/unsubscribe, and for the page its own templates, github.com/mailchimp/email-blueprints.
    Brevo: only templates of others who send with it; its own help could not be read.
    Buttondown: github.com/buttondown/docs, pages/odds-and-ends/template-variables.mdx.
    listmonk: listmonk.app/docs/templating; `@TrackLink` behind an address is short for a function of its own.
    Ghost: its own mail template, ghost/core/core/server/services/email-service/email-templates/template.hbs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pressup_email.message import MailError

Sender = Literal["none", "mailchimp", "brevo", "buttondown", "listmonk", "ghost"]


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of a service.

    Attributes:
        unsubscribe: Where the reader leaves the list.
        browser: The mail as a page; None where the service knows no such tag.
        openers: With what its tags begin.
    """

    unsubscribe: str
    browser: str | None
    openers: tuple[str, ...]


TAGS: dict[str, Tags] = {
    "mailchimp": Tags("*|UNSUB|*", "*|ARCHIVE|*", ("*|",)),
    "brevo": Tags("{{ unsubscribe }}", "{{ mirror }}", ("{{", "{%")),
    "buttondown": Tags("{{ unsubscribe_url }}", "{{ email_url }}", ("{{", "{%")),
    "listmonk": Tags("{{ UnsubscribeURL }}", "{{ MessageURL }}", ("{{", "@TrackLink")),
    "ghost": Tags("%%{unsubscribe_url}%%", None, ("%%{",)),
}


def check_tags(sender: Sender, *parts: str) -> None:
    """Refuse parts of a mail that hold tags other than ours.

    Raises:
        MailError: when there is one.
    """
    tags = TAGS.get(sender)
    for part in parts if tags else ():
        assert tags is not None  # noqa: S101 (the loop is empty otherwise)
        rest = part.replace(tags.unsubscribe, "").replace(tags.browser or tags.unsubscribe, "")
        for opener in tags.openers:
            at = rest.find(opener)
            if at >= 0:
                raise MailError(
                    f"A text of this issue holds “{rest[at : at + 30]}”, which {sender} would take for a merge tag and fill in. "
                    "Write it in other words."
                )
