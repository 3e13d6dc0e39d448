"""What an author writes: one model a kind of record, the value objects that they share, and the JSON Schemas made from them."""

from pressup.records.article import Article
from pressup.records.base import Record
from pressup.records.condition import Condition, RedFlag, Stage, Urgency
from pressup.records.dose import Dose, Frequency, Hold, Load, Quantity, Range, Tempo
from pressup.records.exercise import Contraindication, Exercise, Progression
from pressup.records.library_file import LibraryFile, Term
from pressup.records.newsletter import NewsletterIssue, NewsletterItem
from pressup.records.programme import PainBand, PainRule, Phase, PhaseItem, Programme
from pressup.records.publisher import Publisher
from pressup.records.reference import Reference
from pressup.records.shared import Claim, Media, Review, Rights
from pressup.records.translation import Translation

KINDS: dict[str, type[Record]] = {
    "exercise": Exercise,
    "condition": Condition,
    "programme": Programme,
    "article": Article,
    "newsletter": NewsletterIssue,
    "reference": Reference,
    "publisher": Publisher,
    "translation": Translation,
}
"""Every kind of record, by the word that stands behind `kind:` in a file."""

__all__ = [
    "KINDS",
    "Article",
    "Claim",
    "Condition",
    "Contraindication",
    "Dose",
    "Exercise",
    "Frequency",
    "Hold",
    "LibraryFile",
    "Load",
    "Media",
    "NewsletterIssue",
    "NewsletterItem",
    "PainBand",
    "PainRule",
    "Phase",
    "PhaseItem",
    "Programme",
    "Progression",
    "Publisher",
    "Quantity",
    "Range",
    "Record",
    "RedFlag",
    "Reference",
    "Review",
    "Rights",
    "Stage",
    "Tempo",
    "Term",
    "Translation",
    "Urgency",
]
