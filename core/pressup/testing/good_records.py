"""A small good record of every kind: what examples of rules are pieces of, and what tests change one thing in."""

from __future__ import annotations

from typing import Any

REVIEW = {
    "status": "reviewed",
    "version": "1.0",
    "authors": [{"name": "Ada Author"}],
    "reviewer": {
        "name": "Rae Reviewer",
        "role": "clinical-reviewer",
        "profession": "Physiotherapist",
        "registration": {"body": "HCPC"},
    },
    "last_reviewed": "2026-01-10",
    "due": "2028-01-10",
    "changes": [{"version": "1.0", "note": "First version."}],
}
RIGHTS = {"licence": "CC-BY-4.0", "author": "Test Press"}
RED_FLAG = {"text": "You cannot stand on your leg.", "urgency": "same-day", "action": "Get medical help today."}

GOOD_RECORDS: dict[str, dict[str, Any]] = {
    "exercise": {
        "kind": "exercise",
        "id": "bridge",
        "name": "Bridge",
        "type": "strength",
        "position": "supine",
        "laterality": "bilateral",
        "level": 1,
        "muscles": [{"muscle": "glutes", "role": "primary"}],
        "purpose": "It trains the back of your hips.",
        "start": "You lie on your back with both knees bent.",
        "steps": ["Press your feet down.", "Lift your hips."],
        "feel_it": "buttocks",
        "cautions": ["Keep your ribs down."],
        "stop_if": ["your back hurts."],
        "dose": {"sets": 3, "reps": "8-12", "frequency": "3 days a week"},
        "review": REVIEW,
        "rights": RIGHTS,
    },
    "condition": {
        "kind": "condition",
        "id": "knee-pain",
        "name": "Knee pain",
        "type": "symptom",
        "region": "knee",
        "summary": "The knee hurts.",
        "red_flags": [RED_FLAG],
        "review": REVIEW,
        "rights": RIGHTS,
    },
    "programme": {
        "kind": "programme",
        "id": "first-steps",
        "title": "First steps",
        "purpose": "Build strength at home.",
        "conditions": ["knee-pain"],
        "level": 2,
        "setting": "home",
        "weeks": 4,
        "sessions_per_week": 3,
        "phases": [
            {"id": "start", "name": "Get going", "weeks": "1-2", "items": [{"exercise": "bridge", "dose": {"sets": 2}}]},
            {"id": "build", "name": "Build up", "weeks": "3-4", "items": [{"exercise": "bridge"}]},
        ],
        "pain_rule": {
            "bands": [
                {"pain": "0-3", "name": "Go on", "action": "Mild pain is all right."},
                {"pain": "4-10", "name": "Stop", "action": "Rest for a day."},
            ]
        },
        "review": REVIEW,
        "rights": RIGHTS,
    },
    "article": {
        "kind": "article",
        "id": "why-move",
        "title": "Why move",
        "summary": "Movement helps.",
        "body": "## How\n\nStart *small*.",
        "conditions": ["knee-pain"],
        "references": ["smith-2020"],
        "review": REVIEW,
        "rights": RIGHTS,
    },
    "newsletter": {
        "kind": "newsletter",
        "id": "issue-1",
        "title": "A calm start",
        "number": 1,
        "date": "2026-11-22",
        "subject": "One calm move",
        "preheader": "The bridge needs a mat and about 5 minutes.",
        "lead": "The bridge is a calm start.",
        "items": [{"exercise": "bridge"}],
        "review": REVIEW,
        "rights": RIGHTS,
    },
    "reference": {
        "kind": "reference",
        "id": "smith-2020",
        "type": "article-journal",
        "title": "Exercise for knees",
        "author": [{"family": "Smith", "given": "J"}],
        "issued": {"date-parts": [[2020, 5]]},
        "DOI": "10.1234/abc",
    },
    "publisher": {
        "kind": "publisher",
        "id": "test-press",
        "name": "Test Press",
        "locale": "en-GB",
        "jurisdiction": "GB",
        "base_url": "https://press.example",
        "contact": {"email": "a@press.example", "postal_address": "1 Street", "url": "https://press.example"},
        "disclaimer": "This does not replace advice from a health professional.",
        "help_lines": {"emergency": "Call 999.", "same_day": "Call 111.", "soon": "Call your GP surgery."},
        "funding": "None.",
        "mailing": {
            "from_name": "Test Press",
            "from_email": "a@press.example",
            "to_email": "list@press.example",
            "list_id": "news.press.example",
            "unsubscribe_url": "https://press.example/leave",
            "reason": "You signed up.",
        },
    },
    "translation": {
        "kind": "translation",
        "id": "bridge-de",
        "of": "bridge",
        "lang": "de",
        "source_version": "1.0",
        "text": {
            "name": "Brücke",
            "purpose": "Sie kräftigt die Rückseite der Hüfte.",
            "start": "Du liegst auf dem Rücken und hast beide Knie gebeugt.",
        },
        "review": REVIEW,
    },
}
"""A good record of each kind. Together they make a library without a finding. The translation is of the exercise."""
