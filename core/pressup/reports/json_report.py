"""Findings as JSON, for scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pressup.findings import Finding


def findings_as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Each finding as `code`, `severity`, `message`, `help`, `place` and `related` (`file`, `line`, `column`, `length`).

    `fix` is the text that `--fix` writes (`line`, `column`, `end_line`, `end_column`, `text`), or null.
    """
    return [asdict(finding) for finding in findings]
