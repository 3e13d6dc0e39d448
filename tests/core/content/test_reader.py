"""A content folder becomes a library: in three spellings, with all problems of all files in one run, each once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import pressup
from pressup import Severity
from pressup.content.reader import load
from pressup.records import KINDS

if TYPE_CHECKING:
    from tests.core.conftest import Content

Change = Callable[[Any, dict[str, Any]], Any]
Records = dict[str, dict[str, Any]]


def test_the_good_library_has_no_finding(good: Content) -> None:
    good.record("translation")
    library = good.load()
    assert library.ok
    assert library.findings == ()
    assert library.faulty == frozenset()
    assert sorted(record.kind for record in library.records.values()) == sorted(KINDS)
    assert list(library.records) == sorted(library.records)


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_the_same_in_three_spellings(kind: str, good: Content, good_records: Records) -> None:
    if kind == "translation":
        good.record("exercise", {"body": "A text to translate."})
    data = {**good_records[kind], "body": "## A heading\n\nSome *text*\nover lines."}
    name = good_records[kind]["id"]
    front = {key: value for key, value in data.items() if key != "body"}
    spellings = {
        f"{name}.yaml": yaml.safe_dump(data, allow_unicode=True),
        f"{name}.yml": yaml.safe_dump(data, default_flow_style=True),
        f"{name}.json": json.dumps(data),
        f"{name}.md": f"---\n{yaml.safe_dump(front)}---\n\n{data['body']}\n",
    }
    records = []
    for file, text in spellings.items():
        (good.root / f"{name}.yaml").unlink(missing_ok=True)
        path = good.write(file, text)
        library = good.load()
        assert library.ok, library.findings
        records.append(library.records[name])
        path.unlink()
    assert all(record == records[0] for record in records)


def test_front_matter_in_the_middle_of_windows_line_ends(good: Content, good_records: Records) -> None:
    front = {key: value for key, value in good_records["article"].items() if key != "body"}
    text = f"---\n{yaml.safe_dump(front)}---\n## One\n\nTwo\n"
    good.write("why-move.yaml", "").unlink()
    good.write("why-move.md", text.replace("\n", "\r\n"))
    assert good.load().records["why-move"].body == "## One\n\nTwo"


def test_the_body_cannot_stand_twice(content: Content) -> None:
    content.write("a.md", "---\nkind: article\nbody: One\n---\nTwo\n")
    finding = next(finding for finding in content.findings() if finding.code == "MD-02")
    assert finding.message == "The text stands both in “body” and below the front matter."


def test_files_are_found_at_any_depth_and_hidden_ones_and_readmes_are_not(
    good: Content, good_records: Records, change: Change
) -> None:
    good.write("a/b/c/deep.yaml", change(good_records["exercise"], {"id": "deep"}))
    for name in (".hidden.yaml", ".git/x.yaml", "README.md", "a/readme.md", "LICENSE.md", "notes.txt", "picture.png", "a.yaml~"):
        good.write(name, "not a record")
    library = good.load()
    assert library.ok
    assert "deep" in library.records


def test_suffixes_are_read_in_any_case(content: Content, good_records: Records) -> None:
    content.write("BRIDGE.YAML", yaml.safe_dump(good_records["exercise"]))
    assert content.load().ok


def test_all_problems_of_all_files_are_told_in_one_run_each_once(good: Content) -> None:
    good.record("exercise", {"level": 9, "name": ..., "colour": "red"})
    good.record("condition", {"red_flags.0.action": ..., "region": "Knie"})
    good.write("broken.yaml", "kind: [\n")
    good.write("empty.yaml", "")
    good.record("reference", {"DOI": "https://doi.org/10.1/x"})
    found = [(finding.place.file, finding.code) for finding in good.findings()]
    assert found == [
        ("bridge.yaml", "REC-04"),
        ("bridge.yaml", "REC-05"),
        ("bridge.yaml", "REC-03"),
        ("broken.yaml", "YAML-01"),
        ("empty.yaml", "FILE-05"),
        ("knee-pain.yaml", "REC-05"),
        ("knee-pain.yaml", "SAF-01"),
        ("smith-2020.yaml", "REC-05"),
    ]


def test_one_broken_record_gives_no_findings_in_others_and_loses_none(good: Content) -> None:
    good.record("exercise", {"level": 9})
    library = good.load()
    assert [finding.place.file.rsplit("/", 1)[1] for finding in library.findings] == ["bridge.yaml"]
    assert set(library.records) == {"knee-pain", "first-steps", "why-move", "issue-1", "smith-2020", "test-press"}
    assert library.faulty == {"bridge"}


@pytest.mark.parametrize("text", ["", "# nothing\n", "kind: [", "\tkind: exercise", "just text", "- a\n- b\n"])
def test_a_file_that_cannot_be_read_excuses_links_to_its_name(good: Content, text: str) -> None:
    good.write("bridge.yaml", text)
    assert [finding.place.file for finding in good.findings()] == ["bridge.yaml"]


def test_the_order_of_files_means_nothing(good: Content) -> None:
    first = good.load()
    moved = good.root / "zzz"
    moved.mkdir()
    (good.root / "bridge.yaml").rename(moved / "bridge.yaml")
    assert good.load().records == first.records


def test_a_duplicate_id_is_told_at_both_places(good: Content, good_records: Records, change: Change) -> None:
    good.write("more/again.yaml", change(good_records["exercise"], {"name": "Again"}))
    finding = good.only()
    assert (finding.code, finding.place.file) == ("X-02", "more/again.yaml")
    assert finding.message.startswith("The id “bridge” is taken: ")
    assert good.text_at(finding.place) == "bridge"
    assert finding.related is not None
    assert (finding.related.file, good.text_at(finding.related)) == ("bridge.yaml", "bridge")
    assert good.load().faulty == {"bridge"}


def test_an_id_is_taken_across_kinds(good: Content) -> None:
    good.record("article", {"id": "bridge-article"})
    good.write("x.yaml", (good.root / "bridge-article.yaml").read_text().replace("id: bridge-article", "id: bridge"))
    assert good.only().code == "X-02"


def test_a_library_extends_the_vocabularies(good: Content) -> None:
    good.record("exercise", {"muscles.0.muscle": "soleus-deep", "equipment": {"required": ["slide-board"]}})
    good.write(
        "pressup.yaml",
        {
            "kind": "library",
            "lang": "en-US",
            "vocabulary": {
                "muscle": [{"id": "soleus-deep", "name": "deep calf muscle", "parent": "calf"}],
                "equipment": [{"id": "slide-board", "name": "slide board", "home": True}],
            },
        },
    )
    library = good.load()
    assert library.findings == ()
    assert library.vocabulary["muscle"]["soleus-deep"]["name"] == "deep calf muscle"
    assert library.vocabulary["muscle"]["hamstrings"]["name"]
    assert library.lang(library.records["bridge"]) == "en-US"


def test_a_record_may_name_its_own_language(good: Content) -> None:
    good.record("exercise", {"lang": "de"})
    library = good.load()
    assert (library.lang(library.records["bridge"]), library.lang(library.records["knee-pain"])) == ("de", "en-GB")


def test_a_broken_library_file_is_told_once_and_its_words_are_not_held_against_the_records(good: Content) -> None:
    good.record("exercise", {"muscles.0.muscle": "soleus-deep"})
    good.write("pressup.yaml", "kind: library\nvocabulary:\n  muscle:\n    - { id: soleus-deep, nam: deep }\n")
    finding = good.only()
    assert (finding.code, finding.place.file, finding.place.line, finding.place.column) == ("REC-03", "pressup.yaml", 4, 26)


@pytest.mark.parametrize("text", ["kind: [", "- a\n", "just text", "kind: librari\n"])
def test_a_library_file_that_cannot_be_read(good: Content, text: str) -> None:
    good.write("pressup.yaml", text)
    assert good.only().place.file == "pressup.yaml"


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_library_file_says_so(good: Content, text: str) -> None:
    good.write("pressup.yaml", text)
    assert [finding.code for finding in good.findings()] == ["FILE-05"]


def test_a_newer_format_has_a_message_of_its_own(good: Content) -> None:
    good.record("exercise", {"format": 2, "shape": "new"})
    finding = good.only()
    assert (finding.code, good.text_at(finding.place)) == ("REC-06", "2")
    assert finding.message == "This file is written in format 2; this Pressup reads format 1."


def test_a_json_file_may_name_its_schema(good: Content, good_records: Records) -> None:
    good.write("bridge.yaml", "").unlink()
    good.write("bridge.json", {"$schema": "../schemas/exercise.schema.json", **good_records["exercise"]})
    assert good.load().ok


def test_places_of_values_can_be_asked_of_the_library(good: Content) -> None:
    library = good.load()
    place = library.place("bridge", ("steps", 1))
    assert library.sources["bridge"].line(place.line) == "- Lift your hips."
    assert library.place("nobody").length == 0


def test_load_without_checks_and_with_checks_is_one_library(good: Content) -> None:
    assert load(good.root).records == pressup.load(good.root).records


def test_severity_decides_whether_a_library_is_ok(good: Content) -> None:
    good.record("exercise", {"review": {"status": "sample", "version": "0.1", "authors": [{"name": "A"}]}})
    library = good.load()
    assert [finding.severity for finding in library.findings] == [Severity.NOTE]
    assert library.ok
