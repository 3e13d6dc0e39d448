"""Licences of texts and pictures: which SPDX knows, and what they let a publisher do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pressup.records.publisher import LicencePolicy

PROPRIETARY = "proprietary"
"""What stands for a licence when the owner has allowed the use in words of its own, the `grant`."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a licence permits and asks, as far as printing goes."""

    commercial: bool = True
    changes: bool = True
    share_alike: bool = False


_FREE = Terms()
_SHARE_ALIKE = Terms(share_alike=True)
_TERMS: dict[str, Terms] = {
    # The public domain, and licences that ask for the attribution at most.
    **dict.fromkeys(("CC0-1.0", "CC-PDDC", "CC-PDM-1.0", "PDDL-1.0", "Unlicense", "0BSD", "DL-DE-ZERO-2.0", "MIT-0"), _FREE),
    **dict.fromkeys(("OGL-UK-1.0", "OGL-UK-2.0", "OGL-UK-3.0", "OGL-Canada-2.0", "NLOD-1.0", "NLOD-2.0"), _FREE),
    **dict.fromkeys(
        ("etalab-2.0", "DL-DE-BY-2.0", "ODC-By-1.0", "MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"), _FREE
    ),
    **dict.fromkeys(("LAL-1.2", "LAL-1.3", "ODbL-1.0", "CC-SA-1.0"), _SHARE_ALIKE),
}
_CREATIVE_COMMONS = re.compile(r"CC-BY(?P<nc>-NC)?(?:-(?P<end>ND|SA))?-[0-9.]+(?:-[A-Z]{2,3})?")
_GFDL = re.compile(r"GFDL-1\.[123](?P<invariants>-invariants)?(?:-no-invariants)?(?:-only|-or-later)?")
_TOKENS = re.compile(r"[()]|[^\s()]+")


def terms(identifier: str) -> Terms | None:
    """What the licence with this SPDX id permits; None when this is not known here.

    The Creative Commons family is read by the parts of its ids: NC, ND and SA. The GFDL's invariant sections may not be changed.
    """
    found = _CREATIVE_COMMONS.fullmatch(identifier)
    if found:
        return Terms(commercial=not found["nc"], changes=found["end"] != "ND", share_alike=found["end"] == "SA")
    found = _GFDL.fullmatch(identifier)
    if found:
        return Terms(changes=not found["invariants"], share_alike=True)
    return _TERMS.get(identifier)


@lru_cache(maxsize=1_000)
def canonical(text: str) -> str | None:
    """A licence id or expression as SPDX writes it, `proprietary` as it is, and None for what SPDX does not know."""
    if text == PROPRIETARY or text in _COMMON:
        return text
    # The list of ids costs 15 ms to load, so it is asked only for what is rare.
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        return str(canonicalize_license_expression(text))
    except (InvalidLicenseExpression, SyntaxError, ValueError):
        return None


_PARTS = ("BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND")
_COMMON = frozenset({*_TERMS, *(f"CC-{parts}-{version}" for parts in _PARTS for version in ("2.0", "2.5", "3.0", "4.0"))})
_SAID = (
    (re.compile(r"cc0|cc zero|no rights reserved"), "CC0-1.0"),
    (re.compile(r"public domain"), "CC0-1.0, or CC-PDM-1.0 for what was never protected"),
    (re.compile(r"all rights reserved|copyright|permission|own work|©"), "proprietary, and under “grant” what the owner allows"),
    (re.compile(r"crown copyright|open government"), "OGL-UK-3.0"),
)
_CC_WORDS = (("attribution", "by"), ("non commercial", "nc"), ("noncommercial", "nc"), ("no derivatives", "nd"),
             ("noderivatives", "nd"), ("noderivs", "nd"), ("share alike", "sa"), ("sharealike", "sa"))  # fmt: skip
_VERSION = re.compile(r"\b([1-4])(?:\.([05]))?\b")


def advice(text: str) -> str:
    """What to write instead of a licence that SPDX does not know."""
    meant = _meant(text)
    if meant:
        return f"Did you mean {meant}?"
    return "Write an SPDX licence id such as CC-BY-4.0, or “proprietary” with a “grant”."


def _meant(text: str) -> str | None:
    plain = " ".join(re.sub(r"[^a-z0-9.©]+", " ", text.casefold()).split())
    for pattern, instead in reversed(_SAID):
        if pattern.search(plain):
            return instead
    for said, part in _CC_WORDS:
        plain = plain.replace(said, part)
    words = set(plain.split())
    if words & {"by", "cc", "ccby", "creative"}:
        parts = [part for part in ("nc", "nd", "sa") if part in words]
        version = _VERSION.search(plain)
        number = f"{version[1]}.{version[2] or 0}" if version else "4.0"
        found = canonical("-".join(("CC-BY", *(part.upper() for part in parts), number)))
        if found:
            return found
    from pressup.content.suggest import nearest

    return nearest(re.sub(r"\b(the|licen[cs]e|version)\b", " ", plain).strip(), _COMMON)


def refusal(licence: str, policy: LicencePolicy, *, changed: bool) -> str | None:
    """Why a publisher may not print under a licence, as the end of a sentence; None when it may.

    Of licences joined by OR one is enough, of those joined by AND each must do. A licence whose terms are not known here does not
    do: the publisher must have looked at it, and say so in `allowed`.

    Args:
        licence: A licence as SPDX writes it.
        policy: What the publisher accepts.
        changed: Whether the work is printed in another form than it came in.
    """
    allowed = {canonical(entry) or entry for entry in policy.allowed}
    if licence == PROPRIETARY or licence in allowed:
        return None
    tokens = iter(_TOKENS.findall(licence))
    return _either(tokens, allowed, policy, changed)[0]


def _either(tokens: Iterator[str], allowed: set[str], policy: LicencePolicy, changed: bool) -> tuple[str | None, str]:
    """Read licences joined by OR: the refusal, and the token behind them."""
    refused, end = _both(tokens, allowed, policy, changed)
    while end == "OR":
        other, end = _both(tokens, allowed, policy, changed)
        refused = refused and other and refused
    return refused, end


def _both(tokens: Iterator[str], allowed: set[str], policy: LicencePolicy, changed: bool) -> tuple[str | None, str]:
    refused, end = _one(tokens, allowed, policy, changed)
    while end == "AND":
        other, end = _one(tokens, allowed, policy, changed)
        refused = refused or other
    return refused, end


def _one(tokens: Iterator[str], allowed: set[str], policy: LicencePolicy, changed: bool) -> tuple[str | None, str]:
    token = next(tokens)
    if token == "(":  # noqa: S105 (a bracket, no password)
        refused, _ = _either(tokens, allowed, policy, changed)
        return refused, next(tokens, "")
    end = next(tokens, "")
    if end == "WITH":  # an exception only adds permissions, and is about programs
        next(tokens)
        end = next(tokens, "")
    return _refused(token, allowed, policy, changed), end


def _refused(identifier: str, allowed: set[str], policy: LicencePolicy, changed: bool) -> str | None:
    if identifier in allowed:
        return None
    known = terms(identifier)
    if known is None:
        return "has not said that it accepts this licence"
    if policy.commercial and not known.commercial:
        return "publishes commercially, which this licence does not permit"
    if changed and not known.changes:
        return "prints it in another form, and this licence permits no changes"
    if known.share_alike and not policy.share_alike:
        return "does not give its own outputs away under the same licence, as this one asks"
    return None
