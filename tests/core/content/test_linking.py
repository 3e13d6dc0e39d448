"""Links and words resolve across files, and a wrong one says what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.core.conftest import Content


@pytest.mark.parametrize(
    ("kind", "path", "value", "message", "help"),
    [
        ("programme", "phases.1.items.0.exercise", "brigde", "There is no exercise “brigde”.", "Did you mean “bridge”?"),
        ("programme", "conditions", ["knee-pian"], "There is no condition “knee-pian”.", "Did you mean “knee-pain”?"),
        ("programme", "education", ["why-mvoe"], "There is no article “why-mvoe”.", "Did you mean “why-move”?"),
        ("condition", "recommended", ["squat"], "There is no exercise “squat”.", "Known: bridge."),
        ("condition", "parent", "leg-ache", "There is no condition “leg-ache”.", "Known: knee-pain."),
        (
            "condition",
            "red_flags.0.references",
            ["smiht-2020"],
            "There is no reference “smiht-2020”.",
            "Did you mean “smith-2020”?",
        ),
        ("exercise", "references", ["smith-2021"], "There is no reference “smith-2021”.", "Did you mean “smith-2020”?"),
        ("newsletter", "publisher", "test-pres", "There is no publisher “test-pres”.", "Did you mean “test-press”?"),
        ("newsletter", "items.0.exercise", "brigde", "There is no exercise “brigde”.", "Did you mean “bridge”?"),
        (
            "exercise",
            "muscles.0.muscle",
            "hamstring",
            "“hamstring” is no word of the vocabulary “muscle”.",
            "Did you mean “hamstrings”?",
        ),
        ("exercise", "position", "lying", "“lying” is no word of the vocabulary “position”.", None),
        ("condition", "region", "ear", "“ear” is no word of the vocabulary “region”.", None),
        ("programme", "setting", "homes", "“homes” is no word of the vocabulary “setting”.", "Did you mean “home”?"),
    ],
)
def test_a_dangling_link_says_what_was_meant(
    good: Content, kind: str, path: str, value: object, message: str, help: str | None
) -> None:
    good.record(kind, {path: value})
    finding = good.only()
    assert (finding.code, finding.message) == ("X-01", message)
    assert help is None or finding.help == help
    assert good.text_at(finding.place) == (value[0] if isinstance(value, list) else value)


def test_a_word_like_no_other_says_where_words_are_added(good: Content) -> None:
    good.record("exercise", {"muscles.0.muscle": "zzz"})
    assert good.only().help == "A library adds words to “vocabulary.muscle” in its pressup.yaml."


@pytest.mark.parametrize(
    ("kind", "path", "value", "message"),
    [
        ("programme", "phases.0.items.0.exercise", "knee-pain", "“knee-pain” is a condition, not an exercise."),
        ("programme", "conditions", ["bridge"], "“bridge” is an exercise, not a condition."),
        ("exercise", "references", ["why-move"], "“why-move” is an article, not a reference."),
    ],
)
def test_a_link_to_a_record_of_the_wrong_kind_shows_both(good: Content, kind: str, path: str, value: object, message: str) -> None:
    good.record(kind, {path: value})
    finding = good.only()
    assert (finding.code, finding.message) == ("X-01", message)
    assert finding.related is not None
    assert good.text_at(finding.related) == message.split()[3].rstrip(",")


def test_every_wrong_link_is_a_finding_of_its_own(good: Content) -> None:
    good.record("programme", {"phases.0.items.0.exercise": "a", "phases.1.items.0.exercise": "a", "conditions": ["b", "c"]})
    assert [finding.code for finding in good.findings()] == ["X-01"] * 4


def test_a_record_with_a_wrong_link_stays_in_the_library_and_is_faulty(good: Content) -> None:
    good.record("programme", {"conditions": ["b"]})
    library = good.load()
    assert "first-steps" in library.records
    assert library.faulty == {"first-steps"}


def test_what_took_a_merged_records_place_must_exist(good: Content) -> None:
    good.record("article", {"status": "merged", "merged_into": "why-moev"})
    finding = good.only()
    assert (finding.message, good.text_at(finding.place)) == ("There is no record “why-moev”.", "why-moev")
