"""docs/write-a-plugin.md: the plugin is built from the page's own blocks, and all that the page says of it is tried."""

from __future__ import annotations

import inspect
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "tests" / "example_plugin"
PAGE = (ROOT / "docs" / "write-a-plugin.md").read_text(encoding="utf-8")
FILES: dict[str, str] = dict(re.findall(r'^```\w+ title="(.+?)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))
COMMANDS = [line for block in re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL) for line in block.splitlines()]


def run(*arguments: str, cwd: Path, site: Path) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])}
    return subprocess.run([sys.executable, *arguments], cwd=cwd, env=variables, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project that the page describes."""
    for name, text in FILES.items():
        path = tmp_path / "pressup-example-text" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "pressup-example-text"


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "clinic" / "content")
    return tmp_path / "clinic"


def built(project: Path) -> Path:
    """A folder with the project installed in it, from its wheel."""
    from tests.conftest import build_wheel

    site = project.parent / "site"
    with zipfile.ZipFile(build_wheel(project, project.parent / "dist")) as wheel:
        wheel.extractall(site)
    return site


def test_the_blocks_of_the_page_are_the_files_of_the_example() -> None:
    files = {
        path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8")
        for path in EXAMPLE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != "py.typed"
    }
    assert files == FILES


def test_the_tests_of_the_page_pass(project: Path) -> None:
    done = run("-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=project, site=built(project))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout


def test_the_commands_of_the_page_work(project: Path, clinic: Path) -> None:
    commands = [shlex.split(line.removeprefix("$ ")) for line in COMMANDS]
    assert [command for command in commands if command[0] not in ("pressup", "pip", "pytest")] == []
    site = built(project)
    for command in commands:
        if command[0] == "pressup":
            done = run("-m", *command, cwd=clinic, site=site)
            told = [line for line in done.stderr.splitlines() if " from the cache, 0 failed, " not in line]
            assert (done.returncode, told) == (0, []), command
    text = (clinic / "output/text/bridge.txt", clinic / "output/text/knee-pain.txt")[1].read_text()
    assert text.startswith("Knee pain\n\nSample – not clinically reviewed\n\n")
    assert max(map(len, text.splitlines())) <= 60


def test_the_failure_on_the_page_is_what_one_sees(project: Path, clinic: Path) -> None:
    module = project / "pressup_example_text" / "__init__.py"
    loop = "in document.safety_texts(context.publisher):\n"
    assert loop in module.read_text()
    module.write_text(module.read_text().replace(loop, f'{loop}        if kind == "red flag":\n            continue\n'))
    (shown,) = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    done = run("-m", "pressup", "render", "--target", "text", "--select", "knee-pain", cwd=clinic, site=built(project))
    assert done.returncode == 1
    assert shown.partition(", and ")[0] in done.stderr


def test_the_settings_on_the_page_work(project: Path, clinic: Path) -> None:
    (settings,) = re.findall(r"^```yaml\noutputs:\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    publisher = clinic / "content/publishers/sample-press.yaml"
    head = publisher.read_text().partition("outputs:\n")[0]
    publisher.write_text(f"{head}outputs:\n{settings}")
    done = run("-m", "pressup", "render", "--quiet", cwd=clinic, site=built(project))
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in (clinic / "output").iterdir()) == ["manifest.json", "text"]


def table(head: str) -> set[str]:
    """The names in the first column of the table whose first column has that head."""
    (rows,) = re.findall(rf"^\| {head} \|.*\n\| --- .*\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return set(re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE))


def test_every_field_and_method_that_the_page_names_is_there() -> None:
    from pressup import Document, Handout, RenderContext, Target

    for owner, name in re.findall(r"`(document|context)\.(\w+)", PAGE):
        if owner == "document":
            known: set[str] = {*Handout.model_fields, *dir(Document)}
        else:
            known = set(dir(RenderContext))
        assert name in known, f"{owner}.{name}"
    assert table("Field") == {name for name in Target.__annotations__ if not name.startswith("_")}


def test_every_function_of_figures_that_the_page_names_is_there() -> None:
    import pressup
    from pressup import figures

    assert table("Function") == {name for name in pressup.__all__ if name in figures.__all__ and name != "Drawing"}
    said = PAGE.partition("\n## Figures\n")[2].partition("\n## ")[0]
    parameters = inspect.signature(pressup.draw_figure).parameters
    assert {"mode", "side", "grey"} <= set(parameters)
    (modes,) = re.findall(r"^`mode` is (.+?);", said, re.MULTILINE)
    assert set(re.findall(r"`([\w-]+)`", modes)) == set(get_args(get_type_hints(pressup.draw_figure)["mode"]))
