"""Doses in words: the same words in every output, from the gettext catalogue of the reader's language."""

from __future__ import annotations

import gettext as gettext_module
from dataclasses import dataclass
from string import Formatter

from pressup.language.catalogues import translations as translations
from pressup.records import Dose, Frequency, Load, Quantity, Range, Tempo
from pressup.records.dose import plain_number

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a dose in words, with its numbers told apart so that a layout can set them large."""

    kind: str
    """The field of the dose: `sets`, `reps`, `hold`, …"""
    parts: tuple[tuple[str, bool], ...]
    """Runs of text, each with whether it is a number."""

    @property
    def text(self) -> str:
        """The whole phrase."""
        return "".join(text for text, _ in self.parts)


def dose_phrases(dose: Dose, lang: str, *, frequency: bool = True) -> tuple[Phrase, ...]:
    """A dose in words, in the order of a prescription: sets, reps with the side, hold or tempo, load, rest, how often."""
    t = translations("pressup", lang)
    words = _Words(t)
    phrases: list[Phrase] = []
    if dose.sets:
        phrases.append(words.counted("sets", dose.sets, t.ngettext("{n} set", "{n} sets", dose.sets.max)))
    if dose.reps:
        phrases.append(words.reps(dose))
    elif dose.side and not (dose.hold or dose.duration or dose.distance):
        phrases.append(words.plain("side", words.side(dose.side)))
    for kind, quantity in (("hold", dose.hold), ("duration", dose.duration), ("distance", dose.distance)):
        if quantity:
            phrases.append(words.measure(kind, quantity, dose))
    if dose.tempo:
        phrases.append(words.tempo(dose.tempo))
    if dose.load and dose.load.kind != "body weight":
        phrases.append(words.load(dose.load))
    if dose.rest:
        phrases.append(words.filled("rest", t.gettext("rest {n} between sets"), words.quantity(dose.rest)))
    if dose.frequency and frequency:
        phrases.extend(words.frequency(dose.frequency))
    if dose.pain_limit is not None:
        phrases.append(words.filled("pain_limit", t.gettext("pain up to {n} out of 10"), str(dose.pain_limit)))
    return tuple(phrases)


def dose_text(dose: Dose, lang: str) -> str:
    """A dose as one line: `3 sets, 8 to 12 reps each side, 3 days a week`."""
    return ", ".join(phrase.text for phrase in dose_phrases(dose, lang))


def range_text(value: Range, lang: str) -> str:
    """A whole number or a range of them in words: `3`, `8 to 12`."""
    return _Words(translations("pressup", lang)).range(value)


def urgency_label(urgency: str, lang: str) -> str:
    """The urgency of a red flag in words."""
    t = translations("pressup", lang)
    labels = {"emergency": t.gettext("Emergency"), "same-day": t.gettext("Same day"), "soon": t.gettext("Soon")}
    return labels[urgency]


class _Words:
    def __init__(self, t: gettext_module.NullTranslations) -> None:
        self.t = t

    def range(self, value: Range) -> str:
        if value.min == value.max:
            return str(value.min)
        return self.t.gettext("{low} to {high}").format(low=value.min, high=value.max)

    def quantity(self, value: Quantity) -> str:
        low, high = plain_number(value.min), plain_number(value.max)
        amount = low if low == high else self.t.gettext("{low} to {high}").format(low=low, high=high)
        units = {
            "s": self.t.gettext("s"),
            "min": self.t.gettext("min"),
            "m": self.t.gettext("m"),
            "km": self.t.gettext("km"),
        }
        return f"{amount}{NBSP}{units[value.unit]}"

    def plain(self, kind: str, text: str) -> Phrase:
        return Phrase(kind, ((text, False),))

    def filled(self, kind: str, template: str, *numbers: str) -> Phrase:
        """A template whose fields are numbers, in any order that a language wants."""
        values = dict(zip(("n", "m", "k", "j"), numbers, strict=False))
        parts: list[tuple[str, bool]] = []
        for text, name, _, _ in Formatter().parse(template):
            if text:
                parts.append((text, False))
            if name:
                number, _, unit = values[name].partition(NBSP)
                parts.append((number, True))
                if unit:
                    parts.append((NBSP + unit, False))
        return Phrase(kind, tuple(parts))

    def counted(self, kind: str, value: Range, template: str) -> Phrase:
        return self.filled(kind, template.replace("{n} ", "{n}" + NBSP), self.range(value))

    def side(self, side: str) -> str:
        labels = {
            "each": self.t.gettext("each side"),
            "left": self.t.gettext("left side"),
            "right": self.t.gettext("right side"),
            "both": self.t.gettext("both sides"),
        }
        return labels[side]

    def reps(self, dose: Dose) -> Phrase:
        assert dose.reps is not None  # noqa: S101 (the caller has looked)
        stretch = dose.hold is not None and dose.sets is None
        count = dose.reps.max
        template = self.t.ngettext("{n} time", "{n} times", count) if stretch else self.t.ngettext("{n} rep", "{n} reps", count)
        phrase = self.counted("reps", dose.reps, template)
        return Phrase("reps", (*phrase.parts, (f" {self.side(dose.side)}", False))) if dose.side else phrase

    def measure(self, kind: str, quantity: Quantity, dose: Dose) -> Phrase:
        templates = {
            "hold": self.t.gettext("hold {n}"),
            "duration": self.t.gettext("for {n}"),
            "distance": self.t.gettext("for {n}"),
        }
        phrase = self.filled(kind, templates[kind], self.quantity(quantity))
        if dose.side and not dose.reps:
            return Phrase(kind, (*phrase.parts, (f" {self.side(dose.side)}", False)))
        return phrase

    def tempo(self, tempo: Tempo) -> Phrase:
        unit = self.t.gettext("s")
        seconds = (tempo.down, tempo.pause, tempo.up, tempo.pause_after)
        down, pause, up, after = (f"{value}{NBSP}{unit}" for value in seconds)
        if tempo.pause and tempo.pause_after:
            return self.filled("tempo", self.t.gettext("down {n}, pause {m}, up {k}, pause {j}"), down, pause, up, after)
        if tempo.pause:
            return self.filled("tempo", self.t.gettext("down {n}, pause {m}, up {k}"), down, pause, up)
        if tempo.pause_after:
            return self.filled("tempo", self.t.gettext("down {n}, up {m}, pause {k}"), down, up, after)
        return self.filled("tempo", self.t.gettext("down {n}, up {m}"), down, up)

    def load(self, load: Load) -> Phrase:
        low, high = plain_number(load.min), plain_number(load.max)
        amount = low if low == high else self.t.gettext("{low} to {high}").format(low=low, high=high)
        if load.kind == "band":
            return self.plain("load", self.t.gettext("{colour} band").format(colour=load.colour))
        if load.kind in ("kg", "lb"):
            return self.filled("load", "{n}", f"{amount}{NBSP}{load.kind}")
        if load.kind == "RPE":
            return self.filled("load", self.t.gettext("effort {n} out of 10"), amount)
        if load.kind == "RIR":
            return self.filled("load", self.t.gettext("stop {n} reps before you must"), amount)
        return self.filled("load", self.t.gettext("{n} % of your one-rep best"), amount)

    def frequency(self, value: Frequency) -> list[Phrase]:
        phrases = []
        if value.times_a_day != Range(1, 1):
            text = self.t.ngettext("{n} time a day", "{n} times a day", value.times_a_day.max)
            phrases.append(self.counted("frequency", value.times_a_day, text))
        if value.days_a_week == Range(7, 7):
            if not phrases:
                phrases.append(self.plain("frequency", self.t.gettext("every day")))
        else:
            text = self.t.ngettext("{n} day a week", "{n} days a week", value.days_a_week.max)
            phrases.append(self.counted("frequency", value.days_a_week, text))
        return phrases


def sample_mark(lang: str) -> str:
    """What every output says that shows a sample."""
    return translations("pressup", lang).gettext("Sample – not clinically reviewed")
