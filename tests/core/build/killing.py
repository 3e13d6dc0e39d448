"""A build that is killed right before one of its steps: run as a program, it tries all of them, one after another.

Each step is a call to the operating system that concerns the output folder, as Python's audit hooks tell of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pressup.build.write import FolderWriter

OLD = {"a/one.txt": b"old one", "a/same.txt": b"same", "b/two.txt": b"old two", "gone/deep/three.txt": b"old three"}
NEW = {"a/one.txt": b"new one", "a/same.txt": b"same", "b/two.txt": b"new two", "c/new/four.txt": b"new four"}


def manifest(files: dict[str, bytes]) -> bytes:
    """Tells what a build made, as far as this test goes."""
    return json.dumps({path: hashlib.sha256(content).hexdigest() for path, content in files.items()}).encode()


def build(output: Path, files: dict[str, bytes]) -> None:
    """A build, which removes what the last one made and it did not."""
    with FolderWriter(output) as writer:
        for path, content in files.items():
            writer.stage(path, content)
        with writer.locked():
            old: dict[str, str] = json.loads(writer.read("manifest.json") or b"{}")
            writer.stage("manifest.json", manifest(files))
            writer.publish({path: digest for path, digest in old.items() if path not in files})


def state(output: Path) -> dict[str, bytes]:
    """All that is in the output, but for what is being staged; folders end with a slash."""
    found: dict[str, bytes] = {}
    for path in output.rglob("*"):
        name = path.relative_to(output).as_posix()
        if not name.startswith(".staging"):
            found[name if path.is_file() else f"{name}/"] = path.read_bytes() if path.is_file() else b""
    return found


def kill_at(step: int, output: Path) -> Callable[[str, tuple[Any, ...]], None]:
    """An audit hook that ends this process right before a step."""
    left = step

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        concerned = event == "fcntl.flock" or any(str(output) in str(argument) for argument in arguments)
        if concerned and not event.startswith(("object.", "import", "compile", "exec")):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


def killed(step: int, output: Path, work: Callable[[], None]) -> bool:
    """Do work in a process that is killed before a step; False when there are not so many steps."""
    child = os.fork()
    if child == 0:
        sys.addaudithook(kill_at(step, output))
        work()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, f"step {step} failed"
    return os.WIFSIGNALED(status)


def check(output: Path, step: int) -> bool:
    """Whether every file is wholly old or wholly new; the result says whether the manifest was already the new one."""
    there = {name: content for name, content in state(output).items() if not name.endswith("/")}
    is_new = there.pop("manifest.json") == manifest(NEW)
    for name in OLD.keys() | NEW.keys():
        assert there.get(name) in {OLD.get(name), NEW.get(name)}, f"step {step}: {name} is {there.get(name)!r}"
    assert not is_new or there == NEW, f"step {step}: the manifest is there before {there}"
    return is_new


def fresh(folder: Path) -> Path:
    """An output folder with the old build in it."""
    shutil.rmtree(folder, ignore_errors=True)
    build(folder, OLD)
    return folder


def all_steps(
    folder: Path, work: Callable[[Path], None], mend: Callable[[Path], None], wanted: dict[str, bytes]
) -> tuple[int, int]:
    """Kill work before each of its steps, and mend it; how many steps there were, and after how many all was out."""
    step, finished = 1, 0
    while True:
        output = fresh(folder)
        if not killed(step, output, lambda output=output: work(output)):  # type: ignore[misc]
            return step - 1, finished
        finished += check(output, step)
        mend(output)
        assert state(output) == wanted, f"step {step}: {sorted(state(output))}"
        left = [path.name for path in output.iterdir() if path.name.startswith(".")]
        assert left == [], f"step {step}: {left}"
        step += 1


def whole(files: dict[str, bytes]) -> dict[str, bytes]:
    """What the output holds after a build that nothing disturbed."""
    folders = {f"{folder.as_posix()}/" for path in files for folder in list(Path(path).parents)[:-1]}
    return {**files, "manifest.json": manifest(files), **dict.fromkeys(folders, b"")}


def open_only(output: Path) -> None:
    """A build that fails before it has staged anything: it only finishes, or sweeps away, what others left."""
    with FolderWriter(output):
        pass


def main() -> None:
    """Try what is asked for, and print how many steps there were, and after how many all was out."""
    os.fsync = lambda file: None  # type: ignore[assignment] # for when the power fails: what was given to the system outlives us
    what, folder = sys.argv[1], Path(sys.argv[2])
    match what:
        case "build":  # and the next one is the same
            print(*all_steps(folder / "out", lambda output: build(output, NEW), lambda output: build(output, NEW), whole(NEW)))
        case "back":  # and the next one makes again what was there before
            print(*all_steps(folder / "out", lambda output: build(output, NEW), lambda output: build(output, OLD), whole(OLD)))
        case "sweep":
            print(*sweeps(folder / "out", int(sys.argv[3])))
        case "program":
            print(*program(folder, int(sys.argv[3])))


def program(folder: Path, every: int) -> tuple[int, int]:
    """Kill `pressup render` at some of its steps: it renders the content folder `new` over what it made of `old`."""
    from pressup.cli.app import run

    def render(content: str, output: Path) -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        arguments = ["render", "--content", str(folder / content), "--output", str(output), "--date", "2026-11-22", "-q"]
        assert run(arguments) == 0

    printed = os.dup(1)
    for name in ("old", "new"):
        render(name, folder / f"made-{name}")
    old, new = state(folder / "made-old"), state(folder / "made-new")
    assert old.keys() == new.keys() and old != new
    output = folder / "output"
    step, total, mixed = 1, 0, 0
    while True:
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(folder / "made-old", output)
        if not killed(step, output, lambda: render("new", output)):
            break
        there = state(output)
        assert all(there.get(name) in (old[name], new[name]) for name in old), f"step {step}"
        mixed += there not in (old, new)
        render("new", output)
        assert state(output) == new and not [path for path in output.iterdir() if path.name.startswith(".")], f"step {step}"
        step, total = step + every, total + 1
    os.dup2(printed, 1)
    return total, mixed


def sweeps(folder: Path, every: int) -> tuple[int, int]:
    """Leave a build behind at some steps, and kill the one that finishes it or sweeps it away, at each of its steps."""
    total = finished = 0
    first, output = 1, folder
    while True:
        fresh(output)
        if not killed(first, output, lambda: build(output, NEW)):
            return total, finished
        kept = folder.with_name("kept")
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(output, kept)
        second = 1
        while killed(second, output, lambda: open_only(output)):
            check(output, second)
            open_only(output)
            is_new = check(output, second)
            files = {name: content for name, content in state(output).items() if not name.endswith("/")}
            assert files == ({**NEW, "manifest.json": manifest(NEW)} if is_new else {**OLD, "manifest.json": manifest(OLD)})
            assert [path.name for path in output.iterdir() if path.name.startswith(".")] == []
            finished += is_new
            total += 1
            second += 1
            shutil.rmtree(output)
            shutil.copytree(kept, output)
        first += every


if __name__ == "__main__":
    main()
