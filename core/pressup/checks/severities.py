"""How bad a publisher finds what is no error: `severities` in its record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pressup.checks.check import Check, Problem
from pressup.checks.codes import STRUCTURAL
from pressup.content.library import Library
from pressup.content.suggest import did_you_mean
from pressup.findings import Finding, Severity
from pressup.records import Publisher

_RANK = {"off": -1, "note": 0, "warning": 1, "error": 2}


def apply(library: Library, found: Iterable[tuple[Finding, str | None]]) -> list[tuple[Finding, str | None]]:
    """The findings as bad as the publishers say; the strictest counts, and an error stays one.

    A publisher that says nothing of a code wants it as it is.
    """
    wanted = _wanted(library)
    if not wanted:
        return list(found)
    from pressup.checks.rules import CHECKS

    warned = {check.code for check in CHECKS if check.severity is Severity.WARNING}
    result = []
    for finding, id in found:
        if finding.severity is Severity.NOTE and finding.code in warned and wanted.get(finding.code, ("off",))[0] != "off":
            result.append((finding, id))  # the code is about its warnings; a note beside them only tells something
            continue
        said = wanted.get(finding.code) if finding.severity is not Severity.ERROR else None
        if said is None:
            result.append((finding, id))
            continue
        severity, everybody = said
        if not everybody:  # a silent publisher wants the rule's own severity, so nothing becomes milder
            severity = max(severity, finding.severity.value, key=_RANK.__getitem__)
        if severity != "off":
            result.append((replace(finding, severity=Severity(severity)), id))
    return result


def _wanted(library: Library) -> dict[str, tuple[str, bool]]:
    """By code: the strictest severity that a publisher names, and whether every publisher names one."""
    publishers = library.publishers
    wanted: dict[str, tuple[str, bool]] = {}
    for code in sorted({code for publisher in publishers for code in publisher.severities}):
        named = [publisher.severities[code] for publisher in publishers if code in publisher.severities]
        wanted[code] = max(named, key=_RANK.__getitem__), len(named) == len(publishers)
    return wanted


def codes(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A publisher changes only severities of rules that are warnings or notes: an error stops the build, whoever prints."""
    from pressup.checks.rules import CHECKS

    errors = {check.code for check in CHECKS if check.severity is Severity.ERROR}
    milder = {check.code for check in CHECKS if check.severity is not Severity.ERROR}
    families = {code.partition("-")[0] for code in errors | milder}  # a plugin's rules have families of their own
    for publisher in library.of(Publisher):
        for code, severity in publisher.severities.items():
            if code in errors - milder and severity != "error":
                message = f"{code} is an error, and cannot become milder."
                help = "Take the line away; where the rule is wrong, say why beside the text: pressup: ignore CODE because REASON."
                yield Problem(publisher.id, ("severities", code), message, help)
            elif code in STRUCTURAL and code not in errors:
                message = f"{code} is about files and comments, not about what they say; its severity stays as it is."
                yield Problem(publisher.id, ("severities", code), message, "Take the line away.")
            elif code not in errors | milder and code.partition("-")[0] in families:
                yield Problem(publisher.id, ("severities", code), f"There is no rule {code}.", did_you_mean(code, errors | milder))


CHECKS = (Check("SEV-01", Severity.ERROR, codes),)
