"""Writing to a folder: what stands there stays whole, whatever is in the way; what nobody makes any more goes."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressup.build.write import FolderWriter, Published, WriteError
from pressup.build.write.journal import Journal
from pressup.build.write.remote import artifacts_of

if TYPE_CHECKING:
    from tests.core.conftest import Content

NOBODY = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


def write(output: Path, files: dict[str, str], remove: dict[str, str] | None = None) -> Published:
    with FolderWriter(output) as writer:
        for path, text in files.items():
            writer.stage(path, text.encode())
        return writer.publish(remove)


def texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# --- Putting files in place ---


def test_nothing_is_seen_before_all_is_published(tmp_path: Path) -> None:
    write(tmp_path, {"a/one.txt": "old"})
    with FolderWriter(tmp_path) as writer:
        writer.stage("a/one.txt", b"new")
        writer.stage("b.txt", b"new")
        assert {name: text for name, text in texts(tmp_path).items() if not name.startswith(".")} == {"a/one.txt": "old"}
        writer.publish()
        assert {name: text for name, text in texts(tmp_path).items() if not name.startswith(".")} == {
            "a/one.txt": "new",
            "b.txt": "new",
        }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b.txt"]


def test_what_was_not_published_is_thrown_away(tmp_path: Path) -> None:
    with FolderWriter(tmp_path / "out") as writer:
        writer.stage("a.txt", b"new")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_file_that_has_its_content_already_is_left_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "same", "b.txt": "old", "c.txt": "one"})
    before = (tmp_path / "a.txt").stat()
    assert write(tmp_path, {"a.txt": "same", "b.txt": "new", "c.txt": "two"}).changed == ("b.txt", "c.txt")
    after = (tmp_path / "a.txt").stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_nlink) == (before.st_ino, before.st_mtime_ns, 1)


def test_the_same_path_may_be_staged_again_without_touching_what_is_out(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "old"})
    with FolderWriter(tmp_path) as writer:
        writer.stage("a.txt", b"old")
        writer.stage("a.txt", b"new")
        assert (tmp_path / "a.txt").read_text() == "old"
        assert writer.publish().changed == ("a.txt",)
    assert (tmp_path / "a.txt").read_text() == "new"


def test_the_manifest_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    replace = Path.replace

    def noted(self: Path, to: Path) -> Path:
        order.append(to.name)
        return replace(self, to)

    monkeypatch.setattr(Path, "replace", noted)
    write(tmp_path, {"manifest.json": "{}", "z.txt": "z", "a.txt": "a"})
    assert order == ["journal.json", "z.txt", "a.txt", "manifest.json"]


def test_modes_follow_the_umask(tmp_path: Path) -> None:
    code = f"""
import os
from pathlib import Path
from pressup.build.write import FolderWriter
os.umask(0o027)
with FolderWriter(Path({str(tmp_path / "out")!r})) as writer:
    writer.stage("a/b.txt", b"x")
    writer.publish()
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    modes = {path.relative_to(tmp_path).as_posix(): oct(path.stat().st_mode & 0o777) for path in tmp_path.rglob("*")}
    assert modes == {"out": "0o750", "out/a": "0o750", "out/a/b.txt": "0o640"}


@pytest.mark.parametrize(("count", "calls"), [(3, ["fsync"] * 3), (200, ["sync"])])
def test_files_are_on_the_disk_before_the_journal_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, calls: list[str]
) -> None:
    made: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda file: made.append("fsync"))
    monkeypatch.setattr(os, "sync", lambda: made.append("sync"))
    assert len(write(tmp_path, {f"{number}.txt": "new" for number in range(count)}).changed) == count
    assert made == [*calls, "fsync", "fsync"]  # then the journal, and the folder that it is in


# --- What nobody makes any more ---


def test_what_is_as_we_wrote_it_goes_with_the_folders_that_are_empty_then(tmp_path: Path) -> None:
    write(tmp_path, {"a/b/old.txt": "old", "a/kept.txt": "kept"})
    published = write(tmp_path, {"a/kept.txt": "kept"}, {"a/b/old.txt": sha("old"), "never/there.txt": sha("x")})
    assert published == Published((), ("a/b/old.txt",), ())
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["a", "a/kept.txt"]


def test_what_somebody_changed_stays_and_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"old.txt": "old"})
    (tmp_path / "old.txt").write_text("mine")
    published = write(tmp_path, {"new.txt": "new"}, {"old.txt": sha("old")})
    note = f"{tmp_path}/old.txt: no document makes this file any more, and it stays because somebody has changed it"
    assert (published.removed, published.notes) == ((), (note,))
    assert texts(tmp_path) == {"old.txt": "mine", "new.txt": "new"}


@pytest.mark.parametrize("path", ["../mine.txt", "a/../../mine.txt", "link/mine.txt", "", "/", ".", "a//b"])
def test_nothing_outside_is_removed(tmp_path: Path, path: str) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "link").symlink_to(tmp_path)
    assert write(tmp_path / "out", {"a.txt": "x"}, {path: sha("mine")}).removed == ()
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_link_in_the_place_of_our_file_stays(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.txt").symlink_to(tmp_path / "mine.txt")
    assert write(tmp_path / "out", {}, {"old.txt": sha("mine")}).removed == ()
    assert (tmp_path / "out" / "old.txt").is_symlink()


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b"{", b"\xff", b'{"artifacts": 5}', b'{"artifacts": [1, null]}', None])
def test_a_manifest_that_makes_no_sense_names_nothing(manifest: bytes | None) -> None:
    assert artifacts_of(manifest) == []


# --- What is in the way ---


def refused(output: Path, path: str) -> str:
    """The complaint about a build with this file in it, which leaves all as it was."""
    before = texts(output)
    with pytest.raises(WriteError) as caught:
        write(output, {"a/first.txt": "new", path: "new"})
    assert texts(output) == before
    assert list(output.glob(".*")) == []
    return str(caught.value).replace(str(output), "out")


def test_a_name_that_differs_in_case_only_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"PDF/one.txt": "old", "a/One.txt": "old"})
    complaint = "some disks cannot tell it from “{}”, which is there already."
    assert refused(tmp_path, "a/one.txt") == f"“out/a/one.txt” cannot be written: {complaint.format('One.txt')}"
    assert refused(tmp_path, "pdf/two.txt") == f"“out/pdf” cannot be made: {complaint.format('PDF')}"


def test_our_own_name_in_another_case_makes_way(tmp_path: Path) -> None:
    write(tmp_path, {"a/One.txt": "old"})
    write(tmp_path, {"a/one.txt": "new"}, {"a/One.txt": sha("old")})
    assert texts(tmp_path) == {"a/one.txt": "new"}


def test_a_folder_or_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"a/b.txt/c.txt": "old", "file": "old"})
    assert refused(tmp_path, "a/b.txt") == "“out/a/b.txt” cannot be written: a folder has this name."
    assert refused(tmp_path, "file/d.txt") == "“out/file” cannot be made: a file has this name."


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    output, outside = tmp_path / "out", tmp_path / "outside"
    outside.mkdir()
    (outside / "one.txt").write_text("mine")
    write(output, {"b.txt": "old"})
    (output / "pdf").symlink_to(outside)
    assert refused(output, "pdf/one.txt") == "“out/pdf” is a link that leads out of the output folder. Remove it."
    assert refused(output, "pdf/deep/one.txt") == "“out/pdf” is a link that leads out of the output folder. Remove it."
    (output / "c.txt").symlink_to(outside / "one.txt")
    write(output, {"c.txt": "ours"})
    assert (texts(outside), (output / "c.txt").is_symlink()) == ({"one.txt": "mine"}, False)


def test_a_link_inside_and_an_output_that_is_a_link_are_good(tmp_path: Path) -> None:
    (tmp_path / "real" / "there").mkdir(parents=True)
    (tmp_path / "out").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "pdf").symlink_to("there")
    write(tmp_path / "out", {"pdf/a.txt": "new"})
    assert (tmp_path / "real" / "there" / "a.txt").read_text() == "new"


# --- Disks that are full, folders that are closed ---


@pytest.mark.parametrize("where", ["stage", "save"])
def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    write(tmp_path, {"a/one.txt": "old"})

    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    owner, name = (Path, "write_bytes") if where == "stage" else (Journal, "save")
    monkeypatch.setattr(owner, name, full)
    with pytest.raises(WriteError, match="cannot be written: no space left on device") as caught:
        write(tmp_path, {"a/one.txt": "new", "new/two.txt": "new"})
    assert ".staging" not in str(caught.value)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["a", "a/one.txt"]
    assert (tmp_path / "a/one.txt").read_text() == "old"


def test_what_failed_half_way_is_finished_by_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"one.txt": "old", "two.txt": "old"})
    replace = Path.replace

    def fail(self: Path, to: Path) -> Path:
        if to.name == "two.txt":
            raise OSError(errno.EIO, "Input/output error", str(self), None, str(to))
        return replace(self, to)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail)
        with pytest.raises(WriteError, match=r"two\.txt” cannot be written: input/output error"):
            write(tmp_path, {"one.txt": "new", "two.txt": "new"})
    with FolderWriter(tmp_path):
        assert (tmp_path / "two.txt").read_text() == "new"
    assert texts(tmp_path) == {"one.txt": "new", "two.txt": "new"}


def render(content: Content, *arguments: str, limit: int = 0, user: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the program by itself: with a limit for the size of files, as another user."""
    code = f"""
import os, resource, sys
from pressup.cli.app import run
first = ["render", "--content", {str(content.root)!r}, "--date", "2026-11-22", "--jobs", "1", "--no-cache", "-q", "-o"]
assert run([*first, {str(content.root.parent / "warm")!r}]) == 0  # all is imported: another user may not read Python's own files
if {limit}: resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
if {user}: os.setgid({user}); os.setuid({user})
sys.exit(max([run([*first, output]) for output in sys.argv[1:]]))
"""
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def feed(public: Content) -> Content:
    """A content folder of which two targets make something small."""
    public.record("publisher", {"outputs": {"jsonfeed": {}, "email": {}}})
    return public


def test_a_limit_for_files_is_one_line_and_leaves_all_as_it_was(feed: Content) -> None:
    output = feed.root.parent / "out"
    write(output, {"jsonfeed/catalogue.json": "old"})
    done = render(feed, str(output), limit=200)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert done.stderr.startswith(f"pressup: “{output}/") and "cannot be written: file too large." in done.stderr
    assert texts(output) == {"jsonfeed/catalogue.json": "old"}


@as_root
def test_a_disk_that_is_full_is_one_line_and_leaves_all_as_it_was(feed: Content) -> None:
    disk = feed.root.parent / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "none", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("cannot mount here")
    try:
        write(disk, {"jsonfeed/catalogue.json": "old"})
        (disk / "filler").write_bytes(b"x" * 4096)
        done = render(feed, str(disk))
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
        assert done.stderr.endswith("cannot be written: no space left on device.\n")
        assert texts(disk) == {"jsonfeed/catalogue.json": "old", "filler": "x" * 4096}
    finally:
        subprocess.run(["umount", disk], check=True)


@as_root
def test_a_folder_that_is_closed_is_one_line_and_leaves_all_as_it_was(feed: Content) -> None:
    shut, half, ours = (feed.root.parent / name for name in ("shut", "half", "ours"))
    for output in (shut, half, ours):
        write(output, {"jsonfeed/catalogue.json": "old"})
    for folder in (half, ours, ours / "jsonfeed"):
        os.chown(folder, NOBODY, NOBODY)
    done = render(feed, str(shut), str(half), str(ours), user=NOBODY)
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            f"pressup: The output folder “{shut}” cannot be written to: permission denied.",
            f"pressup: “{half}/jsonfeed” cannot be written to: permission denied.",
        ],
    )
    assert texts(shut) == texts(half) == {"jsonfeed/catalogue.json": "old"}
    assert texts(ours)["jsonfeed/catalogue.json"] != "old"


# --- Two builds at once ---


def test_the_second_waits_while_the_first_publishes(tmp_path: Path) -> None:
    done = threading.Event()

    def second() -> None:
        write(tmp_path, {"a.txt": "second"})
        done.set()

    with FolderWriter(tmp_path) as first:
        thread = threading.Thread(target=second)
        with first.locked():
            thread.start()
            assert not done.wait(0.3)
            first.stage("a.txt", b"first")
            first.publish()
            assert (tmp_path / "a.txt").read_text() == "first"
        assert done.wait(30)
        thread.join()
    assert texts(tmp_path) == {"a.txt": "second"}


def test_many_builds_at_once_break_nothing(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from pressup.build.write import FolderWriter
for turn in range(8):
    with FolderWriter(Path(sys.argv[1])) as writer:
        for number in range(20):
            writer.stage(f"{number % 3}/{number}.txt", f"{sys.argv[2]} {turn}".encode())
        writer.publish()
"""
    builds = [subprocess.Popen([sys.executable, "-c", code, tmp_path, str(name)]) for name in range(3)]
    assert [build.wait(120) for build in builds] == [0, 0, 0]
    assert len(texts(tmp_path)) == 20 and len(set(texts(tmp_path).values())) == 1
    assert list(tmp_path.glob(".*")) == []


def test_a_build_that_runs_is_not_swept_away_by_another(tmp_path: Path) -> None:
    with FolderWriter(tmp_path) as first:
        first.stage("a.txt", b"first")
        write(tmp_path, {"b.txt": "second"})
        first.publish()
    assert texts(tmp_path) == {"a.txt": "first", "b.txt": "second"}


def test_a_process_that_outlives_the_build_does_not_keep_its_lock(tmp_path: Path) -> None:
    code = """
import os, signal, sys, time
from pathlib import Path
from pressup.build.write import FolderWriter
writer = FolderWriter(Path(sys.argv[1]))
writer.stage("a.txt", b"half")
awake, told = os.pipe()
child = os.fork()
if child == 0:
    os.write(told, b"x")
    time.sleep(60)
os.read(awake, 1)  # what a process does right after its birth is done
print(child, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    build = subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE)
    assert build.stdout
    child = int(build.stdout.readline())
    build.wait(60)
    try:
        with FolderWriter(tmp_path):
            pass
        assert list(tmp_path.iterdir()) == []
    finally:
        os.kill(child, signal.SIGKILL)
        build.stdout.close()
