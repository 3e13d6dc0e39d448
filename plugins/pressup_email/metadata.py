"""The facts about an issue beside its mail, as JSON: what a sending service asks for, and what to know before sending."""

from __future__ import annotations

import json
from typing import Any

from pressup import Newsletter, RenderContext
from pressup_email.pictures import Picture

WARN_BYTES = 80_000
"""Sending services add tracking and their own foot, so a mail this large may be cut off in the end."""


def metadata(
    document: Newsletter, context: RenderContext[Any], sizes: dict[str, int], pictures: tuple[Picture, ...], message_id: str
) -> bytes:
    """The JSON of an issue."""
    issue, publisher = document.issue, context.publisher
    mailing = publisher.mailing
    assert mailing is not None  # noqa: S101 (the target has looked)
    data = {
        "format": 1,
        "id": document.id,
        "number": issue.number,
        "date": issue.date,
        "lang": document.lang,
        "sample": document.sample,
        "title": issue.title,
        "subject": issue.subject,
        "preheader": issue.preheader,
        "from": {"name": mailing.from_name, "email": mailing.from_email},
        "list_id": mailing.list_id,
        "unsubscribe_url": mailing.unsubscribe_url,
        "browser_url": context.url(document.id),
        "message_id": message_id,
        "merge": context.options.merge,
        "bytes": sizes,
        "pictures": [{"alt": one.alt, "width": one.width, "height": one.height, "bytes": len(one.png)} for one in pictures],
        "warnings": list(_warnings(sizes["html"])),
    }
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _warnings(html: int) -> list[str]:
    if html < WARN_BYTES:
        return []
    return [
        f"The HTML has {html:,} bytes. From 102,400 on Gmail cuts it off, and a sending service adds to it: make the issue shorter."
    ]
