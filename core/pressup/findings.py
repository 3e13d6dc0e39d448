"""One thing wrong with content: what, how bad, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

STRUCTURAL = (
    *(f"FILE-{n:02}" for n in (1, 2, 3, 4, 5, 7, 8)),
    *(f"YAML-{n:02}" for n in range(1, 10)),
    *(f"REC-{n:02}" for n in range(1, 7)),
    *("JSON-01", "MD-01", "MD-02", "X-01", "X-02", "OPT-01", "SUP-01", "SUP-02", "PLUG-01"),
)
"""Codes of what is no rule: files that cannot be read, records of the wrong shape, links and options."""


class Severity(StrEnum):
    """How bad a finding is. An error stops the build; a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: lines and columns count from 1, in characters; length 0 marks a whole file."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.length else self.file


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, in words for the person who must put it right.

    `code` names the rule and never changes its meaning. `message` is one sentence: what is wrong. `help`, when there is one, says
    what to write instead. `related` is the other place of a conflict.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    help: str = ""
    related: Place | None = None
    heuristic: bool = False

    def __str__(self) -> str:
        text = f"{self.place}: {self.severity} {self.code}: {self.message}"
        return f"{text} {self.help}" if self.help else text

    def sort_key(self) -> tuple[Any, ...]:
        """Order by place, then code: the same findings always print in the same order."""
        return (self.place, self.code, self.message)
