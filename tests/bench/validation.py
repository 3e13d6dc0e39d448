"""`pressup validate` against check-jsonschema on the same files, and against itself after one file changed."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from library import ROOT, generate  # type: ignore[import-not-found]


@dataclass(frozen=True)
class Run:
    """A program run to its end: seconds, the most memory of one process in MB, what it printed, and its exit code."""

    seconds: float
    megabytes: float
    output: str
    code: int


def run(arguments: Sequence[str], cache: Path) -> Run:
    """Run a program, and measure it."""
    variables = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    watched = (
        "import resource, subprocess, sys; code = subprocess.run(sys.argv[1:]).returncode; "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(code)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", watched, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**variables, "PRESSUP_CACHE_DIR": str(cache)},
    )
    seconds = time.perf_counter() - start
    return Run(seconds, int(done.stderr.split()[-1]) / 1024, done.stdout, done.returncode)


def validation(counts: Sequence[int]) -> None:
    """Print a table: for each number of files the times, their ratio, the cost of a file, and memory."""
    programs = Path(sys.executable).parent
    schema = ROOT / "schemas" / "exercise.schema.json"
    head = ("files", "pressup", "a file", "memory", "check-jsonschema", "faster", "changed 1", "of cold")
    print("{:>7} {:>10} {:>10} {:>8} {:>17} {:>8} {:>10} {:>8}".format(*head))
    with tempfile.TemporaryDirectory() as temporary:
        one = Path(temporary) / "one"
        generate(one, 1)
        arguments = (str(programs / "pressup"), "validate", "--date", "2026-11-22", "--format", "json")
        run((*arguments, str(one)), one / "cache")
        start_up = min(run((*arguments, str(one)), one / "cache").seconds for _ in range(3))
        for count in counts:
            folder, cache = Path(temporary) / f"exercises-{count}", Path(temporary) / f"cache-{count}"
            files = generate(folder, count)
            _age(files)
            cold = min((run((*arguments, "--no-cache", str(folder)), cache) for _ in range(2)), key=lambda done: done.seconds)
            kept = run((*arguments, str(folder)), cache)
            files[count // 2].write_text(files[count // 2].read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
            changed = run((*arguments, str(folder)), cache)
            fresh = run((*arguments, "--no-cache", str(folder)), cache)
            assert cold.output == kept.output, "the memory changes what is found"
            assert changed.output == fresh.output, "the memory changes what is found"
            peer = run((str(programs / "check-jsonschema"), "--schemafile", str(schema), *map(str, files)), cache)
            assert peer.code == 0, peer.output
            each = (cold.seconds - start_up) / count
            megabytes = max(done.megabytes for done in (cold, kept, changed))
            print(
                f"{count:>7,} {cold.seconds:>8.2f} s {each * 1e6:>7.0f} µs {megabytes:>5.0f} MB {peer.seconds:>15.1f} s "
                f"{peer.seconds / cold.seconds:>7.1f}x {changed.seconds:>8.2f} s {changed.seconds / cold.seconds:>8.2f}"
            )


def _age(files: Sequence[Path]) -> None:
    """Wait until the files are old enough to be remembered."""
    newest = max(file.stat().st_mtime for file in files)
    time.sleep(max(0.0, newest + 2.5 - time.time()))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    validation([int(word) for word in sys.argv[1:]] or [500, 10_000])
