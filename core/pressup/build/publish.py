"""The end of a build: all files in place, and those removed that no document makes any more."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pressup.build.report import BuildReport
from pressup.build.write import MANIFEST, Writer


@dataclass(frozen=True, slots=True)
class Covered:
    """What a build was to make. Of anything else it knows nothing, and removes nothing.

    Attributes:
        targets: Its targets.
        publishers: Its publishers; none for all, those that are gone too.
        documents: Its documents; none for all.
    """

    targets: frozenset[str]
    publishers: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    def holds(self, artifact: Mapping[str, Any]) -> bool:
        """Whether an entry of a manifest is among it."""
        document = artifact.get("document")
        id = str(document.get("id")) if isinstance(document, Mapping) else ""
        return (
            str(artifact.get("target")) in self.targets
            and (not self.publishers or str(artifact.get("publisher")) in self.publishers)
            and (not self.documents or id in self.documents)
        )


def publish(writer: Writer, report: BuildReport, covered: Covered) -> None:
    """Put all staged files in place. A build in which something failed removes nothing.

    Raises:
        WriteError: when they cannot be put there.
    """
    with writer.locked():
        old = artifacts_of(writer.read(MANIFEST))
        published = writer.publish(obsolete(old, writer.staged, covered) if report.ok else None)
    report.changed.extend(published.changed)
    report.removed.extend(published.removed)
    report.notes.extend(published.notes)


def obsolete(old: Iterable[Mapping[str, Any]], made: Collection[str], covered: Covered) -> dict[str, str]:
    """The files of an earlier build that this one covers and did not make: the SHA-256 of each, by path."""
    return {
        artifact["path"]: artifact["sha256"]
        for artifact in old
        if isinstance(artifact.get("path"), str) and isinstance(artifact.get("sha256"), str)
        if covered.holds(artifact) and artifact["path"] not in made
    }


def artifacts_of(manifest: bytes | None) -> list[Mapping[str, Any]]:
    """The artifacts that a manifest names; none when there is no manifest, or it cannot be read."""
    try:
        artifacts = json.loads(manifest or b"{}")["artifacts"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []
    return [entry for entry in artifacts if isinstance(entry, Mapping)] if isinstance(artifacts, list) else []
