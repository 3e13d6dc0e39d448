"""Which findings count: `--select`, `--ignore` and `--fail-on`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pressup.errors import UsageError
from pressup.findings import Finding, Severity

_RANK = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def codes(option: str, given: Iterable[str], house: Iterable[str] = ()) -> frozenset[str]:
    """The codes that an option names by themselves, by an alias or by their family; `house` are those of plugins.

    Raises:
        UsageError: when there is no such code or family.
    """
    from pressup.checks.codes import known_codes
    from pressup.checks.explain import ALIASES

    named: set[str] = set()
    known = sorted({*known_codes(), *house})
    for word in given:
        wanted = ALIASES.get(word.upper(), word.upper())
        found = [code for code in known if wanted in (code, _family(code))]
        if not found:
            raise UsageError(f"{option}: “{word}” is no code of a finding and no family of codes. {_advice(word, known)}".strip())
        named.update(found)
    return frozenset(named)


def wanted(select: Iterable[str], ignore: Iterable[str], house: Iterable[str] = ()) -> Callable[[Finding], bool]:
    """Whether `--select` names a finding, all without one, and `--ignore` does not.

    Raises:
        UsageError: when an option names no code or family.
    """
    selected, ignored = codes("--select", select, house), codes("--ignore", ignore, house)
    return lambda finding: (not selected or finding.code in selected) and finding.code not in ignored


def failing(findings: Iterable[Finding], fail_on: Severity) -> list[Finding]:
    """The findings that are as bad as `--fail-on` says, or worse."""
    return [finding for finding in findings if _RANK[finding.severity] >= _RANK[fail_on]]


def _family(code: str) -> str:
    return code.partition("-")[0]


def _advice(word: str, known: list[str]) -> str:
    """The nearest code or family, else the codes of the family that is meant, else the families."""
    from pressup.content.suggest import did_you_mean

    families = {_family(code) for code in known}
    siblings = [code for code in known if _family(code) == _family(word.upper())]
    nearest = did_you_mean(word, siblings or (known if "-" in word else families), few=20)
    return nearest or did_you_mean(_family(word), families, few=20)
