"""The texts of events: plain, one thing a line, what a reader must know before moving in each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pressup import (
    Exercise,
    ExerciseCard,
    Handout,
    PhaseDose,
    Programme,
    RenderContext,
    dose_text,
    flag_groups,
    needs_of,
    not_for,
    range_text,
    sample_mark,
    translations,
)

PACKAGE = "pressup_ics"
_NOT_IN_A_CALENDAR = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


def clean(text: str) -> str:
    """A text without what a calendar file cannot hold: control characters, and what some readers take for the end of a line."""
    return _NOT_IN_A_CALENDAR.sub(" ", text.replace("\r\n", "\n"))


class Words:
    """Writes the texts of the events of one programme."""

    def __init__(self, entry: Handout, programme: Programme, context: RenderContext[Any]) -> None:
        self.entry = entry
        self.programme = programme
        self.context = context
        self.cards = context.cards(entry)
        self.t = translations(PACKAGE, entry.lang)

    def session(self, phase: Any, times_a_day: int) -> str:
        """What to do in a session of a phase, and when not to."""
        parts = [self._mark(), self._times(times_a_day), *self._doses(phase), self._pain(), self._warnings(), self._link()]
        return _joined(parts)

    def before(self) -> str:
        """What to read before the first session."""
        t, entry = self.t, self.entry
        personal = self.context.personal
        see = _listing(t.gettext("See a professional if:"), getattr(self.programme, "see_professional", ()))
        parts = [
            self._mark(),
            (personal.note or "") if personal else "",
            self.programme.purpose,
            _listing(t.gettext("Before you start:"), self.programme.before),
            self._warnings(),
            see,
            *(self._exercise(card.exercise) for card in self.cards),
            self._pain(),
            self._link(),
            self.context.publisher.disclaimer,
            t.gettext("Rights: {attributions}").format(attributions="; ".join(entry.attributions())),
        ]
        return _joined(parts)

    def _mark(self) -> str:
        return sample_mark(self.entry.lang) if self.entry.sample else ""

    def _times(self, times: int) -> str:
        text = self.t.ngettext("{n} session on this day.", "{n} sessions on this day.", times)
        return text.format(n=times) if times > 1 else ""

    def _link(self) -> str:
        address = self.context.url(self.entry.id)
        return self.t.gettext("The whole plan, with all steps: {address}").format(address=address)

    def _doses(self, phase: Any) -> Iterator[str]:
        for card in self.cards:
            for dose in card.doses:
                if dose.phase == phase.name:
                    yield self._dose(card, dose)

    def _dose(self, card: ExerciseCard, dose: PhaseDose) -> str:
        t = self.t
        name = card.exercise.name
        title = t.gettext("{exercise} (if you like)").format(exercise=name) if dose.optional else name
        lines = [f"▪ {title}: {dose_text(dose.dose, self.entry.lang)}."]
        own = self.context.personal.notes.get(card.exercise.id) if self.context.personal else None
        lines += [text for text in (dose.note, own) if text]
        if card.exercise.stop_if:
            lines.append(_listing(t.gettext("Stop if:"), card.exercise.stop_if))
        return "\n".join(lines)

    def _exercise(self, exercise: Exercise) -> str:
        """When an exercise is not for the reader, what it needs, and what to take care of."""
        t = self.t
        reasons = (f"{entry.limit} {entry.reason}" for entry in not_for(exercise, self.entry))
        parts = (
            _listing(t.gettext("Check first:"), reasons),
            _listing(t.gettext("You need:"), needs_of(exercise)),
            _listing(t.gettext("Take care:"), exercise.cautions),
        )
        said = [part for part in parts if part]
        return "\n".join([f"▪ {exercise.name}", *said]) if said else ""

    def _pain(self) -> str:
        rule = self.programme.pain_rule
        if rule is None:
            return ""
        t = self.t
        bands = (
            t.gettext("{range} out of 10: {name}. {action}").format(
                range=range_text(band.pain, self.entry.lang), name=band.name, action=band.action
            )
            for band in rule.bands
        )
        return _joined([_listing(t.gettext("How much pain is all right:"), bands), rule.next_day or ""], "\n")

    def _warnings(self) -> str:
        """All warning signs, with what to do and whom to call, the most urgent first."""
        if not self.entry.red_flags:
            return ""
        lines = [self.t.gettext("Do not exercise, and get help first, if one of these fits you.")]
        for group in flag_groups(self.entry, self.context.publisher):
            lines.append(f"{group.label}: {group.help_line}")
            for action, flags in group.actions:
                lines += [action, *(f"- {flag.text}" for flag in flags)]
        return "\n".join(lines)


def _listing(heading: str, texts: Iterable[str]) -> str:
    lines = [f"- {text}" for text in texts]
    return "\n".join([heading, *lines]) if lines else ""


def _joined(parts: Iterable[str], between: str = "\n\n") -> str:
    return between.join(part for part in parts if part)
