"""What a build made, and what it did not."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pressup.errors import UsageError as UsageError
from pressup.findings import Finding
from pressup.plugin import Finished, PluginFault


@dataclass(frozen=True, slots=True)
class Made:
    """One file that a build wrote."""

    path: Path
    publisher: str
    finished: Finished


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document that was not rendered because a record in it has an error."""

    document_id: str
    record_id: str
    reason: str


@dataclass(slots=True)
class BuildReport:
    """The result of a build. `ok` is true when everything that was asked for was made."""

    made: list[Made] = field(default_factory=list)
    faults: list[PluginFault] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing failed and nothing was left out."""
        return not (self.faults or self.left_out or any(finding.severity == "error" for finding in self.findings))
