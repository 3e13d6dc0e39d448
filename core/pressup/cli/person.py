"""`pressup render --recipient, --note, --dose`: a handout for one person, and what cannot go with it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pressup.content.suggest import did_you_mean
from pressup.errors import UsageError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from pressup.build.report import BuildReport
    from pressup.content.library import Library
    from pressup.plugin import Registry

_ON = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)=(.*)", re.DOTALL)
_LONGEST_ID = 100


@dataclass(frozen=True, slots=True, repr=False)
class ForOne:
    """What was given for one person, as it was written."""

    recipient: str | None
    notes: tuple[str, ...]
    doses: tuple[str, ...]

    @classmethod
    def of(cls, recipient: str | None, notes: Iterable[str], doses: Iterable[str]) -> ForOne | None:
        """What was given, or None. A name of `-` is read from standard input, where no history of a shell sees it."""
        if recipient is None and not notes and not doses:
            return None
        if recipient == "-":
            recipient = sys.stdin.readline(10_000).rstrip("\r\n")
        return cls(recipient, tuple(notes), tuple(doses))


def refuse(select: list[str], *, watch: bool, dry_run: bool, executor: str | None) -> None:
    """Refuse what cannot go with a handout for one person.

    Raises:
        UsageError: for the first such thing.
    """
    if len(select) != 1:
        raise UsageError("A handout for one person is of one document: add --select with one id.")
    if watch:
        raise UsageError("--watch goes on rendering, and a handout for one person is made once: leave it out.")
    if dry_run:
        raise UsageError("--dry-run tells what a build would make, and a handout for one person belongs to none: leave it out.")
    if executor is not None and executor != "processes":
        raise UsageError(f"--executor: what is for one person stays on this machine, not in “{executor}”. Leave it out.")


def render(
    given: ForOne, library: Library, registry: Registry, targets: list[str], how: dict[str, Any], executor: Executor
) -> BuildReport:
    """Render what was asked for, for this person.

    Raises:
        UsageError: see `pressup.render_for`.
    """
    from pressup.build.personal import doses_of, render_for
    from pressup.plugin import Personal

    (id,) = how["select"]
    note, notes = _notes(given.notes, library)
    lines: dict[str, str] = {}
    for id_of, line in map(_dose, given.doses):
        if id_of in lines:
            raise UsageError(f"--dose: there are two doses of “{id_of}”. Put them together, as in {id_of}=2x4, 2 kg.")
        lines[id_of] = line
    personal = Personal(given.recipient, note, notes, doses_of(library, lines))
    kept = {name: how[name] for name in ("output", "publishers", "options", "keep_going")}
    return render_for(library, personal, id, *targets, registry=registry, executor=executor, **kept)


def _notes(given: tuple[str, ...], library: Library) -> tuple[str | None, dict[str, str]]:
    """The note on the whole handout, and those on exercises. What looks like `ID=TEXT` is for an exercise."""
    from pressup.records import Exercise

    whole: list[str] = []
    notes: dict[str, str] = {}
    for text in given:
        match = _ON.fullmatch(text)
        if match is None:
            whole.append(text)
            continue
        id = match[1]
        if library.get(Exercise, id) is None:
            # The word may be the beginning of a note, so it is not quoted.
            advice = did_you_mean(id[:_LONGEST_ID], (exercise.id for exercise in library.of(Exercise)), few=0)
            raise UsageError(f"--note: what stands before “=” is the id of no exercise. {advice}".strip())
        if id in notes:
            raise UsageError(f"--note: there are two notes on “{id}”. Put them together.")
        notes[id] = match[2]
    if len(whole) > 1:
        raise UsageError("--note: there are two notes on the whole handout. Put them together, or write ID=TEXT for an exercise.")
    return (whole[0] if whole else None), notes


def _dose(given: str) -> tuple[str, str]:
    id, equals, line = given.partition("=")
    if not equals or not id.strip():
        raise UsageError(f"--dose: “{given[:_LONGEST_ID]}” should be the id of an exercise and its dose, such as nordic=2x4.")
    return id.strip(), line.strip()
