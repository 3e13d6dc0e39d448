"""docs/validate-in-ci.md: the settings, the hooks and the workflow of the page are run as they stand there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pressup.cli.app import run
from pressup.records.schema import schema_files

if TYPE_CHECKING:
    from tests.conftest import Installation

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "validate-in-ci.md").read_text(encoding="utf-8")
FILES: dict[str, str] = dict(re.findall(r'^```\w+ title="(.+?)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))
WORKFLOW: dict[str, Any] = yaml.load(FILES[".github/workflows/content.yml"], yaml.BaseLoader)  # texts only: `on` is a word
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["validate"]["steps"]


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "clinic" / "content")
    return tmp_path / "clinic"


def shell(command: str, installation: Installation, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a step's command as GitHub's runner does, with a Pressup that was installed from its wheel."""
    path = os.pathsep.join([str(installation.python.parent), os.environ["PATH"]])
    variables = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")} | {"PATH": path}
    return subprocess.run(["sh", "-e", "-c", command], cwd=cwd, env=variables, capture_output=True, text=True, check=False)


def commands() -> tuple[str, str]:
    install, github, sarif = (step["run"] for step in STEPS if "run" in step)
    assert install == "pip install pressup"
    return github, sarif


def test_the_workflow_passes_good_content(clinic: Path, installation: Installation) -> None:
    github, sarif = commands()
    done = shell(github, installation, clinic)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"::notice file=content/.*\n", done.stdout)
    assert shell(sarif, installation, clinic).returncode == 0
    assert json.loads((clinic / "pressup.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_the_workflow_fails_and_names_the_line(clinic: Path, installation: Installation) -> None:
    file = clinic / "content" / "exercises" / "assisted-nordic.yaml"
    file.write_text(file.read_text("utf-8").replace("level: 4", "level: high"), encoding="utf-8")
    github, sarif = commands()
    done = shell(github, installation, clinic)
    assert done.returncode == 1
    assert "::error file=content/exercises/assisted-nordic.yaml,line=11,col=8," in done.stdout
    assert shell(sarif, installation, clinic).returncode == 1
    (result, _) = json.loads((clinic / "pressup.sarif").read_text("utf-8"))["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/exercises/assisted-nordic.yaml"
    assert place["region"]["startLine"] == 11


def test_the_findings_are_uploaded_although_the_check_failed() -> None:
    write, upload = STEPS[-2:]
    assert "!cancelled()" in write["if"] and "!cancelled()" in upload["if"]
    assert write["run"].endswith(f" > {upload['with']['sarif_file']}")
    assert WORKFLOW["permissions"] == {"contents": "read", "security-events": "write"}
    assert set(WORKFLOW) == {"name", "on", "permissions", "jobs"}


def test_the_commands_for_other_servers(clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(clinic)
    shown = re.findall(r"^\| .* \| `pressup (.*?)(?: > [\w.]+)?` \|$", PAGE, re.MULTILINE)
    assert len(shown) == 3
    for command in shown:
        assert run(command.split()) == 0, command
        assert capsys.readouterr().out[0] in "{<", command


def test_the_hooks_of_the_page(tmp_path: Path) -> None:
    (published,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    configurations = [text for name, text in FILES.items() if name.startswith(".pre-commit-config.yaml")]
    for number, text in enumerate(configurations):
        file = tmp_path / f"{number}.yaml"
        file.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pre_commit", "validate-config", str(file)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    (from_git,), (local,) = (yaml.safe_load(text)["repos"][0]["hooks"] for text in configurations)
    assert from_git == {"id": published["id"]}
    assert {**local, "language": "python", "description": published["description"]} == published


def test_the_settings_of_vs_code_name_every_schema(tmp_path: Path) -> None:
    settings = json.loads(FILES[".vscode/settings.json"])["yaml.schemas"]
    assert set(settings) == {f"schemas/{name}" for name in schema_files()}
