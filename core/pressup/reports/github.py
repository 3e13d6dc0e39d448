"""Findings as workflow commands of GitHub Actions, which shows them at their lines in a pull request."""

from __future__ import annotations

from collections.abc import Iterable

from pressup.findings import Finding, Severity
from pressup.reports.text import clean

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github_commands(findings: Iterable[Finding]) -> str:
    """One line a finding: `::error file=…,line=…,col=…,endColumn=…,title=…::message`."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    place = finding.place
    properties: dict[str, str | int] = {"file": place.file}
    if place.length:
        properties |= {"line": place.line, "col": place.column, "endColumn": place.column + place.length}
    properties["title"] = f"{finding.code}{finding.mark}"
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    lines = [finding.message, finding.help, f"The other place: {finding.related}" if finding.related else ""]
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(chr(10).join(line for line in lines if line))}"


def _data(text: str) -> str:
    """A message: what would end the command is escaped, what would steer the log is replaced."""
    safe = "".join(c if c in "\r\n" else clean(c) for c in text)
    return safe.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
