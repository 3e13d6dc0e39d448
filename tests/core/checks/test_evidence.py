"""Words that promise too much, references that can be found, and what nothing uses."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from pressup import Finding, Severity
from pressup.checks.check import RecordContext
from pressup.checks.strength import causal_words, strong_words
from pressup.records import KINDS, LibraryFile

if TYPE_CHECKING:
    from tests.core.conftest import Content

Fires = Callable[..., Finding]
Silent = Callable[..., None]
WARNING = Severity.WARNING


def claim(text: str, relation: str = "treatment-effect", grade: str = "low") -> dict[str, Any]:
    return {"text": text, "relation": relation, "grade": grade, "references": ["smith-2020"], "uncertainty": "One small study."}


# --- EVI-03: strength of words ---


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Stretching prevents injuries.", "prevents"),
        ("Nordics will prevent most strains.", "will prevent"),
        ("This exercise cures knee pain.", "cures"),
        ("Heat is the cure for a stiff back.", "the cure"),
        ("It is proven that walking helps.", "proven"),
        ("A clinically proven way to walk again.", "clinically proven"),
        ("A recent study proves that it works.", "proves"),
        ("We guarantee that your pain goes.", "guarantee"),
        ("This is a highly effective exercise.", "highly effective"),
        ("It is 100% effective.", "100% effective"),
        ("It always works.", "always works"),
        ("A miracle for sore knees.", "miracle"),
        ("This eliminates pain.", "eliminates"),
        ("Nordics prevent strains.", "prevent"),
        ("It not only eases pain but cures it.", "cures"),
        ("There is no doubt that it prevents falls.", "prevents"),
    ],
)
def test_strong_words_need_good_evidence(text: str, marked: str, fires: Fires, silent: Silent) -> None:
    finding = fires("article", {"claims": [claim(text)]}, "EVI-03", marked, severity=WARNING)
    assert finding.heuristic
    fires("article", {"summary": text}, "EVI-03", marked, severity=WARNING)
    silent("article", {"claims": [claim(text, grade="moderate")]}, "EVI-03")


@pytest.mark.parametrize(
    "text",
    [
        "Stretching does not prevent injuries.",
        "No exercise cures arthritis.",
        "There is no guarantee and no cure for arthritis, and none of these cures it.",
        "It isn’t proven that it helps.",
        "Nobody has proven this.",
        "It may be that it prevents injuries.",
        "We do not know whether it prevents falls.",
        "It might help prevent falls.",
        "Do this to prevent falls.",
        "Balance exercises help prevent falls.",
        "Handles prevent slips of the hand.",
        "Does stretching prevent injuries?",
        "Is it proven that rest prevents pain?",
        "Pain that prevents you from sleeping is a warning sign.",
        "A splint prevents the hurt knee from bending.",
        "Beware of whoever promises that it cures pain.",
        "That it always works is a myth, and no study proves it.",
        "This is an effective exercise for many people.",
    ],
)
def test_what_is_denied_doubted_or_asked_is_no_promise(text: str, silent: Silent) -> None:
    silent("article", {"claims": [claim(text)], "summary": text, "body": text}, "EVI-03")


def test_a_claim_with_a_good_grade_carries_the_same_words_elsewhere(fires: Fires, silent: Silent) -> None:
    summary = "Strength work prevents injuries."
    fires("article", {"summary": summary, "claims": [claim("It helps.", grade="high")]}, "EVI-03", "prevents", severity=WARNING)
    silent("article", {"summary": summary, "claims": [claim("It prevents injuries.", "prevention", "high")]}, "EVI-03")


def test_a_strap_may_prevent_slipping(silent: Silent) -> None:
    silent("article", {"summary": "A rubber mat prevents slipping.", "body": "It eliminates noise."}, "EVI-03")


def test_the_same_words_are_told_once_in_a_text(fires: Fires) -> None:
    fires("article", {"body": "It cures pain. It cures pain. It cures pain."}, "EVI-03", severity=WARNING)


def test_texts_in_other_languages_are_passed_by(silent: Silent) -> None:
    silent("article", {"lang": "de", "summary": "It cures pain.", "claims": [claim("It causes pain.", "association")]}, "EVI-03")


@pytest.mark.parametrize("text", ["prevents " * 60_000, "pre" * 100_000, "no proven " * 50_000, "makes a " * 60_000, "?" * 300_000])
def test_long_texts_take_no_long_time(text: str, good_records: dict[str, dict[str, Any]]) -> None:
    article = KINDS["article"].model_validate({**good_records["article"], "body": text[:200_000], "claims": []})
    context = RecordContext("en-GB", LibraryFile(kind="library"))
    start = time.process_time()
    assert len(list(strong_words(article, context))) < 3
    assert list(causal_words(article, context)) == []
    assert time.process_time() - start < 2


# --- EVI-04: causes ---


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Weak thighs cause knee pain.", "cause"),
        ("Knee pain is caused by weak thighs.", "caused"),
        ("Sitting leads to short hamstrings.", "leads to"),
        ("Sore knees are due to weak thighs.", "due to"),
        ("Weak thighs increase the risk of knee pain.", "increase the risk"),
        ("Sitting makes the thighs weaker.", "makes the thighs weaker"),
        ("Short muscles are responsible for the pain.", "responsible for"),
    ],
)
def test_an_association_is_no_cause(text: str, marked: str, fires: Fires, silent: Silent) -> None:
    finding = fires("article", {"claims": [claim(text, "association")]}, "EVI-04", marked, severity=WARNING)
    assert finding.heuristic
    silent("article", {"claims": [claim(text, "cause")]}, "EVI-04")


@pytest.mark.parametrize(
    "text",
    [
        "People with knee pain tend to have weaker thighs.",
        "Weak thighs are linked to a higher risk of knee pain.",
        "This does not mean that weak thighs cause the pain.",
        "We do not know which leads to which.",
        "Weak thighs may cause pain.",
    ],
)
def test_what_goes_together_may_be_said(text: str, silent: Silent) -> None:
    silent("article", {"claims": [claim(text, "association")]}, "EVI-04")


# --- grades ---


@pytest.mark.parametrize("relation", ["association", "cause", "mechanism", "consensus"])
def test_a_high_grade_is_rare_without_trials(relation: str, fires: Fires) -> None:
    fires("article", {"claims": [claim("T.", relation, "high")]}, "X-14", "high", severity=WARNING)


@pytest.mark.parametrize(
    ("relation", "grade"), [("treatment-effect", "high"), ("prevention", "high"), ("anatomy", "high"), ("cause", "moderate")]
)
def test_other_grades_are_fine(relation: str, grade: str, silent: Silent) -> None:
    silent("article", {"claims": [claim("T.", relation, grade)]}, "X-14")


# --- EVI-02 and EVI-05: references ---


@pytest.mark.parametrize("isbn", ["978-3-16-148410-0", "9780306406157", "0-306-40615-2", "080442957X", "0-8044-2957-x"])
def test_a_right_isbn_passes(isbn: str, silent: Silent) -> None:
    silent("reference", {"ISBN": isbn}, "EVI-02")


@pytest.mark.parametrize(
    ("isbn", "why"),
    [
        ("9780306406158", "its check digit is wrong"),
        ("0306406153", "its check digit is wrong"),
        ("08044X9570", "its check digit is wrong"),
        ("978030640615X", "its check digit is wrong"),
        ("97803064061", "it has 11 digits, not 10 or 13"),
        ("----------", "it has 0 digits, not 10 or 13"),
    ],
)
def test_a_wrong_isbn_is_told(isbn: str, why: str, fires: Fires) -> None:
    fires("reference", {"ISBN": isbn}, "EVI-02", message=f"{isbn} is no ISBN: {why}.")


@pytest.mark.parametrize("field", [{"PMID": "123"}, {"ISBN": "9780306406157"}, {"URL": "https://a.example"}])
def test_one_number_or_address_is_enough(field: dict[str, str], silent: Silent) -> None:
    silent("reference", {"DOI": ..., **field}, "EVI-02")


@pytest.mark.parametrize(("year", "future"), [(2026, False), (2027, True), (9999, True)])
def test_a_reference_is_not_of_the_future(year: int, future: bool, fires: Fires, silent: Silent) -> None:
    changes = {"issued.date-parts": [[2020], [year]]}
    if future:
        fires("reference", changes, "EVI-02", message=f"The reference came out in {year}, which lies in the future.")
    else:
        silent("reference", changes, "EVI-02")


OLD = {"guideline": True, "issued.date-parts": [[2019]]}


def test_an_old_guideline_is_told_where_it_is_cited(fires: Fires) -> None:
    finding = fires("reference", OLD, "EVI-05", "smith-2020", severity=WARNING)
    assert finding.place.file == "why-move.yaml"


def test_the_newest_of_several_guidelines_counts(silent: Silent) -> None:
    newer = ("reference", {"id": "new-2023", "guideline": True, "issued.date-parts": [[2023]]})
    silent("article", {"references": ["smith-2020", "new-2023"]}, "EVI-05", others=[newer, ("reference", OLD)])


def test_who_has_looked_since_knows_that_there_is_no_newer_one(silent: Silent) -> None:
    silent("article", {"review.evidence_searched": "2025-06-01"}, "EVI-05", others=[("reference", OLD)])


def test_five_years_are_counted_from_today(silent: Silent) -> None:
    silent("reference", OLD, "EVI-05", date=datetime.date(2024, 12, 31))


def test_a_sample_is_not_kept_up_to_date(silent: Silent) -> None:
    sample = {"status": "sample", "version": "0.1", "authors": [{"name": "A"}]}
    silent("reference", OLD, "EVI-05", others=[("article", {"review": sample})])


def test_a_reference_that_nothing_cites_is_told_once(good: Content, fires: Fires) -> None:
    fires("reference", {"id": "left-over"}, "EVI-05", "Exercise for knees", "Nothing cites this reference.", Severity.NOTE)
    assert len(good.findings()) == 1


def test_a_folder_of_references_or_exercises_alone_is_fine(content: Content) -> None:
    content.record("reference")
    assert content.findings() == ()


def test_a_red_flag_and_a_contraindication_may_cite(good: Content, silent: Silent) -> None:
    good.record("article", {"references": []})
    silent("condition", {"red_flags.0.references": ["smith-2020"]}, "EVI-05")


# --- orphans ---


def test_a_translation_is_no_use(good: Content, fires: Fires) -> None:
    good.record("translation", {"id": "slide-de", "of": "heel-slide", "text": {}})
    fires("exercise", {"id": "heel-slide", "name": "Heel slide"}, "X-21", "Heel slide", severity=Severity.NOTE)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("article", {"exercises": ["heel-slide"]}),
        ("newsletter", {"items": [{"exercise": "heel-slide"}]}),
        ("exercise", {"regressions": [{"to": "heel-slide"}]}),
        ("condition", {"recommended": ["heel-slide"]}),
    ],
)
def test_any_link_is_a_use(kind: str, changes: dict[str, Any], silent: Silent) -> None:
    silent(kind, changes, "X-21", others=[("exercise", {"id": "heel-slide", "name": "Heel slide"})])


def test_pictures_are_found_at_any_depth_and_hidden_ones_are_not(good: Content) -> None:
    for name in ("a/b.PNG", "c.mp4", ".hidden.png", ".git/x.png", "notes.txt", "used one.jpg"):
        good.write(name, b"x")
    rights = {"licence": "CC0-1.0", "author": "A"}
    good.record("exercise", {"media": [{"file": "used one.jpg", "alt": "A.", "rights": rights}]})
    found = [finding for finding in good.findings() if finding.code == "X-21"]
    assert [finding.place.file for finding in found] == ["a/b.PNG", "c.mp4"]
    assert good.load().faulty == frozenset()
