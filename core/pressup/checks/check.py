"""What a check is: the code of a rule, how bad a problem is, and a function that finds problems."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pressup.content.library import Library
from pressup.findings import Place, Severity
from pressup.records import LibraryFile, Record

Path = tuple[str | int, ...]
"""Where a value stands inside a record: keys and list positions from the top, as in the file."""

CODE = re.compile(r"[A-Z]{1,10}-[0-9]{2,3}")
"""The form of a code: the family of the rule, a hyphen and a number, such as `SAF-04` or `CLINIC-01`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a record: where, what, and what to write instead.

    Attributes:
        record: The id of the record.
        path: Where the value stands in it, such as `("steps", 2)`; an empty path is the whole record. A field that is left out in
            the file is marked where it could stand: at its nearest parent.
        message: One sentence: what is wrong.
        help: What to write instead; may be empty.
        related: The other place of a conflict: the id of a record, and a path in it.
        words: Words inside the value to mark, as they stand there; the whole value is marked when there are none.
        file: The file inside the content folder that the problem is in, when that is no record. With a `record`, it is that one's
            fault: it cannot be printed.
        line: The line in `file`, from 1; 0 is the whole file.
        column: The column in that line, from 1.
    """

    record: str
    path: Path
    message: str
    help: str = ""
    related: tuple[str, Path] | None = None
    words: str = ""
    file: str = ""
    line: int = 0
    column: int = 1


@dataclass(frozen=True, slots=True)
class Example:
    """What fires a rule and what does not. Both are pieces of a record of `kind`: their fields replace those of a good record.

    Attributes:
        kind: The kind of record that is shown.
        bad: Fields in YAML that the rule finds something in.
        good: The same, put right.
        others: Records that stand beside it, as mappings with their `kind`; their fields replace those of a good record too.
        file: The name of the file. With a name, `bad` and `good` are whole files and not pieces.
        date: 'Today' in the example, YYYY-MM-DD.
        made_by: What makes the files that text cannot show, by name; a test has a function for each. With `pictures` the pieces
            stand among pictures; with all others `bad` and `good` are sentences that tell what the folder holds.
    """

    kind: str
    bad: str
    good: str
    others: tuple[dict[str, object], ...] = ()
    file: str = ""
    date: str = "2026-11-22"
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `pressup explain` prints of a rule, and what its documentation and one of its tests are made of.

    Attributes:
        title: The rule in one sentence.
        reason: Why it matters.
        source: Where the rule comes from.
        examples: What fires it, and what does not.
    """

    title: str
    reason: str
    source: str = ""
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordContext:
    """What a check of one record may know besides the record: its language, and the settings of its library."""

    lang: str
    settings: LibraryFile


@dataclass(frozen=True, slots=True)
class Check:
    """A check over the whole library.

    Attributes:
        code: The code of the rule. Several checks may share one.
        severity: How bad a problem is.
        find: Finds problems: takes the library and the day that counts as today, and changes nothing. Its docstring says the rule.
        heuristic: True for a rule of thumb, which can be wrong about a text; it is never an error, and reports say so.
        explanation: What `pressup explain` prints. Pressup's own rules have theirs in `explained/`.
    """

    code: str
    severity: Severity
    find: Callable[[Library, datetime.date], Iterable[Problem]]
    heuristic: bool = False
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class RecordCheck:
    """A check that looks at one record alone, so that its result may be kept while the file and the settings stay as they are.

    Attributes:
        code: The code of the rule.
        severity: How bad a problem is.
        find: Finds problems in one record: a pure function of the record and the context. Its docstring says the rule.
        heuristic: True for a rule of thumb, which can be wrong about a text; it is never an error, and reports say so.
        explanation: What `pressup explain` prints. Pressup's own rules have theirs in `explained/`.
    """

    code: str
    severity: Severity
    find: Callable[[Record, RecordContext], Iterable[Problem]]
    heuristic: bool = False
    explanation: Explanation | None = None


AnyCheck = Check | RecordCheck


def places(library: Library, problem: Problem) -> tuple[Place, Place | None]:
    """Where a problem stands in the files of a library, and where the other place of a conflict does."""
    related = library.place(*problem.related) if problem.related else None
    if problem.file:
        file = (library.root / problem.file).as_posix()
        return (Place(file, problem.line, problem.column, 1) if problem.line else Place(file)), related
    return library.place(problem.record, problem.path, words=problem.words), related
