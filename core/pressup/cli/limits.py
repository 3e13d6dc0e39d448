"""The limits of a document, as they are written on the command line."""

from __future__ import annotations

import re

from pressup.errors import UsageError
from pressup.plugin.executor import Limits

_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}
_SIZE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?) ?([KMG]?)B?", re.IGNORECASE)
NONE = "none"
LEAST_MEMORY = 10_000_000


def limits_of(seconds: str, cpu_seconds: str, memory: str) -> Limits:
    """The limits that three options say.

    Raises:
        UsageError: when one of them is no number, or too small for anything to be done in it.
    """
    return Limits(_seconds("--time-limit", seconds), _seconds("--cpu-limit", cpu_seconds), _bytes("--memory-limit", memory))


def _seconds(option: str, text: str) -> float | None:
    if text == NONE:
        return None
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", text) or float(text) == 0:
        raise UsageError(f"{option}: “{text}” is no number of seconds; write 60, 0.5 or none.")
    return float(text)


def _bytes(option: str, text: str) -> int | None:
    if text == NONE:
        return None
    found = _SIZE.fullmatch(text)
    if not found:
        raise UsageError(f"{option}: “{text}” is no size; write 500MB, 2GB or none.")
    size = int(float(found[1]) * _UNITS[found[2].upper()])
    if size < LEAST_MEMORY:
        raise UsageError(f"{option}: {text} is too little for any document; write 500MB or more.")
    return size
