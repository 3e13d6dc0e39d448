"""What a page is about as schema.org JSON-LD. It says of a review only what was reviewed, and promises nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from pressup import Catalogue, Condition, Dose, Exercise, Handout, Programme, RenderContext, dose_phrases

Data = dict[str, Any]


def as_script(graph: list[Data]) -> Markup:
    """The data as the content of a `script` element: nothing in it can end that, or begin another."""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704 (escaped above)


def about_handout(document: Handout, context: RenderContext[Any]) -> list[Data]:
    """The page, and the exercises, programme or condition on it."""
    subject, url = document.subject, context.url(document.id)
    page: Data = {
        "@type": "MedicalWebPage",
        "@id": url,
        "url": url,
        "name": document.title,
        "description": getattr(subject, "summary", None) or getattr(subject, "purpose", None) or document.title,
        "inLanguage": document.lang,
        "version": document.version,
        "author": [{"@type": "Person", "name": author.name} for author in subject.review.authors],
        "publisher": _publisher(context),
        "license": subject.rights.licence,
        "citation": [reference.title for reference in document.references],
        **_review(document),
    }
    conditions = [_condition(one, context) for one in document.conditions]
    if conditions:
        page["about"] = conditions
    if isinstance(subject, Exercise):
        things = [_exercise_plan(subject, subject.dose, document, context), _how_to(subject, document, context)]
    elif isinstance(subject, Programme):
        things = [_programme(subject, document, context)]
    else:
        things = []
    if things:
        page["mainEntity"] = {"@id": things[0]["@id"]}
    return [_filled(one) for one in (page, *things)]


def about_catalogue(document: Catalogue, context: RenderContext[Any]) -> list[Data]:
    """The list of all pages."""
    items = [
        {"@type": "ListItem", "position": number, "name": entry.title, "url": context.url(entry.id)}
        for number, entry in enumerate(document.entries, 1)
    ]
    base = f"{context.publisher.base_url.rstrip('/')}/"
    page = {
        "@type": "CollectionPage",
        "@id": base,
        "url": base,
        "name": document.title,
        "inLanguage": document.lang,
        "publisher": _publisher(context),
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items},
    }
    return [page]


def _filled(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in (None, "", [])}


def _publisher(context: RenderContext[Any]) -> Data:
    publisher = context.publisher
    return {"@type": "Organization", "name": publisher.name, "url": publisher.contact.url, "email": publisher.contact.email}


def _review(document: Handout) -> Data:
    """By whom and when the page was reviewed: only when a professional has approved every record that it prints."""
    reviews = [record.review for record in document.printed()]  # type: ignore[attr-defined]
    own = document.subject.review
    if any(review.status != "reviewed" for review in reviews) or own.reviewer is None or own.last_reviewed is None:
        return {}
    person = {"@type": "Person", "name": own.reviewer.name, "jobTitle": own.reviewer.profession}
    return {"lastReviewed": own.last_reviewed, "reviewedBy": _filled(person)}


def _condition(condition: Condition, context: RenderContext[Any]) -> Data:
    kind = "MedicalCondition" if condition.type == "diagnosis" else "MedicalSignOrSymptom"
    names = [*([condition.formal_name] if condition.formal_name else []), *condition.aliases]
    return _filled({"@type": kind, "name": condition.name, "alternateName": names, "url": context.url(condition.id)})


def _exercise_plan(exercise: Exercise, dose: Dose, document: Handout, context: RenderContext[Any]) -> Data:
    said = {phrase.kind: phrase.text for phrase in dose_phrases(dose, document.lang)}
    url = context.url(exercise.id)
    return _filled(
        {
            "@type": "ExercisePlan",
            "@id": f"{url}#plan",
            "url": url,
            "name": exercise.name,
            "alternateName": list(exercise.aliases),
            "description": exercise.purpose,
            "exerciseType": exercise.type,
            "repetitions": _numbers(dose.reps) if dose.reps else None,
            "activityFrequency": said.get("frequency"),
            "activityDuration": said.get("duration"),
            "intensity": said.get("load"),
            "restPeriods": said.get("rest"),
            "additionalVariable": ", ".join(said[kind] for kind in ("sets", "hold", "tempo", "distance") if kind in said),
        }
    )


def _numbers(value: Any) -> Data | int:
    if value.min == value.max:
        return int(value.min)
    return {"@type": "QuantitativeValue", "minValue": value.min, "maxValue": value.max}


def _programme(programme: Programme, document: Handout, context: RenderContext[Any]) -> Data:
    parts = [_exercise_plan(card.exercise, card.first_dose, document, context) for card in document.cards]
    minutes = programme.minutes
    return _filled(
        {
            "@type": "ExercisePlan",
            "@id": f"{context.url(document.id)}#plan",
            "name": document.title,
            "description": programme.purpose,
            "audience": {"@type": "PeopleAudience", "audienceType": programme.audience} if programme.audience else None,
            "activityDuration": f"P{programme.weeks}W",
            "activityFrequency": {
                "@type": "QuantitativeValue",
                "minValue": programme.sessions_per_week.min,
                "maxValue": programme.sessions_per_week.max,
                "unitText": "per week",
            },
            "timeRequired": f"PT{minutes.max}M" if minutes else None,
            "hasPart": parts,
        }
    )


def _how_to(exercise: Exercise, document: Handout, context: RenderContext[Any]) -> Data:
    tools = [{"@type": "HowToTool", "name": document.word("equipment", word)} for word in exercise.equipment.required]
    return _filled(
        {
            "@type": "HowTo",
            "@id": f"{context.url(exercise.id)}#how-to",
            "name": exercise.name,
            "description": exercise.start,
            "tool": tools,
            "step": list(_steps(exercise)),
        }
    )


def _steps(exercise: Exercise) -> Iterator[Data]:
    for number, step in enumerate(exercise.steps, 1):
        yield {"@type": "HowToStep", "position": number, "text": step}
