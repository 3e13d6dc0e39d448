"""Translations: made from today's text, fitting, reviewed, and complete for a publisher of another language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from pressup import Finding, Severity
from pressup.records.hashing import text_hash

if TYPE_CHECKING:
    from tests.core.conftest import Content

Fires = Callable[..., Finding]
Silent = Callable[..., None]

WRONG = f"sha256:{'0' * 64}"
TEXT: dict[str, Any] = {
    "name": "Brücke",
    "purpose": "Sie kräftigt die Rückseite der Hüfte.",
    "start": "Du liegst auf dem Rücken und hast beide Knie gebeugt.",
    "steps": ["Drück die Füße auf den Boden.", "Heb das Becken."],
    "feel_it": "Gesäß",
    "cautions": ["Lass die Rippen unten."],
    "stop_if": ["dein Rücken weh tut."],
}
GERMAN = {"locale": "de-AT", "mailing": ..., "outputs": {"pdf": {"kinds": ["exercise"]}}}


def test_a_good_translation_has_no_finding(good: Content) -> None:
    good.record("translation")
    assert good.findings() == ()


def test_an_old_version_is_told_once_whatever_else_has_changed(good: Content, fires: Fires) -> None:
    good.record("exercise", {"review.version": "1.1", "review.changes.0.version": "1.1", "steps": ["Lift your hips."]})
    changes = {"text": TEXT, "source_hash": WRONG}
    message = "This was translated from version 1.0 of “Bridge”, which has version 1.1 today."
    finding = fires("translation", changes, "GOV-07", "'1.0'", message)
    assert finding.related
    assert good.text_at(finding.related) == "'1.1'"
    assert len([found for found in good.findings() if found.code == "GOV-07"]) == 1


def test_a_changed_text_is_told_though_the_version_stayed(good: Content, fires: Fires) -> None:
    finding = fires("translation", {"source_hash": WRONG}, "GOV-07", WRONG)
    right = finding.help.rpartition(" ")[2]
    assert right == text_hash(good.load().records["bridge"])
    good.record("translation", {"source_hash": right})
    assert good.findings() == ()
    good.record("exercise", {"dose.sets": 4, "level": 2, "review.due": "2027-06-01"})
    assert good.findings() == ()
    good.record("exercise", {"steps.1": "Lift your hips high."})
    assert [found.code for found in good.findings()] == ["GOV-07"]


@pytest.mark.parametrize(
    ("text", "marked", "message", "help"),
    [
        ({"nam": "B"}, "B", "There is no text “nam” in “Bridge”.", "Did you mean “name”?"),
        ({"level": "2"}, "'2'", "There is no text “level” in “Bridge”.", ""),
        ({"steps": [None, "B", "C"]}, "C", "There is no text “steps 3” in “Bridge”.", "Keep the lists as long as they are there."),
        ({"steps": "B"}, "B", "There is no text “steps” in “Bridge”.", ""),
        ({"name": 3}, "3", "“name” should be text.", "Put it in quotes."),
        ({"name": " "}, "' '", "“name” is empty.", "Translate it, or leave it out."),
        ({"review": {"authors": [{"affiliation": "A"}]}}, "A", "There is no text “review authors 1 affiliation” in “Bridge”.", ""),
        ({"body": "B"}, "B", "The longer text stands at the top of the file.", "Write it under “body”."),
    ],
)
def test_texts_stand_where_the_record_has_them(text: Any, marked: str, message: str, help: str, fires: Fires) -> None:
    finding = fires("translation", {"text": text}, "GOV-07", marked, message)
    assert not help or finding.help == help


def test_a_wrong_file_is_not_told_a_thousand_times(good: Content) -> None:
    good.record("translation", {"text": {f"key{i}": ["x"] * 900 for i in range(20)}})
    assert len(good.findings()) == 100


def test_a_text_that_is_too_long_for_its_place_is_told(fires: Fires) -> None:
    message = "“name” does not fit into its place in “Bridge”."
    finding = fires("translation", {"text.name": "B" * 2_001}, "GOV-07", message=message)
    assert finding.help == "It has 2001 characters; the most is 2000."


def test_the_body_is_translated_by_the_body(good: Content) -> None:
    good.record("exercise", {"body": "A longer text."})
    good.record("translation", {"body": "Ein längerer Text."})
    assert good.findings() == ()


def test_html_in_a_translated_body_is_refused(good: Content) -> None:
    good.record("exercise", {"body": "A longer text."})
    good.record("translation", {"body": "<script>"})
    assert [finding.code for finding in good.findings()] == ["MD-03"]


def test_two_translations_into_one_language(fires: Fires) -> None:
    message = "“Bridge” has another translation into this language: “bridge-at”."
    finding = fires("translation", {}, "GOV-07", "de", message, others=[("translation", {"id": "bridge-at", "lang": "de-AT"})])
    assert finding.related
    assert finding.related.file == "bridge-at.yaml"


def test_scripts_make_different_languages_and_countries_do_not(silent: Silent) -> None:
    others = [("translation", {"id": "bridge-hant", "lang": "zh-Hant"})]
    silent("translation", {"lang": "zh-Hans"}, "GOV-07", others=others)


@pytest.mark.parametrize("status", ["draft", "in-review", "sample"])
def test_a_reviewed_record_needs_a_reviewed_translation(status: str, fires: Fires) -> None:
    review = {"status": status, "version": "1.0", "authors": [{"name": "T"}], "changes": [{"version": "1.0", "note": "N."}]}
    fires("translation", {"review": review}, "GOV-07", status, "“Bridge” was reviewed, and its translation was not.")


def test_a_translator_cannot_review_the_translation(fires: Fires) -> None:
    fires("translation", {"review.reviewer.name": "Ada Author"}, "X-13")


def test_a_sample_may_have_a_sample_as_its_translation(good: Content) -> None:
    sample = {"status": "sample", "version": "0.1", "authors": [{"name": "A"}]}
    good.record("exercise", {"review": sample})
    good.record("translation", {"review": sample, "source_version": "0.1"})
    assert [finding.code for finding in good.findings()] == ["GOV-01"]


@pytest.mark.parametrize("of", ["smith-2020", "test-press", "bridge-de", "bridg"])
def test_only_what_is_printed_is_translated(of: str, good: Content) -> None:
    good.record("translation", {"of": of})
    assert [finding.code for finding in good.findings()] == ["X-01"]


def test_a_publisher_of_another_language_wants_translations(good: Content, fires: Fires) -> None:
    message = "“Bridge” (bridge) has no translation into “de”, in which “Test Press” prints."
    finding = fires("publisher", GERMAN, "X-16", message=message)
    assert finding.place.file == "bridge.yaml"
    assert finding.related
    assert good.text_at(finding.related) == "de-AT"


def test_every_record_that_is_printed_counts_once(good: Content) -> None:
    good.record("publisher", {"locale": "de"})
    good.record("publisher", {"id": "other-press", "name": "Other", "locale": "fr"})
    files = [finding.place.file for finding in good.findings() if finding.code == "X-16"]
    assert sorted(set(files)) == ["bridge.yaml", "first-steps.yaml", "issue-1.yaml", "knee-pain.yaml", "why-move.yaml"]
    assert len(files) == 10


def test_what_a_programme_prints_counts_too(good: Content) -> None:
    good.record("publisher", {**GERMAN, "outputs": {"pdf": {"kinds": ["programme"]}}})
    files = [finding.place.file for finding in good.findings() if finding.code == "X-16"]
    assert files == ["bridge.yaml", "first-steps.yaml", "knee-pain.yaml"]


def test_a_missing_text_is_told_at_the_translation(good: Content, fires: Fires) -> None:
    rights = {"licence": "CC0-1.0", "author": "A"}
    good.write("a.png", b"x")
    good.record("exercise", {"media": [{"file": "a.png", "alt": "A person lies down.", "rights": rights}]})
    good.record("publisher", GERMAN)
    message = "1 text is not translated in “bridge-de”, which “Test Press” prints: “media 1 alt”."
    finding = fires("translation", {"text": TEXT}, "X-16", message=message)
    assert finding.place.file == "bridge-de.yaml"
    assert finding.related
    assert good.text_at(finding.related) == "A person lies down."
    good.record("translation", {"text": {**TEXT, "media": [{"alt": "Eine Person liegt."}]}})
    assert good.findings() == ()


def test_several_missing_texts_are_one_finding(fires: Fires) -> None:
    finding = fires("translation", {}, "X-16", others=[("publisher", GERMAN)])
    assert finding.message.startswith("5 texts are not translated in “bridge-de”")


def test_an_old_translation_is_told_once(good: Content) -> None:
    good.record("publisher", GERMAN)
    good.record("translation", {"source_version": "0.9"})
    assert [finding.code for finding in good.findings()] == ["GOV-07"]


@pytest.mark.parametrize("locale", ["en-US", "en"])
def test_another_country_needs_no_translation(locale: str, silent: Silent) -> None:
    silent("publisher", {"locale": locale}, "X-16")


def test_a_publisher_that_prints_no_samples_needs_no_translation_of_them(good: Content, silent: Silent) -> None:
    good.record("exercise", {"review": {"status": "sample", "version": "0.1", "authors": [{"name": "A"}]}})
    silent("publisher", GERMAN, "X-16")


def test_a_record_in_the_publishers_language_needs_none(good: Content, silent: Silent) -> None:
    good.record("exercise", {"lang": "de"})
    silent("publisher", GERMAN, "X-16")


def test_no_finding_of_translations_is_a_warning_but_one(good: Content) -> None:
    good.record("translation", {"source_hash": text_hash(good.load().records["bridge"])})
    good.record("translation", {"id": "knee-pain-de", "of": "knee-pain", "text": ...})
    (finding,) = good.findings()
    assert (finding.code, finding.severity) == ("GOV-07", Severity.WARNING)
