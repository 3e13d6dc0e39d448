"""A way to write down what a rule finds: one change to a good record, and the finding."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pytest

from pressup import Finding, Severity

if TYPE_CHECKING:
    from tests.core.conftest import Content

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def fires(good: Content) -> Callable[..., Finding]:
    """Change good records, and return the one finding of a code; it must mark the given text.

    Args:
        kind: The record to change, by its kind.
        changes: What to change; see `changed` in the tests of the core.
        code: The code of the finding.
        marked: The text that the finding marks; not looked at when left out.
        message: What the message says in full; not looked at when left out.
        severity: How bad it is.
        others: Other records to write first, as pairs of kind and changes.
        files: Other files to write first.
    """

    def fires(
        kind: str,
        changes: Mapping[str, Any],
        code: str,
        marked: str | None = None,
        message: str | None = None,
        severity: Severity = Severity.ERROR,
        *,
        date: datetime.date = TODAY,
        others: Iterable[tuple[str, dict[str, Any]]] = (),
        files: Mapping[str, bytes] | None = None,
    ) -> Finding:
        for name, data in (files or {}).items():
            good.write(name, data)
        for other, other_changes in others:
            good.record(other, other_changes)
        good.record(kind, dict(changes))
        all_findings = good.findings(date)
        found = [finding for finding in all_findings if finding.code == code and (message is None or finding.message == message)]
        assert len(found) == 1, "\n".join(map(str, all_findings)) or "nothing was found"
        (finding,) = found
        assert finding.severity is severity
        assert marked is None or good.text_at(finding.place) == marked
        return finding

    return fires


@pytest.fixture
def silent(good: Content) -> Callable[..., None]:
    """Change good records; nothing of the given code may be found."""

    def silent(
        kind: str,
        changes: Mapping[str, Any],
        code: str,
        *,
        date: datetime.date = TODAY,
        others: Iterable[tuple[str, dict[str, Any]]] = (),
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        for name, data in (files or {}).items():
            good.write(name, data)
        for other, other_changes in others:
            good.record(other, other_changes)
        good.record(kind, dict(changes))
        found = [finding for finding in good.findings(date) if finding.code == code]
        assert not found, "\n".join(map(str, found))

    return silent
