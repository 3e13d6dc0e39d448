"""The same content gives the same bytes, whatever the machine is set to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TARGETS = ("--target", "pdf", "--target", "jsonfeed", "--target", "email", "--target", "web")
SETTINGS = {
    "one process": (("--jobs", "1"), {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}),
    "three processes": (("--jobs", "3"), {"PYTHONHASHSEED": "77", "TZ": "America/Anchorage", "LC_ALL": "C.UTF-8"}),
    "another day": (("--jobs", "2", "--date", "2031-01-31"), {"SOURCE_DATE_EPOCH": "1", "LANG": "de_DE.UTF-8"}),
}


@pytest.fixture(scope="module")
def small(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter library with one handout of a programme and one of a condition left to make."""
    content = tmp_path_factory.mktemp("small") / "content"
    shutil.copytree(starter_folder, content)
    return content


def built(content: Path, output: Path, arguments: tuple[str, ...], variables: dict[str, str]) -> dict[str, bytes]:
    ids = ("knee-pain", "catalogue", "2026-11-bridge")
    program = [sys.executable, "-m", "pressup", "render", *TARGETS, *(word for id in ids for word in ("--select", id))]
    where = {"PRESSUP_CACHE_DIR": str(output.parent / "cache")}
    output.parent.mkdir(exist_ok=True)
    done = subprocess.run(
        [*program, "--content", str(content), "--output", str(output), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=output.parent,
        env={**os.environ, **where, **variables},
    )
    assert done.returncode == 0, done.stderr
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()}


def test_whatever_the_machine_is_set_to(small: Path, tmp_path: Path) -> None:
    first: dict[str, bytes] | None = None
    for name, (arguments, variables) in SETTINGS.items():
        files = built(small, tmp_path / name.replace(" ", "-") / "output", arguments, variables)
        assert {"pdf/knee-pain.pdf", "jsonfeed/catalogue.json", "email/2026-11-bridge.eml"} <= set(files)
        first = first or files
        assert files == first, name
