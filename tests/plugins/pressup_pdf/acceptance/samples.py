"""Which handouts the criteria are checked on, and what is kept of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import combinations, product
from pathlib import Path
from typing import Any, get_args

import pikepdf

from pressup_pdf.target import PdfOptions

PROGRAMME = "hamstring-basics"
KINDS = {
    "programme": PROGRAMME,
    "condition": "hamstring-strain",
    "article": "signs-of-weak-hamstrings",
    "exercise": "nordic-hamstring-exercise",
}
LAYOUTS: tuple[str, ...] = get_args(PdfOptions.model_fields["layout"].annotation)
PAPERS: tuple[str, ...] = get_args(PdfOptions.model_fields["paper"].annotation)
INKS: tuple[str, ...] = get_args(PdfOptions.model_fields["ink"].annotation)
LANGUAGES = ("en-GB", "de")


@dataclass(frozen=True, slots=True)
class Sample:
    """One handout of the starter library in one form."""

    id: str
    layout: str = "standard"
    paper: str = "a4"
    ink: str = "colour"
    lang: str = "en-GB"
    bleed: bool = False

    @property
    def name(self) -> str:
        """Its folder's name, and that of its test."""
        return "-".join(str(value) for value in asdict(self).values() if value).replace("-True", "-bleed")

    @property
    def options(self) -> dict[str, object]:
        """The options to render it with."""
        return {key: getattr(self, key) for key in ("layout", "paper", "ink", "bleed")}


def possible(layout: str, paper: str) -> bool:
    """Whether there is such a handout: the options refuse large print on A5."""
    return (layout, paper) != ("large-print", "a5")


def pairwise() -> Iterator[Sample]:
    """Every layout of the programme, then as few others as show each pair of kind, layout, paper, ink and language once."""
    factors = (KINDS.values(), LAYOUTS, PAPERS, INKS, LANGUAGES)
    every = [values for values in product(*factors) if possible(values[1], values[2])]
    left = {pair for values in every for pair in combinations(enumerate(values), 2)}
    chosen = [(PROGRAMME, layout, "a4", "colour", "en-GB") for layout in LAYOUTS]
    for values in chosen:
        left.difference_update(combinations(enumerate(values), 2))
    while left:
        # The programme takes longest: of two that show as much, the other one.
        best = max(every, key=lambda values: (len(left.intersection(combinations(enumerate(values), 2))), values[0] != PROGRAMME))
        chosen.append(best)
        left.difference_update(combinations(enumerate(best), 2))
    yield from (Sample(*values) for values in chosen)


SAMPLES = (*pairwise(), Sample(KINDS["exercise"], bleed=True), Sample("sample-article"))
"""What `./run test` looks at; the last has links, which the starter library has not."""


@dataclass(frozen=True)
class Proof:
    """A rendered sample, read back from its folder."""

    folder: Path

    @property
    def path(self) -> Path:
        """The PDF."""
        return self.folder / "handout.pdf"

    @cached_property
    def page(self) -> str:
        """The HTML that it was made from."""
        return (self.folder / "page.html").read_text("utf-8")

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Of its document: title, lang, number of cards, safety texts, and the options."""
        facts: dict[str, Any] = json.loads((self.folder / "facts.json").read_text("utf-8"))
        return facts

    @cached_property
    def file(self) -> Any:
        """The PDF's objects."""
        return pikepdf.open(self.path)
