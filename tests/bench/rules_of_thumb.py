"""How all rules of thumb do: planted mistakes that they find, and false alarms in good texts and good records.

Good texts are checked as articles beside the starter library; the starter library itself is content without mistakes.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pressup.checks import CHECKS
from pressup.checks.check import Example
from pressup.checks.explain import as_yaml, example_date, example_library, explanations
from pressup.checks.rules import check
from pressup.content.reader import assemble, load, read_text
from pressup.content.source import Source
from pressup.testing.good_records import GOOD_RECORDS

sys.path.insert(0, str(Path(__file__).parent))
ROOT = Path(__file__).resolve().parents[2]


def _bridge(name: str, *steps: str) -> dict[str, Any]:
    return {"kind": "exercise", "id": "b", "name": name, "steps": list(steps)}


PLANTED: dict[str, list[tuple[str, dict[str, Any], tuple[dict[str, Any], ...]]]] = {
    "PRV-01": [
        ("article", {"body": f"## How\n\n{text}"}, ())
        for text in (
            "Patient: Jane Miller, seen on Monday.",
            "NHS number 943 476 5919.",
            "DOB 01/02/1980, left knee.",
            "MRN 1234567 was booked again.",
            "Date of birth: 3 May 1961.",
            "Hospital number H 99887766.",
        )
    ],
    "X-10": [
        ("article", {"conditions": [], "body": f"## How\n\n{text}"}, ())
        for text in (
            "Knee pain is common.",
            "Rest helps with knee pain at night.",
            "People with KNEE PAIN often ask this.",
            "Your knee pain may ease in a week.",
        )
    ],
    "ACT-02": [
        ("exercise", {"steps": [text, "Lift your hips."]}, ())
        for text in (
            "Sit on a chair.",
            "Loop the band round your knees.",
            "Pick up your dumbbell.",
            "Put a towel under your heel.",
            "Hold a kettlebell close.",
        )
    ],
    "X-22": [
        ("exercise", {"steps": ["Press your feet down.", "Lift your hips high.", "Lower them with care."]}, (_bridge(*other),))
        for other in (
            ("B", "Press your feet down.", "Lift your hips high.", "Lower them with care."),
            ("B", "Press your feet down!", "Lift your hips high.", "Lower them with care!"),
            ("B", "Press your feet down", "Lift hips high.", "Lower them with care."),
            ("bridge", "Sit down.", "Stand up."),
            ("B", "Press feet down.", "Lift your hips high.", "Lower them with great care."),
        )
    ],
}  # fmt: skip
"""Planted mistakes by code: the kind of record, what is changed in a good one, and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one rule did: planted mistakes, those found, findings in good texts, and findings in the starter library."""

    code: str
    planted: int
    found: int
    alarms: int
    in_starter: int


def table(folder: Path | None = None) -> tuple[list[Row], int]:
    """A row for each rule of thumb, and the number of words of the good texts."""
    codes = sorted({check.code for check in CHECKS if check.heuristic})
    texts = {f"text-{i}": text for i, text in enumerate(_pieces(folder) if folder else ())}
    starter = load(ROOT / "content")
    sources = [*starter.sources.values(), *(_article(id, text) for id, text in texts.items())]
    library = assemble(starter.root, starter.settings, starter.vocabulary, [read_text(source) for source in sources])
    heuristic = [finding for finding in check(library).findings if finding.heuristic]
    alarms = Counter(finding.code for finding in heuristic if finding.place.file.startswith("text-"))
    own = Counter(finding.code for finding in heuristic if not finding.place.file.startswith("text-"))
    elsewhere = _planted_elsewhere()
    rows = []
    for code in codes:
        cases = [*((e, e.bad) for e in explanations()[code].examples if not e.made_by and not e.file)]
        cases += [_case(*planted) for planted in PLANTED.get(code, ())]
        found = sum(any(f.code == code for f in _findings(example, text)) for example, text in cases)
        more_planted, more_found = elsewhere.get(code, (0, 0))
        rows.append(Row(code, len(cases) + more_planted, found + more_found, alarms[code], own[code]))
    return rows, sum(len(text.split()) for text in texts.values())


def _planted_elsewhere() -> dict[str, tuple[int, int]]:
    """Planted and found of the tables that are about one family, by code."""
    import heuristics  # type: ignore[import-not-found]
    import readability  # type: ignore[import-not-found]
    import strength  # type: ignore[import-not-found]

    found: dict[str, tuple[int, int]] = {row.code: (row.planted, row.found) for row in heuristics.table()}
    for name, right, planted, *_ in readability.detected():
        before = found.get(name.split()[0], (0, 0))
        found[name.split()[0]] = (before[0] + planted, before[1] + right)
    for row in strength.table():
        if row.what.startswith("planted"):
            found[row.code] = (row.texts, row.found)
    return found


def _case(kind: str, changes: dict[str, Any], others: tuple[dict[str, Any], ...]) -> tuple[Example, str]:
    text = as_yaml(changes)
    return Example(kind, text, "", others), text


def _findings(example: Example, text: str) -> tuple[Any, ...]:
    return check(example_library(example, text, GOOD_RECORDS), date=example_date(example)).findings


def _article(id: str, text: str) -> Source:
    data = {**GOOD_RECORDS["article"], "id": id, "lang": "en-US", "conditions": [], "references": [], "body": text}
    return replace(Source(f"{id}.yaml", as_yaml(data)))


def _pieces(folder: Path) -> list[str]:
    from heuristics import _pieces as pieces

    return list(pieces(folder))


def show(folder: Path | None) -> None:
    """Print the table."""
    rows, words = table(folder)
    print(f"{'rule':<8} {'planted':>8} {'found':>6} {'words':>8} {'findings':>9} {'per 1,000':>10} {'in starter':>11}")
    for row in rows:
        rate = 1000 * row.alarms / words if words else 0
        print(f"{row.code:<8} {row.planted:>8} {row.found:>6} {words:>8} {row.alarms:>9} {rate:>10.2f} {row.in_starter:>11}")
