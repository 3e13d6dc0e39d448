"""Syllables of a word, by rules of our own for each language; None where a language has none here.

Counts are what dictionaries give, not every way of speaking. For English, measured against the CMU Pronouncing Dictionary (BSD
licence; none of it is here), wrong are:

- 0.04 % of the 7,000 running words of six texts for patients, and 0.1 % of 102,000 of exercise instructions;
- 0.4 % of 144,000 running words (of four letters and more) of programming manuals, which were not looked at when the rules were
  made, and 2.6 % of their 1,486 words that are in no text that was;
- 6 % of the dictionary's 117,000 entries, many of which are surnames.

Hyphenation patterns (Pyphen, en_US) are wrong in 20 % of running words: a line must not break wherever a syllable ends. Of words
counted by hand, wrong are 1 of 524 English (Pyphen 149), 0 of 188 German (41), 0 of 100 Spanish (25), 0 of 88 French (25) and 0 of
97 Dutch (5). Of 160 among them that were listed after the rules were made, 2 were wrong before the rules were mended.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from pressup.language import english

_LONGEST = 60
"""Only so much of a word is looked at: no real word is longer, and content is hostile."""

_PARTS = re.compile(r"[^\W\d_]+")


def base_language(lang: str) -> str:
    """The language of a tag, without region or script: `en` of `en-GB`."""
    return lang.replace("_", "-").partition("-")[0].lower()


def syllables(word: str, lang: str = "en") -> int | None:
    """The syllables of a word: at least one; None if the language has no count here.

    A figure, an abbreviation in capitals and anything else without a word in it is one syllable, which is Flesch's own rule ("The
    Art of Readable Writing", 1949). A word with hyphens has the syllables of its parts.

    Args:
        word: One word, as `words` gives it.
        lang: The language's tag, such as `en` or `en-GB`.
    """
    base = base_language(lang)
    if base not in _COUNTERS:
        return None
    return _count(word[:_LONGEST], base)


def has_syllables(lang: str) -> bool:
    """Whether syllables can be counted in a language."""
    return base_language(lang) in _COUNTERS


@lru_cache(maxsize=32_768)
def _count(word: str, base: str) -> int:
    if len(word) > 1 and word.isupper():
        return 1
    word = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    return max(1, _COUNTERS[base](word))


_CONTRACTED = re.compile(r"(.*[^'])'(s|ll|ve|d|re|m)$")


def _english(word: str) -> int:
    """The word without accents; did-n't and bus-es' have a syllable more than their stem, don't and knee's have not."""
    word = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    extra = 0
    if word.endswith("n't"):
        word = word[:-3]
        extra = int(word == "have" or word[-1:] not in "aeiou")
    elif match := _CONTRACTED.match(word):
        word, ending = match[1], match[2]
        hisses = word.endswith(("s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze"))
        extra = int(hisses if ending == "s" else ending in ("ll", "ve", "d") and word[-1:] not in "aeiouyw")
    return extra + sum(map(english.count, _PARTS.findall(word)))


# Patterns of other languages than English are compiled where they are used first: most libraries have one language.
_DE = r"aa|ee|oo|ie|ei|ey|ai|ay|au|eu|äu|[aeiouäöüáàâéèêôëï]|y(?![aeiou])"
_DE_MORE = (
    r"(?<![ew])(?<!sch)i(?=en$)|(?<!d)i(?=ent)|(?:famil|lin|stud|präm|fol|sil|lil|kastan|hern|arter|akter|mater|\bser)i(?=e$)"
    r"|hygi(?=en)|e(?=um(?:s|$))|\bge(?=im|in[^e])|\bbe(?=inh|inf|inde|urt|url)|\bko(?=o(?:rd|p))"
)


def _german(word: str) -> int:
    """Ei, ie, eu ... are one; the i of Fami-li-en and Pa-ti-ent is one of its own."""
    word = word.replace("qu", "q")
    return len(re.findall(_DE, word)) + len(re.findall(_DE_MORE, word))


_ES = r"[iuü]?[aeoáéó](?:[iuü](?![aeoáéóíú])|y(?![aeiouáéíóú]))?|[iuü]{1,2}y?|[íú]|y(?![aeiouáéíóú])"


def _spanish(word: str) -> int:
    """A weak vowel (i, u) goes with its neighbour unless it has the accent: día is two, hueso is two."""
    return len(re.findall(_ES, re.sub(r"(?<=q)u|(?<=g)u(?=[eéií])", "", word)))


_FR = (
    r"[éèêaâoô](?=[éèêï])|é(?=[aâoôuiy])|[ao](?=ë)|a(?=o[^uû])|(?:(?<=[bcdfgptv][lr]))[iu](?=[aeoéè])"
    r"|(?:(?![éèêëï])[aâàeiîoôuùûüœæ])+|[éèê](?:[eu]*)|[ëï][aeiou]*|(?<![aeiouéèâê])y(?![aeiouéèê])[aeiou]*"
)
_FR_MUTE = r"(?<=[^aàâeéèêëiîïoôöuùûüyœæ])es?$"


def _french(word: str) -> int:
    """A last e after a consonant is not said, in jambe as in muscles; -ent is always counted, also where it is a verb's."""
    word = re.sub(r"(?<=q)u|(?<=g)u(?=[eéèêi])", "", word)
    parts = [part for part in _PARTS.findall(word) if len(part) > 1 or part in "aàyô"]
    return sum(max(1, len(re.findall(_FR, re.sub(_FR_MUTE, "", part)))) for part in parts)


_NL = r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ai|ou|au|[aeiouáàâéèêíóúëïöü]|y(?![aeiou])"
_NL_MORE = r"e(?=um(?:s|$))|\bge(?=in[^e])"


def _dutch(word: str) -> int:
    """Ie, oe, ij ... are one; a diaeresis begins a syllable."""
    word = word.replace("qu", "q")
    return len(re.findall(_NL, word)) + len(re.findall(_NL_MORE, word))


_TR = r"[aeıioöuüâîû]"


def _turkish(word: str) -> int:
    """Each vowel is a syllable."""
    return len(re.findall(_TR, word))


_COUNTERS: dict[str, Callable[[str], int]] = {
    "de": _german,
    "en": _english,
    "es": _spanish,
    "fr": _french,
    "nl": _dutch,
    "tr": _turkish,
}
