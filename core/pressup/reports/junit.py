"""Findings as JUnit XML, which most build servers show: a test case for each file, failed when the file has an error."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from pressup.findings import Finding, Place, Severity


def findings_as_junit(findings: Iterable[Finding], files: Iterable[str]) -> str:
    """One test suite. Files without findings are cases that passed; warnings and notes are output of a case.

    A case has one failure however many errors there are, since readers of the format expect no more than one.
    """
    cases: dict[str, list[Finding]] = {file: [] for file in files}
    for finding in findings:
        cases.setdefault(finding.place.file, []).append(finding)
    failed = sum(any(finding.severity is Severity.ERROR for finding in found) for found in cases.values())
    counts = {"tests": str(len(cases)), "failures": str(failed), "errors": "0", "skipped": "0"}
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", {"name": "pressup validate", **counts})
    for file, found in sorted(cases.items()):
        _case(suite, file, found)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="us-ascii", xml_declaration=True)  # ASCII reads alike whatever the terminal's encoding
    return text.decode("ascii").replace("us-ascii", "utf-8", 1) + "\n"


def _case(suite: ET.Element, file: str, found: list[Finding]) -> None:
    case = ET.SubElement(suite, "testcase", {"classname": "pressup", "name": _plain(file)})
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    others = [finding for finding in found if finding.severity is not Severity.ERROR]
    if errors:
        first = f"{errors[0].code}: {errors[0].message}"
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        codes = " ".join(dict.fromkeys(error.code for error in errors))
        failure = ET.SubElement(case, "failure", {"message": _plain(first + more), "type": _plain(codes)})
        failure.text = _lines(errors)
    if others:
        ET.SubElement(case, "system-out").text = _lines(others)


def _lines(findings: list[Finding]) -> str:
    return "\n".join(_plain(f"{finding}{_other(finding.related)}") for finding in findings)


def _other(place: Place | None) -> str:
    return f" The other place: {place}." if place else ""


def _plain(text: str) -> str:
    """Text in one line, without control characters and what XML cannot hold."""
    spaced = " ".join(text.splitlines()).replace("\t", " ")
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") and ord(c) & 0xFFFE != 0xFFFE)
