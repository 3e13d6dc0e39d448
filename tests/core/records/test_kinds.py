"""Every kind of record: what it must have, what it may have, and that nothing else passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from pressup.records import KINDS, Exercise, LibraryFile, NewsletterIssue, Publisher, Reference

Change = Callable[[Any, dict[str, Any]], Any]
Records = dict[str, dict[str, Any]]


def wrong(kind: str, data: Any) -> list[tuple[str, str]]:
    """What the model finds wrong: the path of each value, and pydantic's word for the trouble."""
    with pytest.raises(ValidationError) as caught:
        KINDS[kind].model_validate(data)
    return [(".".join(map(str, error["loc"])), error["type"]) for error in caught.value.errors()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_record_passes_and_keeps_what_it_says(kind: str, good_records: Records) -> None:
    record = KINDS[kind].model_validate(good_records[kind])
    assert record.kind == kind
    data = good_records[kind]
    assert record.display_title == (data.get("name") or data.get("title") or data["id"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_cannot_be_changed(kind: str, good_records: Records) -> None:
    record = KINDS[kind].model_validate(good_records[kind])
    with pytest.raises(ValidationError):
        record.id = "other"  # type: ignore[misc]


REQUIRED = [
    *(
        ("exercise", field)
        for field in ["id", "name", "type", "position", "laterality", "level", "muscles", "start", "steps", "feel_it"]
    ),
    *(("exercise", field) for field in ["cautions", "stop_if", "dose", "review", "rights"]),
    *(("condition", field) for field in ["id", "name", "type", "region", "summary", "red_flags", "review", "rights"]),
    *(
        ("programme", field)
        for field in ["id", "title", "purpose", "level", "setting", "weeks", "sessions_per_week", "phases", "review", "rights"]
    ),
    *(("article", field) for field in ["id", "title", "summary", "body", "review", "rights"]),
    *(
        ("newsletter", field)
        for field in ["id", "title", "number", "date", "subject", "preheader", "lead", "items", "review", "rights"]
    ),
    *(("reference", field) for field in ["id", "type", "title", "author", "issued"]),
    *(
        ("publisher", field)
        for field in ["id", "name", "locale", "jurisdiction", "base_url", "contact", "disclaimer", "help_lines"]
    ),
    *(("translation", field) for field in ["id", "of", "lang", "source_version", "review"]),
]


@pytest.mark.parametrize(("kind", "field"), REQUIRED)
def test_what_a_record_cannot_do_without(kind: str, field: str, good_records: Records, change: Change) -> None:
    assert wrong(kind, change(good_records[kind], {field: ...})) == [(field, "missing")]


EMPTY = [
    ("exercise", "steps"),
    ("exercise", "muscles"),
    ("exercise", "cautions"),
    ("exercise", "stop_if"),
    ("condition", "red_flags"),
    ("programme", "phases"),
    ("programme", "phases.0.items"),
    ("newsletter", "items"),
    ("reference", "author"),
    ("exercise", "review.authors"),
]


@pytest.mark.parametrize(("kind", "field"), EMPTY)
def test_what_cannot_be_an_empty_list(kind: str, field: str, good_records: Records, change: Change) -> None:
    assert wrong(kind, change(good_records[kind], {field: []})) == [(field, "too_short")]


@pytest.mark.parametrize("laterality", ["bilateral", "unilateral", "alternating"])
def test_laterality(laterality: str, good_records: Records, change: Change) -> None:
    exercise = Exercise.model_validate(change(good_records["exercise"], {"laterality": laterality}))
    assert exercise.laterality == laterality


def test_another_laterality_is_refused(good_records: Records, change: Change) -> None:
    assert wrong("exercise", change(good_records["exercise"], {"laterality": "both"})) == [("laterality", "literal_error")]


@pytest.mark.parametrize(
    ("level", "passes"), [(0, False), (1, True), (5, True), (6, False), ("3", False), (2.0, False), (True, False)]
)
def test_level_is_a_whole_number_from_1_to_5(level: object, passes: bool, good_records: Records, change: Change) -> None:
    for kind in ("exercise", "programme"):
        data = change(good_records[kind], {"level": level})
        if passes:
            KINDS[kind].model_validate(data)
        else:
            assert [path for path, _ in wrong(kind, data)] == ["level"]


@pytest.mark.parametrize("urgency", ["emergency", "same-day", "soon"])
def test_a_red_flag_has_an_urgency_and_an_action(urgency: str, good_records: Records, change: Change) -> None:
    data = change(good_records["condition"], {"red_flags.0.urgency": urgency})
    KINDS["condition"].model_validate(data)


@pytest.mark.parametrize("field", ["text", "urgency", "action"])
@pytest.mark.parametrize("kind", ["condition", "programme", "article"])
def test_a_red_flag_without_text_urgency_or_action_never_passes(
    kind: str, field: str, good_records: Records, change: Change
) -> None:
    flags = good_records["condition"]["red_flags"]
    path = f"red_flags.0.{field}"
    for value, trouble in (
        (..., "missing"),
        ("", None),
        (" ", None),
        (None, None),
        ("whenever" if field == "urgency" else 7, None),
    ):
        found = wrong(kind, change(good_records[kind], {"red_flags": flags} | {path: value}))
        assert found[0][0] == path
        assert trouble in (None, found[0][1])


@pytest.mark.parametrize("text", ["", " ", "\t", "\n \n", "\u00a0"])
def test_text_is_never_only_spaces(text: str, good_records: Records, change: Change) -> None:
    assert [path for path, _ in wrong("exercise", change(good_records["exercise"], {"steps.1": text}))] == ["steps.1"]


@pytest.mark.parametrize("id", ["Bridge", "brücke", "a_b", "-a", "a-", "a--b", "", "a b", "../a", "a.b", "x" * 81, "bridge\n"])
def test_an_id_is_small_letters_digits_and_single_hyphens(id: str, good_records: Records, change: Change) -> None:
    assert [path for path, _ in wrong("exercise", change(good_records["exercise"], {"id": id}))] == ["id"]


@pytest.mark.parametrize("tag", ["en", "en-GB", "de", "zh-Hant", "zh-Hant-TW", "es-419", "gsw"])
def test_language_tags(tag: str, good_records: Records, change: Change) -> None:
    assert KINDS["exercise"].model_validate(change(good_records["exercise"], {"lang": tag})).lang == tag


@pytest.mark.parametrize("tag", ["EN", "en_GB", "english", "en-gb", "e", ""])
def test_wrong_language_tags(tag: str, good_records: Records, change: Change) -> None:
    assert [path for path, _ in wrong("exercise", change(good_records["exercise"], {"lang": tag}))] == ["lang"]


@pytest.mark.parametrize(
    "subject", ["Hi\r\nBcc: all@example.org", "Hi\nthere", "Hi\tthere", "\x00", "Hi\x7f", "a\x1bb", "a\x85b", "a\u2028b", " "]
)
def test_nothing_slips_into_a_mail_header(subject: str, good_records: Records, change: Change) -> None:
    assert [path for path, _ in wrong("newsletter", change(good_records["newsletter"], {"subject": subject}))] == ["subject"]
    publisher = change(good_records["publisher"], {"mailing.from_name": subject})
    assert [path for path, _ in wrong("publisher", publisher)] == ["mailing.from_name"]


@pytest.mark.parametrize(
    "address", ["http://a.example/", "javascript:alert(1)", "mailto:nobody", "mailto:a@b@c", "mailto:a@b c", "tel:999"]
)
def test_a_button_leads_to_the_web_or_a_mail_address(address: str, good_records: Records, change: Change) -> None:
    issue = change(good_records["newsletter"], {"action": {"label": "Go", "url": address}})
    assert [path for path, _ in wrong("newsletter", issue)] == ["action.url"]
    for right in ("https://press.example/go?a=1", "mailto:a@press.example?subject=Hello"):
        found = NewsletterIssue.model_validate(change(issue, {"action.url": right})).action
        assert found is not None
        assert found.url == right


@pytest.mark.parametrize(
    "address", ["a@b.example\nBcc: c@d.example", "a b@c.example", "<a@b.example>", "a@localhost", "a,b@c.example"]
)
def test_nothing_slips_into_a_mail_address(address: str, good_records: Records, change: Change) -> None:
    publisher = change(good_records["publisher"], {"mailing.to_email": address})
    assert [path for path, _ in wrong("publisher", publisher)] == ["mailing.to_email"]


@pytest.mark.parametrize(
    "url", ["http://a.example", "javascript:alert(1)", "https://", "https://a b", 'https://a"b', "file:///etc/passwd"]
)
def test_only_https_addresses_are_printed(url: str, good_records: Records, change: Change) -> None:
    publisher = change(good_records["publisher"], {"base_url": url})
    assert [path for path, _ in wrong("publisher", publisher)] == ["base_url"]


@pytest.mark.parametrize("colour", ["#FFF", "teal", "#0B5563; x", "0B5563", "#GGGGGG"])
def test_a_colour_is_six_hexadecimal_digits(colour: str, good_records: Records, change: Change) -> None:
    publisher = change(good_records["publisher"], {"colours": {"brand": colour}})
    assert [path for path, _ in wrong("publisher", publisher)] == ["colours.brand"]


@pytest.mark.parametrize("file", ["/etc/passwd", "../secret.png", ".hidden.png", "a\\b.png", "a\nb.png", "http://x/y.png", ""])
def test_a_picture_is_named_by_a_path_inside_the_folder(file: str, good_records: Records, change: Change) -> None:
    media = [{"file": file, "alt": "x", "rights": good_records["exercise"]["rights"]}]
    assert [path for path, _ in wrong("exercise", change(good_records["exercise"], {"media": media}))] == ["media.0.file"]


def test_texts_have_a_limit(good_records: Records, change: Change) -> None:
    assert wrong("exercise", change(good_records["exercise"], {"start": "x" * 2001})) == [("start", "string_too_long")]
    assert wrong("article", change(good_records["article"], {"body": "x" * 200_001})) == [("body", "string_too_long")]
    assert wrong("exercise", change(good_records["exercise"], {"steps": ["x"] * 21})) == [("steps", "too_long")]


def test_defaults_are_the_safe_ones(good_records: Records) -> None:
    publisher = Publisher.model_validate(good_records["publisher"])
    assert publisher.sample is False
    assert publisher.outputs == {}
    issue = NewsletterIssue.model_validate(good_records["newsletter"])
    assert issue.publisher is None
    assert issue.status == "active"


def test_the_library_file_has_defaults_for_everything() -> None:
    settings = LibraryFile.model_validate({"kind": "library"})
    assert settings.lang == "en-GB"
    assert settings.vocabulary.muscle == ()


def test_csl_gives_the_names_of_csl_json_and_none_of_our_own(good_records: Records, change: Change) -> None:
    data = change(
        good_records["reference"],
        {
            "container-title": "Knee",
            "volume": "12",
            "page": "1-9",
            "PMID": "123",
            "ISBN": "978-3-16-148410-0",
            "URL": "https://x.example",
            "accessed": "2026-11-01",
            "guideline": True,
            "verified": "seen",
            "lang": "en",
            "$schema": "x.json",
        },
    )
    assert Reference.model_validate(data).csl() == {
        "id": "smith-2020",
        "type": "article-journal",
        "title": "Exercise for knees",
        "author": [{"family": "Smith", "given": "J"}],
        "issued": {"date-parts": [[2020, 5]]},
        "DOI": "10.1234/abc",
        "container-title": "Knee",
        "volume": "12",
        "page": "1-9",
        "PMID": "123",
        "ISBN": "978-3-16-148410-0",
        "URL": "https://x.example",
        "accessed": {"date-parts": [[2026, 11, 1]]},
    }


def test_the_year_of_a_reference(good_records: Records) -> None:
    assert Reference.model_validate(good_records["reference"]).issued.year == 2020


@pytest.mark.parametrize("doi", ["https://doi.org/10.1234/abc", "doi:10.1234/abc", "11.1234/abc", "10.12/abc", "10.1234/"])
def test_a_doi_begins_with_10(doi: str, good_records: Records, change: Change) -> None:
    assert [path for path, _ in wrong("reference", change(good_records["reference"], {"DOI": doi}))] == ["DOI"]


@pytest.mark.parametrize(
    "parts", [[], [[]], [[2020, 5, 1, 1]], ["2020"], [["2020"]], [[2020.0]], [[2020], [2021], [2022]], 2020, None]
)
def test_a_date_of_csl_is_lists_of_numbers(parts: object, good_records: Records, change: Change) -> None:
    found = wrong("reference", change(good_records["reference"], {"issued": {"date-parts": parts}}))
    assert found
    assert all(path.startswith("issued.date-parts") for path, _ in found)
