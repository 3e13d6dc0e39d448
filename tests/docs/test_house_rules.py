"""docs/house-rules.md: the plugin is built from the page's own blocks, and all that the page says of it is tried."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pressup import Problem

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "house-rules.md").read_text(encoding="utf-8")
FILES: dict[str, str] = dict(re.findall(r'^```\w+ title="(.+?)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))
COMMANDS = [line for block in re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL) for line in block.splitlines()]


def run(*arguments: str, cwd: Path, site: Path) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])}
    return subprocess.run([sys.executable, *arguments], cwd=cwd, env=variables, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def project(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The project that the page describes, and beside it `site`, where its wheel is installed."""
    from tests.conftest import build_wheel

    def fill(folder: Path) -> None:
        for name, text in FILES.items():
            path = folder / "pressup-clinic" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        with zipfile.ZipFile(build_wheel(folder / "pressup-clinic", folder / "dist")) as wheel:
            wheel.extractall(folder / "site")

    return once("house-rules", fill) / "pressup-clinic"


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


def test_the_tests_of_the_page_pass(project: Path) -> None:
    done = run("-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=project, site=project.parent / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


@pytest.mark.full
def test_the_commands_of_the_page_work(project: Path, clinic: Path) -> None:
    commands = [shlex.split(line.removeprefix("$ ")) for line in COMMANDS]
    assert [command for command in commands if command[0] not in ("pressup", "pip", "pytest")] == []
    outputs = {}
    for command in commands:
        if command[0] == "pressup":
            done = (
                run("-m", *command, "--content", "content", cwd=clinic, site=project.parent / "site")
                if command[1] == "validate"
                else run("-m", *command, cwd=clinic, site=project.parent / "site")
            )
            assert (done.returncode, done.stderr) == (0, ""), command
            outputs[command[1]] = done.stdout
    assert outputs["explain"].startswith("CLINIC-01 (warning)\n\nWe speak to the reader, and not about “the patient”.\n")
    assert "A rule of plugin clinic (pressup-clinic 1.0)." in outputs["explain"]
    schema = json.loads((clinic / "schemas" / "exercise.schema.json").read_text())
    assert schema["properties"]["own"]["properties"]["gym"]["required"] == ["room"]


def test_the_rules_and_fields_of_the_page_find_what_it_says(project: Path, clinic: Path) -> None:
    (own,) = re.findall(r"^```yaml\n(own:\n.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (shown,) = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    file = clinic / "content" / "exercises" / "hamstring-curl.yaml"
    text = re.sub(r"^steps:\n  - .*$", "steps:\n  - Now the patient lies down.", file.read_text(), count=1, flags=re.MULTILINE)
    file.write_text(f"{text}{own}")
    site = project.parent / "site"
    done = run("-m", "pressup", "validate", cwd=clinic, site=site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning[CLINIC-01] We say “you”, not “the patient”." in done.stdout
    assert "  - Now the patient lies down.\n      |         ^^^^^^^^^^^\n" in done.stdout
    file.write_text(f"{text}{own.replace('hall', 'hal')}")
    done = run("-m", "pressup", "validate", cwd=clinic, site=site)
    assert done.returncode == 1
    assert shown.strip() in done.stdout
    assert "help: Did you mean “hall”?" in done.stdout


def test_the_table_has_every_field_of_a_problem() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == [field.name for field in dataclasses.fields(Problem)]
