"""`pressup validate --fix` and `--diff`: put right what has one right answer, or show what that would change."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

import typer

from pressup.findings import Finding

if TYPE_CHECKING:
    from pressup.content.fixes import Repair
    from pressup.content.library import Library


class Checked(Protocol):
    """A library that was checked, with the findings that were asked for."""

    @property
    def library(self) -> Library:
        """The library."""
        ...

    @property
    def findings(self) -> list[Finding]:
        """The findings in the files that were asked for."""
        ...


C = TypeVar("C", bound=Checked)
Wanted = Callable[[Finding], bool]
"""Whether a finding is one that `--select` and `--ignore` leave."""


def put_right(check: Callable[[], list[C]], wanted: Wanted) -> tuple[list[C], int]:
    """Fix files and check again until there is nothing to fix; what is left, and how many fixes that took.

    Raises:
        WriteError: when a file cannot be written.
    """
    from pressup.content import fixes

    fixed = 0
    for _ in range(fixes.ROUNDS):
        checked = check()
        done = 0
        for part in checked:
            for repair in _repairs(part, wanted):
                fixes.write(repair, part.library.folder_of(repair.file))
                done += repair.count
        fixed += done
        if not done:
            return checked, fixed
    return check(), fixed


def show_diff(checked: Iterable[Checked], wanted: Wanted, name: Callable[[str], str]) -> int:
    """Print what `--fix` would change as a unified diff; how many fixes that is."""
    from pressup.content import fixes
    from pressup.reports.text import clean

    found = {repair.file: repair for part in checked for repair in _repairs(part, wanted)}
    for repair in found.values():
        text = fixes.diff(replace(repair, file=name(repair.file)))
        # A patch must be exact; a terminal must not be steered by what stands in a file.
        typer.echo("\n".join(map(clean, text.split("\n"))) if sys.stdout.isatty() else text, nl=False)
    count = sum(repair.count for repair in found.values())
    files = f"{len(found):,} file{'s' if len(found) != 1 else ''}"
    typer.echo(f"--fix would put right {count:,} in {files}." if count else "There is nothing that --fix would change.", err=True)
    return count


def _repairs(part: Checked, wanted: Wanted) -> list[Repair]:
    from pressup.content import fixes

    return list(fixes.repairs(part.library, filter(wanted, part.findings), wanted))
