"""Characters that nobody sees: those that turn the reading order can hide a changed dose or a struck-out warning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

# Not here, because people write with them: soft hyphen, no-break space, joiner and non-joiner (Persian, Hindi, emoji), the marks
# U+200E and U+200F (Arabic and Hebrew), variation selectors, the zero-width space between letters of Thai, Lao, Khmer and Burmese,
# and tags behind a black flag, which spell the flags of England, Scotland and Wales.
_TURNING = "\u202a-\u202e\u2066-\u2069"
_ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_TAGS = "\U000e0020-\U000e007f"
_HIDDEN = (
    rf"[{_TURNING}\u2060-\u2064\u206a-\u206f\ufeff\u180e\ufff9-\ufffb\U000e0001]"
    rf"|(?<![{_ASIAN}])\u200b"
    rf"|(?<![\U0001f3f4{_TAGS}])[{_TAGS}]"
)
_IN_TEXT = re.compile(_HIDDEN)
# What an escape may write, but no file may hold: control characters and the line breaks that only YAML knows.
_IN_VALUE = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|{_HIDDEN}")
_TURNS = re.compile(f"[{_TURNING}]")

ADVICE = "Delete it and write the words again by hand; it often comes along when text is pasted."

ESCAPED = "Take the escape out."


def in_text(text: str) -> Iterator[int]:
    """The positions of invisible characters in the text of a file."""
    if not text.isascii():
        for match in _IN_TEXT.finditer(text):
            yield match.start()


def in_value(text: str) -> str | None:
    """The first invisible character of a value that was written with escapes, or None."""
    match = _IN_VALUE.search(text)
    return match[0] if match else None


def in_values(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text that holds an invisible character: its path and the character. In a key, it makes an unknown field."""
    if isinstance(data, str):
        found = in_value(data)
        if found:
            yield path, found
        return
    items: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from in_values(value, (*path, key))


def sentence(character: str) -> str:
    """What is wrong with an invisible character, as a sentence."""
    name = f"U+{ord(character):04X}"
    if _TURNS.match(character):
        return f"The invisible character {name} turns the reading order here: what people read is not what the file says."
    if unicodedata.category(character) == "Cc":
        return f"The control character {name} cannot stand in a text."
    return f"The invisible character {name} stands here."
