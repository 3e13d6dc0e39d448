"""Whatever is remembered, a warm run finds what a cold one finds; and a memory that cannot be trusted is not used."""

from __future__ import annotations

import datetime
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pressup import Library
from pressup.checks import memory
from pressup.checks.memory import SHARDS, Memory
from pressup.checks.reading import Reading
from pressup.content.reader import read_record
from pressup.plugin import Registry
from pressup.plugin.loading import load_with

if TYPE_CHECKING:
    from tests.core.conftest import Content

TODAY = datetime.date(2026, 11, 22)
LONG_AGO = 1_700_000_000


@dataclass
class Kept:
    """A content folder and what is remembered of it."""

    content: Content
    read: list[str]

    def cold(self) -> Library:
        """Read without a memory."""
        return load_with(Reading(), self.content.root, date=TODAY, registry=Registry())

    def warm(self) -> Library:
        """Read with the memory; the files that were read are then in `read`."""
        self.read.clear()
        return load_with(Reading(memory=Memory.of(self.content.root)), self.content.root, date=TODAY, registry=Registry())

    def must_agree(self) -> list[str]:
        """A warm run and a cold one give the same; the names of the files that the warm one read."""
        warm = self.warm()
        read = sorted(Path(name).name for name in self.read)
        cold = self.cold()
        assert warm.findings == cold.findings
        assert warm.records == cold.records
        assert warm.faulty == cold.faulty
        assert warm.sources == cold.sources
        assert warm.checked == cold.checked
        return read

    @property
    def folder(self) -> Path:
        """Where it is remembered."""
        return Memory.of(self.content.root).folder


@pytest.fixture
def kept(content: Content, good_records: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """A folder of some files with a few mistakes, which counts as many, and whose files have settled."""
    from pressup.checks import reading

    monkeypatch.setenv("PRESSUP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(reading, "FEW", 3)
    monkeypatch.setattr(memory, "_SETTLED_NS", -(10**12))  # as if every file had been written long before
    content.all()
    for number in range(20):
        reps = "12-8" if number == 7 else "8-12"
        content.record("exercise", {"id": f"move-{number}", "dose.reps": reps})
    content.write("broken.yaml", "kind: exercise\nid: [")
    read: list[str] = []

    def counted(path: Path, name: str) -> Any:
        read.append(name)
        return read_record(path, name)

    monkeypatch.setattr(reading, "read_record", counted)
    kept = Kept(content, read)
    assert len(kept.must_agree()) == 28
    assert kept.must_agree() == []
    return kept


def edit(kept: Kept, name: str, old: str, new: str) -> None:
    path = kept.content.root / name
    path.write_text(path.read_text().replace(old, new, 1))


# --- A small folder is remembered when it has figures ---


@pytest.mark.parametrize(("figures", "remembered"), [(0, False), (memory.FIGURES - 1, False), (memory.FIGURES, True)])
def test_a_small_folder_is_remembered_for_its_figures(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, figures: int, remembered: bool
) -> None:
    from pressup.checks import reading

    shutil.rmtree(kept.folder)
    monkeypatch.setattr(reading, "FEW", 1000)
    for number in range(figures):
        kept.content.record("exercise", {"id": f"move-{number}", "figure": {"base": "standing", "finish": {"legs": {"knee": 170}}}})
    assert len(kept.must_agree()) == 28
    assert kept.folder.is_dir() is remembered
    assert len(kept.must_agree()) == (0 if remembered else 28)
    edit(kept, "move-5.yaml", "8-12", "9-7")
    assert len(kept.must_agree()) == (1 if remembered else 28)


# --- What changes is read again, and nothing else ---


def test_one_changed_file_is_read_again(kept: Kept) -> None:
    before = kept.warm().findings
    edit(kept, "move-3.yaml", "8-12", "9-7")
    assert kept.must_agree() == ["move-3.yaml"]
    assert len(kept.warm().findings) == len(before) + 1
    assert kept.must_agree() == []


def test_a_change_that_keeps_size_and_time_is_seen(kept: Kept) -> None:
    path = kept.content.root / "move-3.yaml"
    was = path.stat()
    edit(kept, "move-3.yaml", "8-12", "9-99")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert path.stat().st_size == was.st_size
    assert kept.must_agree() == ["move-3.yaml"]


def test_added_removed_and_renamed_files(kept: Kept) -> None:
    kept.content.record("exercise", {"id": "new"})
    assert kept.must_agree() == ["new.yaml"]
    (kept.content.root / "move-1.yaml").unlink()
    assert kept.must_agree() == []
    (kept.content.root / "move-2.yaml").rename(kept.content.root / "moved.yaml")
    assert kept.must_agree() == ["moved.yaml"]
    assert kept.must_agree() == []


def test_a_removed_file_breaks_the_links_to_it(kept: Kept) -> None:
    (kept.content.root / "bridge.yaml").unlink()
    assert kept.must_agree() == []
    assert "X-01" in {finding.code for finding in kept.warm().findings}


def test_other_settings_are_another_reading(kept: Kept) -> None:
    kept.content.write("pressup.yaml", {"kind": "library", "lang": "de"})
    assert len(kept.must_agree()) == 28
    assert kept.must_agree() == []


def test_another_version_is_another_reading(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "__version__", "99")
    assert len(kept.must_agree()) == 28


def test_a_changed_program_is_another_reading(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_program", lambda: "another")
    assert len(kept.must_agree()) == 28


def test_the_day_is_not_remembered(kept: Kept) -> None:
    def codes(date: datetime.date) -> set[str]:
        reading = Reading(memory=Memory.of(kept.content.root))
        return {f.code for f in load_with(reading, kept.content.root, date=date, registry=Registry()).findings}

    assert "GOV-03" not in codes(TODAY)
    assert "GOV-03" in codes(datetime.date(2035, 1, 1))
    assert "GOV-03" not in codes(TODAY)


def test_a_file_that_is_too_new_is_read_again(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_SETTLED_NS", 2_000_000_000)
    edit(kept, "move-3.yaml", "8-12", "9-7")
    for _ in range(2):
        assert "move-3.yaml" in kept.must_agree()


def test_a_file_from_the_future_is_read_again(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_SETTLED_NS", 0)
    os.utime(kept.content.root / "move-3.yaml", (4_000_000_000, 4_000_000_000))
    assert kept.must_agree() == ["move-3.yaml"]
    assert kept.must_agree() == ["move-3.yaml"]


def test_what_could_not_be_read_is_tried_again(kept: Kept) -> None:
    kept.content.write("latin.yaml", b"name: \xe4")
    assert kept.must_agree() == ["latin.yaml"]
    assert kept.must_agree() == ["latin.yaml"]


# --- A memory that is damaged, shared or out of reach ---


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data[:66],
        lambda data: b"\x00" * len(data),
        lambda data: data.partition(b"\n")[0] + b"\n" + pickle.dumps(7) + pickle.dumps(7),
        lambda data: data.partition(b"\n")[0] + b"\ncos\nnonesuch\n(tR.",
        lambda data: b"old\n" + data.partition(b"\n")[2],
    ],
)
def test_a_damaged_memory_is_none(kept: Kept, damage: Callable[[bytes], bytes]) -> None:
    for file in kept.folder.iterdir():
        file.write_bytes(damage(file.read_bytes()))
    assert len(kept.must_agree()) == 28
    assert kept.must_agree() == []


def test_shards_may_be_gone_or_be_folders(kept: Kept) -> None:
    for number, file in enumerate(sorted(kept.folder.iterdir())):
        file.unlink()
        if number % 2:
            file.mkdir()
    kept.must_agree()
    kept.must_agree()


@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize("mode", [0o777, 0o775])
def test_a_memory_that_others_can_write_is_not_used(kept: Kept, level: int, mode: int) -> None:
    (kept.folder, *kept.folder.parents)[level].chmod(mode)
    assert len(kept.must_agree()) == 28


def test_a_memory_of_another_user_is_not_used(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 12_345)
    assert len(kept.must_agree()) == 28


def test_a_place_that_is_no_folder(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nowhere")):
        monkeypatch.setenv("PRESSUP_CACHE_DIR", str(place))
        assert len(kept.must_agree()) == 28


def test_a_full_disk_leaves_nothing_half_written(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    before = sorted(file.name for file in kept.folder.iterdir())
    edit(kept, "move-3.yaml", "8-12", "9-7")
    monkeypatch.setattr(Path, "replace", full)
    assert kept.must_agree() == ["move-3.yaml"]
    assert sorted(file.name for file in kept.folder.iterdir()) == before


def test_it_is_private_and_small_in_number(kept: Kept) -> None:
    assert [folder.stat().st_mode & 0o777 for folder in (kept.folder, *kept.folder.parents[:2])] == [0o700] * 3
    assert 0 < len(list(kept.folder.iterdir())) <= SHARDS


def test_what_is_gone_is_forgotten(kept: Kept) -> None:
    for path in sorted(kept.content.root.iterdir())[5:]:
        path.unlink()
    kept.must_agree()
    kept.must_agree()
    assert len(list(kept.folder.iterdir())) <= 5


def test_two_folders_have_memories_of_their_own(kept: Kept, tmp_path: Path) -> None:
    shutil.copytree(kept.content.root, tmp_path / "other")
    other = Memory.of(tmp_path / "other").folder
    assert other != kept.folder
    link = tmp_path / "link"
    link.symlink_to(kept.content.root)
    assert Memory.of(link).folder == kept.folder


# --- The program ---


def library_of(content: Content, count: int) -> None:
    text = content.write("paper.json", {}).parent
    for number in range(count):
        name = f"paper-{number:04}"
        (text / f"{name}.json").write_text(
            f'{{"kind": "reference", "id": "{name}", "type": "article-journal", "title": "Paper {number}", '
            f'"author": [{{"family": "Smith", "given": "J"}}], "issued": {{"date-parts": [[2020, 5]]}}, "DOI": "10.1234/{number}"}}'
        )
    (text / "paper.json").unlink()
    for path in text.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))


def validate(content: Content, cache: Path, *arguments: str, user: int | None = None) -> subprocess.Popen[str]:
    """A run of the program by itself."""
    code = "import sys; from pressup.cli.app import run; sys.exit(run(sys.argv[1:]))"
    if user is not None:
        code = f"import os, sys\nfrom pressup.cli.app import run\nrun({SETUP!r})\nos.setgid({user}); os.setuid({user})\n{code}"
    command = [sys.executable, "-c", code, "validate", "--content", str(content.root), "--date", "2026-11-22", *arguments]
    environment = {**os.environ, "PRESSUP_CACHE_DIR": str(cache)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)


STARTER = Path(__file__).parents[3] / "content"
SETUP = ["validate", "--content", str(STARTER), "-q", "--no-cache"]
"""All is imported first: another user may not be able to read Python's own files."""


def test_few_files_are_not_remembered(content: Content, tmp_path: Path) -> None:
    library_of(content, 150)
    validate(content, tmp_path / "cache").communicate()
    assert not (tmp_path / "cache").exists()


def test_two_runs_at_once_find_the_same(content: Content, tmp_path: Path) -> None:
    library_of(content, 300)
    (content.root / "paper-0007.json").write_text("{")
    runs = [validate(content, tmp_path / "cache") for _ in range(3)]
    outputs = {run.communicate()[0] for run in runs}
    outputs.add(validate(content, tmp_path / "cache").communicate()[0])
    outputs.add(validate(content, tmp_path / "cache", "--no-cache").communicate()[0])
    assert len(outputs) == 1
    assert "299 records: 1 error" in outputs.pop()
    names = [file.name for file in (tmp_path / "cache" / "read").rglob("*") if file.is_file()]
    assert names
    assert all(len(name) == 2 for name in names)


def test_no_cache_neither_reads_nor_writes_it(content: Content, tmp_path: Path) -> None:
    library_of(content, 210)
    validate(content, tmp_path / "cache", "--no-cache").communicate()
    assert not (tmp_path / "cache").exists()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can become another user")
def test_a_file_that_becomes_unreadable_is_told(public: Content, public_folder: Path) -> None:
    library_of(public, 250)
    cache = public_folder / "cache"
    cache.mkdir()
    os.chown(cache, 65_534, 65_534)
    cache.chmod(0o700)
    first = validate(public, cache, user=65_534).communicate()[0]
    assert "no errors" in first, first
    assert list(cache.rglob("??"))
    (public.root / "paper-0003.json").chmod(0o000)
    warm = validate(public, cache, user=65_534).communicate()[0]
    assert "paper-0003.json" in warm
    assert "FILE-01" in warm
    assert warm == validate(public, cache, "--no-cache", user=65_534).communicate()[0]
    (public.root / "paper-0003.json").chmod(0o644)
    cache.chmod(0o500)
    assert validate(public, cache, user=65_534).communicate()[0] == first
