"""What is read without libyaml is what libyaml reads, and nothing is wrong in it; all else is left to libyaml."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pressup.content import plain_yaml, yaml_nodes
from pressup.content.source import read, read_plain_file

CONTENT = Path(__file__).parents[3] / "content"

READ: dict[str, dict[str, Any]] = {
    "a: -1\nb: [-2, -.5]\nc: { d: -3, e: { f: -4.5, g: [-1] } }\nh:\n  - -2\n": {
        "a": -1,
        "b": [-2, -0.5],
        "c": {"d": -3, "e": {"f": -4.5, "g": [-1]}},
        "h": [-2],
    },
    "a: b\n": {"a": "b"},
    "a: b": {"a": "b"},
    "# words: of a comment\n\na:\n  # deeper\n  - b\n # odd\n  - c d\n": {"a": ["b", "c d"]},
    "a:\n- b\n- c\nd: 1\n": {"a": ["b", "c"], "d": 1},
    "a:\n  - b: 1\n    c: 2\n  -   b: 3\n      c:\n  - d\n": {"a": [{"b": 1, "c": 2}, {"b": 3, "c": None}, "d"]},
    "a:\n  b:\n    c: x\nd: y\n": {"a": {"b": {"c": "x"}}, "d": "y"},
    "a:\n  - b:\n    - c\n    e: f\n": {"a": [{"b": ["c"], "e": "f"}]},
    "a:\n  - b:\n  - c\n": {"a": [{"b": None}, "c"]},
    "a:\nb:\n": {"a": None, "b": None},
    "a: { b: 5 s, c: [d, 'e, f', \"g: h\"] }\n": {"a": {"b": "5 s", "c": ["d", "e, f", "g: h"]}},
    "a: [[1, 2], {}, [ ], { x: ~ }]\n": {"a": [[1, 2], {}, [], {"x": None}]},
    "a: [b,c]\nd: {e: don't}\n": {"a": ["b", "c"], "d": {"e": "don't"}},
    "a: \"b: c, d\"\ne: 'x'\nf: ''\n": {"a": "b: c, d", "e": "x", "f": ""},
    "a: no\nb: 0x1F\nc: 1e3\nd: true\ne: .5\nf: 010\n": {"a": "no", "b": 31, "c": 1000.0, "d": True, "e": 0.5, "f": 10},
    "a: x:y, z#w\n": {"a": "x:y, z#w"},
    "a: b\r\nc:\r\n  - d\r\n": {"a": "b", "c": ["d"]},
    "ä: „so“\n": {"ä": "„so“"},
}

LEFT = [
    *(
        "",
        "\n",
        "x",
        "- a\n- b\n",
        "[a]\n",
        "{a: b}\n",
        "---\na: b\n",
        "a: b\n...\n",
        "a: b\n---\nc: d\n",
        "%YAML 1.2\n---\na: b\n",
    ),
    *(
        "a: b\n  c\n",
        "a: b\n  c: d\n",
        "a: b: c\n",
        "a: b:\n",
        "a: b # c\n",
        "a: # c\n  b\n",
        "a: |\n  b\n",
        "a: >-\n  b\n",
        "a:\n  b\n",
    ),
    *("a: &x b\n", "a: *x\n", "a: !t b\n", "? a\n: b\n", "a : b\n", "'a': b\n", "a b: c\n", "<<: {a: b}\n", "a:b\n"),
    *("a: 1\na: 2\n", "a: {b: 1, b: 2}\n", "a: {b: [c], b: [d]}\n", "a:\n  - b: 1\n    b: 2\n"),
    *(
        "a:\n  - - b\n",
        "a: - b\n",
        "a:\n  -\n    b\n",
        "a:\n  - b\n c: d\n",
        "a:\n   b: c\n  d: e\n",
        "  a: b\nc: d\n",
        "a: b\n- c\n",
    ),
    *("a:\n  - b\n  c: d\n", "a:\n  b: c\n  - d\n", "a:\n  - b\n   - c\n", "a:\n  - b\n    c: d\n", "a: b \n", "a: b\n \nc: d\n"),
    *("a: [b\n", "a: [b,\n  c]\n", "a: [b, ]\n", "a: [, b]\n", "a: [b] c\n", "a: [b: c]\n", "a: {b}\n", "a: {b: }\n", "a: {b:c}\n"),
    *(
        "a: {b: c: d}\n",
        "a: [b}\n",
        "a: {b: [c}]\n",
        "a: [[b] c]\n",
        "a: [[b][c]]\n",
        "a: [[b], ]\n",
        "a: [b]]\n",
        "a: [b # c]\n",
        "a: [-b]\n",
        "a: [- 1]\n",
    ),
    *("a: 'it''s'\n", 'a: "b\\n"\n', 'a: "b\n', "a: 'b' c\n", "a: [''b]\n", 'a: ["b"c]\n', 'a: ["\\x41"]\n', 'a: "b" # c\n'),
    *("a: @b\n", "a: `b`\n", "a: %b\n", "a: ?b\n", "a: -b\n", "a:\tb\n", "a: b\tc\n", "\ta: b\n", "a: b\rc: d\n"),
    *(f"a: b{sign}c\n" for sign in "\x00\x07\x0b\x0c\x1c\x7f\x85\x9f\u2028\u2029\ud800\ufeff\ufffe\uffff"),
    *(f"a: {'9' * 301}\n", f"{'k' * 1100}: v\n", f"a: [{'9' * 301}]\n"),
]


def by_libyaml(text: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    with monkeypatch.context() as patch:
        patch.setattr(plain_yaml, "read", lambda _: None)
        return yaml_nodes.parse(text)


@pytest.mark.parametrize("text", READ)
def test_plain_texts_are_read_as_libyaml_reads_them(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = plain_yaml.read(text)
    assert data == READ[text]
    assert repr((data, [])) == repr(by_libyaml(text, monkeypatch))


@pytest.mark.parametrize("text", LEFT)
def test_what_leaves_a_doubt_is_left_to_libyaml(text: str) -> None:
    assert plain_yaml.read(text) is None


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_content_is_plain(path: Path) -> None:
    assert plain_yaml.read(path.read_text(encoding="utf-8")) is not None


def nested(levels: int) -> Iterator[str]:
    yield "\n".join("  " * level + "a:" for level in range(levels))
    yield "\n".join("  " * level + "- a:" for level in range(levels)).replace("- a", "a", 1)
    yield "a: " + "[" * levels + "]" * levels
    yield "a: " + "{ a: " * levels + "b" + " }" * levels
    yield "a:\n  " + "- " * levels + "b"
    yield "a: " + "[\n" * levels + "]" * levels
    yield "a:\n  " + "? " * levels + "b"


@pytest.mark.parametrize("text", [*nested(45), *nested(60), *nested(4000)], ids=lambda text: str(len(text)))
def test_deep_nesting_is_left_to_the_limits_of_libyaml(text: str) -> None:
    assert plain_yaml.read(text) is None


@pytest.mark.parametrize(
    "one", ["a: [", "a:\n", "- ", "a: {b: ", "a: '", 'a: "', "a: [b, ", " ", "a: b: ", "k", "#", " #", "a: [{}, "]
)
def test_long_texts_are_given_up_or_read_in_linear_time(one: str) -> None:
    """No assertion on time: quadratic work on a mebibyte would take hours."""
    assert plain_yaml.read(one * (1_048_576 // len(one))) is None
    plain_yaml.read(one * (plain_yaml.LONGEST // len(one)))


def test_no_text_that_is_read_can_hold_more_values_than_a_file_may(monkeypatch: pytest.MonkeyPatch) -> None:
    start = "a: ["
    text = start + ",".join("b" * ((plain_yaml.LONGEST - len(start)) // 2)) + "]"
    data = plain_yaml.read(text[: plain_yaml.LONGEST])
    assert data is not None
    assert 16_000 < len(data["a"]) < yaml_nodes.MAX_VALUES
    assert (data, []) == by_libyaml(text, monkeypatch)


PIECES = (
    *(
        "- ",
        "-",
        "  ",
        " ",
        ": ",
        ":",
        "#",
        " # c",
        "{ ",
        "}",
        "[",
        "]",
        ", ",
        ",",
        '"',
        "'",
        "|",
        ">",
        "&a ",
        "*a",
        "!t ",
        "? ",
        "\n",
        "\n\n",
    ),
    *(
        "\n  ",
        "\n- ",
        "\t",
        "\r\n",
        "\r",
        "a: b",
        "- - x",
        "{a: b, c: [d, e]}",
        "[]",
        "{}",
        "null",
        "~",
        "1e5",
        "-3",
        "\\",
        "''",
        '""',
        "%",
    ),
    *(
        "@",
        "\ufeff",
        "\xa0",
        "\u2028",
        "\x85",
        "é",
        "“",
        "---",
        "...",
        "<<: *a",
        "true",
        "=",
        ".5",
        "\x7f",
        "- {a: b}",
        "{a: }",
        "[a: b]",
        "x:y",
    ),
)


def changed(text: str, dice: random.Random) -> str:
    """A text with a few slips of the pen."""
    for _ in range(dice.choice((1, 1, 2, 3))):
        at = dice.randrange(len(text) + 1)
        lines = text.split("\n")
        line = dice.randrange(len(lines))
        sort = dice.randrange(5)
        if sort < 2:
            text = text[:at] + dice.choice(PIECES) + text[at:]
        elif sort == 2:
            text = text[:at] + text[at + dice.randrange(1, 5) :]
        elif sort == 3:
            text = "\n".join([*lines[:line], " " * dice.randrange(5) + lines[line].lstrip(), *lines[line + 1 :]])
        else:
            text = "\n".join([*lines[:line], *lines[line + 1 : line + 2], *lines[line:]])
    return text


def small(dice: random.Random) -> str:
    """A few lines of what YAML is made of."""
    lines = []
    for _ in range(dice.randrange(1, 8)):
        key = dice.choice("abcd") + dice.choice((": ", ":", ":  ")) if dice.random() < 0.7 else ""
        value = "".join(dice.choice((*PIECES, "x", "y z", "", "")) for _ in range(dice.randrange(3)))
        lines.append(" " * dice.choice((0, 0, 0, 2, 2, 4, 1)) + dice.choice(("", "", "", "- ", "-  ")) + key + value)
    return "\n".join(lines)


def test_texts_with_slips_of_the_pen_are_read_as_libyaml_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(7)
    good = [path.read_text(encoding="utf-8") for path in sorted(CONTENT.rglob("*.yaml"))]
    texts = [*(changed(dice.choice(good), dice) for _ in range(1500)), *(small(dice) for _ in range(6000))]
    known = [(text, data) for text in texts if (data := plain_yaml.read(text)) is not None]
    assert len(known) > 300
    for text, data in known:
        assert repr((data, [])) == repr(by_libyaml(text, monkeypatch)), text


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 12, 500])
def test_a_plain_file_is_read_up_to_one_byte_more_than_the_limit(tmp_path: Path, size: int) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"x" * size)
    assert read_plain_file(path, 10) == b"x" * min(size, 11)


@pytest.mark.parametrize(
    "name",
    ["a.yaml", "x/b.c.YAML", "x.y/noend", ".yaml", "x/.b.yml", "..yaml", "x/end.", "x.md/", "", "x/..", "a.b\\c.d", "ä.Md", " .md"],
)
def test_stem_and_type_are_those_of_a_path(tmp_path: Path, name: str) -> None:
    file = tmp_path / "x"
    file.write_text("a: b", encoding="utf-8")
    source = read(file, name)
    assert (source.stem, source.suffix) == (Path(name).stem, Path(name).suffix.lower())  # type: ignore[union-attr]
