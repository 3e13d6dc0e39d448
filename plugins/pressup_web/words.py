"""Words of a page: numbers behind statements, links to other pages, names of levels, weeks and groups."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from typing import Any

from pressup import Handout, Range, RenderContext, range_text

PACKAGE = "pressup_web"


class Words:
    """Fixed words in the page's language, with its vocabulary, the numbers of its sources, and the pages it may link to."""

    def __init__(self, document: Handout, context: RenderContext[Any]) -> None:
        self.document = document
        self.lang = document.lang
        self.catalogue = context.translations(PACKAGE)
        self._pages = frozenset(context.pages) - {document.id}

    @property
    def t(self) -> gettext.NullTranslations:
        """The catalogue of fixed words."""
        return self.catalogue

    def page(self, id: str | None) -> str | None:
        """The address of a record's page beside this one, when there is one."""
        return f"{id}.html" if id in self._pages else None

    def cites(self, references: Iterable[str]) -> tuple[int, ...]:
        """The numbers of some sources."""
        return tuple(sorted(number for id in references if (number := self.document.number(id))))

    def weeks(self, weeks: Range) -> str:
        """`Week 6`, `Weeks 1 to 2`."""
        template = self.t.gettext("Week {n}") if weeks.min == weeks.max else self.t.gettext("Weeks {n}")
        return template.format(n=range_text(weeks, self.lang))

    def vocabulary(self, vocabulary: str, names: Iterable[str]) -> str:
        """Words of a vocabulary as a reader sees them, one after the other."""
        return ", ".join(self.document.word(vocabulary, name) for name in names)

    def title(self, id: str) -> str:
        """The title of a record that the page names."""
        return self.document.titles.get(id, id.replace("-", " "))

    def stage(self, condition: str | None, stage: str) -> str:
        """The name of a stage of a condition; its id in words when the page does not carry the condition."""
        for carried in self.document.conditions:
            for known in carried.stages:
                if carried.id == condition and known.id == stage:
                    return known.name
        return stage.replace("-", " ")

    def group(self, exercise_type: str) -> str:
        """The heading over the exercises of a type."""
        return group_title(exercise_type, self.t)

    def ruled_out(self, selector: Any, condition: str) -> str:
        """Which exercises a condition rules out."""
        t = self.t
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
            parts = parts or [t.gettext("all exercises")]
            parts[-1] = t.gettext("{exercises} ({stage})").format(exercises=parts[-1], stage=self.stage(condition, selector.stage))
        text = ", ".join(parts)
        return text[:1].upper() + text[1:]

    def grade(self, grade: str) -> str:
        """How sure the evidence makes us, in plain words."""
        t = self.t
        grades = {
            "high": t.gettext("very sure"),
            "moderate": t.gettext("fairly sure"),
            "low": t.gettext("not very sure"),
            "very-low": t.gettext("not sure at all"),
            "contested": t.gettext("experts do not agree"),
            "none": t.gettext("no study yet"),
        }
        return grades[grade]


def group_title(exercise_type: str, t: gettext.NullTranslations) -> str:
    """The heading over the exercises of a type."""
    titles = {
        "strength": t.gettext("Strengthen"),
        "stretch": t.gettext("Stretch"),
        "mobility": t.gettext("Loosen up"),
        "balance": t.gettext("Balance"),
        "aerobic": t.gettext("Get moving"),
        "motor-control": t.gettext("Move with control"),
    }
    return titles[exercise_type]
