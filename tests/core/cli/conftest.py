"""What the tests of the commands share: the program in this process, and the example plugin as an installed one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressup.cli.app import run

if TYPE_CHECKING:
    from tests.core.conftest import Content

EXAMPLE = Path(__file__).parents[2] / "example_plugin"


@dataclass(frozen=True)
class Done:
    """What a run of the program gave."""

    code: int
    out: str
    err: str


Program = Callable[..., Done]
_WHERE = {"--jobs", "-j", "--executor", "--time-limit", "--cpu-limit", "--memory-limit"}


@pytest.fixture
def pressup(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Program:
    """Run the program with some arguments. What it keeps is of this test alone: plugins of one name differ between tests.

    `render` renders in this process, since starting others takes a second, unless `processes` is said or the arguments say where.
    """
    monkeypatch.setenv("PRESSUP_CACHE_DIR", str(tmp_path_factory.mktemp("kept")))

    def call(*arguments: str | Path, processes: bool = False) -> Done:
        capsys.readouterr()
        given = [str(argument) for argument in arguments]
        if given[:1] == ["render"] and not processes and not _WHERE & set(given):
            given[1:1] = ["--jobs", "1"]
        code = run(given)
        out, err = capsys.readouterr()
        assert "Traceback" not in out
        return Done(code, out, err)

    return call


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on sys.path with the example plugin in it, as if it were installed."""
    folder = tmp_path / "plugins"
    shutil.copytree(EXAMPLE / "pressup_example_text", folder / "pressup_example_text")
    install(folder, "text", "pressup_example_text", "pressup-example-text")
    monkeypatch.syspath_prepend(folder)
    yield folder
    for name in [name for name in sys.modules if name.startswith(("pressup_example", "odd_"))]:
        del sys.modules[name]


def install(folder: Path, name: str, module: str, distribution: str) -> None:
    """Write the metadata of a distribution with one entry point."""
    metadata = folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[pressup]\n{name} = {module}\n")


@pytest.fixture
def broken(plugins: Path) -> str:
    """A second plugin, which cannot be imported; the warning line about it."""
    (plugins / "odd_plugin.py").write_text("import nonesuch_module\n")
    install(plugins, "odd", "odd_plugin", "pressup-odd")
    return "warning: plugin odd (pressup-odd 1.0): import: ModuleNotFoundError: No module named 'nonesuch_module'\n"


@pytest.fixture
def clinic(good: Content, plugins: Path, monkeypatch: pytest.MonkeyPatch) -> Content:
    """A content folder with one good record of each kind, in the working folder, and the target `text`."""
    good.record("publisher", {"outputs": {"text": {}}})
    monkeypatch.chdir(good.root.parent)
    return good
