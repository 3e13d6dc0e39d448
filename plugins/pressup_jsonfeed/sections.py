"""The sections of an item, in reading order: what to know before moving comes first, the sources last."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from typing import Any

from pressup import (
    Condition,
    Exercise,
    Handout,
    Programme,
    RenderContext,
    citation,
    dose_text,
    doubt_of,
    flag_groups,
    range_text,
    ruled_out,
    sample_mark,
    translations,
    weeks_text,
)
from pressup_jsonfeed.exercise_sections import exercise_sections
from pressup_jsonfeed.outline import Line, Paragraph, Prose, Section, listing, paragraph, section
from pressup_jsonfeed.wording import PACKAGE, lead


def sections(entry: Handout, context: RenderContext[Any]) -> Iterator[Section]:
    """Everything that an item says. It holds every text of `entry.safety_texts`, and the sample mark."""
    t = translations(PACKAGE, entry.lang)
    subject = entry.subject
    mark = (Paragraph(Line("", label=sample_mark(entry.lang))),) if entry.sample else ()
    yield from section("", mark, paragraph(lead(entry)))
    yield from _warning_signs(entry, context, t)
    if subject.body:
        yield Section("", (Prose(subject.body),))
    if isinstance(subject, Exercise):
        yield from exercise_sections(subject, entry, context, t)
    elif isinstance(subject, Condition):
        yield from _condition(subject, entry, context, t)
    elif isinstance(subject, Programme):
        yield from _programme(subject, entry, context, t)
    yield from section(t.gettext("See a professional if"), listing(getattr(subject, "see_professional", ())))
    yield from _evidence(entry, t)
    yield from _imprint(entry, context, t)


def _warning_signs(entry: Handout, context: RenderContext[Any], t: gettext.NullTranslations) -> Iterator[Section]:
    if not entry.red_flags:
        return
    yield from section(t.gettext("Do not exercise. Get help first."), paragraph(t.gettext("If one of these fits you:")))
    for group in flag_groups(entry, context.publisher):
        blocks = ((*paragraph(action), *listing(flag.text for flag in flags)) for action, flags in group.actions)
        yield from section(group.label, paragraph(group.help_line), *blocks, level=3)


def _condition(condition: Condition, entry: Handout, context: RenderContext[Any], t: gettext.NullTranslations) -> Iterator[Section]:
    yield from section(t.gettext("What you may notice"), listing(condition.symptoms))
    yield from section(t.gettext("What may cause it"), listing(condition.causes))
    yield from section(t.gettext("How it usually goes"), paragraph(condition.typical_course))
    yield from section(t.gettext("What you can do"), listing(condition.self_care))
    reasons = (Line(reason, label=f"{which}:") for which, reason in ruled_out(entry))
    yield from section(t.gettext("Leave out"), listing(reasons))
    exercises = (Line(exercise.name, url=context.url(exercise.id)) for exercise in entry.recommended)
    yield from section(t.gettext("Exercises that may suit you"), listing(exercises))


def _programme(programme: Programme, entry: Handout, context: RenderContext[Any], t: gettext.NullTranslations) -> Iterator[Section]:
    yield from section("", paragraph(programme.audience, t.gettext("For:")))
    yield from section(t.gettext("At a glance"), listing(_facts(programme, entry, t)))
    yield from section(t.gettext("What you can hope to reach"), listing(programme.goals))
    yield from section(t.gettext("Before you start"), listing(programme.before))
    yield from section(t.gettext("Warm up"), paragraph(programme.warm_up))
    if programme.pain_rule:
        rule = programme.pain_rule
        told = ((range_text(band.pain, entry.lang), band) for band in rule.bands)
        bands = (
            Line(band.action, t.gettext("Pain {range} out of 10: {name}.").format(range=pain, name=band.name))
            for pain, band in told
        )
        yield from section(t.gettext("How much pain is all right"), listing(bands), paragraph(rule.next_day))
    for phase in programme.phases:
        weeks = f"{weeks_text(phase.weeks, entry.lang)}: {phase.name}"
        doses = ((card.exercise, dose) for card in entry.cards for dose in card.doses if dose.phase == phase.name)
        lines = []
        for exercise, dose in doses:
            may = t.gettext("(if you like)") if dose.optional else None
            text = " ".join(part for part in (f"{dose_text(dose.dose, entry.lang)}.", may, dose.note) if part)
            lines.append(Line(text, label=f"{exercise.name}:"))
        start = (*paragraph(t.gettext("Start when:")), *listing(phase.entry)) if phase.entry else ()
        end = (*paragraph(t.gettext("Go on when:")), *listing(phase.exit)) if phase.exit else ()
        yield from section(weeks, start, listing(lines), end)
    yield from section(t.gettext("The exercises"), paragraph(t.gettext("Each one step by step.")))
    for card in entry.cards:
        yield from exercise_sections(card.exercise, entry, context, t, within_programme=True)
    yield from section(t.gettext("When you are done"), listing(programme.after))


def _facts(programme: Programme, entry: Handout, t: gettext.NullTranslations) -> Iterator[Line]:
    yield Line(t.ngettext("{n} week", "{n} weeks", programme.weeks).format(n=programme.weeks))
    sessions = programme.sessions_per_week
    text = t.ngettext("{n} session a week", "{n} sessions a week", sessions.max)
    yield Line(text.format(n=range_text(sessions, entry.lang)))
    if programme.minutes:
        yield Line(t.gettext("{n} minutes a session").format(n=range_text(programme.minutes, entry.lang)))
    yield Line(t.gettext("level {n} of 5").format(n=programme.level))


def _evidence(entry: Handout, t: gettext.NullTranslations) -> Iterator[Section]:
    """Every claim with its doubt, then the sources."""
    lines = []
    for claim in entry.claims:
        numbers = ", ".join(str(entry.number(id)) for id in claim.references if entry.number(id))
        lines.append(Line(f"{claim.text} {doubt_of(claim, entry.lang)}" + (f" [{numbers}]" if numbers else "")))
    yield from section(t.gettext("What research says"), listing(lines))
    sources = (citation(reference, entry.lang) for reference in entry.references)
    shown = (Line(" ".join(part for part in (source.text, source.doubt) if part), url=source.url or "") for source in sources)
    yield from section(t.gettext("Sources"), listing(shown, ordered=True))


def _imprint(entry: Handout, context: RenderContext[Any], t: gettext.NullTranslations) -> Iterator[Section]:
    review = entry.subject.review
    reviewed = None
    if review.reviewer and review.last_reviewed:
        reviewed = t.gettext("Reviewed by {name}, {date}.").format(
            name=review.reviewer.name, date=context.date(review.last_reviewed)
        )
    yield from section(
        t.gettext("About this text"),
        paragraph(context.publisher.disclaimer),
        paragraph(reviewed),
        paragraph(t.gettext("Version {version}.").format(version=entry.version)),
        paragraph("; ".join(entry.attributions()), t.gettext("Rights:")),
        paragraph(context.publisher.funding, t.gettext("Funding:")),
    )
