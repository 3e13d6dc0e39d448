"""Text that says nothing: what keeps a place free where a reader needs words."""

from __future__ import annotations

import re
import unicodedata

_WORDS = frozenset(
    {
        "action",
        "action here",
        "add text",
        "add text here",
        "and so on",
        "as above",
        "aucun",
        "aucune",
        "blank",
        "caution",
        "ditto",
        "draft",
        "dummy",
        "empty",
        "entfällt",
        "etc",
        "example",
        "fix me",
        "fixme",
        "folgt",
        "geen",
        "ingen",
        "insert text",
        "insert text here",
        "kein",
        "keine",
        "keiner",
        "keines",
        "missing",
        "n a",
        "na",
        "nada",
        "nessuna",
        "nessuno",
        "nil",
        "ninguna",
        "ninguno",
        "no",
        "noch offen",
        "none",
        "not applicable",
        "not known",
        "not sure",
        "nothing",
        "null",
        "nvt",
        "néant",
        "offen",
        "ok",
        "okay",
        "pendiente",
        "pending",
        "placeholder",
        "red flag",
        "red flag here",
        "same",
        "same as above",
        "sample",
        "see above",
        "see below",
        "siehe oben",
        "stop",
        "tba",
        "tbc",
        "tbd",
        "test",
        "text",
        "text here",
        "to be added",
        "to be confirmed",
        "to be decided",
        "to be done",
        "to be written",
        "to do",
        "to follow",
        "todo",
        "undefined",
        "unknown",
        "various",
        "warning",
        "write here",
        "yes",
        "your text",
        "your text here",
        "à compléter",
    }
)
"""Whole texts, in small letters and without signs."""
_NOTHING = re.compile(
    r"(?:there are |we know of |has )?(?:no|none)(?: known| special| particular| specific| major| other)?"
    r"(?: (?:red flag|warning sign|stop sign|caution|contraindication|precaution|action|risk|problem|concern)s?)?"
    r"(?: known| needed| required| necessary| apply| found| yet| at all| at present)?"
)
_BEGUN = re.compile(r"\W{0,9}(?:TODO|FIXME|TBD|TBC|XXX+)\b|\W{0,9}(?i:(?:todo|fixme|tbd|tbc)\s?[:–-]|lorem ipsum\b)")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
"""Signs that take no room: a text of them looks empty, and one of them inside a word hides it."""
_WORD = re.compile(r"[^\W_]+")
_ORDINARY = re.compile(r"(?!(?:[Tt]here|[Ww]e|[Nn]one?|[Hh]as|[Ll]orem)\b)[A-Z]?[a-z']+,?(?: [a-z'-]*[a-z]{2}[a-z'-]*,?){3}[ .]")
"""Four words in plain letters: no placeholder begins like that, and most texts do."""
_PLAIN = re.compile(r"(?!(?:[Tt]here|[Ww]e|[Nn]one?|[Hh]as)\b)[A-Z]?[a-z]+(?: [a-z]+)+")
"""Words in plain letters: of so many letters that no placeholder is as long."""
_LONGEST = max(map(len, _WORDS))
_FEWEST_LETTERS = 3
"""Of an alphabet; a sign of Chinese or Japanese can be a word by itself."""
_MOST_WORDS = 10
"""No placeholder has more; longer texts are not looked at closely."""


def is_placeholder(text: str) -> bool:
    """Whether a text has no letters, the same one again and again, or only words that keep a place free."""
    if _BEGUN.match(text):
        return True
    if _ORDINARY.match(text):
        return False
    plain = _PLAIN.match(text)
    if plain and plain.end() - text.count(" ", 0, plain.end()) > _LONGEST and len(set(plain[0])) > _FEWEST_LETTERS * 2:
        return False
    visible = text if text.isascii() else _INVISIBLE.sub("", unicodedata.normalize("NFKC", text[:2_000]))
    words = _WORD.findall(visible.casefold()[:400])
    joined = " ".join(words)
    if _too_few_letters(joined):
        return True
    if len(words) > _MOST_WORDS:
        return False
    return (
        joined in _WORDS
        or joined.replace(" ", "") in _WORDS
        or bool(_NOTHING.fullmatch(joined))
        or bool(visible is not text and _BEGUN.match(visible))
    )


def _too_few_letters(text: str) -> bool:
    """Whether text in small letters has none, or fewer different ones than a word of its script needs."""
    letters = {sign for sign in set(text) if sign.isalpha()}
    if len(letters) >= _FEWEST_LETTERS:
        return False
    alphabet = any(sign.upper() != sign for sign in letters)
    return not letters or (alphabet and (len(letters) == 1 or sum(map(str.isalpha, text)) < _FEWEST_LETTERS))
