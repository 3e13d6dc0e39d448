"""Reading in several processes gives what reading in one gives."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest

from pressup import Library
from pressup.checks import reading
from pressup.checks.memory import Memory
from pressup.checks.reading import Reading
from pressup.content.reader import load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.core.conftest import Content


@pytest.fixture
def many(content: Content) -> Content:
    """A folder of every kind of record, with mistakes."""
    content.all()
    for number in range(30):
        content.record("exercise", {"id": f"move-{number}", "dose.reps": "12-8" if number % 7 == 0 else "8-12"})
    content.write("broken.json", "{")
    content.write("empty.yaml", "")
    content.write("latin.yaml", b"name: \xe4")
    content.write("Überschrift.md", "---\nkind: article\n---\n")
    return content


def read(content: Content, **how: Any) -> Library:
    return load(content.root, read_all=Reading(**how).read_all)


def test_two_workers_read_as_one_does(many: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MANY", {"fork": 5, "spawn": 5})
    monkeypatch.setattr(reading, "FEW", 5)
    monkeypatch.setenv("PRESSUP_CACHE_DIR", str(tmp_path / "cache"))
    one = read(many)
    told: list[tuple[int, int]] = []
    for how in ({"workers": 2}, {"workers": 2, "memory": Memory.of(many.root)}, {"memory": Memory.of(many.root)}):
        other = read(many, **how, progress=lambda done, total: told.append((done, total)))
        assert other == one
        assert dict(other.checked) == dict(one.checked) != {}
        assert other.sources == one.sources
    assert told[-1] == (41, 41)
    assert [done for done, _ in told[: len(told) // 3]] == sorted(done for done, _ in told[: len(told) // 3])


def test_garbage_collection_is_as_it_was(many: Content) -> None:
    assert gc.isenabled()
    read(many)
    assert gc.isenabled()
    gc.disable()
    try:
        read(many)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_an_error_while_reading_leaves_garbage_collection_on(many: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: Any) -> Any:
        raise RuntimeError("no")

    monkeypatch.setattr(reading, "read_record", fails)
    with pytest.raises(RuntimeError):
        read(many)
    assert gc.isenabled()
