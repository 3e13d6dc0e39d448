"""Findings out: as text for people, as JSON for scripts."""

from pressup.reports.json_report import findings_as_json
from pressup.reports.text import print_findings, summary

__all__ = ["findings_as_json", "print_findings", "summary"]
