"""Review, staleness and conflicts of interest: what is told, where, and once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from pressup import Finding, Severity
from pressup.build.api import render
from pressup.records import KINDS
from pressup.records.hashing import reviewed_hash

if TYPE_CHECKING:
    from tests.core.conftest import Content

Fires = Callable[..., Finding]
Silent = Callable[..., None]

WRONG = f"sha256:{'0' * 64}"


def hash_of(good: Content, id: str) -> str:
    return reviewed_hash(good.load().records[id])


def test_the_finding_gives_the_hash_that_a_new_review_writes_down(good: Content, fires: Fires) -> None:
    finding = fires("exercise", {"review.reviewed_hash": WRONG}, "GOV-04", WRONG, "The content has changed since it was reviewed.")
    right = finding.help.rpartition(" ")[2]
    assert right == hash_of(good, "bridge")
    good.record("exercise", {"review.reviewed_hash": right})
    assert [finding.code for finding in good.findings() if finding.severity is Severity.ERROR] == []


def test_one_word_more_is_a_change(good: Content) -> None:
    approved = hash_of(good, "bridge")
    good.record("exercise", {"steps.1": "Lift your hips high.", "review.reviewed_hash": approved})
    assert "GOV-04" in {finding.code for finding in good.findings() if finding.severity is Severity.ERROR}


def test_what_is_no_content_may_change(good: Content, silent: Silent) -> None:
    approved = hash_of(good, "knee-pain")
    changes = {"lang": "en-GB", "rights.author": "Somebody else", "review.due": "2027-01-10", "format": 1}
    others = [(kind, {"review.status": "draft"}) for kind in ("exercise", "programme", "article", "newsletter")]
    silent("condition", {**changes, "review.reviewed_hash": approved}, "GOV-04", others=others)


def test_a_draft_may_change_as_it_likes(silent: Silent) -> None:
    silent("exercise", {"review.status": "draft", "review.reviewed_hash": WRONG}, "GOV-04")


def test_a_sample_keeps_no_hash(fires: Fires) -> None:
    review = {"status": "sample", "version": "0.1", "authors": [{"name": "A"}], "reviewed_hash": WRONG}
    message = "A sample has no “reviewed_hash”: no clinician has reviewed it."
    fires("exercise", {"review": review}, "GOV-01", WRONG, message)


def test_a_hash_for_some_is_a_hash_for_all(good: Content) -> None:
    good.record("exercise", {"review.reviewed_hash": hash_of(good, "bridge")})
    found = [finding for finding in good.findings() if finding.code == "GOV-04"]
    assert {finding.severity for finding in found} == {Severity.WARNING}
    assert [finding.place.file for finding in found] == ["first-steps.yaml", "issue-1.yaml", "knee-pain.yaml", "why-move.yaml"]
    assert found[2].help.endswith(hash_of(good, "knee-pain"))


def test_nothing_that_leans_on_a_changed_record_is_printed(good: Content) -> None:
    """X-12 is an alias of GOV-04: the finding at the changed record keeps all documents back that carry it."""
    good.record("exercise", {"review.reviewed_hash": WRONG})
    library = good.load()
    assert library.faulty == {"bridge"}
    report = render(library, "jsonfeed", "email", "pdf", output=good.root.parent / "out", keep_going=True)
    assert report.made
    assert {left.record_id for left in report.left_out} == {"bridge"}
    assert {"first-steps", "issue-1"} <= {left.document_id for left in report.left_out}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"reference", "publisher", "translation"}))
def test_reviewer_and_author_are_compared_as_people_write_names(kind: str, fires: Fires) -> None:
    message = "The reviewer is one of the authors."
    fires(kind, {"review.reviewer.name": "ada  AUTHOR"}, "X-13", message=message)


def test_a_role_that_is_left_out_is_no_clinical_role(fires: Fires) -> None:
    message = "The reviewer has the role “author”, which approves nothing clinical."
    fires("exercise", {"review.reviewer.role": ...}, "X-13", message=message)


def test_an_author_who_reviews_is_told_once(good: Content) -> None:
    good.record("exercise", {"review.reviewer.name": "Ada Author"})
    assert [finding.code for finding in good.findings()] == ["X-13"]


@pytest.mark.parametrize("status", ["sample", "draft"])
def test_what_is_not_published_needs_no_note_of_changes(status: str, silent: Silent) -> None:
    silent("exercise", {"review": {"status": status, "version": "0.1", "authors": [{"name": "A"}]}}, "GOV-05")


def test_each_version_needs_a_note(fires: Fires) -> None:
    fires("exercise", {"review.version": "1.1"}, "GOV-05", "'1.1'", severity=Severity.WARNING)


def test_conflicts_are_told_by_the_publisher_or_by_every_record(good: Content, fires: Fires) -> None:
    message = "The publisher does not name sponsors and conflicts of interest, and 5 records do not say it either."
    finding = fires("publisher", {"funding": ...}, "GOV-06", "Test Press", message, Severity.WARNING)
    assert finding.related
    for kind in ("exercise", "condition", "programme", "article", "newsletter"):
        assert "GOV-06" in {finding.code for finding in good.findings()}
        good.record(kind, {"review.conflicts": "None."})
    assert good.findings() == ()


OVERDUE: dict[str, Any] = {"review.last_reviewed": "2023-01-10", "review.due": "2025-01-10"}


@pytest.mark.parametrize(("kind", "marked"), [("exercise", "bridge"), ("condition", "knee-pain")])
def test_a_programme_is_as_stale_as_its_parts(kind: str, marked: str, good: Content, fires: Fires) -> None:
    finding = fires(kind, OVERDUE, "X-11", marked)
    assert finding.place.file == "first-steps.yaml"
    assert finding.related
    assert good.text_at(finding.related) == "'2025-01-10'"
    assert sorted(found.code for found in good.findings()) == ["GOV-03", "X-11"]


def test_the_wider_condition_counts_too(fires: Fires) -> None:
    others = [("condition", {"parent": "leg-pain"})]
    finding = fires("condition", {"id": "leg-pain", "name": "Leg pain", **OVERDUE}, "X-11", "knee-pain", others=others)
    assert "“Leg pain”" in finding.message


def test_an_exercise_in_two_phases_is_told_once(good: Content) -> None:
    good.record("exercise", OVERDUE)
    assert [finding.code for finding in good.findings()].count("X-11") == 1
