"""Language: sentences, words, syllables and readability of a text. Pure functions that know nothing of records."""

from pressup.language.counts import Counts, count
from pressup.language.markdown import Block, blocks, prose
from pressup.language.readability import FEWEST_WORDS, Readability, Scale, is_measured, readability, scores
from pressup.language.syllables import base_language, has_syllables, syllables
from pressup.language.text import Sentence, Word, longest, sentences, words

__all__ = [
    "FEWEST_WORDS",
    "Block",
    "Counts",
    "Readability",
    "Scale",
    "Sentence",
    "Word",
    "base_language",
    "blocks",
    "count",
    "has_syllables",
    "is_measured",
    "longest",
    "prose",
    "readability",
    "scores",
    "sentences",
    "syllables",
    "words",
]
