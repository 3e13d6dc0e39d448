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
from pressup.testing.good_records import GOOD_RECORDS as RECORDS

TODAY = datetime.date(2026, 11, 22)
STARTER = Path(__file__).parents[2] / "content"


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
        """Write one good record of each kind but a translation, which would be out of date wherever a test changes its record."""
        for kind in RECORDS:
            if kind != "translation":
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
    """A content folder with one good record of each kind but a translation."""
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
