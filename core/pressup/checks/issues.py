"""Newsletters: what an issue shows has been reviewed, before its date, and is no old news."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks.check import Check, Path, Problem
from pressup.content.library import Library
from pressup.findings import Severity
from pressup.records import Condition, NewsletterIssue, Publisher, Record, Review
from pressup.records.publisher import ISSUES_APART


def unpublished(library: Library, today: datetime.date) -> Iterator[Problem]:
    """An issue shows no record that is still a draft or in review: it goes to people before a clinician has seen it (X-19)."""
    for issue in in_order(library):
        if not _reviewed_only(library, issue):
            for path, record, status in _unreviewed(library, issue, ("items",)):
                if status != "sample":
                    yield _unreviewed_problem(issue, path, record, status)


def unreviewed(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Where a publisher says “reviewed_only”, an issue shows nothing and names no condition that was not reviewed (NEWS-02)."""
    for issue in in_order(library):
        if _reviewed_only(library, issue):
            for path, record, status in _unreviewed(library, issue, ("items", "conditions")):
                yield _unreviewed_problem(issue, path, record, status)


def _reviewed_only(library: Library, issue: NewsletterIssue) -> bool:
    return any(mailing.reviewed_only for mailing in (sender.mailing for sender in senders(library, issue)) if mailing)


def _unreviewed(library: Library, issue: NewsletterIssue, fields: tuple[str, ...]) -> Iterator[tuple[Path, Record, str]]:
    """What an issue shows and no clinician has approved, with its place and the state of its review."""
    for path, record in _shown(library, issue):
        review = _review(record)
        if path[0] in fields and review is not None and review.status != "reviewed":
            yield path, record, review.status


def _unreviewed_problem(issue: NewsletterIssue, path: Path, record: Record, status: str) -> Problem:
    said = {"draft": "still a draft", "in-review": "still in review"}.get(status, "a sample, which no clinician has reviewed")
    message = f"“{record.display_title}” is {said}, and the issue shows it."
    return Problem(issue.id, path, message, "Wait until it is reviewed.", (record.id, ("review", "status")))


def repeated(library: Library, today: datetime.date) -> Iterator[Problem]:
    """An issue shows nothing twice, and nothing that one of the issues before it showed: readers take it for old news (X-19)."""
    issues = in_order(library)
    for issue in issues:
        first: dict[str, Path] = {}
        for path, record in _items(library, issue):
            if first.setdefault(record.id, path) != path:
                message = f"“{record.display_title}” stands in this issue twice."
                yield Problem(issue.id, path, message, "Show something else.", (issue.id, first[record.id]))
    for publisher, apart in _lists(library):
        sent: list[tuple[NewsletterIssue, dict[str, Path]]] = []
        for issue in issues:
            if issue.publisher in (None, publisher):
                shown = {record.id: path for path, record in reversed(list(_items(library, issue)))}
                yield from _again(library, issue, shown, sent[-apart:] if apart else [], apart)
                sent.append((issue, shown))


def _again(
    library: Library,
    issue: NewsletterIssue,
    shown: dict[str, Path],
    before: list[tuple[NewsletterIssue, dict[str, Path]]],
    apart: int,
) -> Iterator[Problem]:
    """What the readers of an issue have seen in those before it."""
    for id, path in shown.items():
        for other, others in reversed(before):
            if id in others:
                message = f"“{library.records[id].display_title}” stood in the issue of {other.date} as well."
                help = f"Leave {apart} issue{'' if apart == 1 else 's'} between the two, or show something else."
                yield Problem(issue.id, path, message, help, (other.id, others[id]))
                break


def _lists(library: Library) -> Iterator[tuple[str | None, int]]:
    """Those who send issues, each to readers of its own, and how many issues must lie between two with the same record."""
    sending: list[tuple[str | None, int]] = [
        (publisher.id, publisher.mailing.issues_apart) for publisher in library.publishers if publisher.mailing
    ]
    yield from sending or [(None, ISSUES_APART)]


def before_review(library: Library, today: datetime.date) -> Iterator[Problem]:
    """An issue is not dated before the review of what it shows: one of the two dates is wrong, or it is sent unreviewed (X-19)."""
    for issue in in_order(library):
        for path, record in _items(library, issue):
            review = _review(record)
            if review is not None and review.status == "reviewed" and review.last_reviewed and issue.date < review.last_reviewed:
                message = f"The issue is of {issue.date}, and “{record.display_title}” was reviewed on {review.last_reviewed}."
                help = "Date the issue after the review, or leave the item out."
                yield Problem(issue.id, path, message, help, (record.id, ("review", "last_reviewed")))


def senders(library: Library, issue: NewsletterIssue) -> list[Publisher]:
    """Those who send an issue."""
    return [publisher for publisher in library.publishers if publisher.mailing and issue.publisher in (None, publisher.id)]


def in_order(library: Library) -> list[NewsletterIssue]:
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


def _shown(library: Library, issue: NewsletterIssue) -> Iterator[tuple[Path, Record]]:
    """The records that an issue shows, and the conditions whose red flags it prints."""
    yield from _items(library, issue)
    for i, id in enumerate(issue.conditions):
        condition = library.get(Condition, id)
        if condition is not None:
            yield ("conditions", i), condition


def _review(record: Record) -> Review | None:
    review = getattr(record, "review", None)
    return review if isinstance(review, Review) else None


CHECKS = (
    Check("NEWS-02", Severity.ERROR, unreviewed),
    Check("X-19", Severity.WARNING, unpublished),
    Check("X-19", Severity.WARNING, repeated),
    Check("X-19", Severity.WARNING, before_review),
)
