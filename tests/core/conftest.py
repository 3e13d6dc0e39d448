"""What the tests of the core share: small good records of every kind, and a content folder to write them to."""

from __future__ import annotations

import copy
import datetime
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

import pressup
from pressup import Dose, Finding, Library, Place

TODAY = datetime.date(2026, 11, 22)
STARTER = Path(__file__).parents[2] / "content"

REVIEW = {
    "status": "reviewed",
    "version": "1.0",
    "authors": [{"name": "Ada Author"}],
    "reviewer": {
        "name": "Rae Reviewer",
        "role": "clinical-reviewer",
        "profession": "Physiotherapist",
        "registration": {"body": "HCPC"},
    },
    "last_reviewed": "2026-01-10",
    "due": "2028-01-10",
}
RIGHTS = {"licence": "CC-BY-4.0", "author": "Test Press"}
RED_FLAG = {"text": "You cannot stand on your leg.", "urgency": "same-day", "action": "Get medical help today."}

RECORDS: dict[str, dict[str, Any]] = {
    "exercise": {
        "kind": "exercise",
        "id": "bridge",
        "name": "Bridge",
        "type": "strength",
        "position": "supine",
        "laterality": "bilateral",
        "level": 1,
        "muscles": [{"muscle": "glutes", "role": "primary"}],
        "start": "You lie on your back with both knees bent.",
        "steps": ["Press your feet down.", "Lift your hips."],
        "feel_it": "buttocks",
        "cautions": ["Keep your ribs down."],
        "stop_if": ["your back hurts."],
        "dose": {"sets": 3, "reps": "8-12", "frequency": "3 days a week"},
        "review": REVIEW,
        "rights": RIGHTS,
    },
    "condition": {
        "kind": "condition",
        "id": "knee-pain",
        "name": "Knee pain",
        "type": "symptom",
        "region": "knee",
        "summary": "The knee hurts.",
        "red_flags": [RED_FLAG],
        "review": REVIEW,
        "rights": RIGHTS,
    },
    "programme": {
        "kind": "programme",
        "id": "first-steps",
        "title": "First steps",
        "purpose": "Build strength at home.",
        "conditions": ["knee-pain"],
        "level": 2,
        "setting": "home",
        "weeks": 4,
        "sessions_per_week": 3,
        "phases": [
            {"id": "start", "name": "Get going", "weeks": "1-2", "items": [{"exercise": "bridge", "dose": {"sets": 2}}]},
            {"id": "build", "name": "Build up", "weeks": "3-4", "items": [{"exercise": "bridge"}]},
        ],
        "pain_rule": {
            "bands": [
                {"pain": "0-3", "name": "Go on", "action": "Mild pain is all right."},
                {"pain": "4-10", "name": "Stop", "action": "Rest for a day."},
            ]
        },
        "review": REVIEW,
        "rights": RIGHTS,
    },
    "article": {
        "kind": "article",
        "id": "why-move",
        "title": "Why move",
        "summary": "Movement helps.",
        "body": "## How\n\nStart *small*.",
        "conditions": ["knee-pain"],
        "review": REVIEW,
        "rights": RIGHTS,
    },
    "newsletter": {
        "kind": "newsletter",
        "id": "issue-1",
        "title": "A calm start",
        "number": 1,
        "date": "2026-11-22",
        "subject": "One calm move",
        "preheader": "The bridge needs a mat and about five minutes.",
        "lead": "The bridge is a calm start.",
        "items": [{"exercise": "bridge"}],
        "review": REVIEW,
        "rights": RIGHTS,
    },
    "reference": {
        "kind": "reference",
        "id": "smith-2020",
        "type": "article-journal",
        "title": "Exercise for knees",
        "author": [{"family": "Smith", "given": "J"}],
        "issued": {"date-parts": [[2020, 5]]},
        "DOI": "10.1234/abc",
    },
    "publisher": {
        "kind": "publisher",
        "id": "test-press",
        "name": "Test Press",
        "locale": "en-GB",
        "jurisdiction": "GB",
        "base_url": "https://press.example",
        "contact": {"email": "a@press.example", "postal_address": "1 Street", "url": "https://press.example"},
        "disclaimer": "This does not replace advice from a health professional.",
        "help_lines": {"emergency": "Call 999.", "same_day": "Call 111.", "soon": "Call your GP surgery."},
        "mailing": {
            "from_name": "Test Press",
            "from_email": "a@press.example",
            "to_email": "list@press.example",
            "list_id": "news.press.example",
            "unsubscribe_url": "https://press.example/leave",
            "reason": "You signed up.",
        },
    },
}
"""A good record of each kind. Together they make a library without a finding."""


def changed(data: Any, changes: dict[str, Any]) -> Any:
    """A copy of `data` with some values replaced; a key is a path such as `phases.0.items.0.dose`, `...` takes a field away."""
    result = copy.deepcopy(data)
    for path, value in changes.items():
        *parents, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        inner = result
        for step in parents:
            inner = inner.setdefault(step, {}) if isinstance(inner, dict) else inner[step]
        if value is ...:
            del inner[last]
        else:
            inner[last] = copy.deepcopy(value)
    return result


class Content:
    """A content folder to write files to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, data: Any) -> Path:
        """Write a file: text and bytes as they are, anything else as JSON or YAML, whatever the name says."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, bytes):
            path.write_bytes(data)
        elif isinstance(data, str):
            path.write_bytes(data.encode())
        elif name.endswith(".json"):
            path.write_text(json.dumps(data, indent=2, ensure_ascii=False), encoding="utf-8")
        else:
            path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=200), encoding="utf-8")
        return path

    def record(self, kind: str, changes: dict[str, Any] | None = None) -> dict[str, Any]:
        """Write a good record of a kind, with some values changed; the file is named by its id."""
        data: dict[str, Any] = changed(RECORDS[kind], changes or {})
        dose = data.get("dose")
        if isinstance(dose, dict):  # in the usual order, as an editor writes it
            data["dose"] = {key: dose[key] for key in (*Dose.model_fields, *dose) if key in dose}
        self.write(f"{data['id']}.yaml", data)
        return data

    def all(self) -> Content:
        """Write one good record of each kind."""
        for kind in RECORDS:
            self.record(kind)
        return self

    def load(self, date: datetime.date = TODAY) -> Library:
        """Read and check the folder."""
        return pressup.load(self.root, date=date)

    def findings(self, date: datetime.date = TODAY) -> tuple[Finding, ...]:
        """All findings, with places relative to the folder, so that a test can write them down."""
        return tuple(self.relative(finding) for finding in self.load(date).findings)

    def only(self, date: datetime.date = TODAY) -> Finding:
        """The one finding of the folder."""
        found = self.findings(date)
        assert len(found) == 1, "\n".join(map(str, found)) or "no finding"
        return found[0]

    def relative(self, finding: Finding) -> Finding:
        """The finding with places relative to the folder."""
        related = self._relative(finding.related) if finding.related else None
        place = self._relative(finding.place)
        return replace(finding, place=place, related=related)

    def _relative(self, place: Place) -> Place:
        name = place.file.removeprefix(self.root.as_posix()).removeprefix("/")
        return Place(name, place.line, place.column, place.length)

    def text_at(self, place: Place) -> str:
        """The text that a relative place marks."""
        line = (self.root / place.file).read_text(encoding="utf-8").split("\n")[place.line - 1]
        return line[place.column - 1 : place.column - 1 + place.length]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """An empty content folder."""
    return Content(tmp_path / "content")


@pytest.fixture
def good(content: Content) -> Content:
    """A content folder with one good record of each kind."""
    return content.all()


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user may enter, for programs that run as another user: pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="pressup-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def public(public_folder: Path) -> Content:
    """A content folder with one good record of each kind, in a folder that every user may enter."""
    return Content(public_folder / "content").all()


@pytest.fixture(scope="session")
def good_records() -> dict[str, dict[str, Any]]:
    """A good record of each kind, as plain data. Do not change them: `change` makes copies."""
    return RECORDS


@pytest.fixture(scope="session")
def change() -> Callable[[Any, dict[str, Any]], Any]:
    """A copy of data with some values changed; see `changed`."""
    return changed


@pytest.fixture(scope="session")
def starter_folder() -> Path:
    """The folder of the starter library."""
    return STARTER


@pytest.fixture(scope="session")
def starter() -> Library:
    """The starter library, read and checked."""
    return pressup.load(STARTER, date=TODAY)
