"""The mail of an issue, made anew from the library: only what was checked and read back goes out."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass

from pressup.build.api import render
from pressup.build.report import BuildReport
from pressup.content.library import Library
from pressup.content.suggest import did_you_mean
from pressup.errors import UsageError
from pressup.plugin import Registry
from pressup.records import NewsletterIssue
from pressup.send.mail import Mail

TARGET = "email"
_WHOLE = {"pictures": "inline", "merge": "none"}


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue, ready to be sent. Without a mail the report says why."""

    report: BuildReport
    publisher: str = ""
    sample: bool = False
    mail: Mail | None = None


def issue_of(library: Library, registry: Registry, id: str, publisher: str | None) -> Issue:
    """Make the mail of an issue, whole in itself: no merge tags, which only a sending service fills, and its pictures inside.

    Raises:
        UsageError: when there is no such issue, or several publishers make it and none was named.
    """
    if library.get(NewsletterIssue, id) is None:
        known = (issue.id for issue in library.of(NewsletterIssue))
        raise UsageError(f"There is no newsletter “{id}” here. {did_you_mean(id, known)}".strip())
    publishers = (publisher,) if publisher else ()
    with tempfile.TemporaryDirectory(prefix="pressup-send-") as folder:
        report = render(
            library, TARGET, output=folder, publishers=publishers, select=(id,), options={TARGET: _WHOLE}, registry=registry
        )
        mails = [made for made in report.made if made.finished.media_type == "message/rfc822"]
        if not report.ok or not mails:
            return Issue(report)
        if len(mails) > 1:
            owners = ", ".join(made.publisher for made in mails)
            raise UsageError(f"Several publishers send this issue: {owners}. Add --publisher.")
        (made,) = mails
        with open(str(made.path), "rb") as file:  # noqa: PTH123 (a place may be a URL; this one is a path)
            return Issue(report, made.publisher, made.document.sample, Mail.of(file.read()))
