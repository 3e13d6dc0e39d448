"""Findings as SARIF 2.1.0, for code scanning and editors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from pressup.findings import Finding, Fix, Place
from pressup.reports.text import clean

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule says: itself in a sentence, its reason, its source, and how it looks when it is right."""

    title: str
    reason: str = ""
    source: str = ""
    good: str = ""


def findings_as_sarif(findings: Iterable[Finding], *, version: str, rules: Mapping[str, RuleText]) -> str:
    """A SARIF log with one run.

    Args:
        findings: What was found, in the order of the results.
        version: The version of Pressup.
        rules: What rules say, by code, where that is known.
    """
    listed = list(findings)
    codes = sorted({finding.code for finding in listed})
    heuristic = {finding.code for finding in listed if finding.heuristic}
    listed_rules = [_rule(code, rules.get(code), heuristic=code in heuristic) for code in codes]
    run = {
        "tool": {"driver": {"name": "pressup", "version": version, "rules": listed_rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in listed],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str, text: RuleText | None, *, heuristic: bool) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code}
    if text:
        rule["shortDescription"] = {"text": _message(text.title)}
        rule["fullDescription"] = {"text": _message(f"{text.title} {text.reason}".strip())}
        rule["help"] = {"text": _help(text)}
    if heuristic:  # SARIF's own word for how sure a rule is, as code hosts show it
        rule["properties"] = {"precision": "medium", "heuristic": True}
    return rule


def _help(text: RuleText) -> str:
    """The reason, the source, and how it looks when it is right; the lines of the example stay lines."""
    parts = [text.reason or text.title]
    if text.source:
        parts.append(f"Source: {text.source}")
    if text.good:
        parts.append(f"Write it like this:\n\n{text.good.rstrip()}")
    return "\n".join(_message(line) for line in "\n\n".join(parts).split("\n"))


def _result(finding: Finding, index: int) -> dict[str, Any]:
    result = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": _message(f"{finding.message} {finding.help}".strip())},
        "locations": [_location(finding.place)],
    }
    if finding.related:
        result["relatedLocations"] = [{"id": 0, **_location(finding.related), "message": {"text": "The other place."}}]
    properties = {"heuristic": finding.heuristic, "fixable": finding.fix is not None}
    if any(properties.values()):
        result["properties"] = properties
    if finding.fix:
        result["fixes"] = [_fix(finding.place.file, finding.fix)]
    return result


def _fix(file: str, fix: Fix) -> dict[str, Any]:
    deleted = {"startLine": fix.line, "startColumn": fix.column, "endLine": fix.end_line, "endColumn": fix.end_column}
    replacement = {"deletedRegion": deleted, "insertedContent": {"text": fix.text}}
    return {"artifactChanges": [{"artifactLocation": {"uri": uri(file)}, "replacements": [replacement]}]}


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(place.file)}}
    if place.length:
        physical["region"] = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + place.length}
    return {"physicalLocation": physical}


def _message(text: str) -> str:
    """Plain text: braces doubled (SARIF 3.11.5), and nothing that a viewer would make a link of (3.11.6)."""
    return clean(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")


def uri(file: str) -> str:
    """The file as a reference relative to where the program ran, or as a `file:` URI when its path is absolute."""
    try:
        name = file.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        name = file.encode("utf-8", "replace")
    if PurePath(file).is_absolute():
        return f"file:///{quote(name, safe='/:').lstrip('/')}"
    return quote(name)
