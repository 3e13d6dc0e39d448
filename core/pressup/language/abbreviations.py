"""Full stops that end no sentence: abbreviations, initials, ordinals."""

from __future__ import annotations

_TITLES = "dr prof hr fr st nr vs cf fig vol ed eds tel"

_NEVER = {
    "en": "mr mrs ms mx messrs rev hon gen col capt lt sgt e.g i.e eg ie viz resp incl excl esp",
    "de": "z.b d.h u.a u.ä o.ä o.a i.d.r v.a m.e s.o s.u i.v i.m z.t u.u bzw ca inkl exkl evtl ggf vgl abb tab nr bd hrsg mind"
    " sog zzgl abzgl allg bes frl dipl ing med bspw gem insb z d u v i o s m",
    "fr": "m mm mme mmes mlle mlles me mgr pr p.ex p. ex env cf ste fig bd av",
    "es": "sr sra sres sras srta d dña dra drs p.ej p ej ud uds vd vds aprox núm nº pág págs fig av avda tfno",
    "it": "sig sigg sig.ra sig.na dott dott.ssa prof.ssa avv ing geom p.es ad.es es pag pagg fig ca cfr gent",
    "nl": "dhr mevr mw drs ir mr ing bijv bv b.v d.w.z m.a.w o.a i.p.v i.v.m t.o.v m.b.t t.a.v d.m.v a.u.b blz nr ca evt incl excl"
    " resp m.n z.g zgn fig",
}
"""Never last in a sentence: titles before names, and words that more must follow. Lower case, without the last full stop."""

_SELDOM = {
    "en": "jr sr approx no nos p pp ch para max etc dept est min mins hr hrs wk wks mo yr yrs ft in oz lb lbs cm mm kg jan feb"
    " mar apr jun jul aug sep sept oct nov dec"
    " mon tue tues wed thu thur thurs fri inc ltd co corp ave rd",
    "de": "usw etc min sek std tgl wdh whg tel jan feb mär apr jun jul aug sep sept okt nov dez usf dgl o.g",
    "fr": "chap art n min max ch etc sec h j janv févr avr juil sept oct nov déc tél",
    "es": "máx mín cap art etc seg min hs hr ene feb mar abr jun jul ago sept oct nov dic tel ee.uu",
    "it": "cap art n max min ecc etc sec ore tel gen feb mar apr giu lug ago sett ott nov dic",
    "nl": "max min enz etc sec uur wk mnd tel jan feb mrt apr jun jul aug sept okt nov dec e.d",
}
"""Last in a sentence only before a capital letter."""

_GERMAN_STARTERS = """
    dann danach das der die den dem des ein eine einen es er sie wir ihr ich man wenn falls aber und oder doch so nun jetzt
    hier dort dabei dazu damit achten atmen halten heben senken gehen beginnen machen wiederholen bleiben legen stellen setzen
    strecken beugen drücken ziehen lassen kommen nach vor bei mit ohne für zum zur im in am auf zuerst anschließend zuletzt
    nicht kein keine ihre ihr ihren
    """
_NOT_NAMED = """
    vitamin hepatitis type grade group plan phase option table part step stage level appendix typ grad gruppe stufe vitamine
    vitamina type groupe tipo grupo grado gruppo fase tabel groep
    """
_GERMAN_STARTS = frozenset(_GERMAN_STARTERS.split())
_NOT_A_NAME = frozenset(_NOT_NAMED.split())
_GENERIC = frozenset((_TITLES + " e.g i.e").split())
_NEVER_SETS = {lang: frozenset(words.split()) | frozenset(_TITLES.split()) for lang, words in _NEVER.items()}
_SELDOM_SETS = {lang: frozenset(words.split()) for lang, words in _SELDOM.items()}
_NO_WORDS: frozenset[str] = frozenset({"etc"})


def ends_no_sentence(last: str, before: str, after: str, lang: str) -> bool:
    """Whether the full stop after `last` ends no sentence.

    Args:
        last: What stands right before the full stop, without space.
        before: The word before that, with its full stop if it has one; empty if `last` begins the sentence.
        after: The word that follows.
        lang: The base language, such as `de`.
    """
    small = last.lower()
    if (last if len(last) == 1 else small) in _NEVER_SETS.get(lang, _GENERIC):
        return True
    if last.isdigit():
        return not before or (lang == "de" and len(last) < 3 and after.strip(".,;:!?").lower() not in _GERMAN_STARTS)
    capital = after.lstrip("\"'“„‘«([¿¡*_")[:1].isupper()
    if len(last) == 1 and last.isalpha():
        # J. Smith, z. B.; but: vitamin C. Take ..., and So do I. Then ...
        if before.endswith(".") and len(before) == 2:
            return True
        named = before.lower() in _NOT_A_NAME or (lang == "en" and last == "I")
        return not named and (not before or before[:1].isupper())
    return not capital and (small in _SELDOM_SETS.get(lang, _NO_WORDS) or "." in last)
