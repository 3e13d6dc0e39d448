"""Every finding points at the exact place: line, column and length, in YAML, JSON and front matter alike."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from pressup import Place
from pressup.content.source import Source

if TYPE_CHECKING:
    from tests.core.conftest import Content

Change = Callable[[Any, dict[str, Any]], Any]
Records = dict[str, dict[str, Any]]

YAML = """\
# An exercise with mistakes.
kind: exercise
id: bridge
name: Bridge
type: strong
position: supine
laterality: bilateral
level: 9
muscles:
  - { muscle: glutes, role: main }
start: You lie down.
steps:
  - Press.
  - 12
feel_it: buttocks
cautions: [Care.]
stop_if: [it hurts.]
dose:
  sets: 3
  reps: 8 to 12
  frequensy: 3 days a week
review:
  status: sample
  version: "1.0"
  authors:
    - name: Ada
    - role: author
rights: { licence: CC0-1.0, author: Ada }
"""
PLACES = {
    "type": (5, 7, 6),
    "level": (8, 8, 1),
    "muscles 1.role": (10, 29, 4),
    "steps 2": (14, 5, 2),
    "dose.reps": (20, 9, 7),
    "frequensy": (21, 3, 9),
    "name” is missing from “review.authors 2": (27, 7, None),
}


def found(source: Source) -> dict[str, Place]:
    from pressup.content.reader import read_text

    return {finding.message: finding.place for finding in read_text(source).findings}


def check(places: dict[str, Place], offset: int, name: str) -> None:
    assert len(places) == len(PLACES), "\n".join(places)
    for words, (line, column, length) in PLACES.items():
        place = next(place for message, place in places.items() if f"“{words}”" in message)
        assert (place.file, place.line, place.column) == (name, line + offset, column), words
        assert length is None or place.length == length, words


def test_places_in_yaml() -> None:
    check(found(Source("bridge.yaml", YAML)), 0, "bridge.yaml")


def test_places_in_yaml_with_windows_line_ends() -> None:
    check(found(Source("bridge.yaml", YAML.replace("\n", "\r\n"))), 0, "bridge.yaml")


def test_places_in_front_matter() -> None:
    check(found(Source("bridge.md", f"---\n{YAML}---\n\n## More\n")), 1, "bridge.md")


def test_places_in_front_matter_with_windows_line_ends() -> None:
    check(found(Source("bridge.md", f"---\n{YAML}---\n\n## More\n".replace("\n", "\r\n"))), 1, "bridge.md")


def at(source: Source, place: Place) -> str:
    return source.line(place.line)[place.column - 1 : place.column - 1 + place.length]


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": ")])
@pytest.mark.parametrize("before", ["plain", "😀", "é", "a 😀 b 😀😀 c", '\\ " /', "\\ud83d\\ude00"])
@pytest.mark.parametrize("escaped", [True, False])
def test_places_in_json(
    indent: Any, separators: tuple[str, str], before: str, escaped: bool, good_records: Records, change: Change
) -> None:
    """Also when it is minified, and after an emoji as itself or as two escapes on the same line."""
    data = {"name": before} | change(good_records["exercise"], {"name": ..., "level": 9, "steps.1": 12, "dose.frequensy": "x"})
    source = Source("a.json", json.dumps(data, indent=indent, separators=separators, ensure_ascii=escaped))
    places = found(source)
    assert sorted(at(source, place) for place in places.values()) == ['"frequensy"', "12", "9"]


def test_the_exact_column_in_minified_json() -> None:
    text = r'{"kind":"exercise","name":"\ud83d\ude00","level":9}'
    place = next(place for message, place in found(Source("a.json", text)).items() if "level" in message)
    assert (place.line, place.column, place.length) == (1, 50, 1)


def test_the_length_of_a_value_with_escapes() -> None:
    text = r'{"kind":"exercise","type":"\ud83d\ude00 no","level":1}'
    place = next(place for message, place in found(Source("a.json", text)).items() if "type" in message)
    assert (place.column, place.length) == (27, 17)


def test_a_missing_field_is_marked_at_its_parent() -> None:
    text = "kind: condition\nid: a\nred_flags:\n  - text: Pain.\n    urgency: soon\n"
    places = found(Source("a.yaml", text))
    at_flag = places["The field “action” is missing from “red_flags 1”."]
    assert (at_flag.line, at_flag.column) == (4, 5)
    at_top = places["The field “name” is missing from the condition."]
    assert (at_top.line, at_top.column) == (1, 1)


def test_a_missing_field_of_a_mapping_in_one_line() -> None:
    place = found(Source("a.yaml", "kind: exercise\nrights: { licence: CC0-1.0 }\n"))[
        "The field “author” is missing from “rights”."
    ]
    assert (place.line, place.column, place.length) == (2, 9, 20)


def test_an_unknown_field_is_marked_at_its_key_not_its_value() -> None:
    place = found(Source("a.yaml", "kind: exercise\nrights:\n  owner: me\n"))["There is no field “owner” in “rights”."]
    assert (place.line, place.column, place.length) == (3, 3, 5)


def test_values_over_several_lines_are_marked_on_their_first() -> None:
    place = found(Source("a.yaml", "kind: exercise\nlevel:\n  - 1\n  - 2\n"))["“level” should be a whole number, and is a list."]
    assert (place.line, place.column, place.length) == (3, 3, 3)


def test_an_empty_value_is_marked_behind_its_key() -> None:
    place = found(Source("a.yaml", "kind: exercise\nstart:\nlevel: 1\n"))["“start” should be text, and is empty."]
    assert (place.line, place.length) == (2, 1)


def test_the_body_of_markdown_is_marked_where_it_begins() -> None:
    source = Source("a.md", "---\nkind: article\n---\n\n\n## Hello\n")
    assert source.locate(("body",)) == Place("a.md", 6, 1, 8)


def test_text_after_an_emoji_or_a_combining_character_counts_characters() -> None:
    place = found(Source("a.yaml", "kind: exercise\nrights: { author: 😀é, licens: x }\n"))[
        "There is no field “licens” in “rights”."
    ]
    assert (place.line, place.column) == (2, 24 - 1)


def test_places_behind_a_byte_order_mark(content: Content) -> None:
    content.write("a.yaml", "\ufeffkint: exercise\n".encode())
    finding = content.only()
    assert (finding.place.line, finding.place.column, finding.place.length) == (1, 1, 4)


def test_a_line_that_is_not_there_is_empty() -> None:
    source = Source("a.yaml", "a: 1\r\nb: 2")
    assert [source.line(number) for number in (0, 1, 2, 3)] == ["", "a: 1", "b: 2", ""]
