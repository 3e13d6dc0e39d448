"""Words of a handout: numbers behind statements, names of levels, weeks and groups."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from typing import Any

from pressup import Handout, Range, range_text
from pressup_pdf.layout import shape_of


class Words:
    """Fixed words in the handout's language, with its vocabulary and the numbers of its sources."""

    def __init__(self, document: Handout, options: Any, catalogue: gettext.NullTranslations) -> None:
        self.document = document
        self.lang = document.lang
        self.catalogue = catalogue
        self._numbered = options.references and (shape_of(options).sources or document.kind != "programme")
        self.numbers: dict[str, int] = {}
        """The number of each move that the handout shows, by its exercise's id."""

    @property
    def numbered(self) -> bool:
        """Whether sources are printed, and their numbers behind what they bear out."""
        return self._numbered

    def cites(self, references: Iterable[str]) -> str:
        """The numbers of the sources, such as `1, 3`, or nothing when sources are not printed."""
        if not self._numbered:
            return ""
        numbers = sorted(number for id in references if (number := self.document.number(id)))
        return ",".join(str(number) for number in numbers)

    def weeks(self, weeks: Range) -> str:
        """`Week 6`, `Weeks 1 to 2`."""
        t = self.catalogue
        template = t.gettext("Week {n}") if weeks.min == weeks.max else t.gettext("Weeks {n}")
        return template.format(n=range_text(weeks, self.lang))

    def vocabulary(self, vocabulary: str, names: Iterable[str]) -> str:
        """Words of a vocabulary as a reader sees them, one after the other."""
        return ", ".join(self.document.word(vocabulary, name) for name in names)

    def group(self, exercise_type: str) -> str:
        """The heading over the exercises of a type."""
        t = self.catalogue
        titles = {
            "strength": t.gettext("Strengthen"),
            "stretch": t.gettext("Stretch"),
            "mobility": t.gettext("Loosen up"),
            "balance": t.gettext("Balance"),
            "aerobic": t.gettext("Get moving"),
            "motor-control": t.gettext("Move with control"),
        }
        return titles[exercise_type]

    def title(self, id: str) -> str:
        """The title of a record that the handout names."""
        return self.document.titles.get(id, id.replace("-", " "))

    def stage(self, condition: str | None, stage: str) -> str:
        """The name of a stage of a condition; its id in words when the handout does not carry the condition."""
        for carried in self.document.conditions:
            for known in carried.stages:
                if carried.id == condition and known.id == stage:
                    return known.name
        return stage.replace("-", " ")

    def selected(self, selector: Any, stages: dict[str, str]) -> str:
        """Which exercises a condition rules out."""
        t = self.catalogue
        parts = []
        if selector.exercise:
            parts.append(self.title(selector.exercise))
        if selector.type:
            parts.append(self.group(selector.type))
        if selector.pattern:
            parts.append(self.document.word("pattern", selector.pattern))
        if selector.impact:
            impacts = {
                "none": t.gettext("moves without jumps"),
                "low": t.gettext("moves with small steps or hops"),
                "high": t.gettext("running and jumping"),
            }
            parts.append(impacts[selector.impact])
        if selector.min_level:
            parts.append(t.gettext("level {n} and harder").format(n=selector.min_level))
        if selector.stage:
            stage = stages.get(selector.stage, selector.stage.replace("-", " "))
            parts = parts or [t.gettext("all exercises")]
            parts[-1] = t.gettext("{exercises} ({stage})").format(exercises=parts[-1], stage=stage)
        text = ", ".join(parts)
        return text[:1].upper() + text[1:]

    def grade(self, grade: str) -> str:
        """How sure the evidence makes us, in plain words."""
        t = self.catalogue
        grades = {
            "high": t.gettext("very sure"),
            "moderate": t.gettext("fairly sure"),
            "low": t.gettext("not very sure"),
            "very-low": t.gettext("not sure at all"),
            "contested": t.gettext("experts do not agree"),
            "none": t.gettext("no study yet"),
        }
        return grades[grade]
