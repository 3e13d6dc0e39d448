"""English syllables by spelling: groups of vowels, corrected where English writes more or fewer vowels than it says."""

from __future__ import annotations

import re

_COMPOUND_HEADS = """
some there where here fore home house life time care side shoe safe stone wide core base bare wire whole pipe game gate name
face fire sore score scare store line knife like one place plate space nose bone edge eye knee take make more ware white wise
ice free three same close race rope live love tire smoke five nine blue note lace lake wave fine mile hole male tube horse grape
cheese juice give before grade tape stage trade brake wine guide hide large type vice goose the middle cable table apple sledge
file frame else hope date rate pole stride lane bike
"""
_COMPOUND_TAILS = """
thing things time times body day days bone bones line lines shoe shoes stand stands cap caps band bands plate plates board
boards ball balls walk walks ground grounds way ways long back backs room rooms down downs up ups off offs on keep keeper
keepers keeping fore over after hold holds mate mates style styles guard guards weight weights store stores blade blades how
what where work works worker workers town sick made bound like ward wards by hand hands sight head arm arms father mother with
wives wife land lands most fruit berry watch watches right place let lets lid lids brow brows lash lashes cast bow said bump
bumps table tables rest rests chair chairs proof step steps bag bags man men fly power fall falls more shot shots play pan pans
clothes cake cakes out bell bells one ones foot feet crow tell hammer self selves wall walls page pages mark marks zone zones as
book books bar bars of in to name names upon hood soever
"""
_HEADS = frozenset(_COMPOUND_HEADS.split())
"""First parts of compounds that end in an e that is not said: something, homework."""
_TAILS = frozenset(_COMPOUND_TAILS.split())

_COMBINING = re.compile(
    r"((?:[ao]ste|cardi|gastr|micr|macr|hydr|psych|neur|electr|ge)o|anti|semi|multi"
    r"|re(?=e[lmnvx]|i[mn][^s]|inst|us)|pre(?=ex)|co(?=e[fx]|in[^s]))(?=[aeiou])(.+)$"
)
"""First parts that keep their last vowel before another: osteo-arthritis."""

_E_SUFFIXES = "ment ments mental less lessly lessness ful fuls fully fulness ly ness nesses some ty ties wise like"
_SUFFIXES = tuple(_E_SUFFIXES.split())
"""An e before a suffix that begins with a consonant: move-ment, safe-ly."""

_MORE = re.compile(
    r"""
    (?<![ctsg])i(?=a(?!ge))(?<![ai]li(?=an))(?<![iu]li(?=ar)) | (?<=[ct])i(?=a(?:te|ti|bl|r))  # di-abetes, asso-ci-ate, not so-cial
    | (?<![ctsxghln])i(?=o)(?<!vi(?=or))(?<!vi(?=our)) | (?<=[^l]l)i(?=o) | i(?=os?$) # vi-olin, ra-di-o; not na-tion, mil-lion
    | i(?=u) | (?<=phys)i(?=o)
    | (?<![qg])u(?=a) | (?<![qaeo])u(?=ous) | (?<![qg])u(?=en[ct]) | (?<![gqbj])u(?=i(?:d|n[^d]|ng?|ci|ti|ty))
    | [iyaeou](?=ings?$|ingly$|ism)                             # do-ing
    | (?<![aeou])i(?=ers?$|est$|et) | (?<=qu)i(?=et) | (?<![aeouct])i(?=en[tc]) | (?<=^sc)i(?=en) # eas-i-er, qui-et
    | (?<![gp])e(?=o(?!u)) | (?<![gc])e(?=ous) | (?<=^g)e(?=o[lmg])
    | (?<!^)y(?=[aeiou])(?!e[sd]?$)                             # play-er
    | o(?=e[tmn]) | (?<![h])(?<!^pn)e(?=um)                     # po-et, muse-um
    | (?<=cr)e(?=at(?!ur)) | (?<=\br)e(?=a(?:ct|pp|ss|li)) | (?<=[ir]d)e(?=al?s?$|al[is]) | (?<=r)e(?=as?$)
    | (?<=[uo]t)e(?=al$|us$) | (?<=[^n]n)e(?=al$|us$) | (?<=[hg])e(?=al$)(?<!^he)  # cre-ate, re-act, ide-a
    | (?<=^c)o(?=o(?:rd|p[^s]))                                 # co-operate
    | (?:s|th)(?=ms?$)                                          # spas-m
    """,
    re.VERBOSE,
)
_STEM = re.compile(r"[aeiouy][^aeiouy]+e$|[cgu]e$|ee$")
"""Stems with a last e that may be mute."""
_LONGEST = 34
_VOWELS = re.compile(r"[aeiouy]+")

_KNOWN = {
    word: number
    for number, words in {
        1: "friend friends tongue tongues league leagues sieve",
        2: "every business evening evenings wednesday argue argues cafe cafes acne soldier soldiers giant giants friendly"
        " friendship cement leopard forehead naked rugged wicked jagged crooked hundred hundreds sacred maybe",
        3: "recipe recipes karate everyone everything everyday everywhere everybody achilles businesses vertebrae iodine element"
        " elements increment whoever",
        4: "diabetes apostrophe catastrophe epitome facsimile initiative elemental",
    }.items()
    for word in words.split()
}
"""What no rule above tells."""


def count(word: str) -> int:
    """The syllables of a word in lower case, letters only."""
    known = _KNOWN.get(word)
    if known:
        return known
    groups = len(_VOWELS.findall(word))
    if len(word) > _LONGEST:
        return max(1, groups)
    parts = _parts(word)
    if parts:
        return count(parts[0]) + count(parts[1])
    return max(1, groups + len(_MORE.findall(word)) - (groups > 1 and _ends_mute(word)))


def _parts(word: str) -> tuple[str, str] | None:
    """The two parts of a word that are counted each by itself: some-thing, move-ment, osteo-arthritis."""
    for place in range(3, min(len(word) - 1, 8)):
        if word[:place] in _HEADS and word[place:] in _TAILS:
            return word[:place], word[place:]
    if word.endswith(_SUFFIXES):
        for suffix in _SUFFIXES:
            stem = word[: -len(suffix)]
            if word.endswith(suffix) and _STEM.search(stem):
                return stem, suffix
    match = _COMBINING.match(word)
    return (match[1], match[2]) if match else None


def _ends_mute(word: str) -> bool:
    """Whether the e of the word's end is not said: hope, hopes, hoped; but table, noses, rested."""
    if word.endswith(("que", "gue", "ques", "gues", "gued")):
        return True
    stem = word[:-1] if word.endswith("e") else word[:-2] if word.endswith(("es", "ed")) else ""
    if not stem or stem[-1] in "aeiouy" or (stem[-1] == "l" and stem[-2:-1] not in "aeiouylrw"):
        return False
    if word.endswith("es") and not word.endswith(("daches", "kaches", "haches")):
        return stem[-1] not in "sxzcg" and stem[-2:] not in ("ch", "sh")
    return not (word.endswith("ed") and stem[-1] in "td")
