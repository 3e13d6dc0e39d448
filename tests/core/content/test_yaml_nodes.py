"""YAML is read by the rules of the YAML 1.2 core schema, with limits, and never crashes or hangs."""

from __future__ import annotations

import math
from typing import Any

import pytest

from pressup.content import yaml_nodes
from pressup.content.yaml_nodes import MAX_ALIASES, MAX_DEPTH, MAX_VALUES, Trouble

TEXTS = [
    "no",
    "yes",
    "off",
    "on",
    "n",
    "y",
    "No",
    "YES",
    "Off",
    "3:1:2",
    "1:30",
    "190:20:30",
    "2026-11-22",
    "2026-11-22T10:00:00Z",
    "1_000",
    "0b101",
    "0o8",
    "0xg",
    "1.2.3",
    "1e",
    "1e+",
    "e3",
    "+",
    ".",
    ".e3",
    "+-1",
    "--1",
    "nil",
    "none",
    "NuLL",
    "tRue",
    ".iNF",
    "-.nan",
    "+.nan",
    "0x",
    "0o",
    "=",
    "<<",
    "12e03x",
    "1,5",
    "½",
    "٣",
    "0X1F",
    "0O17",
]


@pytest.mark.parametrize("text", [*TEXTS, "a: b".replace(": ", ":"), "5 s", "8-12", "60-90 s"])
def test_these_stay_text(text: str) -> None:
    assert yaml_nodes.parse(f"a: {text}\n") == ({"a": text}, [])


VALUES: list[tuple[str, Any]] = [
    ("", None),
    ("~", None),
    ("null", None),
    ("Null", None),
    ("NULL", None),
    ("true", True),
    ("True", True),
    ("TRUE", True),
    ("false", False),
    ("False", False),
    ("FALSE", False),
    ("0", 0),
    ("-0", 0),
    ("+12", 12),
    ("-19", -19),
    ("007", 7),
    ("017", 17),
    ("0o17", 15),
    ("0o7", 7),
    ("0x3A", 58),
    ("0xff", 255),
    ("1e3", 1000.0),
    ("1.", 1.0),
    (".5", 0.5),
    ("-.5", -0.5),
    ("+12e03", 12000.0),
    ("-2E+05", -200000.0),
    ("0.", 0.0),
    (".inf", math.inf),
    ("+.INF", math.inf),
    ("-.Inf", -math.inf),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_these_are_values(text: str, value: Any) -> None:
    data, troubles = yaml_nodes.parse(f"a: {text}\n")
    assert troubles == []
    assert data["a"] == value
    assert type(data["a"]) is type(value)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number(text: str) -> None:
    assert math.isnan(yaml_nodes.parse(f"a: {text}\n")[0]["a"])


@pytest.mark.parametrize("text", ['"12"', "'true'", '"~"', "|\n  12", ">-\n  true", '""'])
def test_quoted_and_block_values_are_text(text: str) -> None:
    data, troubles = yaml_nodes.parse(f"a: {text}\n")
    assert troubles == []
    assert isinstance(data["a"], str)


def test_keys_are_always_text() -> None:
    assert yaml_nodes.parse("1: a\ntrue: b\n~: c\nno: d\n2026-01-01: e\n") == (
        {"1": "a", "true": "b", "~": "c", "no": "d", "2026-01-01": "e"},
        [],
    )


def test_a_merge_key_is_a_key_like_others() -> None:
    assert yaml_nodes.parse("a: &x {b: 1}\nc: {<<: *x}\n")[0] == {"a": {"b": 1}, "c": {"<<": {"b": 1}}}


def trouble(text: str) -> Trouble:
    _, troubles = yaml_nodes.parse(text)
    assert len(troubles) == 1, troubles
    return troubles[0]


def test_a_duplicate_key_is_marked_at_the_second_and_relates_to_the_first() -> None:
    found = trouble("name: A\nlevel: 1\nname: B\n")
    assert (found.code, found.line, found.column, found.length) == ("YAML-02", 2, 0, 4)
    assert found.related == (0, 0, 4)
    assert found.message == "“name” stands here twice; the first is on line 1."


def test_a_third_copy_is_a_finding_of_its_own() -> None:
    _, troubles = yaml_nodes.parse("a: 1\na: 2\na: 3\n")
    assert [(t.line, t.related) for t in troubles] == [(1, (0, 0, 1)), (2, (1, 0, 1))]


def test_keys_that_differ_only_in_spelling_are_the_same_key() -> None:
    assert trouble("1: a\n'1': b\n").code == "YAML-02"


def nested(depth: int, style: str) -> str:
    if style == "flow":
        return "[" * depth + "]" * depth
    if style == "braces":
        return "{a: " * depth + "1" + "}" * depth
    if style == "dashes":
        return "- " * depth + "1"
    return "".join("  " * level + "a:\n" for level in range(depth))


@pytest.mark.parametrize("style", ["flow", "braces", "dashes", "block"])
def test_50_levels_are_read_and_51_are_not(style: str) -> None:
    data, troubles = yaml_nodes.parse(nested(MAX_DEPTH, style))
    assert troubles == []
    depth = 0
    while isinstance(data, list | dict) and data:
        data = data[0] if isinstance(data, list) else data["a"]
        depth += 1
    assert depth in (MAX_DEPTH, MAX_DEPTH - 1)
    assert trouble(nested(MAX_DEPTH + 1, style)).code == "YAML-04"


@pytest.mark.parametrize("style", ["flow", "braces", "dashes", "block"])
@pytest.mark.parametrize("depth", [10_000, 400])
def test_deep_nesting_is_refused_at_once(style: str, depth: int) -> None:
    text = nested(depth if style != "block" else 700, style)
    assert trouble(text).code == "YAML-04"


def test_deep_nesting_that_is_never_closed() -> None:
    for opening in ("[", "{a: ", "[{a: ", "- ", "? ", "- ? "):
        _, troubles = yaml_nodes.parse(opening * 10_000)
        assert len(troubles) == 1, opening


def test_a_few_aliases_are_fine() -> None:
    text = "a: &rights {licence: CC0-1.0}\n" + "".join(f"b{i}: *rights\n" for i in range(MAX_ALIASES))
    data, troubles = yaml_nodes.parse(text)
    assert troubles == []
    assert data["b0"] == {"licence": "CC0-1.0"}


def test_an_alias_bomb_is_refused_at_once() -> None:
    text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in range(1, 40):
        text += f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n"
    assert trouble(text).code == "YAML-05"


def test_an_alias_of_itself_ends() -> None:
    assert trouble("a: &a [*a]\n").code == "YAML-05"
    assert trouble("&a {b: *a}\n").code == "YAML-05"


def test_scalars_by_alias_do_not_multiply() -> None:
    text = f"a: &a {'x' * 100_000}\nb: [{', '.join(['*a'] * 10_000)}]\n"
    data, troubles = yaml_nodes.parse(text)
    assert troubles == []
    assert data["b"][0] is data["b"][-1]


def test_too_many_values_are_refused() -> None:
    found = trouble("a: [" + "1," * (MAX_VALUES + 1) + "]\n")
    assert found.code == "YAML-05"


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system [id]", "!!binary aGk=", "!!int '3'", "!foo bar", "!<tag:x,2000:y> z", "!!set {a, b}"]
)
def test_tags_are_refused_where_they_stand(tag: str) -> None:
    found = trouble(f"a: 1\nb: {tag}\n")
    assert (found.code, found.line) == ("YAML-03", 1)


def test_the_tag_of_text_is_harmless() -> None:
    assert yaml_nodes.parse("a: !!str 12\n") == ({"a": "12"}, [])


def test_a_second_document_is_marked_where_it_begins() -> None:
    found = trouble("a: 1\n---\nb: 2\n")
    assert (found.code, found.line, found.column, found.length) == ("YAML-06", 1, 0, 3)


def test_one_document_between_marks_is_fine() -> None:
    assert yaml_nodes.parse("%YAML 1.2\n---\na: 1\n...\n") == ({"a": 1}, [])


def test_a_key_that_is_a_list_or_mapping() -> None:
    found = trouble("a: 1\n? [b]\n: 2\n")
    assert (found.code, found.line, found.column) == ("YAML-07", 1, 2)


def test_a_number_beyond_reason() -> None:
    assert trouble(f"a: {'9' * 5_000}\n").code == "YAML-08"
    assert trouble(f"a: 0x{'f' * 5_000}\n").code == "YAML-08"


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "help"),
    [
        ("a:\n\tb: 1\n", 1, 0, "A tab stands where spaces must.", "Delete the tab, and write spaces: two for each level."),
        ("a: 1\n\tb: 2\n", 1, 0, "A tab stands where spaces must.", "Delete the tab, and write spaces: two for each level."),
        ('a: "open\nb: 2\n', 0, 3, "A quote is opened and never closed.", "Close the quote."),
        ("a: 'open\nb: 2\n", 0, 3, "A quote is opened and never closed.", "Close the quote."),
        ("a: note: this\n", 0, 7, "There is a second “: ” on this line, or the line is indented wrongly.", None),
        ("a: 1\n  b: 2\n", 1, 3, "There is a second “: ” on this line, or the line is indented wrongly.", None),
        ("a:\n  b: 1\n c: 2\n", 2, 1, "The indentation does not fit the lines above, or a quote closes too early.", None),
        ('a: "x" y\n', 0, 7, "The indentation does not fit the lines above, or a quote closes too early.", None),
        ("a: [1, 2\nb: 3\n", 0, 3, "A list or mapping in brackets is not closed, or lacks a comma.", None),
        ("a: 1\nb\n", None, None, "A key stands without its colon, or text runs on without quotes.", None),
        ("a: @home\n", 0, 3, "A value cannot begin with this character.", "Put the value in quotes."),
        ("a: `x`\n", 0, 3, "A value cannot begin with this character.", "Put the value in quotes."),
        ("a: %x\n", 0, 3, "A value cannot begin with this character.", "Put the value in quotes."),
        ("a: *x\n", 0, 3, "This * refers to nothing.", "Put the value in quotes if the star is text."),
        ("- 1\n- 2\nb: 3\n", 2, 0, "This line does not belong to the list above it.", "Line the dashes up."),
    ],
)
def test_broken_yaml_is_explained(text: str, line: int | None, column: int | None, message: str, help: str | None) -> None:
    found = trouble(text)
    assert (found.code, found.message) == ("YAML-01", message)
    assert help is None or found.help == help
    assert line is None or (found.line, found.column) == (line, column)


def test_a_control_character_is_named_and_placed() -> None:
    found = trouble("a: x\nb: y\x07z\n")
    assert (found.code, found.line, found.column) == ("YAML-09", 1, 4)
    assert "U+0007" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "&",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
        "{",
        "[",
        "}",
        "]",
        "'",
        '"',
        "? ",
        ": ",
        "- - -",
        "--- --- ---",
        "a: &b",
        "!!",
        "&a",
        "%%",
        "a:\x00",
    ],
)
def test_odd_texts_never_raise(text: str) -> None:
    data, troubles = yaml_nodes.parse(text)
    assert troubles or data is None or isinstance(data, str | list | dict)


def test_random_damage_never_raises() -> None:
    import random

    text = 'kind: exercise\nid: a\nsteps:\n  - "one"\n  - two: {x: [1, 2]}\nbody: |\n  hello\n'
    chance = random.Random(7)
    for _ in range(3_000):
        broken = list(text)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] = chance.choice("\t\n\r:{}[]&*!|>'\"%@`#,-? \u2028\ufeff\x85é😀")
        yaml_nodes.parse("".join(broken))
