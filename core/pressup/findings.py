"""One thing wrong with content: what, how bad, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """The one right text for a part of a file: what stands from the first place to before the second is replaced by `text`.

    Lines and columns count from 1, in characters.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, in words for the person who must put it right.

    `code` names the rule and never changes its meaning. `message` is one sentence: what is wrong. `help`, when there is one, says
    what to write instead. `related` is the other place of a conflict. `heuristic` says that the rule is a rule of thumb. `fix` is
    there when there is one right answer, which `pressup validate --fix` writes.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    help: str = ""
    related: Place | None = None
    heuristic: bool = False
    fix: Fix | None = None

    def __str__(self) -> str:
        text = f"{self.place}: {self.severity} {self.code}{self.mark}: {self.message}"
        return f"{text} {self.help}" if self.help else text

    @property
    def mark(self) -> str:
        """What stands behind the code of a rule that can be wrong about a text; else nothing."""
        return " (rule of thumb)" if self.heuristic else ""

    def sort_key(self) -> tuple[Any, ...]:
        """Order by place, then code: the same findings always print in the same order."""
        return (self.place, self.code, self.message)
