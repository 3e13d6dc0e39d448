"""The sample library: one record of every kind, without files."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Any

from pressup.content.library import Library
from pressup.content.reader import ReadFile, assemble
from pressup.documents import Catalogue, Document, Handout, Newsletter, documents_for
from pressup.records import KINDS, LibraryFile, Publisher
from pressup.records.vocabulary import packaged

HOSTILE = '<script>hostile()</script><img src="file:///etc/passwd" onerror="hostile()"> {{ 7*7 }} & "quoted" %s'
"""Text as a stranger may submit it. Every target prints it as it stands, and nothing in it comes to life."""

_REVIEW = {"status": "sample", "version": "0.1", "authors": [{"name": "Sample author"}]}
_RIGHTS = {"licence": "CC-BY-4.0", "author": "Sample author"}


def sample_library(text: str = "") -> Library:
    """A small library without files: one record of every kind.

    Args:
        text: Put behind every text that a reader sees, such as `HOSTILE`.
    """
    records = [KINDS[data["kind"]].model_validate(data) for data in _records(f" {text}" if text else "")]
    files = [ReadFile(f"{record.id}.yaml", None, record, record.id, ()) for record in records]
    return assemble(Path("sample-library"), LibraryFile(kind="library"), MappingProxyType(dict(packaged())), files)


def sample_publisher() -> Publisher:
    """The publisher of the sample library."""
    return sample_library().publishers[0]


def sample_documents(text: str = "") -> dict[str, Document]:
    """One document of every sort: `programme`, `condition`, `article` and `exercise` handouts, `newsletter`, `catalogue`.

    Args:
        text: Put behind every text that a reader sees, such as `HOSTILE`.
    """
    library = sample_library(text)
    publisher = library.publishers[0]
    kinds = ("programme", "condition", "article", "exercise")
    found: dict[str, Document] = {
        d.kind: d for d in documents_for(library, publisher, Handout, kinds=kinds) if isinstance(d, Handout)
    }
    found["newsletter"] = next(iter(documents_for(library, publisher, Newsletter)))
    found["catalogue"] = next(iter(documents_for(library, publisher, Catalogue)))
    return found


def _records(extra: str) -> list[dict[str, Any]]:
    """The sample records, with `extra` behind every text."""

    def t(text: str) -> str:
        return text + extra

    flags = [
        {"text": t("You have sudden chest pain."), "urgency": "emergency", "action": t("Get help at once.")},
        {"text": t("Your knee is hot and red."), "urgency": "same-day", "action": t("Get help today.")},
        {"text": t("Your knee hurts at night."), "urgency": "soon", "action": t("Book a visit.")},
    ]
    common = {"review": _REVIEW, "rights": _RIGHTS}
    return [
        {
            "kind": "reference",
            "id": "sample-reference",
            "type": "article-journal",
            "title": "Sample reference",
            "author": [{"family": "Sample", "given": "A"}],
            "issued": {"date-parts": [[2020]]},
            "container-title": "Sample journal",
            "DOI": "10.9999/sample",
        },
        {
            "kind": "exercise",
            "id": "sample-exercise",
            "name": t("Sample exercise"),
            "type": "strength",
            "position": "supine",
            "laterality": "unilateral",
            "level": 1,
            "muscles": [{"muscle": "hamstrings"}],
            "equipment": {"required": ["mat"]},
            "needs": {"support": t("Hold on to a heavy chair.")},
            "purpose": t("It shows what an exercise looks like."),
            "start": t("You lie on your back."),
            "steps": [t("Bend one knee."), t("Lift your hips."), t("Lower them slowly.")],
            "feel_it": t("back of the thigh"),
            "breathing": t("Breathe out as you lift."),
            "tips": [t("Keep your foot flat.")],
            "mistakes": [t("The back arches.")],
            "cautions": [t("Lift less if your back feels tight.")],
            "stop_if": [t("your knee hurts sharply.")],
            "contraindications": [{"flag": t("A new injury."), "strength": "relative", "reason": t("It may need rest first.")}],
            "dose": {"sets": 3, "reps": "8-12", "hold": "5 s", "rest": "60 s", "side": "each", "frequency": "3 days a week"},
            "progressions": [{"change": t("Hold for 10 seconds."), "when": t("All sets feel easy.")}],
            "regressions": [{"change": t("Lift halfway.")}],
            "claims": [
                {
                    "text": t("This exercise may help."),
                    "relation": "treatment-effect",
                    "grade": "low",
                    "references": ["sample-reference"],
                    "uncertainty": t("We are not sure."),
                }
            ],
            "body": t("A longer text about the exercise."),
            **common,
        },
        {
            "kind": "condition",
            "id": "sample-condition",
            "name": t("Sample condition"),
            "type": "symptom",
            "region": "knee",
            "summary": t("A sore knee."),
            "causes": [t("Doing more than usual.")],
            "symptoms": [t("It is sore.")],
            "typical_course": t("It settles."),
            "self_care": [t("Keep moving.")],
            "red_flags": flags,
            "see_professional": [t("You are worried.")],
            "recommended": ["sample-exercise"],
            **common,
        },
        {
            "kind": "article",
            "id": "sample-article",
            "title": t("Sample article"),
            "summary": t("What the sample says."),
            "body": t("## A heading\n\nA paragraph with a [link](https://example.org/a).\n\n- First point\n- Second point"),
            "conditions": ["sample-condition"],
            "see_professional": [t("It does not get better.")],
            **common,
        },
        {
            "kind": "programme",
            "id": "sample-programme",
            "title": t("Sample programme"),
            "purpose": t("It shows what a programme looks like."),
            "conditions": ["sample-condition"],
            "level": 2,
            "setting": "home",
            "weeks": 2,
            "sessions_per_week": 3,
            "minutes": "10-15",
            "goals": [t("Move with more ease.")],
            "before": [t("Read the warning signs.")],
            "warm_up": t("Walk for 5 minutes."),
            "phases": [
                {
                    "id": "first",
                    "name": t("First week"),
                    "weeks": 1,
                    "entry": [t("No warning sign fits.")],
                    "items": [{"exercise": "sample-exercise", "dose": {"sets": 2}, "note": t("Go slowly.")}],
                    "exit": [t("It feels easy.")],
                },
                {"id": "second", "name": t("Second week"), "weeks": 2, "items": [{"exercise": "sample-exercise"}]},
            ],
            "pain_rule": {
                "bands": [
                    {"pain": "0-3", "name": t("Go on"), "action": t("Mild pain is all right.")},
                    {"pain": "4-10", "name": t("Stop"), "action": t("Rest for a day.")},
                ],
                "next_day": t("Do less if it is sore the next day."),
            },
            "after": [t("Keep going.")],
            **common,
        },
        {
            "kind": "newsletter",
            "id": "sample-newsletter",
            "title": t("Sample newsletter"),
            "number": 1,
            "date": "2026-01-31",
            "subject": "A sample subject",
            "preheader": "A line that mail programs show beside the subject of the mail.",
            "lead": t("What is in this issue."),
            "items": [
                {"exercise": "sample-exercise", "teaser": t("Try this.")},
                {"article": "sample-article", "teaser": t("Read this.")},
                {"heading": t("News"), "teaser": t("Something happened.")},
            ],
            "conditions": ["sample-condition"],
            **common,
        },
        {
            "kind": "publisher",
            "id": "sample-publisher",
            "name": "Sample Publisher",
            "sample": True,
            "locale": "en-GB",
            "jurisdiction": "GB",
            "base_url": "https://publisher.example",
            "contact": {
                "email": "hello@publisher.example",
                "postal_address": "1 Sample Street, Sampleton",
                "url": "https://publisher.example",
            },
            "disclaimer": "This does not replace advice from a health professional.",
            "help_lines": {"emergency": "Call 999.", "same_day": "Call 111.", "soon": "Call your surgery."},
            "mailing": {
                "from_name": "Sample Publisher",
                "from_email": "news@publisher.example",
                "to_email": "list@publisher.example",
                "list_id": "news.publisher.example",
                "unsubscribe_url": "https://publisher.example/leave",
                "unsubscribe_email": "leave@publisher.example",
                "reason": "You get this because you signed up.",
            },
        },
    ]
