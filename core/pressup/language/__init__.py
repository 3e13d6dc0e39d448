"""Language: sentences, words, syllables and readability of a text. Pure functions that know nothing of records."""

from pressup.language.counts import Counts, Terms, count, terms
from pressup.language.markdown import Block, blocks, prose, scan
from pressup.language.readability import FEWEST_WORDS, Readability, Scale, is_measured, readability, scores
from pressup.language.syllables import base_language, has_syllables, syllables
from pressup.language.text import BREAK, Sentence, Word, longest, sentences, words

__all__ = [
    "BREAK",
    "FEWEST_WORDS",
    "Block",
    "Counts",
    "Readability",
    "Scale",
    "Sentence",
    "Terms",
    "Word",
    "base_language",
    "blocks",
    "count",
    "has_syllables",
    "is_measured",
    "longest",
    "prose",
    "readability",
    "scan",
    "scores",
    "sentences",
    "syllables",
    "terms",
    "words",
]
