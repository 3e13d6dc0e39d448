"""What an issue of a newsletter shows has been reviewed, and is no old news."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pressup import Finding, Severity

DRAFT = {"status": "draft", "version": "0.1", "authors": [{"name": "A"}]}


@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_a_draft_is_not_sent(fires: Callable[..., Finding], status: str) -> None:
    others = (("article", {"review": {**DRAFT, "status": status}}),)
    finding = fires(
        "newsletter", {"items": [{"article": "why-move"}]}, "X-19", "why-move", severity=Severity.WARNING, others=others
    )
    assert finding.related is not None
    assert finding.related.file == "why-move.yaml"


@pytest.mark.parametrize(("date", "told"), [("2026-01-09", True), ("2026-01-10", False)])
def test_an_issue_is_not_dated_before_the_review(
    fires: Callable[..., Finding], silent: Callable[..., None], date: str, told: bool
) -> None:
    if told:
        fires("newsletter", {"date": date}, "X-19", "bridge", severity=Severity.WARNING)
    else:
        silent("newsletter", {"date": date}, "X-19")


def issues(count: int, **of_first: Any) -> list[tuple[str, dict[str, Any]]]:
    """Issues before the good one, the first of which shows the bridge too."""
    news: list[tuple[str, dict[str, Any]]] = [
        (
            "newsletter",
            {"id": f"early-{n}", "number": n + 2, "date": f"2026-{10 - count + n:02}-01", "items": [{"heading": "News"}]},
        )
        for n in range(count)
    ]
    news[0][1].update({"items": [{"exercise": "bridge"}], **of_first})
    return news


def test_an_exercise_comes_again_too_soon(fires: Callable[..., Finding]) -> None:
    finding = fires("newsletter", {}, "X-19", "bridge", severity=Severity.WARNING, others=issues(6))
    assert finding.place.file == "issue-1.yaml"
    assert finding.related is not None
    assert finding.related.file == "early-0.yaml"


@pytest.mark.parametrize(
    "others",
    [
        issues(7),
        issues(1, status="deprecated"),
        [("publisher", {"id": "other-press", "name": "Other Press"}), *issues(1, publisher="other-press")],
    ],
    ids=["seven issues ago", "given up", "another publisher's"],
)
def test_an_exercise_may_come_again(silent: Callable[..., None], others: list[tuple[str, dict[str, Any]]]) -> None:
    silent("newsletter", {"publisher": "test-press"}, "X-19", others=others)


def test_an_issue_of_every_publisher_counts_for_each(fires: Callable[..., Finding]) -> None:
    fires("newsletter", {"publisher": "test-press"}, "X-19", "bridge", severity=Severity.WARNING, others=issues(2))


def test_a_publisher_says_how_many_issues_lie_between(fires: Callable[..., Finding], silent: Callable[..., None]) -> None:
    near = ("publisher", {"mailing.issues_apart": 2})
    finding = fires("newsletter", {}, "X-19", "bridge", severity=Severity.WARNING, others=[near, *issues(2)])
    assert finding.help == "Leave 2 issues between the two, or show something else."
    silent("newsletter", {}, "X-19", others=[near, *issues(3)])


def test_a_publisher_may_let_every_issue_repeat(silent: Callable[..., None]) -> None:
    silent("newsletter", {}, "X-19", others=[("publisher", {"mailing.issues_apart": 0}), *issues(1)])


def test_an_issue_shows_nothing_twice(fires: Callable[..., Finding]) -> None:
    items = [{"exercise": "bridge"}, {"article": "why-move"}, {"exercise": "bridge"}]
    finding = fires("newsletter", {"items": items}, "X-19", "bridge", severity=Severity.WARNING)
    assert finding.message == "“Bridge” stands in this issue twice."
    assert finding.related is not None
    assert finding.related.line < finding.place.line


REVIEWED_ONLY = ("publisher", {"mailing.reviewed_only": True})


@pytest.mark.parametrize("status", ["draft", "in-review", "sample"])
@pytest.mark.parametrize(
    ("kind", "changes", "marked"),
    [
        ("article", {"items": [{"article": "why-move"}]}, "why-move"),
        ("condition", {"conditions": ["knee-pain"]}, "knee-pain"),
    ],
)
def test_where_only_reviewed_content_is_sent_all_else_is_an_error(
    fires: Callable[..., Finding], status: str, kind: str, changes: dict[str, Any], marked: str
) -> None:
    others = [REVIEWED_ONLY, (kind, {"review": {**DRAFT, "status": status}})]
    finding = fires("newsletter", changes, "NEWS-02", marked, others=others)
    assert finding.related is not None
    assert finding.related.file == f"{marked}.yaml"


def test_what_is_told_as_an_error_is_no_warning_too(silent: Callable[..., None]) -> None:
    silent("newsletter", {"items": [{"article": "why-move"}]}, "X-19", others=[REVIEWED_ONLY, ("article", {"review": DRAFT})])


def test_what_another_publisher_forbids_is_not_forbidden_here(silent: Callable[..., None]) -> None:
    other = ("publisher", {"id": "other-press", "name": "Other Press", "mailing.reviewed_only": True})
    issue = {"publisher": "test-press", "items": [{"article": "why-move"}]}
    silent("newsletter", issue, "NEWS-02", others=[other, ("article", {"review": DRAFT})])
