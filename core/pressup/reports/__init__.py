"""Findings out: as text for people, as JSON for scripts, and in the formats that build servers and code hosts show."""

from pressup.reports.github import github_commands
from pressup.reports.json_report import Report, findings_as_json
from pressup.reports.junit import findings_as_junit
from pressup.reports.sarif import RuleText, findings_as_sarif
from pressup.reports.text import print_findings, summary

__all__ = [
    "Report",
    "RuleText",
    "findings_as_json",
    "findings_as_junit",
    "findings_as_sarif",
    "github_commands",
    "print_findings",
    "summary",
]
