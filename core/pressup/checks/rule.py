"""What a rule is: a code, a severity, and a function that finds problems in a library."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pressup.content.library import Library
from pressup.findings import Severity

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a record: where, what, and what to write instead. `related` is the other place of a conflict."""

    record: str
    path: Path
    message: str
    help: str = ""
    related: tuple[str, Path] | None = None


Finder = Callable[[Library, datetime.date], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, how bad a problem is, and how to find problems. The finder's docstring says the rule and its reason."""

    code: str
    severity: Severity
    find: Finder
