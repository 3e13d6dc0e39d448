"""A fix changes its own characters and nothing else: comments, layout, line ends and every other value stay as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pressup import Finding, Fix
from pressup.content import fixes
from pressup.content.reader import read_text
from pressup.content.source import Source

STARTER = Path(__file__).parents[3] / "content"
FILES = sorted(path for path in STARTER.rglob("*") if path.suffix in (".yaml", ".json", ".md") and path.name != "README.md")

# In a starter file, what is written, and what was right.
MISTAKES: list[tuple[str, str, str]] = [
    ("exercises/assisted-nordic.yaml", "level: 4\n", 'level: "4" # hard for most\n'),
    ("exercises/assisted-nordic.yaml", "type: strength\n", "type: Strength   # what it trains\n"),
    ("exercises/assisted-nordic.yaml", "tempo: 3-0-1", "tempo: 3:0:1"),
    ("exercises/assisted-nordic.yaml", "feel_it: ", "feel-it: "),
    ("exercises/assisted-nordic.yaml", 'version: "0.1"', "version: 0.1"),
    ("exercises/assisted-nordic.yaml", "joints: [knee]\n", "joints: [knee] \t\n"),
    ("exercises/bridge.md", "level: 1\n", "level: '1'\n"),
    ("exercises/bridge.md", "name: Bridge\n", "name: Bridge \n"),
    ("exercises/lying-hamstring-stretch.json", '"level": 1', '"level": "1"'),
    ("exercises/lying-hamstring-stretch.json", '"type": "stretch"', '"type": "strech"'),
]


def read(name: str) -> str:
    return (STARTER / name).read_text(encoding="utf-8")


def fixable(source: Source) -> list[Fix]:
    return [finding.fix for finding in read_text(source).findings if finding.fix]


@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
@pytest.mark.parametrize(("name", "right", "wrong"), MISTAKES)
def test_a_planted_mistake_is_put_right_and_nothing_else_changes(name: str, right: str, wrong: str, breaks: str) -> None:
    good = read(name)
    assert good.count(right) == 1, "the starter file has changed: plant the mistake elsewhere"
    before, after = (part.replace("\n", breaks) for part in good.split(right))
    source = Source(name, before + wrong.replace("\n", breaks) + after)
    text, count = fixes.apply(source, fixable(source))
    assert count == 1
    assert text.startswith(before)
    assert text.endswith(after)
    assert [finding for finding in read_text(Source(name, text)).findings if finding.fix] == []
    assert read_text(Source(name, text)).record == read_text(Source(name, good)).record
    comment = wrong.partition("#")[2].strip()
    assert comment in text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_starter_library_is_tidy(path: Path) -> None:
    assert fixable(Source(path.name, path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_spaces_at_every_line_end_of_a_starter_file(path: Path) -> None:
    """Only texts of several lines and the body of a Markdown file keep theirs."""
    good = path.read_text(encoding="utf-8")
    source = Source(path.name, good.replace("\n", "  \n"))
    text, _ = fixes.apply(source, fixable(source))
    assert read_text(Source(path.name, text)).record == read_text(source).record
    if path.suffix == ".yaml":
        assert [line for line in text.split("\n") if line.endswith("  ") and line.strip().endswith(("|", ">"))] == []
        assert text == good or "|" in good or ">" in good
    if path.suffix == ".md":
        assert text.count("  \n") >= good.split("\n---\n", 1)[1].count("\n")


DOSE = "kind: exercise\ndose:\n  reps: 10  # ten\n  # at first two\n  sets: 3\n  frequency: every day\nname: x\n"
ORDERED = "kind: exercise\ndose:\n  # at first two\n  sets: 3\n  reps: 10  # ten\n  frequency: every day\nname: x\n"


def order(text: str, name: str = "a.yaml") -> list[Finding]:
    return [finding for finding in read_text(Source(name, text)).findings if finding.code == "FMT-01"]


@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_a_dose_is_put_in_order_with_its_comments(breaks: str) -> None:
    text = DOSE.replace("\n", breaks)
    (finding,) = order(text)
    assert finding.message == "“sets” does not stand in its usual place in this dose."
    assert finding.help == "The usual order: sets, reps, frequency."
    assert finding.fix
    assert fixes.apply(Source("a.yaml", text), [finding.fix]) == (ORDERED.replace("\n", breaks), 1)
    assert order(ORDERED) == []


def test_a_dose_at_the_end_of_a_file_without_a_line_break() -> None:
    (finding,) = order("kind: exercise\ndose:\n  reps: 10\n  sets: 3")
    assert finding.fix
    text, _ = fixes.apply(Source("a.yaml", "kind: exercise\ndose:\n  reps: 10\n  sets: 3"), [finding.fix])
    assert text == "kind: exercise\ndose:\n  sets: 3\n  reps: 10"


def test_the_dose_of_a_programmes_item_is_put_in_order() -> None:
    text = "kind: programme\nphases:\n  - items:\n      - exercise: bridge\n        dose:\n          reps: 10\n          sets: 3\n"
    (finding,) = order(text)
    assert finding.fix
    fixed = fixes.apply(Source("a.yaml", text), [finding.fix])[0]
    assert fixed == text.replace("          reps: 10\n          sets: 3\n", "          sets: 3\n          reps: 10\n")


@pytest.mark.parametrize(
    "dose",
    [
        "dose: { reps: 10, sets: 3 }",
        "dose:\n  # about all of it\n  reps: 10\n  sets: 3",
        "dose:\n  reps: 10\n\n  sets: 3",
        "dose:\n  reps: &ten 10\n  sets: *ten",
        "dose:\n  reps: 10\n  unheard-of: 1\n  sets: 3",
        "dose:\n  reps: 10\n  sets:\n    3",
        "dose:\n  reps: |\n    10\n  sets: 3",
        "dose:\n  reps: 10\n  sets: 3\n  reps: 11",
        "dose:\n  reps: 10\n  sets:",
    ],
)
def test_an_odd_dose_is_left_alone(dose: str) -> None:
    assert order(f"kind: exercise\n{dose}\n") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("kind: exercise\nlevel: &n 3\nname: *n\n", "the number of another field"),
        ("kind: exercise\nname: &n 3\nstart: *n\n", "the number with its anchor"),
        ("kind: exercise\nname: !!int 3\n", "what has a tag"),
        ("kind: exercise\nrights: {licences: CC, license: CC0}\n", "two misspellings of one field"),
    ],
)
def test_what_has_no_single_answer_is_no_fix(text: str, values: str) -> None:
    assert fixable(Source("a.yaml", text)) == [], values


def test_a_fix_that_would_change_another_value_is_thrown_away() -> None:
    source = Source("a.yaml", "kind: exercise\nname: a\nstart: b\n")
    for wrong in (
        Fix(2, 7, 3, 9, "c\nstart: d"),
        Fix(2, 7, 2, 8, "[c"),
        Fix(2, 7, 2, 8, "c\nlevel: 1"),
        Fix(1, 1, 2, 1, "kind: exercise #\n# "),
        Fix(2, 1, 2, 8, ""),
    ):
        assert fixes.apply(source, [wrong]) == (source.text, 0)
    assert fixes.apply(source, [Fix(2, 7, 2, 8, "c")]) == ("kind: exercise\nname: c\nstart: b\n", 1)


def test_of_two_fixes_that_overlap_the_first_is_applied() -> None:
    source = Source("a.yaml", "kind: exercise\nname: abc\n")
    assert fixes.apply(source, [Fix(2, 7, 2, 10, "x"), Fix(2, 7, 2, 9, "y")]) == ("kind: exercise\nname: yc\n", 1)


def test_the_body_of_markdown_keeps_its_line_breaks() -> None:
    text = "---\nkind: article  \nname: a\n---\n\nOne  \ntwo  \n"
    source = Source("a.md", text)
    assert fixes.apply(source, fixable(source))[0] == text.replace("article  ", "article")


def test_texts_of_several_lines_keep_their_spaces() -> None:
    text = 'kind: article\nbody: |\n  One  \n  two  \nsummary: "a  \n  b"\ntitle: x  \n'
    source = Source("a.yaml", text)
    assert fixes.apply(source, fixable(source))[0] == text.replace("title: x  ", "title: x")


def test_a_diff_that_patch_can_read() -> None:
    before = "".join(f"line {n}\n" for n in range(1, 30)) + "end"
    after = before.replace("line 3\n", "line three\n").replace("line 20\n", "LINE 20\n").replace("end", "END")
    shown = fixes.diff(fixes.Repair("a.yaml", before, after, 3))
    assert shown.splitlines()[:5] == ["--- a.yaml", "+++ a.yaml", "@@ -1,6 +1,6 @@", " line 1", " line 2"]
    assert shown.endswith("-end\n\\ No newline at end of file\n+END\n\\ No newline at end of file\n")
    assert _patched(before, shown) == after


def _patched(before: str, shown: str) -> str:
    """What a patch makes of a text, read as the format says."""
    old, new, at = before.split("\n"), list[str](), 0
    for line in shown.split("\n")[2:-1]:
        if line.startswith("@@"):
            start = int(line.split()[1].split(",")[0][1:]) - 1
            new, at = new + old[at:start], start
        elif line[0] in " -":
            assert old[at] == line[1:]
            at += 1
            new += [line[1:]] if line[0] == " " else []
        elif line[0] == "+":
            new.append(line[1:])
    return "\n".join(new + old[at:])


def test_many_trailing_spaces_are_told_once_each_up_to_a_limit() -> None:
    from pressup.content.tidy import MOST

    found: Any = read_text(Source("a.yaml", "kind: exercise\n" + "# x \n" * 5_000)).findings
    assert sum(finding.code == "FMT-02" for finding in found) == MOST
