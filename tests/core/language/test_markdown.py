"""Prose out of Markdown keeps every place, and agrees with a real parser on words and blocks."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from pressup.language import blocks, prose, sentences, words

CONTENT = Path(__file__).parents[3] / "content"

SAMPLE = """# Your *knee*

Some text with **bold**, _slanted_ words and [a link](https://x.example/(a)).
It goes on here.
- one item
  goes on
- two items

> A quoted line
> goes on.

1. First step
2. Second step

   Of the second step.

Set heading
-----------

***

```
no prose. None.
```

[ref]: https://x.example

A [reference][ref], a `code`, an &amp; and \\*stars\\*.
"""


def parsed(text: str) -> list[tuple[bool, str]]:
    """The blocks of a text by markdown-it: whether a heading, and the words."""
    found = []
    tokens = MarkdownIt("commonmark", {"html": False}).parse(text)
    for before, token in zip([*tokens[:1], *tokens], tokens, strict=False):
        if token.type == "inline":
            plain = "".join(
                " " if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or []
                if child.type in ("text", "code_inline", "softbreak", "hardbreak", "text_special")
            )
            found.append((before.type == "heading_open", bare(plain)))
    return found


def bare(text: str) -> str:
    """The words of a text, with one space between them."""
    return " ".join(word.text for word in words(text))


def bodies() -> list[str]:
    """The Markdown bodies of the starter library."""
    return [
        path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in sorted(CONTENT.rglob("*.md")) if path.stem != "README"
    ]


@pytest.mark.parametrize("text", [SAMPLE, *bodies()])
def test_blocks_are_those_of_a_parser(text: str) -> None:
    shown = prose(text, headings=True)
    assert [(block.kind == "heading", bare(shown[block.start : block.end])) for block in blocks(text)] == parsed(text)


@pytest.mark.parametrize("text", [SAMPLE, *bodies()])
def test_prose_is_the_words_outside_headings_at_their_places(text: str) -> None:
    shown = prose(text)
    assert len(shown) == len(text)
    assert bare(shown) == bare(" ".join(plain for heading, plain in parsed(text) if not heading))
    assert all(text[word.start : word.end] == word.text for word in words(shown))


def test_each_block_is_a_sentence_of_its_own() -> None:
    shown = prose(SAMPLE)
    assert [re.sub(r"\s+", " ", shown[one.start : one.end])[:22] for one in sentences(shown)] == [
        "Some text with bold , ",
        "It goes on here.",
        "one item goes on",
        "two items",
        "A quoted line goes on.",
        "First step",
        "Second step",
        "Of the second step.",
        "A reference , a code ,",
    ]


def test_kinds_and_levels() -> None:
    kinds = [(block.kind, block.level) for block in blocks(SAMPLE)]
    assert kinds[:4] == [("heading", 1), ("paragraph", 0), ("item", 0), ("item", 0)]
    assert ("heading", 2) in kinds


@pytest.mark.parametrize("piece", ["[", "](a", "](", "* ", "#\n", "# a\n", ">", "```\n", "`", "&a", "[a", "<a", "- ", "_ ", "a\n"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    assert len(prose(text)) == len(text)
    assert time.process_time() - start < 2  # quadratic work would take minutes
