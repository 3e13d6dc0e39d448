"""The end of a build: all files in place, and those removed that no document makes any more."""

from __future__ import annotations

from collections.abc import Mapping

from pressup.build.report import BuildReport
from pressup.build.write import Writer


def publish(writer: Writer, report: BuildReport, gone: Mapping[str, str]) -> None:
    """Put all staged files in place, and tell in the report what has changed.

    Args:
        writer: The writer.
        report: Where it is told.
        gone: The files of an earlier build that no document makes any more: the SHA-256 of each, by path.

    Raises:
        WriteError: when they cannot be put there.
    """
    published = writer.publish(gone)
    report.changed.extend(published.changed)
    report.removed.extend(published.removed)
    report.notes.extend(published.notes)
