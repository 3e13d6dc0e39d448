"""The cache gives back what was put in, or nothing: whatever is damaged, missing, or happens at the same time."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pressup import Artifact
from pressup.build import prune
from pressup.build.cache import Cache, Kept, finished_of, sealed
from pressup.build.jobs import Rendered
from pressup.build.standing import Standing
from pressup.plugin import Finished, Plugin, PluginFault

ONE, TWO, THREE = (digit * 64 for digit in "123")
NOBODY = 65534
DAY = 86_400


def made(*contents: bytes, assets: tuple[tuple[str, str], ...] = ()) -> Rendered:
    artifacts = (Artifact(f"deep/{number}.pdf", content, "application/pdf") for number, content in enumerate(contents))
    return Rendered(tuple(artifacts), assets, None, 2.5, 0.5)


def unread(path: str) -> str:
    raise AssertionError(f"{path} was asked for")


def contents(cache: Cache, fingerprint: str) -> list[bytes] | None:
    found = cache.get(fingerprint, unread)
    return [artifact.content for artifact in found.artifacts] if found else None


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache.of(tmp_path / "kept")


def test_what_was_put_in_comes_out(cache: Cache) -> None:
    rendered = Rendered(
        (Artifact("a.pdf", b"%PDF", "application/pdf"), Artifact("b/c.png", b"", "image/png", "supplement")), (), None, 2.5, 0.5
    )
    cache.put(ONE, rendered)
    found = Cache.of(cache.folder).get(ONE, unread)
    assert found is not None
    assert [(a.path, a.content, a.media_type, a.role) for a in found.artifacts] == [
        (a.path, a.content, a.media_type, a.role) for a in rendered.artifacts
    ]
    assert (found.seconds, found.verify_seconds, found.fault) == (2.5, 0.5, None)
    assert [finished_of("pdf", "x", artifact) for artifact in found.artifacts] == [
        Finished.of("pdf", "x", artifact) for artifact in rendered.artifacts
    ]
    assert cache.get(TWO, unread) is None


def test_the_same_bytes_are_kept_once(cache: Cache) -> None:
    cache.put(ONE, made(b"same"))
    cache.put(TWO, made(b"same", b"other"))
    assert len(files(cache.folder / "objects")) == 2
    assert (contents(cache, ONE), contents(cache, TWO)) == ([b"same"], [b"same", b"other"])


def test_a_fault_is_never_kept(cache: Cache) -> None:
    cache.put(ONE, Rendered(fault=PluginFault(Plugin("a", "b", "c"), "render", "oops")))
    cache.put("", made(b"x"))
    cache.put("../../etc/passwd", made(b"x"))
    assert files(cache.folder) == []
    assert cache.get("../../etc/passwd", unread) is None


def test_files_of_the_content_folder_must_be_as_they_were(cache: Cache) -> None:
    cache.put(ONE, made(b"x", assets=(("gone.png", ""), ("knee.png", TWO))))
    now = {"knee.png": TWO, "gone.png": ""}
    assert cache.get(ONE, now.__getitem__)
    assert cache.get(ONE, (now | {"knee.png": THREE}).__getitem__) is None
    assert cache.get(ONE, (now | {"knee.png": ""}).__getitem__) is None
    assert cache.get(ONE, (now | {"gone.png": TWO}).__getitem__) is None, "it can be read now"
    assert cache.get(ONE, now.__getitem__), "the result was kept all the time"


def test_bytes_that_the_output_holds_are_not_read(cache: Cache) -> None:
    cache.put(ONE, made(b"first", b"second"))
    (first,) = (file for file in files(cache.folder / "objects") if file.read_bytes() == b"first")
    first.unlink()
    sha256 = hashlib.sha256(b"first").hexdigest()
    found = cache.get(ONE, unread, lambda path, wanted: (path, wanted) == ("deep/0.pdf", sha256))
    assert found is not None
    assert [(a.content, a.current) for a in found.artifacts if isinstance(a, Kept)] == [(b"", True), (b"second", False)]


# --- Damage ---

DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut off": lambda content: content[: len(content) // 2],
    "one byte less": lambda content: content[:-1],
    "one byte more": lambda content: content + b"x",
    "zeros": lambda content: bytes(len(content)),
    "garbage": lambda content: b"\xff\xfe{{[" * 10,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize("part", ["objects", "results"])
def test_what_is_damaged_is_taken_away_and_made_again(cache: Cache, part: str, damage: Callable[[bytes], bytes]) -> None:
    cache.put(ONE, made(b"a handout"))
    (file,) = files(cache.folder / part)
    file.write_bytes(damage(file.read_bytes()))
    assert contents(cache, ONE) is None
    assert not file.exists()
    cache.put(ONE, made(b"a handout"))
    assert contents(cache, ONE) == [b"a handout"]


@pytest.mark.parametrize("part", ["objects", "results"])
def test_no_changed_byte_goes_unseen(cache: Cache, part: str) -> None:
    cache.put(ONE, made(b"a handout"))
    (file,) = files(cache.folder / part)
    good = file.read_bytes()
    for place in range(len(good)):
        file.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        assert contents(cache, ONE) is None, f"byte {place}"
        cache.put(ONE, made(b"a handout"))
        assert file.read_bytes() == good


GOOD = {"path": "a.pdf", "media_type": "application/pdf", "role": "primary", "sha256": ONE, "size": 1}


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"artifacts": []},
        {"artifacts": None},
        {"artifacts": [None]},
        {"artifacts": [{}]},
        {"artifacts": [{**GOOD, "sha256": "../../x"}]},
        {"artifacts": [{**GOOD, "sha256": 1}]},
        {"artifacts": [{**GOOD, "size": "1"}]},
        {"artifacts": [{**GOOD, "size": True}]},
        {"artifacts": [{**GOOD, "role": "main"}]},
        {"artifacts": [{**GOOD, "role": []}]},
        {"artifacts": [{**GOOD, "path": 1}]},
        {"assets": [["a"]]},
        {"assets": [["a", 1]]},
        {"assets": 1},
        {"seconds": ["a", "b"]},
        {"seconds": [1]},
        {"format": 2},
        {"fingerprint": TWO},
    ],
)
def test_a_result_of_the_wrong_shape_is_none(cache: Cache, data: object) -> None:
    whole = {"format": 1, "fingerprint": ONE, "artifacts": [GOOD], "assets": [], "seconds": [1, 1]}
    place = cache.result_of(ONE)
    place.parent.mkdir()
    place.write_bytes(sealed({**whole, **data} if isinstance(data, dict) and data else data))
    assert cache.get(ONE, unread, lambda path, sha256: True) is None
    assert not place.exists()
    place.write_bytes(sealed(whole))
    assert cache.get(ONE, unread, lambda path, sha256: True), "only what was changed is wrong"


def test_a_result_under_another_name_is_none(cache: Cache) -> None:
    cache.put(ONE, made(b"x"))
    cache.result_of(TWO).parent.mkdir()
    cache.result_of(ONE).rename(cache.result_of(TWO))
    assert cache.get(TWO, unread) is None


@pytest.mark.parametrize("part", ["objects", "results"])
def test_a_folder_or_a_link_in_the_place_of_a_file_is_replaced(cache: Cache, part: str, tmp_path: Path) -> None:
    cache.put(ONE, made(b"x"))
    (file,) = files(cache.folder / part)
    file.unlink()
    (file / "inner").mkdir(parents=True)
    assert contents(cache, ONE) is None
    cache.put(ONE, made(b"x"))
    assert contents(cache, ONE) == [b"x"]
    other = tmp_path / "other"
    other.write_text("stays")
    file.unlink()
    file.symlink_to(other)
    assert contents(cache, ONE) is None
    assert (other.read_text(), file.is_symlink()) == ("stays", False)


# --- A cache that cannot be used ---


def test_a_file_in_the_place_of_the_folder_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("mine")
    cache = Cache.of(tmp_path / "kept")
    assert cache.note == f"The cache “{tmp_path / 'kept'}” cannot be used: file exists."
    cache.put(ONE, made(b"x"))
    assert cache.get(ONE, unread) is None
    assert (tmp_path / "kept").read_text() == "mine"


def test_a_folder_that_others_can_write_to_is_not_used(cache: Cache) -> None:
    cache.put(ONE, made(b"x"))
    cache.folder.chmod(0o777)
    again = Cache.of(cache.folder)
    assert again.get(ONE, unread) is None
    assert again.note == f"The cache “{cache.folder}” is not used: others may write to it."


def run_as_nobody(folder: Path, code: str) -> str:
    program = f"""
import os, resource
from pathlib import Path
from pressup import Artifact
from pressup.build.cache import Cache
from pressup.build.jobs import Rendered
folder = Path({str(folder)!r})
rendered = Rendered((Artifact("a.pdf", b"x" * 100_000, "application/pdf"),))
if os.getuid() == 0:
    os.chown(folder, {NOBODY}, {NOBODY})
    os.setgid({NOBODY}); os.setuid({NOBODY})
{code}
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_cache_that_became_read_only_is_read_and_noted_once(public_folder: Path) -> None:
    code = f"""
cache = Cache.of(folder / "kept")
cache.put({ONE!r}, rendered)
for place in sorted(cache.folder.rglob("*")):
    if place.is_dir(): place.chmod(0o500)
cache = Cache.of(folder / "kept")
cache.put({TWO!r}, rendered)
cache.put({THREE!r}, rendered)
print(cache.note.replace(str(folder), ""), cache.get({ONE!r}, None) is not None, cache.get({TWO!r}, None))
for place in sorted(cache.folder.rglob("*")):
    if place.is_dir(): place.chmod(0o700)
"""
    assert run_as_nobody(public_folder, code) == "The cache “/kept” cannot be written to: permission denied. True None"


def test_a_full_disk_is_noted_and_nothing_half_written_counts(public_folder: Path) -> None:
    code = f"""
cache = Cache.of(folder / "kept")
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
cache.put({ONE!r}, rendered)
print(cache.note.replace(str(folder), ""), cache.get({ONE!r}, None), [p for p in cache.folder.rglob("*") if p.is_file()])
"""
    assert run_as_nobody(public_folder, code) == "The cache “/kept” cannot be written to: file too large. None []"


# --- Pruning ---


def used(cache: Cache, fingerprint: str, days_ago: float) -> None:
    then = time.time() - days_ago * DAY
    os.utime(cache.result_of(fingerprint), (then, then))


def test_what_was_not_used_for_longest_goes_first(cache: Cache) -> None:
    for fingerprint, content, days in ((ONE, b"1", 3), (TWO, b"2", 9), (THREE, b"3", 6)):
        cache.put(fingerprint, made(content * 10_000))
        used(cache, fingerprint, days)
    done = prune.prune(cache, max_size=25_000)
    assert (done.results, done.left.results, done.left == prune.size_of(cache)) == (1, 2, True)
    assert [contents(cache, name) is not None for name in (ONE, TWO, THREE)] == [True, False, True]
    assert 10_000 < done.size < 11_000
    done = prune.prune(cache, max_size=0)
    assert (done.results, done.left.results, done.left.size) == (2, 0, 0)
    assert files(cache.folder / "objects") == files(cache.folder / "results") == []


def test_a_result_in_use_is_not_old(cache: Cache) -> None:
    cache.put(ONE, made(b"1"))
    cache.put(TWO, made(b"2"))
    used(cache, ONE, 40)
    used(cache, TWO, 40)
    assert contents(cache, ONE)
    done = prune.prune(cache, older_than=30)
    assert (done.results, contents(cache, ONE), contents(cache, TWO)) == (1, [b"1"], None)


def test_bytes_that_two_results_share_stay_with_the_other(cache: Cache) -> None:
    cache.put(ONE, made(b"shared"))
    cache.put(TWO, made(b"shared"))
    used(cache, ONE, 40)
    prune.prune(cache, older_than=30)
    assert (contents(cache, ONE), contents(cache, TWO)) == (None, [b"shared"])


def test_bytes_that_nobody_names_stay_for_an_hour(cache: Cache) -> None:
    cache.put(ONE, made(b"old"))
    cache.put(TWO, made(b"young"))
    old, young = (cache.bytes_of(hashlib.sha256(content).hexdigest()) for content in (b"old", b"young"))
    (cache.folder / "new" / "tmp-killed").write_text("half")
    cache.result_of(ONE).unlink()
    cache.result_of(TWO).unlink()
    for file in (old, cache.folder / "new" / "tmp-killed"):
        os.utime(file, (time.time() - 4_000,) * 2)
    prune.prune(cache, max_size=prune.LIMIT)
    assert (old.exists(), young.exists(), files(cache.folder / "new")) == (False, True, [])


def test_putting_known_bytes_again_makes_them_young(cache: Cache) -> None:
    cache.put(ONE, made(b"x"))
    (file,) = files(cache.folder / "objects")
    os.utime(file, (time.time() - 4_000,) * 2)
    cache.put(TWO, made(b"x"))
    cache.result_of(ONE).unlink()
    cache.result_of(TWO).unlink()
    prune.prune(cache)
    assert file.exists()


def test_a_cache_that_became_too_big_is_pruned_after_a_build(cache: Cache) -> None:
    for fingerprint, days in ((ONE, 5), (TWO, 4)):
        cache.put(fingerprint, made(fingerprint.encode() * 500))
        used(cache, fingerprint, days)
    prune.settle(cache, 70_000)
    assert prune.size_of(cache).results == 2
    cache.put(THREE, made(THREE.encode() * 500))
    prune.settle(cache, 70_000)
    assert [contents(cache, name) is not None for name in (ONE, TWO, THREE)] == [False, False, True]
    assert cache.added == 0


@pytest.mark.parametrize("damage", [b"", b"1", sealed("x"), sealed([1]), sealed([-1, 2]), sealed([True, 0]), None])
def test_a_damaged_size_is_counted_again(cache: Cache, damage: bytes | None) -> None:
    cache.put(ONE, made(b"x" * 1_000))
    if damage is not None:
        (cache.folder / "size").write_bytes(damage)
    prune.settle(cache)
    size, builds = json.loads((cache.folder / "size").read_bytes().partition(b"\n")[2])
    assert (size, builds) == (prune.size_of(cache).size, 1)


def test_clear_takes_everything(cache: Cache) -> None:
    cache.put(ONE, made(b"x"))
    prune.settle(cache)
    assert prune.clear(cache).results == 1
    assert files(cache.folder) == []
    cache.put(ONE, made(b"x"))
    assert contents(cache, ONE) == [b"x"]


def test_pruning_and_clearing_at_any_moment_only_costs_a_result(cache: Cache) -> None:
    stop = threading.Event()
    wrong: list[object] = []

    def build(number: int) -> None:
        own = Cache.of(cache.folder)
        while not stop.is_set():
            for name in (ONE, TWO, THREE):
                found = contents(own, name)
                if found not in (None, [b"shared", name.encode() * 100]):
                    wrong.append(found)
                own.put(name, made(b"shared", name.encode() * 100))
        if own.note:
            wrong.append(own.note)

    builds = [threading.Thread(target=build, args=(number,)) for number in range(3)]
    for thread in builds:
        thread.start()
    for _ in range(60):
        prune.prune(cache, max_size=0)
    stop.set()
    for thread in builds:
        thread.join()
    assert wrong == []


# --- Files of the output that stay as they are ---


def settled(file: Path, content: bytes) -> str:
    """Write a file that has not changed for a while."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    os.utime(file, (time.time() - 100,) * 2)
    return hashlib.sha256(content).hexdigest()


def test_a_file_that_was_remembered_is_not_read_again(cache: Cache, tmp_path: Path) -> None:
    file = tmp_path / "output" / "pdf" / "a.pdf"
    sha256 = settled(file, b"a handout")
    standing = Standing.of(tmp_path / "output", cache)
    standing.remember([("pdf/a.pdf", sha256)])
    (state,) = files(cache.folder / "outputs")
    lines = state.read_bytes().rpartition(b"\n")[0].replace(sha256.encode(), TWO.encode())
    state.write_bytes(lines + b"\n" + hashlib.sha256(lines).hexdigest().encode())
    assert Standing.of(tmp_path / "output", cache).holds("pdf/a.pdf", TWO), (
        "what is remembered is believed while the state is the same"
    )
    assert not Standing.of(tmp_path / "other", cache).holds("pdf/a.pdf", TWO)


@pytest.mark.parametrize(
    "damage",
    [b"", b"{}", *(line + b"\n" + hashlib.sha256(line).hexdigest().encode() for line in (b"", b"pdf/a.pdf", b"pdf/a.pdf 1"))],
)
def test_a_damaged_memory_is_no_memory(cache: Cache, tmp_path: Path, damage: bytes) -> None:
    sha256 = settled(tmp_path / "output/pdf/a.pdf", b"a handout")
    Standing.of(tmp_path / "output", cache).remember([("pdf/a.pdf", sha256)])
    (state,) = files(cache.folder / "outputs")
    state.write_bytes(damage)
    standing = Standing.of(tmp_path / "output", cache)
    assert standing.holds("pdf/a.pdf", sha256)
    assert not standing.holds("pdf/a.pdf", ONE)


@pytest.mark.parametrize("how", ["same size, same time", "touched", "longer", "gone", "a link", "a folder"])
def test_a_file_that_was_changed_is_noticed(cache: Cache, tmp_path: Path, how: str) -> None:
    file = tmp_path / "output" / "pdf" / "a.pdf"
    sha256 = settled(file, b"a handout")
    Standing.of(tmp_path / "output", cache).remember([("pdf/a.pdf", sha256)])
    before = file.stat()
    time.sleep(0.05)
    if how == "same size, same time":
        file.write_bytes(b"A HANDOUT")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif how == "longer":
        file.write_bytes(b"a handout.")
    elif how == "touched":
        file.touch()
    else:
        file.unlink()
        if how == "a folder":
            file.mkdir()
        if how == "a link":
            settled(tmp_path / "elsewhere", b"a handout")
            file.symlink_to(tmp_path / "elsewhere")
    assert Standing.of(tmp_path / "output", cache).holds("pdf/a.pdf", sha256) is (how == "touched")


def test_a_file_that_was_written_just_now_is_read_again(cache: Cache, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"one")
    Standing.of(tmp_path, cache).remember([("a.pdf", hashlib.sha256(b"one").hexdigest())])
    (state,) = files(cache.folder / "outputs")
    assert b"a.pdf" not in state.read_bytes()


# --- Real builds ---

STARTER = Path(__file__).parents[3] / "content"
TARGET = """
import time
from pressup import Artifact, Handout, Target, TargetOptions, sample_mark

class Slow(Target[TargetOptions]):
    name = "good"
    summary = "Takes its time"
    documents = (Handout,)

    def render(self, document, context):
        time.sleep(0.01)
        texts = [text for _, text in document.safety_texts(context.publisher)]
        yield Artifact(f"{document.id}.txt", "\\n".join([sample_mark(document.lang), *texts]).encode(), "text/plain")
"""
BUILD = """
import sys, pressup
from pathlib import Path
from pressup.build.cache import Cache
from pressup.plugin import Plugin, Registry
from slow_target import Slow

registry = Registry()
registry.targets["good"], registry.owners["good"] = Slow, Plugin("kit", "pressup", "1.0")
library = pressup.load(sys.argv[1])
for _ in range(int(sys.argv[4])):
    cache = Cache.of(Path(sys.argv[3]))
    report = pressup.render(library, "good", output=sys.argv[2], registry=registry, cache=cache)
    assert report.made and not report.faults and not report.notes, report
print(sum(made.cached for made in report.made), len(report.made))
"""


def start_build(output: Path, kept: Path, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BUILD, str(STARTER), str(output), str(kept), str(times)]
    (output.parent / "slow_target.py").write_text(TARGET)
    path = os.pathsep.join([str(output.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    variables = {**os.environ, "PYTHONPATH": path}
    return subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def outcome(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.strip()


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files(folder)}


def test_two_builds_at_once_share_a_cache(tmp_path: Path) -> None:
    both = [start_build(tmp_path / name, tmp_path / "kept", 3) for name in ("one", "two")]
    for process in both:
        cached, count = outcome(process).split()
        assert cached == count, "the last round found all in the cache"
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert outcome(start_build(tmp_path / "three", tmp_path / "kept", 1)).split()[0] != "0"
    assert tree(tmp_path / "three") == tree(tmp_path / "one")
    assert files(tmp_path / "kept" / "new") == []


def test_pruning_during_a_build_does_not_disturb_it(tmp_path: Path) -> None:
    process = start_build(tmp_path / "one", tmp_path / "kept", 8)
    removed = 0
    while process.poll() is None:
        if (tmp_path / "kept" / "new").is_dir():
            removed += prune.prune(Cache.of(tmp_path / "kept"), max_size=0).results
    outcome(process)
    assert removed > 0
    outcome(start_build(tmp_path / "two", tmp_path / "other", 1))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
