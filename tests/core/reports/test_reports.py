"""Findings print with their source line and a mark under the exact part, and nothing of hostile content steers a terminal."""

from __future__ import annotations

import io
import json
import unicodedata
from typing import TYPE_CHECKING

import pytest

from pressup import Finding, Fix, Place, Severity
from pressup.reports import findings_as_json, print_findings, summary

if TYPE_CHECKING:
    from tests.core.conftest import Content


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def finding(line: str, part: str, message: str = "It is wrong.", help: str = "Put it right.") -> Finding:
    place = Place("a.yaml", 3, line.index(part) + 1, len(part))
    return Finding("REC-05", Severity.ERROR, message, place, help)


def printed(line: str, part: str, **more: str) -> str:
    out = io.StringIO()
    print_findings([finding(line, part, **more)], lambda place: line, out)
    return out.getvalue()


def columns(text: str) -> int:
    """How many columns a terminal gives a text."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(character) in ("Mn", "Me") for character in text)


def test_a_finding_in_full() -> None:
    assert printed("level: 9", "9") == (
        "error[REC-05] It is wrong.\n  --> a.yaml:3:8\n    3 | level: 9\n      |        ^\n  help: Put it right.\n\n"
    )


def test_the_other_place_is_shown_too() -> None:
    two = Finding("X-02", Severity.WARNING, "Taken.", Place("b.yaml", 2, 5, 3), "", Place("a.yaml", 2, 1, 2))
    out = io.StringIO()
    print_findings([two], lambda place: "id: abc", out)
    assert out.getvalue() == (
        "warning[X-02] Taken.\n  --> b.yaml:2:5\n    2 | id: abc\n      |     ^^^\n"
        "  the other place:\n  --> a.yaml:2:1\n    2 | id: abc\n      | ^^\n\n"
    )


def test_a_whole_file_has_no_source_line() -> None:
    out = io.StringIO()
    print_findings([Finding("FILE-05", Severity.ERROR, "Empty.", Place("a.yaml"))], lambda place: "no", out)
    assert out.getvalue() == "error[FILE-05] Empty.\n  --> a.yaml\n\n"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("name: abc", "abc"),
        ("名前: 膝の痛み # x", "膝の痛み"),
        ("😀😀: value", "value"),
        ("e\u0301: value", "value"),
        ("❤\ufe0f: value", "value"),
        ("\tkey: value", "value"),
        ("key: \u200bvalue", "value"),
        ("a: x" + " " * 60 + "膝膝 b: value", "value"),
        ("x" * 300 + " value " + "y" * 300, "value"),
        ("x" * 300 + " value", "value"),
        ("value " + "y" * 300, "value"),
        ("膝" * 300 + " value " + "膝" * 300, "value"),
    ],
    ids=range(12),
)
def test_the_mark_stands_under_the_exact_part(line: str, part: str) -> None:
    source, mark = printed(line, part).split("\n")[2:4]
    source, mark = source.split("| ", 1)[1], mark.split("| ", 1)[1]
    assert part in source
    assert columns(mark.rstrip("^")) == columns(source[: source.index(part)])
    assert mark.count("^") == columns(part)


def test_a_long_line_is_cut_around_the_mark() -> None:
    source = printed("x" * 5_000 + " value " + "y" * 5_000, "value").split("\n")[2]
    assert len(source) < 130
    assert "value" in source


def test_a_long_part_is_marked_to_the_end_of_what_is_shown() -> None:
    source, mark = printed("name: " + "x" * 5_000, "x" * 5_000).split("\n")[2:4]
    assert len(mark) <= len(source)
    assert mark.endswith("^^^")


def test_a_place_behind_the_end_of_its_line_is_marked_at_the_end() -> None:
    out = io.StringIO()
    print_findings([Finding("YAML-01", Severity.ERROR, "Hm.", Place("a.yaml", 1, 50, 5))], lambda place: "a: [", out)
    assert "^" in out.getvalue()


HOSTILE = [
    "\x1b[31m",
    "\x1b]0;owned\x07",
    "\x9b31m",
    "\r",
    "\b\b",
    "\x7f",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u2028",
    "\x00",
    "\udc80",
    "\ufeff",
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_nothing_of_content_steers_the_terminal(hostile: str) -> None:
    shown = printed(f"key: {hostile}value", "value", message=f"“{hostile}” is wrong.", help=f"Not {hostile}!")
    shown += printed("x", "x").replace("a.yaml", "")
    out = io.StringIO()
    print_findings(
        [Finding("X-01", Severity.ERROR, "…", Place(f"a{hostile}.yaml"), "", Place(f"b{hostile}.yaml"))], lambda _: "", out
    )
    for text in (shown, out.getvalue()):
        assert hostile not in text
        assert not [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
        text.encode()


def test_a_line_break_in_a_message_cannot_fake_another_finding() -> None:
    shown = printed("a: b", "b", message="Wrong.\nerror[X-99] fake")
    assert "\nerror[X-99]" not in shown


def test_colours_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = Terminal()
    print_findings([finding("a: b", "b")], lambda place: "a: b", out)
    assert "\x1b[1;31merror[REC-05]\x1b[0m" in out.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    print_findings([finding("a: b", "b")], lambda place: "a: b", plain)
    assert "\x1b" not in plain.getvalue()


def test_findings_of_a_real_file_show_the_line_they_are_about(good: Content) -> None:
    good.record("exercise", {"level": 9})
    library = good.load()
    lines = {source.name: source for source in library.sources.values()}
    out = io.StringIO()
    text = (good.root / "bridge.yaml").read_text().split("\n")
    print_findings(library.findings, lambda place: text[place.line - 1] if place.file not in lines else "", out)
    shown = out.getvalue().split("\n")
    assert shown[2].endswith("| level: 9")
    assert shown[3].endswith("|        ^")


def test_findings_as_json_are_plain_data() -> None:
    one = Finding("X-02", Severity.ERROR, "Taken “ü”.", Place("b.yaml", 2, 5, 3), "Help.", Place("a.yaml", 2, 1, 2))
    two = Finding("X-03", Severity.NOTE, "So.", Place("b.yaml"), fix=Fix(1, 1, 1, 3, "x"))
    data = findings_as_json([one, two])
    assert json.loads(json.dumps(data)) == [
        {
            "code": "X-02",
            "severity": "error",
            "message": "Taken “ü”.",
            "place": {"file": "b.yaml", "line": 2, "column": 5, "length": 3},
            "help": "Help.",
            "related": {"file": "a.yaml", "line": 2, "column": 1, "length": 2},
            "heuristic": False,
            "fix": None,
        },
        {
            "code": "X-03",
            "severity": "note",
            "message": "So.",
            "place": {"file": "b.yaml", "line": 1, "column": 1, "length": 0},
            "help": "",
            "related": None,
            "heuristic": False,
            "fix": {"line": 1, "column": 1, "end_line": 1, "end_column": 3, "text": "x"},
        },
    ]


@pytest.mark.parametrize(
    ("severities", "records", "text"),
    [
        ([], 42, "42 records: no errors, no warnings"),
        ([Severity.ERROR], 1, "1 record: 1 error, no warnings"),
        ([Severity.ERROR] * 2 + [Severity.WARNING, Severity.NOTE], 1_234, "1,234 records: 2 errors, 1 warning, 1 note"),
        ([Severity.NOTE] * 2, 0, "no records: no errors, no warnings, 2 notes"),
    ],
)
def test_the_summary(severities: list[Severity], records: int, text: str) -> None:
    assert summary([Finding("X-01", severity, "…", Place("a")) for severity in severities], records) == text


def test_the_summary_counts_what_can_be_fixed() -> None:
    found = [
        Finding("X-01", Severity.ERROR, "…", Place("a"), fix=Fix(1, 1, 1, 2, "")),
        Finding("X-01", Severity.ERROR, "…", Place("a")),
    ]
    assert summary(found, 3) == "3 records: 2 errors, no warnings (1 fixable with --fix)"
