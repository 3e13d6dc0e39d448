"""Findings as JSON, for scripts, and the JSON Schema of the report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from pressup.findings import Finding

SCHEMA_NAME = "report.schema.json"
_MEANINGS = {
    "ok": "Whether no finding is as bad as --fail-on says: what the exit code says too.",
    "records": "How many good records were looked at.",
    "findings": "What is wrong, by file, line and column.",
    "fixed": "How many things --fix has put right; only with --fix.",
    "code": "The code of the rule; “pressup explain CODE” tells more.",
    "severity": "How bad it is.",
    "message": "One sentence: what is wrong.",
    "place": "Where it is.",
    "help": "What to write instead; may be empty.",
    "related": "The other place of a conflict.",
    "heuristic": "Whether the rule is a rule of thumb, which can be wrong about a text.",
    "fix": "The one right text, which --fix writes.",
    "file": "The file, as it was named in the call.",
    "line": "Counts from 1.",
    "column": "Counts from 1, in characters.",
    "length": "How many characters are meant; 0 for a whole file.",
    "end_line": "Where the replaced text ends.",
    "end_column": "The column behind the last replaced character.",
    "text": "What is written there.",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What `pressup validate --format json` prints. Later versions may add fields; none changes its meaning."""

    ok: bool
    records: int
    findings: list[Finding]
    fixed: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The report as plain data."""
        data = {"ok": self.ok, "records": self.records, "findings": findings_as_json(self.findings)}
        return data if self.fixed is None else {**data, "fixed": self.fixed}


def findings_as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Each finding as `code`, `severity`, `message`, `help`, `place` and `related` (`file`, `line`, `column`, `length`).

    `fix` is the text that `--fix` writes (`line`, `column`, `end_line`, `end_column`, `text`), or null.
    """
    return [asdict(finding) for finding in findings]


def report_schema() -> str:
    """The JSON Schema of the report, as it is published: made from the classes that the report is made of."""
    from pydantic import TypeAdapter

    made = TypeAdapter(Report).json_schema(mode="serialization")
    for part in (made, *made["$defs"].values()):
        for name, field in part.get("properties", {}).items():
            field.pop("default", None)
            field.pop("title", None)
            field["description"] = _MEANINGS[name]
        if "properties" in part:
            part["required"] = [name for name in part["properties"] if name != "fixed"]
    made["properties"]["fixed"] = {"type": "integer", "description": _MEANINGS["fixed"]}
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:pressup:schema:report:1",
        "title": "Pressup report",
    }
    return json.dumps({**made, **head}, indent=2, ensure_ascii=False) + "\n"
