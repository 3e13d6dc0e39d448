"""What outputs are made of: documents that are complete on their own, so that they can be hashed, pickled and sent elsewhere."""

from pressup.documents.gather import DocumentKindError, Draft, catalogue_of, documents_for, drafts_for
from pressup.documents.model import (
    URGENCIES,
    Catalogue,
    Document,
    ExerciseCard,
    Handout,
    NamedExercise,
    NewsItem,
    Newsletter,
    PhaseDose,
)

__all__ = [
    "URGENCIES",
    "Catalogue",
    "Document",
    "DocumentKindError",
    "Draft",
    "ExerciseCard",
    "Handout",
    "NamedExercise",
    "NewsItem",
    "Newsletter",
    "PhaseDose",
    "catalogue_of",
    "documents_for",
    "drafts_for",
]
