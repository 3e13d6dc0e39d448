"""Makes the English word list of the spelling rule (PLN-08) from SCOWL: `python docs/build_word_list.py FOLDER`.

FOLDER is SCOWL's folder of lists (Debian's package `scowl` has it as /usr/share/dict/scowl). The result holds the words, sorted,
and behind a NUL one character a word: how rare it is (0: the most common), as a letter (A for 0) when a name is written the same.
"""

from __future__ import annotations

import sys
import unicodedata
import zlib
from pathlib import Path

LEVELS = (10, 20, 35, 40, 50, 55, 60)
"""How rare a list's words are. 60 is the size that SCOWL's author advises for checking spelling; names and variants to 50."""
COUNTRIES = ("english", "american", "british", "british_z", "australian", "canadian")
VARIANTS = ("variant_1", "british_variant_1", "canadian_variant_1", "australian_variant_1")
NOT_WORDS = frozenset({"cant", "tho", "thru", "wont"})
"""Rare words that are almost always another one misspelt."""
TARGET = Path(__file__).parents[1] / "core" / "pressup" / "checks" / "lexicon" / "english.zz"


def words(folder: Path, lists: str, levels: tuple[int, ...], families: tuple[str, ...]) -> dict[str, int]:
    """The words of some lists, each with the first level that has it."""
    found: dict[str, int] = {}
    for rank, level in enumerate(levels):
        for family in families:
            file = folder / f"{family}-{lists}.{level}"
            for word in file.read_text(encoding="utf-8").lower().split() if file.exists() else ():
                if not word.endswith("'s"):
                    found.setdefault(word, rank)
                    found.setdefault(plain(word), rank)
    return found


def plain(word: str) -> str:
    """A word without its accents, as many people write it."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def build(folder: Path) -> bytes:
    """The word list as it is packaged."""
    common = words(folder, "words", LEVELS, COUNTRIES)
    for more in (words(folder, "contractions", LEVELS, COUNTRIES), words(folder, "words", LEVELS[:5], VARIANTS)):
        common = {**more, **common}
    names = words(folder, "upper", LEVELS[:5], COUNTRIES) | words(folder, "proper-names", LEVELS[:5], COUNTRIES)
    every = sorted((common.keys() | names.keys()) - NOT_WORDS)
    ranks = "".join(chr((ord("A") if word in names else ord("0")) + common.get(word, 9)) for word in every)
    return zlib.compress(("\n".join(every) + "\0" + ranks).encode(), 9)


if __name__ == "__main__":
    TARGET.write_bytes(build(Path(sys.argv[1])))
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")
