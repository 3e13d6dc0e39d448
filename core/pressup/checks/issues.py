"""Newsletters: what an issue shows has been checked, is not old news, and was reviewed before."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks.check import Check, Path, Problem
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import NewsletterIssue, Record, Review

_ISSUES_APART = 6


def unpublished(library: Library, today: datetime.date) -> Iterator[Problem]:
    """An issue shows no record that is still a draft or in review: it goes to people before a clinician has seen it (X-19)."""
    for issue in _in_order(library):
        for path, record in _items(library, issue):
            review = _review(record)
            if review is not None and review.status in ("draft", "in-review"):
                said = "a draft" if review.status == "draft" else "in review"
                message = f"“{record.display_title}” is still {said}, and the issue shows it."
                yield Problem(issue.id, path, message, "Wait until it is reviewed.", (record.id, ("review", "status")))


def repeated(library: Library, today: datetime.date) -> Iterator[Problem]:
    """An issue shows nothing that one of the six issues before it showed: readers take it for old news (X-19)."""
    earlier: dict[str | None, list[tuple[NewsletterIssue, dict[str, Path]]]] = {}
    for issue in _in_order(library):
        mine = {record.id: path for path, record in reversed(list(_items(library, issue)))}
        lists = earlier if issue.publisher is None else {issue.publisher, None}
        before = sorted(
            ((other, shown) for publisher in lists for other, shown in earlier.get(publisher, ())[-_ISSUES_APART:]),
            key=lambda entry: _order(entry[0]),
        )[-_ISSUES_APART:]
        for id, path in mine.items():
            for other, shown in reversed(before):
                if id in shown:
                    title = library.records[id].display_title
                    message = f"“{title}” stood in the issue of {other.date} as well."
                    help = f"Leave {_ISSUES_APART} issues between the two, or show something else."
                    yield Problem(issue.id, path, message, help, (other.id, shown[id]))
                    break
        earlier.setdefault(issue.publisher, []).append((issue, mine))


def before_review(library: Library, today: datetime.date) -> Iterator[Problem]:
    """An issue is not dated before the review of what it shows: one of the two dates is wrong, or it is sent unreviewed (X-19)."""
    for issue in _in_order(library):
        for path, record in _items(library, issue):
            review = _review(record)
            if review is not None and review.status == "reviewed" and review.last_reviewed and issue.date < review.last_reviewed:
                message = f"The issue is of {issue.date}, and “{record.display_title}” was reviewed on {review.last_reviewed}."
                help = "Date the issue after the review, or leave the item out."
                yield Problem(issue.id, path, message, help, (record.id, ("review", "last_reviewed")))


def _in_order(library: Library) -> list[NewsletterIssue]:
    """The issues that are in use, by date."""
    return sorted((issue for issue in library.of(NewsletterIssue) if issue.status == "active"), key=_order)


def _order(issue: NewsletterIssue) -> tuple[str, int, str]:
    return issue.date, issue.number, issue.id


def _items(library: Library, issue: NewsletterIssue) -> Iterator[tuple[Path, Record]]:
    """The records that an issue shows, with their places."""
    for i, item in enumerate(issue.items):
        for name in ("exercise", "article", "programme", "condition"):
            record = library.records.get(getattr(item, name) or "")
            if record is not None:
                yield ("items", i, name), record


def _review(record: Record) -> Review | None:
    review = getattr(record, "review", None)
    return review if isinstance(review, Review) else None


CHECKS = (
    Check("X-19", Severity.WARNING, unpublished),
    Check("X-19", Severity.WARNING, repeated),
    Check("X-19", Severity.WARNING, before_review),
)
