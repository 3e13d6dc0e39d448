"""A record that says a wrong kind: one finding, where every field of the other kind would be one."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from pressup.content.source import Source
from pressup.findings import Finding
from pressup.records import KINDS

FEW = 3
"""With so few problems the kind is right."""
_CLEARLY = FEW + 1
"""By how many fields another kind must fit better, so that a few slips of the pen are told as such."""


def mistaken_kind(source: Source, data: dict[str, Any], model: type[BaseModel]) -> Finding | None:
    """That the fields of a record are clearly those of another kind, or None."""
    word = data.get("kind")
    misfits = {kind: _misfits(data, candidate) for kind, candidate in KINDS.items()}
    best = min(misfits, key=lambda kind: misfits[kind])
    if not isinstance(word, str) or word not in KINDS or misfits[best] + _CLEARLY > misfits[word]:
        return None
    only = _names(KINDS[best]) - _names(model)
    foreign = [key for key in data if key in only][:3]
    if not foreign:
        return None
    shown = ", ".join(f"“{key}”" for key in foreign)
    message = f"The file says it is of the kind “{word}”, but its fields are those of the kind “{best}”: {shown}."
    return source.finding("REC-02", message, source.locate(("kind",)), f"Write “kind: {best}”, or change the fields.")


def _misfits(data: dict[str, Any], model: type[BaseModel]) -> int:
    """How many fields are unknown to a kind, and how many that it needs are missing."""
    needed = {field.alias or name for name, field in model.model_fields.items() if field.is_required()}
    known = _names(model)
    return sum(1 for key in data if key not in known) + sum(1 for name in needed if name not in data)


def _names(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}
