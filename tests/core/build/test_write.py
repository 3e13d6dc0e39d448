"""Writing is all or nothing, and stays below the output folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pressup import Artifact
from pressup.build.write import UnsafePathError, Writer, check_paths
from pressup.errors import WriteError

STARTER = Path(__file__).parents[3] / "content"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def artifacts(*paths: str) -> list[Artifact]:
    return [Artifact(path, b"x", "text/plain") for path in paths]


def test_files_appear_when_they_are_published(tmp_path: Path) -> None:
    with Writer(tmp_path / "new" / "out") as writer:
        final = writer.stage("pdf/a.pdf", b"one")
        writer.stage("pdf/deep/b.pdf", b"two")
        assert not final.exists()
        writer.publish()
    assert final == tmp_path / "new" / "out" / "pdf" / "a.pdf"
    assert files(tmp_path / "new" / "out") == {"pdf/a.pdf": b"one", "pdf/deep/b.pdf": b"two"}


def stage_and_raise(output: Path, error: BaseException) -> None:
    with Writer(output) as writer:
        writer.stage("a.txt", b"new")
        raise error


def test_nothing_is_left_after_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    with pytest.raises(RuntimeError, match="boom"):
        stage_and_raise(tmp_path, RuntimeError("boom"))
    assert files(tmp_path) == {"a.txt": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_nothing_is_left_after_an_interruption(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        stage_and_raise(tmp_path, KeyboardInterrupt())
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_while_publishing_waits_until_all_files_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else some files of the build would be new and others old."""
    real = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return real(self, target)

    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with Writer(tmp_path) as writer:
            for name in ("a.txt", "b.txt", "c.txt"):
                writer.stage(name, b"new")
            monkeypatch.setattr(Path, "replace", interrupted)
            with pytest.raises(KeyboardInterrupt):
                writer.publish()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, handler)
    assert files(tmp_path) == {"a.txt": b"new", "b.txt": b"new", "c.txt": b"new"}


def test_what_is_there_is_replaced_and_what_is_beside_it_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "mine.txt").write_bytes(b"mine")
    with Writer(tmp_path) as writer:
        writer.stage("a.txt", b"new")
        writer.publish()
    assert files(tmp_path) == {"a.txt": b"new", "mine.txt": b"mine"}


def test_what_a_killed_build_left_is_swept_and_what_a_running_one_has_is_not(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".staging-{dead.pid}-abc").mkdir()
    (tmp_path / ".staging-nonsense").mkdir()
    running = tmp_path / f".staging-{os.getpid()}-abc"
    running.mkdir()
    with Writer(tmp_path) as writer:
        writer.publish()
    assert list(tmp_path.iterdir()) == [running]


def test_files_are_readable_by_others(tmp_path: Path) -> None:
    with Writer(tmp_path / "out") as writer:
        final = writer.stage("pdf/a.pdf", b"x")
        writer.publish()
    assert final.stat().st_mode & 0o044 == 0o044 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_an_output_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(WriteError, match=r"^The output folder “.*out” cannot be written to: file exists\.$"):
        Writer(tmp_path / "out")
    with pytest.raises(WriteError, match="cannot be written to: not a directory"):
        Writer(tmp_path / "out" / "deeper")


def test_a_folder_where_a_file_must_go(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with Writer(tmp_path) as writer:
        writer.stage("a.txt", b"x")
        with pytest.raises(WriteError, match=r"a\.txt” cannot be written: is a directory\.$"):
            writer.publish()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become another user")
def test_a_read_only_folder(public_folder: Path) -> None:
    code = f"""
import os, pathlib, pressup
pressup.load({str(STARTER)!r})
from pressup.build.write import Writer
from pressup.errors import WriteError
os.setuid(65534)
try:
    Writer(pathlib.Path({str(public_folder)!r}))
except WriteError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == f"The output folder “{public_folder}” cannot be written to: permission denied."


UNSAFE = [
    "",
    "/etc/passwd",
    "../a",
    "a/../b",
    "a/..",
    "./a",
    "a//b",
    "a/",
    "/",
    ".hidden",
    "a/.hidden",
    "a\\b",
    "C:a",
    "a b",
    "a\nb",
    "a\x00b",
    "é.txt",
    "con",
    "CON.txt",
    "a/nul.pdf",
    "com1.txt",
    "Lpt9",
    "aux.x.y",
    "a.",
    "a./b",
    "-a",
    "~a",
    "a*b",
    "x" * 201,
    "a?",
    "a:b",
    "%2e%2e/a",
    "prn",
    "a\n",
]


@pytest.mark.parametrize("path", UNSAFE, ids=ascii)
def test_unsafe_paths_are_refused(path: str) -> None:
    with pytest.raises(UnsafePathError, match=r"^the path “"):
        check_paths(artifacts(path), {}, "a")


@pytest.mark.parametrize("path", ["a", "a.pdf", "a/b/c.pdf", "A_b-c.d.pdf", "_a", "1", "console.txt", "a..b", "nullable"])
def test_safe_paths_pass(path: str) -> None:
    check_paths(artifacts(path), {}, "a")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.pdf", "a.pdf"),
        ("a.pdf", "A.PDF"),
        ("x/A.pdf", "X/a.pdf"),
        ("a", "a/b.pdf"),
        ("a/b.pdf", "a"),
        ("A/b/c.pdf", "a/B"),
        ("a/b", "A/b/c/d"),
    ],
)
def test_two_documents_cannot_share_a_path_nor_one_be_the_others_folder(first: str, second: str) -> None:
    taken: dict[str, str] = {}
    check_paths(artifacts(first), taken, "one")
    with pytest.raises(UnsafePathError, match=r"given twice|folder"):
        check_paths(artifacts(second), taken, "two")
    with pytest.raises(UnsafePathError, match=r"given twice|folder"):
        check_paths(artifacts(first, second), {}, "one")


def test_documents_may_share_a_folder() -> None:
    taken: dict[str, str] = {}
    check_paths(artifacts("a/one.pdf", "a/one.png"), taken, "one")
    check_paths(artifacts("a/two.pdf", "b"), taken, "two")
