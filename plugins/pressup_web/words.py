"""Words of a page: numbers behind statements, names, and links to other pages."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from typing import Any

from pressup import Handout, RenderContext, certainty, title_of

PACKAGE = "pressup_web"


class Words:
    """Fixed words in the page's language, the numbers of its sources, and the pages that it may link to."""

    def __init__(self, document: Handout, context: RenderContext[Any]) -> None:
        self.document = document
        self.lang = document.lang
        self.catalogue: gettext.NullTranslations = context.translations(PACKAGE)
        self._pages = frozenset(context.pages) - {document.id}

    def page(self, id: str | None) -> str | None:
        """The address of a record's page beside this one, when there is one."""
        return f"{id}.html" if id in self._pages else None

    def cites(self, references: Iterable[str]) -> tuple[int, ...]:
        """The numbers of some sources."""
        return tuple(sorted(number for id in references if (number := self.document.number(id))))

    def title(self, id: str) -> str:
        """The title of a record that the page names."""
        return title_of(self.document, id)

    def grade(self, grade: str) -> str:
        """How sure the evidence makes us, in plain words."""
        return certainty(grade, self.lang)
