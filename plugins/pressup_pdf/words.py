"""Words of a handout: numbers behind statements, and names."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from typing import Any

from pressup import Handout, certainty, title_of
from pressup_pdf.layout import shape_of


class Words:
    """Fixed words in the handout's language, and the numbers of its sources."""

    def __init__(self, document: Handout, options: Any, catalogue: gettext.NullTranslations) -> None:
        self.document = document
        self.lang = document.lang
        self.catalogue = catalogue
        self._numbered = options.references and (shape_of(options).sources or document.kind != "programme")

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

    def title(self, id: str) -> str:
        """The title of a record that the handout names."""
        return title_of(self.document, id)

    def grade(self, grade: str) -> str:
        """How sure the evidence makes us, in plain words."""
        return certainty(grade, self.lang)
