"""Repeated entries: what stands twice in a list was copied, and one of the two should say something else or be gone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from pressup.checks.check import Path, Problem, RecordCheck, RecordContext
from pressup.content.wrong_value import name
from pressup.findings import Severity
from pressup.records import Record

_TOLD_BY_OTHERS = frozenset(("muscles", "phases", "bands"))
"""Lists in which another rule finds a second entry of the same: X-05, PLAN-01 and SAF-07."""
_IN_TURN = frozenset(("steps", "items"))
"""Lists of what is done in turn. Doing something again later is no slip; the same line twice, one after the other, is."""


def twice(record: Record, context: RecordContext) -> Iterator[Problem]:
    """No list says the same thing twice: a handout would print it twice, and one of the two was meant to say something else."""
    lists: list[tuple[Path, tuple[Any, ...]]] = []
    _gather(record, (), lists)
    for path, entries in lists:
        try:
            if len(set(entries)) == len(entries):
                continue
        except TypeError:  # an entry that holds free data
            continue
        in_turn = path[-1] in _IN_TURN and record.kind != "newsletter"
        seen: dict[Any, int] = {}
        for i, entry in enumerate(entries):
            before = seen.get(entry)
            if before is not None and (before == i - 1 or not in_turn):
                message = f"This entry of “{name(list(path))}” says the same as entry {before + 1}."
                help = "Delete it, or write what it was meant to say."
                yield Problem(record.id, (*path, i), message, help, (record.id, (*path, before)))
            if in_turn or before is None:
                seen[entry] = i


def _gather(part: BaseModel, path: Path, found: list[tuple[Path, tuple[Any, ...]]]) -> None:
    """Every list of a record with more than one entry; not one of numbers, as in a date."""
    values = part.__dict__
    for key, shown, is_list in _containers(type(part)):
        value = values[key]
        if not value:
            continue
        here = (*path, shown)
        if not is_list:
            _gather(value, here, found)
            continue
        if len(value) > 1 and type(value[0]) is not int and key not in _TOLD_BY_OTHERS:
            found.append((here, value))
        if isinstance(value[0], BaseModel) and _containers(type(value[0])):
            for i, entry in enumerate(value):
                _gather(entry, (*here, i), found)


@cache
def _containers(model: type[BaseModel]) -> list[tuple[str, str, bool]]:
    """The fields of a part that can hold lists: name, name in the file, and whether it is a list itself.

    What is no list is a part that holds lists in turn.
    """
    found = []
    for key, field in model.model_fields.items():
        kinds = list(_kinds(field.annotation))
        if tuple in kinds:
            found.append((key, field.alias or key, True))
        elif any(issubclass(kind, BaseModel) and _containers(kind) for kind in kinds):
            found.append((key, field.alias or key, False))
    return found


def _kinds(annotation: Any) -> Iterator[type]:
    """The types that a field may have; nothing of what stands inside lists and mappings."""
    origin = get_origin(annotation)
    if origin in (tuple, dict) or isinstance(annotation, type):
        yield origin or annotation
    elif origin is not None:
        for inner in get_args(annotation):
            yield from _kinds(inner)


CHECKS = (RecordCheck("REC-08", Severity.WARNING, twice),)
