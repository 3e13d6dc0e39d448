"""Reasons in a file: what a comment takes away, what stays visible, and what is wrong with comments."""

from __future__ import annotations

import datetime
import time
from typing import TYPE_CHECKING

import pytest

import pressup
from pressup import Finding, Severity
from pressup.checks import check
from pressup.checks.explain import as_yaml
from pressup.checks.suppressions import MAX_COMMENTS, Suppression, read
from pressup.content.reader import load
from pressup.content.source import Source
from pressup.testing.good_records import GOOD_RECORDS

if TYPE_CHECKING:
    from tests.core.conftest import Content

TODAY = datetime.date(2026, 11, 22)
KNOWN = {"SAF-04", "SAF-07", "EVI-06", "DOSE-01", "X-01"}
DOUBTFUL = "claims: [{ text: It helps., relation: treatment-effect, grade: low, references: [smith-2020] }]\n"
"""A claim that EVI-06, a warning, finds something in."""
DEEPLY = "claims:\n  - text: It helps.\n    relation: treatment-effect\n    grade: low\n    references: [smith-2020]\n"
FLUSH = "claims:\n- text: It helps.\n  relation: treatment-effect\n  grade: low\n  references: [smith-2020]\n"
SETTINGS = {"kind": "library", "format": 1, "words": ["pressup"]}
"""A library that knows the word which texts must hold to look like comments."""
BECAUSE = "# pressup: ignore EVI-06 because the leaflet tells of doubt.\n"


def article(content: Content, text: str, *, name: str = "why-move.yaml") -> tuple[Finding, ...]:
    """What is found when an article has this text before its other fields. `{rest}` stands for them where the text says so."""
    rest = as_yaml({key: value for key, value in GOOD_RECORDS["article"].items() if f"\n{key}:" not in f"\n{text}"})
    (content.root / "why-move.yaml").unlink()
    content.write("pressup.yaml", SETTINGS)
    content.write(name, text.replace("{rest}", rest) if "{rest}" in text else text + rest)
    return content.findings()


def only(text: str, name: str = "a.yaml") -> Suppression:
    made, problems = read(Source(name, text), KNOWN)
    assert problems == []
    (one,) = made
    return one


@pytest.mark.parametrize(
    "text",
    [
        BECAUSE + DOUBTFUL,
        "title: Why move\n" + BECAUSE + DOUBTFUL,
        "title: Why move\n" + BECAUSE + DEEPLY,
        "title: Why move\n" + BECAUSE + FLUSH,
        "title: Why move\n" + BECAUSE + "\n# Another comment.\n\n" + DEEPLY,
        "title: Why move\n" + DOUBTFUL.rstrip() + "  " + BECAUSE,
        "title: Why move\n" + DEEPLY.replace("grade: low\n", f"grade: low {BECAUSE}"),
        "title: Why move\n" + DEEPLY.replace("    grade", f"    {BECAUSE}    grade"),
        "title: Why move\n" + DEEPLY.replace("  - text", f"  {BECAUSE}  - text"),
        "title: Why move\n" + BECAUSE.replace("# p", "#p").replace("because", "  because") + DOUBTFUL,
        "# Words of the house.\n\n" + BECAUSE + "{rest}" + DOUBTFUL,
        "---\n" + BECAUSE + "{rest}" + DOUBTFUL,
        ("title: Why move\n" + BECAUSE + DEEPLY).replace("\n", "\r\n"),
    ],
    ids=range(13),
)
def test_a_comment_takes_a_warning_away(good: Content, text: str) -> None:
    assert article(good, text) == ()


@pytest.mark.parametrize(
    "text",
    [
        DOUBTFUL + BECAUSE,
        "title: Why move " + BECAUSE + DOUBTFUL,
        "title: Why move\n" + BECAUSE + "lang: en-GB\n" + DOUBTFUL,
        "title: Why move\nlang: en-GB\n" + DEEPLY.replace("    relation", f"    {BECAUSE}    relation"),
        "title: Why move " + BECAUSE + "{rest}" + DOUBTFUL,
    ],
    ids=range(5),
)
def test_a_comment_in_another_place_does_not(good: Content, text: str) -> None:
    found = article(good, text)
    assert sorted(finding.code for finding in found) == ["EVI-06", "SUP-01"]
    unused = next(finding for finding in found if finding.code == "SUP-01")
    assert good.text_at(unused.place) == BECAUSE.strip()
    assert unused.message == "Nothing is found here any more that “ignore EVI-06” takes away."
    assert (unused.severity, unused.help) == (Severity.WARNING, "Delete the comment.")


@pytest.mark.parametrize(
    "text",
    [
        'summary: "Say # pressup: ignore EVI-06 because it is text"\n',
        "summary: |\n  Say\n  # pressup: ignore EVI-06 because it is text\n  and more.\n",
        "summary: >-\n  Say # pressup: ignore EVI-06\n",
        "summary: 'Say\n  # pressup: ignore EVI-06 because it is text\n  again'\n",
        "summary: Say#pressup:ignore\n",
    ],
    ids=range(5),
)
def test_what_only_looks_like_a_comment_is_text(good: Content, text: str) -> None:
    assert [finding.code for finding in article(good, text + DOUBTFUL)] == ["EVI-06"]
    made, problems = read(Source("a.yaml", text + DOUBTFUL), KNOWN)
    assert (made, problems) == ([], [])


def test_a_comment_behind_a_text_that_looks_like_one(good: Content) -> None:
    one = only(f'title: "# pressup: ignore X" {BECAUSE}')
    assert (one.place.line, one.place.column) == (1, 30)
    one = only(f"body: |\n  # pressup: nothing\n{BECAUSE}claims: []\n")
    assert (one.first, one.last) == (4, 4)


def test_an_error_becomes_a_note_with_the_reason(good: Content) -> None:
    text = BECAUSE.replace("EVI-06", "EVI-01").replace("the leaflet tells of doubt.", "a clinician said so")
    found = article(good, "title: Why move\n" + text + "claims: [{ text: T., relation: treatment-effect, grade: high }]\n")
    (note,) = found
    assert (note.code, note.severity, note.help) == ("EVI-01", Severity.NOTE, "")
    assert note.message == "The claim has the grade “high”, and no reference. Let pass, because a clinician said so."
    assert good.load().ok
    assert good.load().faulty == frozenset()


def test_nothing_about_safety_vanishes(good: Content) -> None:
    data = {key: value for key, value in GOOD_RECORDS["programme"].items() if key not in ("title", "pain_rule")}
    comment = "# pressup: ignore SAF-07 because each patient gets the rule from the clinic.\n"
    good.write(
        "first-steps.yaml", f"id: first-steps\n{comment}title: First steps\n" + as_yaml(data).replace("id: first-steps\n", "")
    )
    note = good.only()
    assert (note.code, note.severity) == ("SAF-07", Severity.NOTE)
    assert note.message.endswith("Let pass, because each patient gets the rule from the clinic.")


def test_an_exercise_that_must_not_be_done_stays_visible_too(good: Content) -> None:
    good.record("condition", {"contraindicated": [{"exercise": "bridge", "reason": "It hurts."}]})
    errors = good.findings()
    assert {(f.code, f.severity, f.place.file) for f in errors} == {("SAF-04", Severity.ERROR, "first-steps.yaml")}
    file = good.root / "first-steps.yaml"
    file.write_text("# pressup: ignore SAF-04 because the surgeon asks for it.\n" + file.read_text())
    notes = good.findings()
    assert len(notes) == len(errors)
    assert {(note.code, note.severity) for note in notes} == {("SAF-04", Severity.NOTE)}
    assert all(note.message.endswith("Let pass, because the surgeon asks for it.") for note in notes)
    assert good.load().faulty == frozenset()


def test_a_faulty_record_stays_faulty_when_only_one_of_its_errors_may_pass(good: Content) -> None:
    claims = (
        "claims: [{ text: T., relation: treatment-effect, grade: high }, { text: U., relation: treatment-effect, grade: high }]\n"
    )
    both = "title: Why move\n# pressup: ignore EVI-01 because we know.\n"
    assert article(good, both + claims)
    assert good.load().faulty == frozenset()
    first, second = ("- { text: " + text + ", relation: treatment-effect, grade: high }" for text in ("T.", "U."))
    article(good, f"title: Why move\nclaims:\n{first} # pressup: ignore EVI-01 because we know.\n{second}\n")
    assert good.load().faulty == {"why-move"}
    assert sorted(finding.severity for finding in good.findings()) == ["error", "note"]


def test_front_matter_and_the_text_below_it(good: Content) -> None:
    body = "\n---\n\nStart <b>small</b>.\n"
    fields = "title: Why move\nkind: article\nid: why-move\nsummary: S.\nlang: en-GB\n"
    rest = as_yaml({key: GOOD_RECORDS["article"][key] for key in ("references", "review", "rights")})
    comment = "# pressup: ignore MD-03 because our site takes it.\n"
    (good.root / "why-move.yaml").unlink()
    good.write("pressup.yaml", SETTINGS)
    for text in (f"---\n{comment}{fields}{rest}{body}", f"---\n{fields}{rest}{comment}{body}"):
        for written in (text, text.replace("\n", "\r\n")):
            good.write("x.md", written)
            found = good.findings()
            assert {(finding.code, finding.severity) for finding in found} == {("MD-03", Severity.NOTE)}, found
    good.write("x.md", f"---\n{fields}{comment}{rest}{body}")
    assert {finding.code for finding in good.findings()} == {"MD-03", "SUP-01"}
    good.write("x.md", f"---\n{fields}{rest}{body}\n{comment}")  # in the text it is a heading, and no comment
    assert {(finding.code, finding.severity) for finding in good.findings()} == {("MD-03", Severity.ERROR)}


def test_json_has_no_comments(good: Content) -> None:
    data = {**GOOD_RECORDS["article"], "summary": "# pressup: ignore EVI-06"}
    (good.root / "why-move.yaml").unlink()
    good.write("pressup.yaml", SETTINGS)
    good.write("why-move.json", data)
    assert good.findings() == ()


def test_several_codes_in_one_comment(good: Content) -> None:
    comment = "# pressup: ignore EVI-06 , EVI-01, MD-03 because we know.\n"
    claims = DOUBTFUL.replace("}]", "}, { text: T., relation: treatment-effect, grade: high }]")
    found = article(good, f"title: Why move\n{comment}{claims}")
    assert [(finding.code, finding.severity) for finding in found] == [("SUP-01", Severity.WARNING), ("EVI-01", Severity.NOTE)]
    assert found[0].message == "Nothing is found here any more that “ignore MD-03” takes away."
    assert found[0].help == "Take MD-03 out of the comment."


def test_of_two_comments_for_one_finding_the_nearest_counts(good: Content) -> None:
    far = "# pressup: ignore EVI-01 because of the whole file.\n"
    near = "# pressup: ignore EVI-01 because of this line.\n"
    found = article(good, f"{far}title: Why move\n{near}claims: [{{ text: T., relation: treatment-effect, grade: high }}]\n")
    assert [finding.code for finding in found] == ["SUP-01", "EVI-01"]
    assert found[0].place.line == 1
    assert found[1].message.endswith("Let pass, because of this line.")


@pytest.mark.parametrize(
    ("said", "message", "help"),
    [
        ("ignore EVI-06", "The comment does not say why EVI-06 should be ignored.", "Write: pressup: ignore CODE because REASON."),
        ("ignore EVI-06 because", "“pressup: ignore EVI-06 because” means nothing.", "Write: pressup: ignore CODE because REASON."),
        ("ignore all because I say so", "“pressup: ignore all because I say so” means nothing.", None),
        ("", "“pressup: ” means nothing.", None),
        ("ignore EVI-66 because I say so", "EVI-66 is no rule that can be ignored.", "Did you mean “EVI-06”?"),
        ("ignore EVI-06, SAV-04 because of this", "SAV-04 is no rule that can be ignored.", "Did you mean “SAF-04”?"),
        ("ignore REC-03 because of this", "REC-03 cannot be ignored: what it finds cannot be read.", "Put right what it finds."),
        ("ignore SUP-01 because of this", "SUP-01 cannot be ignored: what it finds cannot be read.", None),
    ],
)
def test_a_comment_that_does_not_count_is_an_error(good: Content, said: str, message: str, help: str | None) -> None:
    comment = f"# pressup: {said}".rstrip()
    found = article(good, f"title: Why move\n{comment}\n{DOUBTFUL}")
    assert [finding.code for finding in found] == ["SUP-02", "EVI-06"]
    assert (found[0].severity, found[0].message) == (Severity.ERROR, message)
    assert help is None or found[0].help == help
    assert good.text_at(found[0].place) == comment
    assert good.load().faulty == {"why-move"}


def test_a_broken_link_cannot_be_ignored(good: Content) -> None:
    found = article(good, "# pressup: ignore X-01 because it will come.\nreferences: [nothing, smith-2020]\n")
    assert [(finding.code, finding.severity) for finding in found] == [("SUP-02", Severity.ERROR), ("X-01", Severity.ERROR)]
    assert found[0].message == "This X-01 cannot be ignored: it is about a file or a link."


def test_checking_without_reasons_shows_all(good: Content) -> None:
    article(good, "title: Why move\n" + BECAUSE + DOUBTFUL)
    assert [f.code for f in check(load(good.root), suppress=False).findings if f.code == "EVI-06"] == ["EVI-06"]


def test_checking_again_changes_nothing(good: Content) -> None:
    claims = "claims: [{ text: T., relation: treatment-effect, grade: high }]\n"
    article(good, "title: Why move\n# pressup: ignore EVI-01, EVI-06 because we know.\n" + claims)
    library = good.load()
    again = pressup.check(library, date=TODAY)
    assert again.findings == library.findings


def test_many_comments_do_not_take_long() -> None:
    hostile = [
        "# pressup: ignore EVI-06 because x\n" * 25_000 + "a: 1\n",
        "a:\n" + "  # pressup: ignore EVI-06 because x\n  - 1\n" * 20_000,
        "a: '" + " # pressup: ignore EVI-06" * 35_000 + "'\n",
        "# " + "#" * 900_000 + "pressup: x\n",
        "#" + " " * 900_000 + "pressup: x\n",
    ]
    for text in hostile:
        begin = time.process_time()
        made, problems = read(Source("a.yaml", text), KNOWN)
        assert time.process_time() - begin < 2
        assert len(made) + len(problems) <= MAX_COMMENTS + 1
    made, problems = read(Source("a.yaml", hostile[0]), KNOWN)
    assert len(made) == MAX_COMMENTS
    assert "more than 100 comments" in problems[-1].message
