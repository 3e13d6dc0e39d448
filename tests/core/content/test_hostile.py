"""Hostile files: no traceback, no hang, no flood of memory or of findings, whatever a stranger sends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressup.checks import check
from pressup.content.reader import assemble, read_text
from pressup.content.source import MAX_FINDINGS, Source, read
from pressup.findings import Finding
from pressup.records import LibraryFile
from pressup.records.vocabulary import packaged

if TYPE_CHECKING:
    from tests.core.conftest import Content

QUICK = settings(max_examples=150, derandomize=True, deadline=None, database=None)
LONG = settings(QUICK, max_examples=5_000)
MEBIBYTE = 1_048_576
FRONT = """---
kind: article
id: a
title: T
summary: S
review: {status: sample, version: "1.0", authors: [{name: A}]}
rights: {licence: CC-BY-4.0, author: A}
---
"""

# --- Whatever the bytes: findings, no exception ---

PIECES = st.sampled_from([
    "kind: exercise\n", "kind: article\n", "id: a\n", "body: ", "steps:\n", "- ", "  ", "\t", "\n", "\r", ": ", "? ", "&a ", "*a", "<<: ",
    "!!x ", "---\n", "...\n", "{", "}", "[", "]", ",", '"', "'", "|\n", ">\n", "#", "%", "\\", "\\uD800", "\\ud83d\\ude00", "\\x00", "1e999",
    "0x1", ".nan", "9" * 400, "\ufeff", "\u202e", "\u200b", "\u2028", "\x85", "\x1b", "é", "\U0001f600", "dose: {reps: 8-12}\n", '"kind": "exercise"',
    "true", "null", "**", "_", "`", "![", "](", "<!-- ", "<b>", "> ", "1. ", "&#x202e;",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join))
NAMES = st.sampled_from(["a.yaml", "a.json", "a.md"])


def judged(source: Source) -> tuple[Finding, ...]:
    """All findings of one text, from reading and from the rules; places must lie inside it."""
    file = read_text(source)
    library = check(assemble(Path(), LibraryFile(kind="library"), packaged(), [file]))
    assert file.record is not None or library.findings
    lines = source.text.count("\n") + 1
    for finding in library.findings:
        assert 1 <= finding.place.line <= lines
        assert finding.place.column >= 1
    return library.findings


@pytest.mark.parametrize("profile", [QUICK, pytest.param(LONG, marks=pytest.mark.full)], ids=["quick", "long"])
@pytest.mark.parametrize("front", ["", FRONT, FRONT.replace("---\n", "")])
def test_any_text_gets_findings_and_no_traceback(front: str, profile: Any) -> None:
    def run(name: str, text: str) -> None:
        judged(Source(name, front + text))

    profile(given(NAMES, TEXTS)(run))()


@pytest.mark.parametrize("profile", [QUICK, pytest.param(LONG, marks=pytest.mark.full)], ids=["quick", "long"])
def test_any_bytes_get_findings_and_no_traceback(profile: Any, tmp_path: Path) -> None:
    def run(name: str, data: bytes) -> None:
        (tmp_path / name).write_bytes(data)
        source = read(tmp_path / name, name)
        if isinstance(source, Source):
            judged(source)

    profile(given(NAMES, st.one_of(st.binary(max_size=100), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))))(run))()


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**30), 10**30), st.text(st.characters(codec="utf-8"), max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("profile", [QUICK, pytest.param(LONG, marks=pytest.mark.full)], ids=["quick", "long"])
@pytest.mark.parametrize("plain", [True, False])
def test_json_means_what_pythons_reader_says(plain: bool, profile: Any) -> None:
    """libyaml reads JSON for its places; it must never make something else of it."""

    def run(value: Any) -> None:
        text = json.dumps(value, ensure_ascii=plain)
        data, findings = Source("a.json", text).parse()
        assert data == value or findings

    profile(given(VALUES)(run))()


def test_an_escaped_backslash_before_a_pair_is_text() -> None:
    text = '{"a": "\\\\ud83d\\\\ude00 \\\\\\ud83d\\ude00"}'
    assert Source("a.json", text).parse() == (json.loads(text), [])


# --- Files of one mebibyte ---


def filled(seed: str, head: str = "") -> str:
    return (head + seed * (MEBIBYTE // len(seed) + 1))[:MEBIBYTE]


def many(make: Callable[[int], str], head: str = "kind: exercise\nid: a\n", number: int = 19_000) -> str:
    return head + "".join(takewhile(lambda part: part, (make(i) if i < number else "" for i in count())))


WORST: dict[str, tuple[str, str]] = {
    **{f"markdown {seed!r}": ("a.md", filled(seed, FRONT)) for seed in ("[", "![](", "> ", "*a ", "`", "<!-- ", "<a b=\"", "a\n\n")},
    **{f"short markdown {seed!r}": ("a.md", FRONT + (seed * 200_000)[:200_000]) for seed in ("[", "![", "[a][", "- a\n", "# a\n", "a", "*_")},
    **{f"yaml {seed!r}": ("a.yaml", filled(seed)) for seed in ("[", "{", "- ", "- a\n", "? a\n", "a:\n", "k: 1\n", "<<: a\n", "!", "a", "\r")},
    **{f"json {seed!r}": ("a.json", filled(seed)) for seed in ("[", '{"a":', '"', "9", "-")},
    "nested 10,000 deep": ("a.json", "[" * 10_000 + "]" * 10_000),
    "unknown fields": ("a.yaml", many(lambda i: f"steps{i}: 1\n")),
    "one field again and again": ("a.yaml", many(lambda i: "level: 1\n")),
    "wrong entries": ("a.yaml", many(lambda i: "- 1\n", "kind: exercise\naliases:\n")),
    "empty entries": ("a.yaml", many(lambda i: "- {}\n", "kind: exercise\nclaims:\n")),
    "wrong entries on one line": ("a.json", '{"kind": "exercise", "aliases": [' + "1," * 19_000 + "1]}"),
    "entries and escapes on one line": ("a.json", '{"kind": "exercise", "aliases": [' + '"\\ud83d\\ude00",1,' * 9_000 + "1]}"),
    "too many values": ("a.json", "[" + "1," * 500_000 + "1]"),
    "an alias bomb": ("a.yaml", "a: &a [x, x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))),
    "aliases": ("a.yaml", "a: &a [x]\nb: [" + "*a, " * 200_000 + "]\n"),
    "an alias of a long text": ("a.yaml", "kind: exercise\nname: &a " + "x" * 500_000 + "\naliases: [" + "*a, " * 15_000 + "]\n"),
    "a huge number": ("a.yaml", "kind: exercise\nlevel: " + "9" * 1_000_000),
    "huge exponents": ("a.yaml", "kind: exercise\nlevel: [" + "1e999999, " * 19_000 + "]"),
    "a long key": ("a.json", '{"kind": "exercise", "' + "k" * 1_000_000 + '": 1}'),
    "long keys": ("a.yaml", many(lambda i: "k" * 900 + f"{i}: 1\n", number=1_100)),
    "surrogates": ("a.json", '{"kind": "exercise", "name": "' + "\\ud800" * 170_000 + '"}'),
    "pairs": ("a.json", '{"kind": "exercise", "name": "' + "\\ud83d\\ude00" * 87_000 + '"}'),
    "turned": ("a.yaml", "kind: exercise\nname: " + "\u202e" * 349_000),
    "turned by escapes": ("a.yaml", 'kind: exercise\naliases: ["' + '\\u202e", "' * 19_000 + '"]'),
    "unknown links": ("a.md", FRONT.replace("id: a", "id: a\nreferences: [" + ", ".join(f"ref-{i}" for i in range(19_000)) + "]") + "Text"),
    "a long id": ("a.yaml", "kind: exercise\nid: " + "a-" * 500_000),
    "a long load": ("a.yaml", "kind: exercise\ndose: {load: '" + "a " * 500_000 + "'}"),
    "comments": ("a.yaml", filled("# a\n")),
    "nothing": ("a.yaml", filled("\n")),
}  # fmt: skip

# In a child of its own: the peak of memory is of the whole process, and starts high in this one. Times are of the processor.
PROGRAM = """
import io, json, sys, time
from contextlib import redirect_stdout
from pathlib import Path
from pressup.cli.app import run
run(["validate", "--content", sys.argv[2], "--quiet"])
def peak():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]) / 1024
for folder in sorted(Path(sys.argv[1]).iterdir()):
    Path("/proc/self/clear_refs").write_text("5")  # forgets the peak
    start, out = time.process_time(), io.StringIO()
    with redirect_stdout(out):
        code = run(["validate", "--content", str(folder)])
    print(json.dumps([folder.name, code, time.process_time() - start, peak(), len(out.getvalue())]))
"""


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="only Linux tells a process its peak of memory")
def test_no_file_of_a_mebibyte_takes_a_second_or_200_mb(tmp_path: Path, starter_folder: Path) -> None:
    """Each is told within a second of the processor's time, in 200 MB, and in less than 100 kB of report."""
    for number, (name, text) in enumerate(WORST.values()):
        (tmp_path / f"{number:03}").mkdir()
        (tmp_path / f"{number:03}" / name).write_bytes(text.encode()[:MEBIBYTE])
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(starter_folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line for line in done.stdout.split("\n") if line.startswith("[")]
    measured = [json.loads(line) for line in lines]
    assert len(measured) == len(WORST)
    for (folder, code, seconds, megabytes, size), case in zip(measured, WORST, strict=True):
        print(f"{seconds:6.2f} s {megabytes:6.0f} MB {size:7} {case}")
        assert code in (0, 1), (case, folder)
        assert seconds < 2, case  # half of it on a machine that does nothing else
        assert megabytes < 200, case
        assert size < 100_000, case


# --- One sentence for what would be thousands ---


@pytest.mark.parametrize(
    ("name", "text", "more"),
    [
        ("a.yaml", many(lambda i: f"zzz{i}: 1\n", "kind: exercise\n", 500), None),
        ("a.yaml", many(lambda i: "a: 1\n", "kind: exercise\n", 500), 399),
        ("a.md", FRONT.replace("id: a", "id: a\nreferences: [" + ", ".join(f"ref-{i}" for i in range(150)) + "]") + "Text", 50),
    ],
)
def test_many_problems_of_a_file_end_in_one_that_counts_the_rest(content: Content, name: str, text: str, more: int | None) -> None:
    content.write(name, text)
    found = content.findings()
    (last,) = [finding for finding in found if finding.code == "FILE-10" and (more is None or f"{more} more" in finding.message)]
    assert last.message.startswith("And ") and last.message.endswith(" more problems in this file.")
    assert len(found) <= 2 * MAX_FINDINGS + 2


def test_problems_that_are_not_told_still_fail(content: Content) -> None:
    media = ", ".join(f"{{file: a.png, alt: A{n}, rights: {{licence: CC0-1.0, author: A}}}}" for n in range(150))
    content.write("a.md", FRONT.replace("id: a", f"id: a\nmedia: [{media}]") + "Text")
    (last,) = [finding for finding in content.findings() if finding.code == "FILE-10"]
    assert str(last.severity) == "error"
    assert "a" in content.load().faulty


# --- What nobody sees ---


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.md"])
@pytest.mark.parametrize(
    "written", ["\u202e", "\u2066", "\u200b", "\ufeff", "\u2060", "\U000e0041", "\\u202e", "\\u0007", "\\u2028"]
)
def test_invisible_characters_are_told(content: Content, name: str, written: str) -> None:
    text = f'{{"kind": "exercise",\n"name": "Do 3{written} sets"}}'
    content.write(name, f"---\n{text}\n---\n" if name == "a.md" else text)
    (finding,) = [finding for finding in content.findings() if finding.code == "FILE-09"]
    line = 3 if name == "a.md" else 2
    assert (finding.place.line, finding.place.column) == (line, 9 if written.startswith("\\") else 14)


@pytest.mark.parametrize(
    "text",
    [
        "co\u00adop",
        "می\u200cخواهم",
        "क्\u200dष",
        "\u05d0\u200f(8)",
        "ไทย\u200bไทย",
        "1\u00a0kg",
        "❤\ufe0f",
        "🏴\U000e0067\U000e0062\U000e007f",
    ],
)
def test_characters_that_people_write_with_are_fine(text: str) -> None:
    assert Source("a.yaml", f"name: {text}\n").parse() == ({"name": text}, [])


# --- A wrong kind ---


def test_a_wrong_kind_is_one_finding(content: Content, good_records: dict[str, dict[str, Any]]) -> None:
    for right, data in good_records.items():
        for wrong in good_records:
            source = Source("a.json", json.dumps({**data, "kind": wrong}))
            found = read_text(source).findings
            assert [finding.code for finding in found] == ([] if right == wrong else ["REC-02"])
            assert right == wrong or found[0].help == f"Write “kind: {right}”, or change the fields."
        given = read_text(
            Source("a.json", json.dumps({key: value for key, value in data.items() if key != "kind"})), kind="newsletter"
        )
        assert len(given.findings) == (right != "newsletter")
