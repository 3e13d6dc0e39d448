"""The `_pressup` object of an item: the record as data, for apps. `feed.schema.json` says what each key means.

JSON Feed asks that keys of an extension hold no dots and do not begin with `_`.
"""

from __future__ import annotations

from typing import Any

from pressup import (
    Claim,
    Condition,
    Dose,
    Exercise,
    Handout,
    Programme,
    Range,
    RedFlag,
    RenderContext,
    dose_text,
    urgency_label,
)
from pressup_jsonfeed.figures import Figures


def extension(entry: Handout, context: RenderContext[Any], figures: Figures) -> dict[str, Any]:
    """The data of one item."""
    subject = entry.subject
    made: dict[str, Any] = {"kind": entry.kind, "id": subject.id, "version": entry.version, "sample": entry.sample}
    if isinstance(subject, Exercise):
        made |= exercise_data(subject, entry, figures)
    elif isinstance(subject, Programme):
        made |= _programme(subject, entry, figures)
    elif isinstance(subject, Condition):
        made |= {"region": subject.region, "codes": [code.model_dump(exclude_none=True) for code in subject.codes]}
        made["contraindicated"] = [entry_.model_dump(exclude_none=True) for entry_ in subject.contraindicated]
        made["recommended"] = list(subject.recommended)
    return made | {
        "conditions": [condition.id for condition in entry.conditions],
        "red_flags": [red_flag_data(flag, entry, context) for flag in entry.red_flags],
        "see_professional": list(getattr(subject, "see_professional", ())),
        "disclaimer": context.publisher.disclaimer,
        "claims": [_claim(claim) for claim in entry.claims],
        "references": [reference.csl() for reference in entry.references],
        "review": _review(entry),
        "rights": subject.rights.model_dump(exclude_none=True),
    }


def exercise_data(exercise: Exercise, entry: Handout, figures: Figures) -> dict[str, Any]:
    """What an app needs to show, filter and dose an exercise."""
    return {
        "type": exercise.type,
        "level": exercise.level,
        "laterality": exercise.laterality,
        "position": exercise.position,
        "impact": exercise.impact,
        "dose": dose_data(exercise.dose, entry.lang),
        "muscles": [{"id": role.muscle, "name": entry.word("muscle", role.muscle), "role": role.role} for role in exercise.muscles],
        "equipment": {
            "required": [_word(entry, "equipment", word) for word in exercise.equipment.required],
            "optional": [_word(entry, "equipment", word) for word in exercise.equipment.optional],
        },
        "needs": exercise.needs.model_dump(exclude_none=True),
        "cautions": list(exercise.cautions),
        "stop_if": list(exercise.stop_if),
        "contraindications": [
            reason.model_dump(exclude_none=True, exclude={"references"}) for reason in exercise.contraindications
        ],
        **({"figure": figure.data()} if (figure := figures.get(exercise, entry.lang)) else {}),
    }


def _programme(programme: Programme, entry: Handout, figures: Figures) -> dict[str, Any]:
    made: dict[str, Any] = {
        "level": programme.level,
        "weeks": programme.weeks,
        "sessions_per_week": _range(programme.sessions_per_week),
        "setting": programme.setting,
    }
    if programme.minutes:
        made["minutes"] = _range(programme.minutes)
    if programme.pain_rule:
        rule = programme.pain_rule
        bands = [{"pain": _range(band.pain), "name": band.name, "action": band.action} for band in rule.bands]
        made["pain_rule"] = {"bands": bands} | ({"next_day": rule.next_day} if rule.next_day else {})
    made["exercises"] = [
        {
            "id": card.exercise.id,
            "title": card.exercise.name,
            **exercise_data(card.exercise, entry, figures),
            "phases": [
                {
                    "name": phase.phase,
                    "weeks": _range(phase.weeks),
                    "optional": phase.optional,
                    "dose": dose_data(phase.dose, entry.lang),
                    **({"note": phase.note} if phase.note else {}),
                }
                for phase in card.doses
            ],
        }
        for card in entry.cards
    ]
    return made


def dose_data(dose: Dose, lang: str) -> dict[str, Any]:
    """A dose in numbers with their units, and in words under `text`."""
    made: dict[str, Any] = {"text": dose_text(dose, lang)}
    for name in ("sets", "reps", "weeks"):
        value = getattr(dose, name)
        if value:
            made[name] = _range(value)
    for name in ("hold", "duration", "distance", "rest"):
        value = getattr(dose, name)
        if value:
            made[name] = {"min": value.min, "max": value.max, "unit": value.unit}
    if dose.tempo:
        tempo = dose.tempo
        made["tempo"] = {"down": tempo.down, "pause": tempo.pause, "up": tempo.up, "pause_after": tempo.pause_after, "unit": "s"}
    if dose.load:
        load = dose.load
        numbers = {"colour": load.colour} if load.kind == "band" else {"min": load.min, "max": load.max}
        made["load"] = {"kind": load.kind} | ({} if load.kind == "body weight" else numbers)
    if dose.frequency:
        days, times = dose.frequency.days_a_week, dose.frequency.times_a_day
        made["frequency"] = {"days_a_week": _range(days), "times_a_day": _range(times)}
    if dose.side:
        made["side"] = dose.side
    if dose.pain_limit is not None:
        made["pain_limit"] = dose.pain_limit
    return made


def red_flag_data(flag: RedFlag, entry: Handout, context: RenderContext[Any]) -> dict[str, str]:
    """A warning sign with all that a reader must be told beside it."""
    return {
        "text": flag.text,
        "urgency": flag.urgency,
        "urgency_label": urgency_label(flag.urgency, entry.lang),
        "action": flag.action,
        "help_line": context.publisher.help_lines.line_for(flag.urgency),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {**claim.model_dump(exclude_none=True, exclude={"id"}), "references": list(claim.references)}


def _review(entry: Handout) -> dict[str, Any]:
    review = entry.subject.review
    made: dict[str, Any] = {"status": review.status}
    if review.reviewer:
        made["reviewer"] = review.reviewer.model_dump(exclude_none=True, exclude={"role"})
    for name in ("last_reviewed", "due", "evidence_searched", "conflicts"):
        if getattr(review, name):
            made[name] = getattr(review, name)
    return made


def _range(value: Range) -> dict[str, int]:
    return {"min": value.min, "max": value.max}


def _word(entry: Handout, vocabulary: str, word: str) -> dict[str, str]:
    return {"id": word, "name": entry.word(vocabulary, word)}
