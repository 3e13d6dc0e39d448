"""A condition without red flags, or with one that says nothing, never passes; nor does an exercise without cautions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from pressup import Finding, Handout, Newsletter, Severity
from pressup.checks.placeholders import is_placeholder
from pressup.content.library import with_wider
from pressup.documents import documents_for
from pressup.records import Article, Condition, NewsletterIssue, Programme
from pressup.testing import sample_documents, sample_library

if TYPE_CHECKING:
    from tests.core.conftest import Content

NOTHING = [
    *("TODO", "todo", "To do.", "T O D O", "[TODO]", "<todo>", "TODO: ask Ann", "TODO write this when the clinic has answered us"),
    *("FIXME", "TBD", "tbc", "TBA.", "XXX", "xxx", "n/a", "N/A", "N.A.", "na", "not applicable", "none", "None.", "none known"),
    *("No red flags.", "There are no known red flags.", "no warning signs", "nil", "null", "nothing", "unknown", "pending"),
    *("-", "--", "–", "—", "...", "…", "?", "???", "!", ".", "*", "_", "/", "0", "1", "12345", "•", "👍", "(…)", "“”"),
    *("a", "x", "ok", "aaa", "test", "text here", "Insert text here.", "placeholder", "lorem ipsum dolor sit amet", "as above"),
    *("keine", "k. A.", "entfällt", "néant", "ninguna", "ＴＯＤＯ", "T\u200bODO", "\u200btodo\u200b"),
    *("\u200b", "\u200b\u200c\u200d", "\u2060", "\ufeff", "\u00ad", "\u3164", "\u200b-\u200b", "\u115f", "\u180e"),
]
INVISIBLE = frozenset("\u200b\u2060\ufeff\u180e")
"""Characters that no file may hold: a record with one is refused (FILE-09) before anybody asks what it says."""
WORDS = [
    *(
        "You cannot stand on your leg.",
        "Get help today.",
        "Call 999.",
        "Numb toes.",
        "you feel dizzy.",
        "Stop and rest.",
        "buttocks",
    ),
    *("No feeling in the leg.", "No urine for 8 hours.", "There is no pulse in your foot.", "None of your toes move."),
    *(
        "Todo el dolor nuevo en la rodilla.",
        "Keine Kraft im Bein.",
        "痛",
        "痛み",
        "الم",
        "Боль",
        "Test the knot first.",
        "Sample the heat.",
    ),
    *("Sie können nicht mehr stehen.", "X-ray changes in both of your hips.", "À la maison, appelez à l'aide."),
]


@pytest.mark.parametrize("text", NOTHING, ids=ascii)
def test_text_that_says_nothing(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", WORDS, ids=ascii)
def test_text_that_says_something(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize("text", ["a" * 200_000, "\u200b" * 100_000, "TODO " * 40_000, "- " * 100_000, "x y" * 60_000])
def test_long_text_takes_no_time(text: str) -> None:
    assert is_placeholder(text) in (True, False)


@pytest.mark.parametrize("text", NOTHING, ids=ascii)
@pytest.mark.parametrize("field", ["text", "action"])
def test_a_red_flag_that_says_nothing_never_passes(good: Content, field: str, text: str) -> None:
    good.record("condition", {f"red_flags.0.{field}": text})
    library = good.load()
    assert not library.ok
    assert "knee-pain" in library.faulty
    errors = {finding.code for finding in library.findings if finding.severity is Severity.ERROR}
    wanted = "FILE-09" if INVISIBLE & set(text) else "SAF-01"
    assert wanted in errors
    assert errors <= {wanted, "SAF-01"}


NO_LIST: list[Any] = [..., [], None, "", " ", {}, [None], [""], [{}], [[]], ["a sign"], "a sign", 5, True]
NO_WORDS: list[Any] = [..., None, "", " ", "\t\n", [], {}]
LEFT_OUT: list[dict[str, Any]] = [
    *({"red_flags": value} for value in NO_LIST),
    *({f"red_flags.0.{field}": value} for field in ("text", "urgency", "action") for value in NO_WORDS),
    *({"red_flags.0.urgency": value} for value in ("urgent", "Emergency", "none", 1, "same day", "soon ")),
]


@pytest.mark.parametrize("change", LEFT_OUT, ids=str)
def test_a_condition_without_a_whole_red_flag_is_not_even_read(good: Content, change: dict[str, Any]) -> None:
    good.record("condition", change)
    library = good.load()
    assert not library.ok
    assert "knee-pain" not in library.records
    assert "knee-pain" in library.faulty


@pytest.mark.parametrize(
    ("kind", "change", "code", "message"),
    [
        ("condition", {"red_flags": ...}, "SAF-01", "The field “red_flags” is missing from the condition."),
        ("condition", {"red_flags": []}, "SAF-01", "“red_flags” is empty."),
        ("condition", {"red_flags.0.urgency": ...}, "SAF-01", "The field “urgency” is missing from “red_flags 1”."),
        ("condition", {"red_flags.0.action": None}, "SAF-01", "“red_flags 1.action” should be text, and is empty."),
        ("programme", {"red_flags": [{"text": "You fell.", "urgency": "soon"}]}, "SAF-01", None),
        ("exercise", {"cautions": ...}, "SAF-03", "The field “cautions” is missing from the exercise."),
        ("exercise", {"stop_if": []}, "SAF-03", "“stop_if” is empty."),
        ("exercise", {"stop_if": [" "]}, "SAF-03", None),
        ("exercise", {"stop_if": 5}, "REC-05", None),
    ],
    ids=str,
)
def test_what_is_missing_is_told_under_the_code_of_its_rule(
    good: Content, kind: str, change: dict[str, Any], code: str, message: str | None
) -> None:
    good.record(kind, change)
    finding = good.only()
    assert finding.code == code
    assert message is None or finding.message == message


def test_what_is_missing_cannot_be_reasoned_away(good: Content) -> None:
    text = (good.root / "knee-pain.yaml").read_text(encoding="utf-8")
    good.write("knee-pain.yaml", "# pressup: ignore SAF-01 because we have none\n" + text.replace("red_flags:", "signs:"))
    assert not good.load().ok


@pytest.mark.parametrize("field", ["cautions", "stop_if"])
@pytest.mark.parametrize("text", ["TODO", "-", "…", "n/a", "\u200b", "none"], ids=ascii)
def test_a_caution_that_says_nothing(fires: Callable[..., Finding], field: str, text: str) -> None:
    fires("exercise", {field: [text]}, "FILE-09" if INVISIBLE & set(text) else "SAF-03")


def test_a_caution_that_stands_twice(fires: Callable[..., Finding]) -> None:
    finding = fires("exercise", {"cautions": ["Go slowly.", "go  slowly"]}, "SAF-03", "go  slowly")
    assert finding.message == "“go  slowly” stands here twice."


FLAG = {"text": "You cannot stand on your leg.", "urgency": "same-day", "action": "Get medical help today."}


@pytest.mark.parametrize(
    "change", [{}, {"urgency": "soon"}, {"action": "Book a visit."}, {"text": "you cannot  stand on your leg"}]
)
def test_a_red_flag_that_stands_twice(fires: Callable[..., Finding], change: dict[str, str]) -> None:
    finding = fires("condition", {"red_flags": [FLAG, {**FLAG, **change}]}, "SAF-01")
    assert ("do not agree" in finding.message) == bool(change.keys() & {"urgency", "action"})


NARROW = {"id": "kneecap-pain", "name": "Kneecap trouble", "parent": "knee-pain"}


def test_two_actions_for_one_sign_would_not_both_be_printed(fires: Callable[..., Finding]) -> None:
    finding = fires("condition", {**NARROW, "red_flags": [{**FLAG, "action": "Rest."}]}, "SAF-02", "Rest.")
    assert finding.related is not None
    assert finding.related.file == "knee-pain.yaml"


@pytest.mark.parametrize("changes", [{}, {"urgency": "emergency", "action": "Go now."}, {"action": "get medical help  today"}])
def test_the_same_sign_may_stand_in_several_conditions(silent: Callable[..., None], changes: dict[str, str]) -> None:
    silent("condition", {**NARROW, "red_flags": [{**FLAG, **changes}]}, "SAF-02")


def test_every_document_holds_all_red_flags_of_its_conditions() -> None:
    library = sample_library()
    publisher = library.publishers[0]
    documents = [*documents_for(library, publisher, Handout), *documents_for(library, publisher, Newsletter)]
    assert {document.form for document in documents} == {"handout", "newsletter"}
    for document in documents:
        record = library.records[document.id]
        assert isinstance(record, Condition | Programme | Article | NewsletterIssue)
        ids = [record.id] if isinstance(record, Condition) else record.conditions
        wanted = {flag.text for condition in with_wider(library, ids) for flag in condition.red_flags}
        assert wanted
        assert wanted <= {flag.text for flag in document.red_flags}
        texts = list(document.safety_texts(publisher))
        assert all(("red flag", text) in texts for text in wanted)


def test_the_model_of_every_form_carries_red_flags() -> None:
    assert [name for name, document in sample_documents().items() if not document.red_flags] == ["exercise", "catalogue"]
