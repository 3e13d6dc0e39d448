"""Every code that a finding of Pressup's own can have."""

from __future__ import annotations

from pressup.findings import Severity

STRUCTURAL = (
    *(f"FILE-{n:02}" for n in (1, 2, 3, 4, 5, 7, 8, 9, 10)),
    *(f"YAML-{n:02}" for n in range(1, 10)),
    *(f"REC-{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 9)),
    *(
        "JSON-01",
        "JSON-02",
        "MD-01",
        "MD-02",
        "X-01",
        "X-02",
        "OPT-01",
        "SUP-01",
        "SUP-02",
        "PLUG-01",
        "OWN-01",
        "OWN-02",
        "FMT-01",
        "FMT-02",
    ),
)
"""Codes of what is no rule: files that cannot be read, records of the wrong shape, links and options."""


MILDER = {"FMT-01": Severity.NOTE, "FMT-02": Severity.NOTE, "REC-07": Severity.WARNING, "SUP-01": Severity.WARNING}
"""Those of them that are no errors."""


def known_codes() -> list[str]:
    """Every code that a finding can have, but for those of plugins."""
    from pressup.checks.rules import CHECKS

    return sorted({*STRUCTURAL, *(check.code for check in CHECKS)})
