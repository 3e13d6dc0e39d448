"""What bad input gets: a sentence that an editor understands, at the right place, and never a traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import pressup
from pressup import ContentError, Finding

if TYPE_CHECKING:
    from tests.core.conftest import Content

Change = Callable[[Any, dict[str, Any]], Any]
Records = dict[str, dict[str, Any]]

STARTER = Path(__file__).parents[3] / "content"
NOBODY = 65534
as_root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become another user")

# What a message must not show to an editor: words of Python, pydantic and libyaml.
_MACHINE = re.compile(
    r"\b(str|int|dict|tuple|NoneType|None|True|False|Traceback|Errno|pydantic|Input should|valid (string|integer)|model|scalar|"
    r"token|block (mapping|end)|flow|expected)\b|<class|\\x|\^\["
)


def understandable(finding: Finding) -> None:
    """One whole sentence, short, without the words of the machinery."""
    assert re.match(r"^[A-Z“*\d]", finding.message), finding.message
    assert finding.message.endswith((".", "?")), finding.message
    assert len(finding.message) < 300, finding.message
    assert not _MACHINE.search(finding.message), finding.message
    assert not finding.help or finding.help.endswith((".", "?")), finding.help


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^There is no folder “.*/nowhere”\.$"):
        pressup.load(tmp_path / "nowhere")


def test_a_folder_that_is_a_file(content: Content) -> None:
    path = content.write("a.yaml", "kind: exercise\n")
    with pytest.raises(ContentError, match=r"^“.*a\.yaml” is not a folder\.$"):
        pressup.load(path)


@pytest.mark.parametrize("name", ["x" * 5_000, "a\x00b", ""])
def test_a_folder_with_an_impossible_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if name:
        with pytest.raises(ContentError):
            pressup.load(name)
    else:
        assert [finding.code for finding in pressup.load(name).findings] == ["FILE-07"]


def test_an_empty_library(content: Content) -> None:
    finding = content.only()
    assert (finding.code, finding.message) == ("FILE-07", "The content folder holds no records.")
    assert finding.help == "Try “pressup init”."


def test_a_library_of_nothing_but_settings_is_empty(content: Content) -> None:
    content.write("pressup.yaml", "kind: library\n")
    assert content.only().code == "FILE-07"


FILES: list[tuple[str, bytes, str, str, tuple[int, int] | None]] = [
    ("a.yaml", b"", "FILE-05", "The file is empty.", None),
    ("a.json", b"", "FILE-05", "The file is empty.", None),
    ("a.md", b" \r\n\t\n", "FILE-05", "The file is empty.", None),
    ("a.yaml", b"# only\n# comments\n", "FILE-05", "The file is empty but for comments.", None),
    ("a.yaml", b"---\n", "FILE-05", "The file is empty but for comments.", None),
    ("a.md", b"---\n# comment\n---\n", "FILE-05", "The file is empty but for comments.", None),
    ("a.yaml", "kind: exercise\nname: Brücke\n".encode("latin-1"), "FILE-02", "This character is not UTF-8.", (2, 9)),
    ("a.json", '{"name": "Brücke"}'.encode("cp1252"), "FILE-02", "This character is not UTF-8.", (1, 13)),
    ("a.yaml", "é: ü\nname: ".encode() + b"\xe9\n", "FILE-02", "This character is not UTF-8.", (2, 7)),
    ("a.yaml", "kind: exercise\n".encode("utf-16"), "FILE-02", "The file is saved as UTF-16.", None),
    ("a.yaml", b"\xfe\xff" + "kind: x\n".encode("utf-16-be"), "FILE-02", "The file is saved as UTF-16.", None),
    ("a.yaml", b"kind: exercise\nname: a\x00b\n", "FILE-02", "The file holds a NUL character, as binary files do.", (2, 1)),
    ("a.yaml", b"\x89PNG\r\n\x1a\n\x00", "FILE-02", "This character is not UTF-8.", (1, 1)),
    ("a.yaml", b"a: " + b"x" * 1_048_576, "FILE-03", "The file is larger than 1 MiB.", None),
    ("a.json", b'{"a": 1,}', "JSON-01", "There is a comma too many here.", (1, 8)),
    ("a.json", b'{"a": [1, 2,\n]}', "JSON-01", "There is a comma too many here.", (1, 12)),
    ("a.json", b"{'a': 1}", "JSON-01", "A name in double quotes is missing here.", (1, 2)),
    ("a.json", b'{"a": 1\n"b": 2}', "JSON-01", "A comma or a closing bracket is missing here.", (2, 1)),
    ("a.json", b'{"a" 1}', "JSON-01", "A colon is missing here.", (1, 6)),
    ("a.json", b'{"a": yes}', "JSON-01", "A value is missing here, or lacks its double quotes.", (1, 7)),
    ("a.json", b'{"a": 1} {}', "JSON-01", "The record ends before this; a file holds one record.", (1, 10)),
    ("a.json", b'{"a": "x', "JSON-01", "A quote is opened and never closed.", (1, 7)),
    ("a.json", b'{"a": "x\ny"}', "JSON-01", "A line break or tab stands inside a text.", (1, 9)),
    ("a.json", b'{"a": "\\x"}', "JSON-01", "A backslash stands before a character that takes none.", (1, 8)),
    ("a.json", b'{"b": 1,\n "a": NaN}', "JSON-01", "“NaN” is no value of JSON.", (2, 7)),
    ("a.json", b'{"a": -Infinity}', "JSON-01", "“-Infinity” is no value of JSON.", (1, 7)),
    ("a.json", b'{"a": "\\ud83d"}', "YAML-01", "This escape stands for no character.", (1, 10)),
    ("a.json", b"[" * 10_000, "YAML-04", "The file nests more than 50 levels deep.", None),
    ("a.json", b'{"a":' * 10_000, "YAML-04", "The file nests more than 50 levels deep.", None),
    ("a.json", b'{"b": 1,\n "a": ' + b"9" * 5_000 + b"}", "YAML-08", "This number has more than 300 digits.", (2, 7)),
    ("a.json", b'{"a": ' + b"[" * 60 + b"]" * 60 + b"}", "YAML-04", "The file nests more than 50 levels deep.", (1, 56)),
    ("a.json", b'{"a": 1, "a": 2}', "YAML-02", "“a” stands here twice; the first is on line 1.", (1, 10)),
    ("a.yaml", b"- " * 10_000, "YAML-04", "The file nests more than 50 levels deep.", None),
    ("a.yaml", b"kind: exercise\nkind: article\n", "YAML-02", "“kind” stands here twice; the first is on line 1.", (2, 1)),
    ("a.yaml", b"kind: x\n---\nkind: y\n", "YAML-06", "A second document begins here; a file holds one record.", (2, 1)),
    (
        "a.yaml",
        b"kind: exercise\nname: !!python/name:os.system x\n",
        "YAML-03",
        "The tag tag:yaml.org,2002:python/name:os.system means nothing here.",
        (2, 7),
    ),
    (
        "a.yaml",
        "kind: exercise\nname: a\u2028b\n".encode(),
        "YAML-09",
        "The invisible line separator U+2028 stands here; it often comes along when text is pasted.",
        (2, 8),
    ),
    (
        "a.json",
        '{"a": "x\u0085y"}'.encode(),
        "YAML-09",
        "The invisible line separator U+0085 stands here; it often comes along when text is pasted.",
        (1, 9),
    ),
    ("a.yaml", b"name: a\x1bb\n", "YAML-09", "The character U+001B cannot stand in a text file.", (1, 8)),
    ("a.md", b"Just text\n", "MD-01", "The file has no front matter.", (1, 1)),
    ("a.md", b"---\nkind: article\n\nText\n", "MD-01", "The front matter is never closed.", (1, 1)),
    ("a.md", b"---\nkind: article\n\ttitle: x\n---\nText\n", "YAML-01", "A tab stands where spaces must.", (3, 1)),
    ("a.yaml", b"just text\n", "REC-01", "A record is a mapping of fields; this file holds text.", (1, 1)),
    ("a.yaml", b"- a\n- b\n", "REC-01", "A record is a mapping of fields; this file holds a list.", (1, 1)),
    ("a.json", b"42", "REC-01", "A record is a mapping of fields; this file holds a whole number.", (1, 1)),
    ("a.yaml", b"name: x\n", "REC-02", "The file does not say what kind of record it is.", (1, 1)),
    ("a.yaml", b"id: a\nkint: exercise\n", "REC-02", "The file does not say what kind of record it is.", (2, 1)),
    ("a.yaml", b"kind: exersise\n", "REC-02", "“exersise” is not a kind of record.", (1, 7)),
    ("a.yaml", b"kind:\n", "REC-02", "The kind of record is empty.", None),
    ("a.yaml", b"kind: 3\n", "REC-02", "“3” is not a kind of record.", (1, 7)),
    ("a.yaml", b"kind: true\n", "REC-02", "“true” is not a kind of record.", (1, 7)),
    ("a.yaml", b"kind: [exercise]\n", "REC-02", "The kind of record is a list, not a word.", (1, 7)),
]


@pytest.mark.parametrize(("name", "data", "code", "message", "place"), FILES, ids=range(len(FILES)))
def test_a_bad_file(content: Content, name: str, data: bytes, code: str, message: str, place: tuple[int, int] | None) -> None:
    content.write(name, data)
    found = content.findings()
    assert {finding.code for finding in found} <= {code, "REC-02", "REC-04", "SAF-03"}, found
    finding = next(finding for finding in found if finding.code == code)
    assert (finding.code, finding.message, finding.place.file) == (code, message, name)
    if place:
        assert (finding.place.line, finding.place.column) == place
    understandable(finding)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(good: Content) -> None:
    for path in good.root.glob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert good.findings() == ()


@pytest.mark.parametrize("name", ["a.json", "a.md", "a.yaml"])
def test_a_byte_order_mark_is_fine_in_every_spelling(content: Content, good_records: Records, name: str) -> None:
    text = json.dumps(good_records["exercise"])
    content.write(name, "\ufeff" + (f"---\n{text}\n---\n" if name.endswith(".md") else text))
    assert content.findings() == ()


def test_exactly_one_mebibyte_is_read(good: Content) -> None:
    path = good.root / "bridge.yaml"
    path.write_bytes(path.read_bytes() + b"#" * (1_048_576 - path.stat().st_size))
    assert good.load().ok
    with path.open("ab") as file:
        file.write(b"#")
    assert good.only().code == "FILE-03"


# --- Shape: every sort of field with every sort of wrong value ---

WRONG: list[tuple[str, str, Any, str, str]] = [
    ("exercise", "name", 5, "“name” should be text, and is “5”.", 'Put it in quotes: "5".'),
    (
        "exercise",
        "name",
        True,
        "“name” should be text, and is true.",
        'Write the text; if this is the text, put it in quotes: "true".',
    ),
    (
        "exercise",
        "name",
        None,
        "“name” should be text, and is empty.",
        'Without quotes, null stands for nothing. Write the value; if this is the text, write "null".',
    ),
    ("exercise", "name", ["a"], "“name” should be text, and is a list.", "Write one text here, not a list."),
    ("exercise", "name", {"en": "a"}, "“name” should be text, and is a mapping.", ""),
    ("exercise", "name", " ", "“name” should be text that is not only spaces, and is “ ”.", ""),
    ("exercise", "name", "x" * 2_001, "“name” has 2001 characters; 2000 are allowed.", ""),
    ("exercise", "steps", "Lift.", "“steps” should be a list, and is text.", "Write each entry on its own line after “- ”."),
    (
        "exercise",
        "steps",
        {"a": "b"},
        "“steps” should be a list, and is a mapping.",
        "Write each entry on its own line after “- ”.",
    ),
    ("exercise", "steps", [], "“steps” is empty.", "Write at least one."),
    ("exercise", "steps", ["x"] * 21, "“steps” has 21 entries; 20 are allowed.", ""),
    (
        "exercise",
        "steps.1",
        {"Lift": "it"},
        "“steps 2” should be text, and is a mapping.",
        'The colon splits the text. Put all of it in quotes: "Lift: it".',
    ),
    ("exercise", "level", "3", "“level” should be a whole number, and is “3”.", "Write it without quotes: 3."),
    ("exercise", "level", "three", "“level” should be a whole number, and is “three”.", "Write it in digits: 3."),
    ("exercise", "level", 2.5, "“level” should be a whole number, and is “2.5”.", "Only whole numbers stand here."),
    ("exercise", "level", 0, "“level” is 0; the least is 1.", ""),
    ("exercise", "level", 10**30, f"“level” is {10**30}; the most is 5.", ""),
    ("exercise", "laterality", "one side", "“laterality” cannot be “one side”.", "Known: alternating, bilateral, unilateral."),
    ("exercise", "type", "strenght", "“type” cannot be “strenght”.", "Did you mean “strength”?"),
    ("exercise", "type", ["strength"], "“type” cannot be a list.", None),  # type: ignore[list-item]
    (
        "exercise",
        "id",
        "Bridge One",
        "“id” should be an id: small letters, digits and single hyphens, as in “seated-stretch”, and is “Bridge One”.",
        "",
    ),
    ("exercise", "dose", "3 x 10", "“dose” should be a mapping of fields, and is text.", ""),
    (
        "exercise",
        "dose.reps",
        "8 to 12",
        "“dose.reps”: “8 to 12” is not a whole number such as 3, or a range such as 8-12.",
        "Write the range with a hyphen: 8-12.",
    ),
    ("exercise", "dose.hold", 5, "“dose.hold”: “5” is not a time such as 5 s, 60-90 s or 2 min.", "Add the unit: 5 s or 5 min."),
    ("exercise", "dose.pain_limit", 11, "“dose.pain_limit” is 11; the most is 10.", ""),
    (
        "exercise",
        "review.last_reviewed",
        "22.11.2026",
        "“review.last_reviewed” should be a date such as 2026-11-22, and is “22.11.2026”.",
        "Write the year first, then month and day: 2026-11-22.",
    ),
    ("exercise", "review.version", 1.0, "“review.version” should be text, and is “1.0”.", 'Put it in quotes: "1.0".'),
    (
        "exercise",
        "review.authors",
        "Ada",
        "“review.authors” should be a list, and is text.",
        "Write each entry on its own line after “- ”.",
    ),
    ("exercise", "review.authors.0", "Ada", "“review.authors 1” should be a mapping of fields, and is text.", ""),
    (
        "exercise",
        "rights",
        None,
        "“rights” should be a mapping of fields, and is empty.",
        'Without quotes, null stands for nothing. Write the value; if this is the text, write "null".',
    ),
    ("exercise", "lang", "english", "“lang” should be a language such as en-GB or de, and is “english”.", ""),
    ("exercise", "format", "1", "“format” should be a whole number, and is “1”.", "Write it without quotes: 1."),
    ("programme", "diary", "yes", "“diary” should be true or false, and is “yes”.", "Write true, without quotes."),
    ("publisher", "sample", 1, "“sample” should be true or false, and is “1”.", "Write true or false, without quotes."),
    (
        "publisher",
        "base_url",
        "http://a.example",
        "“base_url” should be an address that begins with “https://”, and is “http://a.example”.",
        "",
    ),
    ("publisher", "contact.email", "me", "“contact.email” should be a mail address such as hello@example.org, and is “me”.", ""),
    ("publisher", "mailing.list_id", "News", "“mailing.list_id” should be a list id such as news.example.org, and is “News”.", ""),
    ("publisher", "colours", {"brand": "teal"}, "“colours.brand” should be a colour such as #0B5563, and is “teal”.", ""),
    (
        "publisher",
        "jurisdiction",
        "UK-England",
        "“jurisdiction” should be a country as two capitals, such as GB, and is “UK-England”.",
        "",
    ),
    ("publisher", "outputs", ["pdf"], "“outputs” should be a mapping of fields, and is a list.", ""),
    ("publisher", "outputs", {"pdf": {"kinds": []}}, "“outputs.pdf.kinds” is empty.", "Write at least one."),
    ("newsletter", "subject", "a\nb", "“subject” should be text on one line, and is “a b”.", ""),
    ("newsletter", "preheader", "Short.", "“preheader” has 6 characters; it needs 40.", ""),
    ("newsletter", "number", 0, "“number” is 0; the least is 1.", ""),
    (
        "reference",
        "DOI",
        "doi:10.1/x",
        "“DOI” should be a DOI, which begins with “10.” and has no address before it, and is “doi:10.1/x”.",
        "",
    ),
    ("reference", "PMID", "PMC1", "“PMID” should be a PubMed number, and is “PMC1”.", ""),
    ("reference", "ISBN", "none", "“ISBN” should be an ISBN of 10 or 13 digits, and is “none”.", ""),
    (
        "reference",
        "issued.date-parts",
        [["2020"]],
        "“issued.date-parts 1 1” should be a whole number, and is “2020”.",
        "Write it without quotes: 2020.",
    ),
    ("condition", "red_flags", [], "“red_flags” is empty.", "Write at least one."),
    ("condition", "red_flags.0.urgency", "now", "“red_flags 1.urgency” cannot be “now”.", "Known: emergency, same-day, soon."),
    (
        "condition",
        "codes",
        [{"system": "ICD-10", "code": "M25 56!"}],
        "“codes 1.code” should be a code such as M25.56, and is “M25 56!”.",
        "",
    ),
]


@pytest.mark.parametrize(("kind", "path", "value", "message", "help"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_value(good: Content, kind: str, path: str, value: Any, message: str, help: str | None) -> None:
    good.record(kind, {path: value})
    finding = good.only()
    assert finding.code == ("SAF-01" if (path, value) == ("red_flags", []) else "REC-05")
    assert finding.message == message
    assert help is None or finding.help == help
    understandable(finding)


MISSHAPEN: list[Any] = [
    5,
    2.5,
    True,
    None,
    "text",
    "",
    " ",
    [],
    ["a"],
    [[]],
    {},
    {"a": 1},
    [{}],
    [None],
    -1,
    10**400,
    float("inf"),
    "x" * 3_000,
    "a\nb",
    "\U0001f600",
]


def paths(data: Any, prefix: str = "") -> list[str]:
    """Every path in a record, nested ones too."""
    found = []
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        path = f"{prefix}{key}"
        found.append(path)
        if isinstance(value, dict | list) and value:
            found.extend(paths(value, f"{path}."))
    return found


@pytest.mark.parametrize("kind", ["exercise", "condition", "programme", "article", "newsletter", "reference", "publisher"])
def test_every_wrong_value_of_every_field_is_understandable(
    kind: str, good_records: Records, change: Change, tmp_path: Path
) -> None:
    from pressup.content.reader import read_text
    from pressup.content.source import Source

    count = 0
    for path in paths(good_records[kind]):
        if path == "kind":
            continue
        for value in MISSHAPEN:
            data = change(good_records[kind], {path: value})
            source = Source("a.json", json.dumps(data).replace("Infinity", "1e999"))
            result = read_text(source)
            assert (result.record is None) == bool(result.findings)
            for finding in result.findings:
                count += 1
                understandable(finding)
                assert finding.place.length > 0
            assert len(set(result.findings)) == len(result.findings)
    assert count > 100


@pytest.mark.parametrize(
    ("kind", "changes", "message", "help", "marked"),
    [
        ("exercise", {"stpes": ["x"]}, "There is no field “stpes”.", "", "stpes"),
        ("exercise", {"dose.repetitions": 3}, "There is no field “repetitions” in “dose”.", None, "repetitions"),
        (
            "exercise",
            {"rights.licence": ..., "rights.license": "CC0-1.0"},
            "There is no field “license” in “rights”.",
            "Did you mean “licence”?",
            "license",
        ),
        ("exercise", {"steps": ..., "stpes": ["Lift."]}, "There is no field “stpes”.", "Did you mean “steps”?", "stpes"),
        (
            "publisher",
            {"outputs": {"pdf": {"option": {}}}},
            "There is no field “option” in “outputs.pdf”.",
            "Did you mean “options”?",
            "option",
        ),
        (
            "condition",
            {"red_flags.0.acton": "x", "red_flags.0.action": ...},
            "There is no field “acton” in “red_flags 1”.",
            "Did you mean “action”?",
            "acton",
        ),
        ("exercise", {"x" * 500: 1}, f"There is no field “{'x' * 60}…”.", "", None),
        ("exercise", {"a\x1b[31mb": 1}, "There is no field “a\x1b[31mb”.", "", None),
    ],
)
def test_an_unknown_field(
    good: Content, kind: str, changes: dict[str, Any], message: str, help: str | None, marked: str | None
) -> None:
    good.record(kind, changes)
    finding = good.only()
    assert (finding.code, finding.message) == ("REC-03", message)
    assert help is None or finding.help == help
    assert marked is None or good.text_at(finding.place) == marked


# --- Files that are no plain files inside the folder ---


def test_a_link_out_of_the_folder_is_not_followed(good: Content, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("kind: exercise\nsecret: hunter2\n")
    (good.root / "link.yaml").symlink_to(secret)
    finding = good.only()
    assert (finding.code, finding.place.file) == ("FILE-04", "link.yaml")
    assert finding.message == "This link leads out of the content folder, and is not followed."
    understandable(finding)


def test_a_link_to_a_folder_outside_is_not_followed(good: Content, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.yaml").write_text("kind: exercise\nsecret: hunter2\n")
    (good.root / "more").symlink_to(outside)
    finding = good.only()
    assert (finding.code, finding.place.file) == ("FILE-04", "more")


def test_the_library_file_may_not_be_a_link_out_of_the_folder(good: Content, tmp_path: Path) -> None:
    outside = tmp_path / "settings.yaml"
    outside.write_text("kind: library\nlang: de\nsecret: hunter2\n")
    (good.root / "pressup.yaml").symlink_to(outside)
    finding = good.only()
    assert (finding.code, finding.place.file) == ("FILE-04", "pressup.yaml")
    assert good.load().settings.lang == "en-GB"


def test_a_link_by_a_link_is_not_followed(good: Content, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("kind: exercise\n")
    (good.root / ".hop").symlink_to(tmp_path)
    (good.root / "link.yaml").symlink_to(good.root / ".hop" / "secret.yaml")
    assert good.only().code == "FILE-04"


def test_a_folder_beside_with_a_like_name_is_outside(good: Content, tmp_path: Path) -> None:
    twin = tmp_path / (good.root.name + "-private")
    twin.mkdir()
    (twin / "x.yaml").write_text("kind: exercise\n")
    (good.root / "link.yaml").symlink_to(twin / "x.yaml")
    assert good.only().code == "FILE-04"


def test_a_link_to_a_file_inside_is_read(good: Content) -> None:
    (good.root / ".store").mkdir()
    (good.root / "bridge.yaml").rename(good.root / ".store" / "bridge.yaml")
    (good.root / "bridge.yaml").symlink_to(".store/bridge.yaml")
    assert good.findings() == ()


def test_a_link_to_a_folder_inside_is_told(good: Content) -> None:
    (good.root / "more").mkdir()
    (good.root / "again").symlink_to("more")
    finding = good.only()
    assert (finding.code, finding.message) == ("FILE-04", "This is a link to a folder, and is not followed.")


def test_a_link_to_nothing_or_to_itself_is_told(good: Content) -> None:
    (good.root / "gone.yaml").symlink_to("nothing.yaml")
    (good.root / "loop.yaml").symlink_to("loop.yaml")
    found = good.findings()
    assert [(finding.code, finding.place.file) for finding in found] == [("FILE-01", "gone.yaml"), ("FILE-01", "loop.yaml")]
    for finding in found:
        understandable(finding)


def test_a_content_folder_that_is_itself_a_link_is_fine(good: Content, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(good.root)
    assert pressup.load(tmp_path / "link").ok


def test_a_pipe_with_a_records_name_does_not_hold_the_program_up(good: Content) -> None:
    os.mkfifo(good.root / "x.yaml")
    finding = good.only()
    assert (finding.code, finding.message) == ("FILE-01", "The file cannot be read: not a plain file.")


def test_a_folder_with_a_records_name_is_a_folder(good: Content) -> None:
    (good.root / "x.yaml").mkdir()
    (good.root / "bridge.yaml").rename(good.root / "x.yaml" / "bridge.yaml")
    assert good.findings() == ()


def test_a_name_that_is_not_utf_8_can_be_told(good: Content) -> None:
    import io

    from pressup.reports import print_findings

    with open(os.fsencode(good.root) + b"/br\xfccke.yaml", "wb") as file:  # noqa: PTH123 (a name in bytes)
        file.write(b"kind: nothing\n")
    findings = good.load().findings
    assert [finding.code for finding in findings] == ["REC-02"]
    out = io.StringIO()
    print_findings(findings, lambda place: "kind: nothing", out)
    assert out.getvalue().encode()


def as_nobody(code: str) -> str:
    """What a program prints that runs as an unprivileged user."""
    # Loading as root first: the unprivileged user may not be able to read Python's own files.
    program = f"import os, pressup\npressup.load({str(STARTER)!r})\nos.setgid({NOBODY})\nos.setuid({NOBODY})\n{code}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


@as_root
def test_a_file_without_permission(public: Content) -> None:
    (public.root / "bridge.yaml").chmod(0)
    shown = as_nobody(f"print(*pressup.load({str(public.root)!r}).findings, sep='\\n')")
    assert shown == f"{public.root}/bridge.yaml: error FILE-01: The file cannot be read: permission denied."


@as_root
def test_a_folder_without_permission(public: Content) -> None:
    (public.root / "locked").mkdir(mode=0)
    shown = as_nobody(f"print(*pressup.load({str(public.root)!r}).findings, sep='\\n')")
    assert shown == f"{public.root}/locked: error FILE-01: The folder cannot be read: permission denied."


@as_root
def test_a_content_folder_behind_a_locked_one(public: Content) -> None:
    inner = public.root / "inner"
    inner.mkdir()
    public.root.chmod(0o700)
    shown = as_nobody(f"try:\n    pressup.load({str(inner)!r})\nexcept pressup.ContentError as error:\n    print(error)")
    assert shown == f"The folder “{inner}” cannot be read: permission denied."
