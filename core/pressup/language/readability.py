"""How easy a text is to read, by a formula that was published for its language; nothing where there is none.

A formula made for one language says nothing about another, so an English score is never given for a German text. A score of fewer
than about 100 words (`FEWEST_WORDS`, the sample that Flesch worked with) jumps with every word: do not judge a text by it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass

from pressup.language.counts import Counts, count
from pressup.language.syllables import base_language
from pressup.language.text import sentences

FEWEST_WORDS = 100
SMOG_SENTENCES = 30


@dataclass(frozen=True, slots=True)
class Scale:
    """What a score means.

    Attributes:
        name: What the number is, such as “US school grade”.
        rising: Whether a higher number is harder to read.
        bands: Published bands, the easiest first: the number where the band ends towards the hard side, and the band's name. None
            for grades.
        target: Where text for patients should be at most (at least, if not `rising`): grade 6, or the last edge that is called
            easy.
        limit: What such a text should not go beyond: grade 8, or the edge of what is called normal, standard or medium.
    """

    name: str
    rising: bool
    bands: tuple[tuple[float, str], ...]
    target: float
    limit: float


@dataclass(frozen=True, slots=True)
class Readability:
    """A score: the formula's name, the value (not rounded), and the scale to read it by."""

    formula: str
    value: float
    scale: Scale

    @property
    def band(self) -> str:
        """The published name of the band that the value is in; empty for a grade."""
        for edge, name in self.scale.bands:
            if (self.value <= edge) if self.scale.rising else (self.value >= edge):
                return name
        return ""

    @property
    def over_target(self) -> bool:
        """Whether the text is harder than the target."""
        return self._beyond(self.scale.target)

    @property
    def over_limit(self) -> bool:
        """Whether the text is harder than the limit."""
        return self._beyond(self.scale.limit)

    def _beyond(self, edge: float) -> bool:
        # Compared as shown, to one decimal: 6.04 is printed as 6.0, and nobody can act on “6.0 is above 6”.
        return round(self.value, 1) > edge if self.scale.rising else round(self.value, 1) < edge


_GRADE = Scale("US school grade", rising=True, bands=(), target=6, limit=8)
_SMOG_GRADE = Scale("US school grade for full understanding", rising=True, bands=(), target=8, limit=10)
_SCHULSTUFE = Scale("Austrian school year", rising=True, bands=(), target=6, limit=8)
_FLESCH = Scale(
    "reading ease, 0 to 100",
    rising=False,
    bands=(
        (90, "very easy"),
        (80, "easy"),
        (70, "fairly easy"),
        (60, "standard"),
        (50, "fairly difficult"),
        (30, "difficult"),
        (-math.inf, "very difficult"),
    ),
    target=70,
    limit=60,
)
_INFLESZ = Scale(
    "INFLESZ, 0 to 100",
    rising=False,
    bands=((80, "very easy"), (65, "fairly easy"), (55, "normal"), (40, "somewhat difficult"), (-math.inf, "very difficult")),
    target=65,
    limit=55,
)
_DOUMA = Scale(
    "reading ease, 0 to 100",
    rising=False,
    bands=(
        (90, "very easy"),
        (80, "easy"),
        (70, "fairly easy"),
        (60, "normal"),
        (45, "fairly difficult"),
        (30, "difficult"),
        (-math.inf, "very difficult"),
    ),
    target=70,
    limit=60,
)
_GULPEASE = Scale(
    "Gulpease, 0 to 100",
    rising=False,
    bands=(
        (80, "easy after primary school"),
        (60, "easy after lower secondary school"),
        (40, "easy after upper secondary school"),
        (-math.inf, "difficult after upper secondary school"),
    ),
    target=80,
    limit=60,
)
_ATESMAN = Scale(
    "reading ease, 0 to 100",
    rising=False,
    bands=((90, "very easy"), (70, "easy"), (50, "medium"), (30, "difficult"), (-math.inf, "very difficult")),
    target=70,
    limit=50,
)
_LIX_DANISH = Scale(
    "LIX",
    rising=True,
    bands=((24, "very easy"), (34, "easy"), (44, "medium"), (54, "difficult"), (math.inf, "very difficult")),
    target=34,
    limit=44,
)
_LIX = Scale(
    "LIX",
    rising=True,
    bands=((30, "very easy"), (40, "easy"), (50, "medium"), (60, "difficult"), (math.inf, "very difficult")),
    target=40,
    limit=50,
)


def flesch_kincaid(counts: Counts) -> Readability:
    """The US school grade of an English text.

    Kincaid, Fishburne, Rogers and Chissom (1975), "Derivation of New Readability Formulas for Navy Enlisted Personnel", Naval
    Technical Training Command, Research Branch Report 8-75. Target and limit: patient information is to be at grade 6, and not
    above 8 (AMA, NIH). Six texts for patients differ by 0.07 grades at most from their grades by the syllables of a pronouncing
    dictionary.
    """
    value = 0.39 * counts.words_per_sentence + 11.8 * counts.syllables_per_word - 15.59
    return Readability("Flesch-Kincaid grade", value, _GRADE)


def smog(counts: Counts) -> Readability | None:
    """The US school grade at which an English text is understood in full; None below 30 sentences, where the formula does not hold.

    McLaughlin (1969), "SMOG Grading: A New Readability Formula", Journal of Reading 12(8), 639-646, over all sentences. It asks
    for full understanding and so reads about two grades above Flesch-Kincaid; target and limit here are two above, too.
    """
    if counts.sentences < SMOG_SENTENCES:
        return None
    return Readability("SMOG grade", 1.043 * math.sqrt(counts.three_syllables * 30 / counts.sentences) + 3.1291, _SMOG_GRADE)


def wiener_sachtextformel(counts: Counts) -> Readability:
    """The school year of a German text: the first Wiener Sachtextformel, from 4 (very easy) to 15 (very hard).

    Bamberger and Vanecek (1984), "Lesen, Verstehen, Lernen, Schreiben", Jugend und Volk, Vienna.
    """
    of_all = 100 / counts.words
    value = 0.1935 * counts.three_syllables * of_all + 0.1672 * counts.words_per_sentence
    value += 0.1297 * counts.long_words * of_all - 0.0327 * counts.one_syllable * of_all - 0.875
    return Readability("Wiener Sachtextformel", value, _SCHULSTUFE)


def szigriszt_pazos(counts: Counts) -> Readability:
    """The reading ease of a Spanish text, on the INFLESZ scale, which was made with texts for patients.

    Szigriszt Pazos (1993), "Sistemas predictivos de legibilidad del mensaje escrito: fórmula de perspicuidad", thesis, Madrid.
    Bands: Barrio-Cantalejo and others (2008), Anales del Sistema Sanitario de Navarra 31(2), 135-152.
    """
    value = 206.835 - 62.3 * counts.syllables_per_word - counts.words_per_sentence
    return Readability("Szigriszt-Pazos", value, _INFLESZ)


def fernandez_huerta(counts: Counts) -> Readability:
    """The reading ease of a Spanish text.

    Fernández Huerta (1959), "Medidas sencillas de lecturabilidad", Consigna 214, 29-32, with the mean length of a sentence, which
    is what the author meant; many copies of the formula put the number of sentences there. Bands: Flesch's.
    """
    value = 206.84 - 60 * counts.syllables_per_word - 1.02 * counts.words_per_sentence
    return Readability("Fernández Huerta", value, _FLESCH)


def kandel_moles(counts: Counts) -> Readability:
    """The reading ease of a French text, on Flesch's scale.

    Kandel and Moles (1958), "Application de l'indice de Flesch à la langue française", Cahiers d'études de radio-télévision 19,
    253-274.
    """
    value = 207 - 1.015 * counts.words_per_sentence - 73.6 * counts.syllables_per_word
    return Readability("Kandel-Moles", value, _FLESCH)


def gulpease(counts: Counts) -> Readability:
    """The reading ease of an Italian text, by letters.

    Lucisano and Piemontese (1988), "GULPEASE: una formula per la predizione della difficoltà dei testi in lingua italiana", Scuola
    e città 39(3), 110-124. Above 80 a text is easy after primary school, above 60 after lower secondary, above 40 after upper
    secondary.
    """
    return Readability("Gulpease", 89 + (300 * counts.sentences - 10 * counts.letters) / counts.words, _GULPEASE)


def flesch_douma(counts: Counts) -> Readability:
    """The reading ease of a Dutch text. Douma (1960), "De leesbaarheid van landbouwbladen", Landbouwhogeschool, Wageningen."""
    return Readability("Flesch-Douma", 206.84 - 77 * counts.syllables_per_word - 0.93 * counts.words_per_sentence, _DOUMA)


def atesman(counts: Counts) -> Readability:
    """The reading ease of a Turkish text. Ateşman (1997), "Türkçede okunabilirliğin ölçülmesi", Dil Dergisi 58, 71-74."""
    return Readability("Ateşman", 198.825 - 40.175 * counts.syllables_per_word - 2.61 * counts.words_per_sentence, _ATESMAN)


def lix(counts: Counts) -> Readability:
    """The LIX of a Swedish or Norwegian text: the mean length of a sentence and the share of long words.

    Björnsson (1968), "Läsbarhet", Liber, Stockholm.
    """
    return Readability("LIX", counts.words_per_sentence + 100 * counts.long_words / counts.words, _LIX)


def lix_danish(counts: Counts) -> Readability:
    """The LIX of a Danish text: as `lix`, with the bands that are usual for Danish, which lie lower."""
    return Readability("LIX", lix(counts).value, _LIX_DANISH)


_FORMULAS: dict[str, tuple[Callable[[Counts], Readability | None], ...]] = {
    "da": (lix_danish,),
    "de": (wiener_sachtextformel,),
    "en": (flesch_kincaid, smog),
    "es": (szigriszt_pazos, fernandez_huerta),
    "fr": (kandel_moles,),
    "it": (gulpease,),
    "nb": (lix,),
    "nl": (flesch_douma,),
    "nn": (lix,),
    "no": (lix,),
    "sv": (lix,),
    "tr": (atesman,),
}


def is_measured(lang: str) -> bool:
    """Whether there is a formula for a language."""
    return base_language(lang) in _FORMULAS


def scores(counts: Counts, lang: str) -> tuple[Readability, ...]:
    """The scores of what was counted, the language's main formula first; empty where there is no formula, or no word."""
    if not counts.words:
        return ()
    found = (formula(counts) for formula in _FORMULAS.get(base_language(lang), ()))
    return tuple(score for score in found if score is not None)


def readability(text: str, lang: str = "en", ignore: Collection[str] = ()) -> tuple[Readability, ...]:
    """The scores of a plain text (`prose` makes one of Markdown), the language's main formula first; empty if there is none.

    Args:
        text: The text, all sentences of it.
        lang: The language's tag. Formulas go by the language, not by the region.
        ignore: Names and glossary terms, which count as one short word each: see `count`.
    """
    return scores(count(sentences(text, lang), lang, ignore), lang)
