"""Sentences about how a job ended that was not finished."""

from __future__ import annotations

import re
import signal

from pressup.plugin.executor import Limits


def late(seconds: float) -> str:
    """It took too long."""
    return f"It took longer than {seconds:g} s and was stopped."


def memory(limits: Limits) -> str:
    """It was refused more memory."""
    return f"It needed more than {size(limits.memory)} of memory, which is its limit." if limits.memory else "The memory ran out."


def unreadable(reason: str) -> str:
    """It, or its result, could not get from one process to another."""
    told = re.sub(r" at 0x[0-9a-f]+", "", " ".join(reason.split()))
    return (
        f"It cannot go to another process and back ({told}). "
        "Define the target's class in a module that can be imported, or render with --jobs 1."
    )


def died(code: int, limits: Limits) -> str:
    """Its process ended, by a signal when the code is negative."""
    if code >= 0:
        return f"Its process ended by itself (exit code {code})."
    name = signal_name(-code)
    if name == "SIGXCPU" and limits.cpu_seconds is not None:
        return f"It used more than {limits.cpu_seconds:g} s of processor time and was stopped."
    if name == "SIGKILL":
        return "Its process was ended by the system (SIGKILL); perhaps the memory of this machine ran out."
    if name in ("SIGABRT", "SIGTRAP") and limits.memory:
        return f"Its process died ({name}); perhaps because it may use no more than {size(limits.memory)} of memory."
    return f"Its process died ({name})."


def signal_name(number: int) -> str:
    """SIGSEGV and the like."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def size(number: int | None) -> str:
    """Bytes, as people write them: 2 GB, 500 MB."""
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")):
        if number and number >= unit:
            return f"{number / unit:.3g} {name}"
    return f"{number} bytes"
