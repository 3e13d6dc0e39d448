"""A field with nothing behind it: a warning where the line just ends, a note where nothing was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressup import Severity
from pressup.content.reader import read_text
from pressup.content.source import Source

if TYPE_CHECKING:
    from tests.core.conftest import Content

REFERENCE = """\
kind: reference
id: smith-2020
type: article-journal
title: Exercise for knees
author:
  - { family: Smith, given: J }
issued: { date-parts: [[2020, 5]] }
"""


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        ("volume:", Severity.WARNING),
        ("volume: # to do", Severity.WARNING),
        ("volume: null", Severity.NOTE),
        ("volume: ~", Severity.NOTE),
    ],
)
def test_a_field_with_nothing_behind_it(line: str, severity: Severity) -> None:
    (finding,) = read_text(Source("smith-2020.yaml", f"{REFERENCE}{line}\n")).findings
    assert (finding.code, finding.severity) == ("REC-09", severity)
    assert finding.message == "“volume” has nothing behind it, and counts as left out."
    assert (finding.place.line, finding.place.column, finding.place.length) == (8, 1, 6)


def test_inside_of_lists_and_parts(content: Content) -> None:
    text = REFERENCE.replace("given: J", "given: ") + "DOI: 10.1234/abc\n"
    content.all().write("smith-2020.yaml", text)
    finding = content.only()
    assert (finding.code, finding.place.line, content.text_at(finding.place)) == ("REC-09", 6, "given")


def test_empty_lists_and_mappings(good: Content) -> None:
    good.record("condition", {"aliases": [], "own": {}})
    assert [(f.code, f.severity, good.text_at(f.place)) for f in good.findings()] == [
        ("REC-09", Severity.NOTE, "aliases"),
        ("REC-09", Severity.NOTE, "own"),
    ]


@pytest.mark.parametrize("text", [f"{REFERENCE}guideline: false\n", f"{REFERENCE}volume: '0'\n"])
def test_false_and_zero_are_something(text: str) -> None:
    assert read_text(Source("smith-2020.yaml", text)).findings == ()


def test_the_name_of_an_output_is_something(good: Content) -> None:
    good.record("publisher", {"outputs": {"pdf": {}}})
    assert good.findings() == ()


def test_a_program_may_write_null_in_json() -> None:
    text = '{"kind": "reference", "id": "a", "type": "book", "title": "A", "author": [{"literal": "B"}],\n'
    text += '"issued": {"date-parts": [[2020]]}, "volume": null}'
    file = read_text(Source("a.json", text))
    assert file.record is not None
    assert file.findings == ()


def test_what_is_wrong_otherwise_is_told_first() -> None:
    file = read_text(Source("smith-2020.yaml", REFERENCE.replace("type: article-journal", "type: journal") + "volume:\n"))
    assert [finding.code for finding in file.findings] == ["REC-05"]


def test_many_empty_fields_are_counted() -> None:
    names = "".join("  - { family: Smith, given: }\n" for _ in range(150))
    file = read_text(Source("smith-2020.yaml", REFERENCE.replace("  - { family: Smith, given: J }\n", names)))
    assert [finding.code for finding in file.findings].count("REC-09") == 100
    assert [finding.message for finding in file.findings if finding.code == "FILE-10"] == ["And 50 more problems in this file."]
