"""Plain language: how hard a text is, how long its sentences are, how steps begin, and how a text is divided."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from tests.bench.readability import EASY, HARD, LONG, NO_STEPS, SHORT, STEPS, detected, problems

from pressup import Finding, Severity
from pressup.checks import RecordContext
from pressup.checks.patient_text import patient_text
from pressup.checks.readability import known_terms, readable
from pressup.records import KINDS, LibraryFile
from pressup.testing.good_records import GOOD_RECORDS

if TYPE_CHECKING:
    from tests.core.conftest import Content

WARNING = Severity.WARNING
Fires = Callable[..., Finding]
Silent = Callable[..., None]


def body(text: str, times: int = 1) -> dict[str, Any]:
    return {"body": "## Part\n\n" + "\n\n".join([text] * times)}


def of_code(good: Content, code: str) -> list[Finding]:
    return [finding for finding in good.findings() if finding.code == code]


# How hard a text is


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_a_hard_text_is_told_at_its_title_with_grade_and_what_to_shorten(fires: Fires, text: str) -> None:
    finding = fires("article", body(text, 4), "PLN-01", marked="Why move", severity=WARNING)
    assert finding.heuristic
    assert finding.message.startswith("The text is far too hard to read by a formula: Flesch-Kincaid grade ")
    assert finding.message.endswith(" A text for patients is at 6 or below.")
    assert "SMOG" not in finding.message, "it holds from 30 sentences on"
    assert finding.help.startswith("Shorten sentences, of which the longest has ")
    assert "Long words that come often: “" in finding.help


@pytest.mark.parametrize("text", EASY, ids=range(len(EASY)))
def test_an_easy_text_is_fine(silent: Silent, text: str) -> None:
    silent("article", body(text, 4), "PLN-01")


def test_the_message_has_the_grade_by_hand_and_smog_from_30_sentences(fires: Fires) -> None:
    # 8 words of 13 syllables: 0.39 * 8 + 11.8 * 13 / 8 - 15.59 = 6.7, and 1.043 * sqrt(1 * 30) + 3.1291 = 8.8.
    said = "Banana muffins taste better baked by your mother."
    finding = fires("article", {"summary": said, "body": " ".join([said] * 40)}, "PLN-01", severity=WARNING)
    assert finding.message == (
        "The text is hard to read by a formula: Flesch-Kincaid grade 6.7, SMOG grade 8.8. A text for patients is at 6 or below."
    )


def test_below_100_words_nothing_is_said(silent: Silent) -> None:
    silent("article", {"summary": "Cardiovascular rehabilitation necessitates individualisation.", "body": "Yes."}, "PLN-01")


def test_another_language_has_its_own_formula_and_its_own_words(fires: Fires) -> None:
    text = "Regelbunden fysioterapeutisk behandling rekommenderas vanligtvis patienter utan medicinska komplikationer. " * 15
    finding = fires("article", {"lang": "sv", "body": text, "conditions": []}, "PLN-01", severity=WARNING)
    assert "LIX " in finding.message
    assert "(very difficult)" in finding.message
    assert finding.message.endswith("A text for patients is at 40 or below.")
    assert "Flesch" not in finding.message


def test_where_a_high_number_is_easy_the_message_says_above(fires: Fires) -> None:
    text = (
        "La rehabilitación fisioterapéutica individualizada proporciona recuperación funcional considerable progresivamente. " * 15
    )
    finding = fires("article", {"lang": "es", "body": text, "conditions": []}, "PLN-01", severity=WARNING)
    assert "Szigriszt-Pazos -" in finding.message
    assert ", Fernández Huerta -" in finding.message
    assert finding.message.endswith("A text for patients is at 65 or above.")


def test_a_language_without_a_formula_is_told_once_and_not_measured(good: Content) -> None:
    text = "Indywidualna rehabilitacja fizjoterapeutyczna umożliwia systematyczne usprawnianie pacjentów. " * 20
    for id in ("raz", "dwa"):
        good.record("article", {"id": id, "lang": "pl", "body": text, "conditions": []})
    (finding,) = of_code(good, "PLN-01")
    assert finding.severity is Severity.NOTE
    assert finding.message == "How hard the texts in “pl” are to read is not measured: there is no formula for this language."
    assert good.text_at(finding.place) == "pl"


def test_a_whole_library_in_such_a_language_is_told_once(good: Content) -> None:
    good.write("pressup.yaml", {"kind": "library", "lang": "pl"})
    assert len(of_code(good, "PLN-01")) == 1


def test_long_names_of_the_record_count_as_short_words(fires: Fires, silent: Silent) -> None:
    text = "The Patellofemoral Rehabilitation Programme helps. " * 30
    changes = {"body": text, "conditions": []}
    silent("article", {**changes, "title": "Patellofemoral rehabilitation programme"}, "PLN-01")
    fires("article", {**changes, "title": "A plan"}, "PLN-01", severity=WARNING)


def test_formal_names_of_the_vocabulary_count_as_short_words_a_librarys_own_too(good: Content) -> None:
    muscle = {"id": "own", "name": "own", "formal": "Musculus nonsensicus"}
    settings = {"kind": "library", "vocabulary": {"muscle": [muscle]}}
    terms = known_terms(LibraryFile.model_validate(settings))
    assert "biceps femoris" in {term.lower() for term in terms}
    assert "Musculus nonsensicus" in terms
    good.record("article", {"body": "Your musculus nonsensicus bends. " * 30, "conditions": []})
    assert len(of_code(good, "PLN-01")) == 1
    good.write("pressup.yaml", settings)
    assert of_code(good, "PLN-01") == []


def test_a_publisher_may_make_it_an_error(good: Content) -> None:
    good.record("article", body(HARD[0], 4))
    good.record("publisher", {"severities": {"PLN-01": "error"}})
    assert [finding.severity for finding in of_code(good, "PLN-01")] == [Severity.ERROR]


# What is looked at


def test_a_patient_reads_all_of_a_record_but_names_rights_and_review(starter: Any) -> None:
    record = starter.records["hamstring-curl"]
    text = patient_text(record, RecordContext("en-GB", starter.settings))
    said = [text.words(sentence) for sentence in text.sentences]
    assert said[0] == "A firm bed will do."
    assert "Bend one knee." in said
    assert said[-1] == "Your pain goes above 3 out of 10."
    assert text.path(text.sentences[-1]) == ("regressions", 0, "when")
    assert not [one for one in said if one in ("None.", record.name, *record.aliases) or "developers" in one]


def test_the_text_is_made_anew_for_each_record_and_language() -> None:
    settings = LibraryFile(kind="library")
    lib = [KINDS["reference"].model_validate({**GOOD_RECORDS["reference"], "id": id}) for id in ("a", "b")]
    first = patient_text(lib[0], RecordContext("en", settings))
    assert patient_text(lib[0], RecordContext("en", settings)) is first
    assert patient_text(lib[0], RecordContext("de", settings)) is not first
    assert patient_text(lib[1], RecordContext("en", settings)) is not first
    assert list(readable(lib[1], RecordContext("en", settings))) == []


# Sentences


def test_a_long_sentence_is_marked_where_it_stands(fires: Fires) -> None:
    long = "If your knee is sore when you wake up, wait for a while and then try again."
    finding = fires("article", body(f"You can start. {long} Do not rush."), "PLN-02", severity=WARNING)
    assert finding.heuristic
    assert finding.message == "The sentence has 17 words; up to 15 are easy to read."


def test_the_whole_sentence_is_marked(fires: Fires) -> None:
    long = "If your knee is sore when you wake up, wait for a while and then try again."
    fires("exercise", {"tips": ["Go slowly.", f"Start. {long}"]}, "PLN-02", marked=long, severity=WARNING)


@pytest.mark.parametrize(
    ("words", "message"), [(15, None), (16, "has 16 words; up to"), (25, "has 25 words; up to"), (26, "much too long")]
)
def test_up_to_15_words_are_easy_and_26_much_too_long(good: Content, words: int, message: str | None) -> None:
    good.record("exercise", {"breathing": " ".join(["breathe"] * words) + "."})
    found = of_code(good, "PLN-02")
    assert len(found) == (message is not None)
    assert message is None or message in found[0].message


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_long_sentences(fires: Fires, text: str) -> None:
    fires("condition", {"summary": text}, "PLN-02", marked=text, severity=WARNING)


@pytest.mark.parametrize("text", SHORT, ids=range(len(SHORT)))
def test_short_sentences(silent: Silent, text: str) -> None:
    silent("condition", {"summary": text}, "PLN-02")


def test_items_of_a_list_and_headings_are_no_sentence_together(silent: Silent) -> None:
    text = "## Things to have at hand before you start on the first day of the plan at home with a friend\n\nYou need\n\n"
    silent("article", {"body": text + "\n".join(["- a mat that does not slip"] * 9)}, "PLN-02")


def test_the_longest_20_are_told_and_the_rest_by_number(good: Content) -> None:
    text = " ".join(f"Walk {' '.join(['on'] * (15 + i))}." for i in range(25))
    good.record("article", body(text))
    found = of_code(good, "PLN-02")
    assert len(found) == 21
    assert "5 more sentences have more than 15 words." in [finding.message for finding in found]
    assert not [finding for finding in found if finding.message.startswith("The sentence has 16 words")]


# Steps


@pytest.mark.parametrize("text", NO_STEPS[:8] + NO_STEPS[9:11])
def test_a_step_that_does_not_begin_with_what_to_do(fires: Fires, text: str) -> None:
    first = text.split()[0]
    message = f"The step begins with “{first}”, and not with what to do."
    finding = fires("exercise", {"steps": ["Lift your hips.", text]}, "PLN-02", first, message, WARNING)
    assert finding.heuristic


@pytest.mark.parametrize("text", STEPS)
def test_a_step_that_tells_what_to_do(silent: Silent, text: str) -> None:
    silent("exercise", {"steps": ["Lift your hips.", text]}, "PLN-02")


def test_a_step_has_two_sentences_at_most(fires: Fires) -> None:
    text = "Lift your hips. Hold. Lower them."
    message = "The step has 3 sentences; at most 2 are easy to keep in mind."
    fires("exercise", {"steps": ["Press your feet down.", text]}, "PLN-02", text, message, WARNING)


def test_how_a_step_begins_is_looked_at_in_english_only(silent: Silent) -> None:
    silent("exercise", {"lang": "de", "steps": ["Die Knie beugen.", "All das halten."]}, "PLN-02")


# Headings and purpose


def test_six_paragraphs_without_a_heading(fires: Fires) -> None:
    text = "\n\n".join(f"Part {i} is short." for i in range(1, 8))
    message = "The text has 7 paragraphs and no heading; at most 5 are easy to look through."
    finding = fires("article", {"body": text}, "PLN-07", message=message, severity=WARNING)
    assert not finding.heuristic


def test_six_paragraphs_under_a_heading_and_before_one(good: Content) -> None:
    six = "\n\n".join(f"Part {i} is short." for i in range(1, 7))
    front = {key: value for key, value in good.record("article").items() if key != "body"}
    (good.root / "why-move.yaml").unlink()
    text = f"{six}\n\n## More\n\n{six.replace('Part 6', 'Here it')}\n\n## Last\n\nYes."
    good.write("why-move.md", f"---\n{json.dumps(front)}\n---\n{text}\n")
    found = of_code(good, "PLN-07")
    assert [(finding.message[:50], good.text_at(finding.place)) for finding in found] == [
        ("The text has 6 paragraphs before the first heading", "Part 6 is short."),
        ("The text has 6 paragraphs under one heading; at mo", "Here it is short."),
    ]


def test_a_list_counts_as_one_paragraph(silent: Silent) -> None:
    items = "\n".join(["- You can."] * 12)
    silent("article", {"body": f"One.\n\nTwo.\n\n{items}\n\nFour.\n\n1. A\n2. B\n3. C"}, "PLN-07")


def test_an_exercise_says_what_it_is_for(fires: Fires) -> None:
    message = "The exercise does not say what it is for."
    fires("exercise", {"purpose": ...}, "PLN-07", "Bridge", message, WARNING)


# The table of ./run bench


def test_what_is_planted_is_found_and_good_texts_are_left_alone() -> None:
    assert {name: (found, bad, false) for name, found, bad, false, _ in detected()} == {
        "PLN-01 grade": (4, 4, 0),
        "PLN-02 sentences": (4, 4, 0),
        "PLN-02 steps": (11, 12, 0),
        "PLN-07 headings": (3, 3, 0),
        "PLN-07 purpose": (1, 1, 0),
    }
    assert problems("exercise", {}, "PLN-02") == []
