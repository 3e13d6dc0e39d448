"""The programs that look at HTML of several plugins: two checkers, and a browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

Told = list[tuple[str, str]]
"""What a checker says: the name of the file, and a sentence."""


@pytest.fixture(scope="session")
def html_validate(node: Path, node_modules: Path) -> Callable[[Path, Iterable[Path]], Told]:
    """html-validate over files, with the rules that a JSON file names."""
    program = node_modules / "html-validate" / "bin" / "html-validate.mjs"

    def told(rules: Path, pages: Iterable[Path]) -> Told:
        command: list[str | Path] = [node, program, "--config", rules, "--formatter", "json", *sorted(pages)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return [
            (Path(page["filePath"]).name, f"{one['line']}: {one['message']} ({one['ruleId']})")
            for page in json.loads(done.stdout)
            for one in page["messages"]
        ]

    return told


@pytest.fixture(scope="session")
def nu_checker(java: str, node_modules: Path) -> Callable[[Iterable[Path]], Told]:
    """The Nu checker of W3C's validator over files: its errors and warnings."""
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"

    def told(pages: Iterable[Path]) -> Told:
        command: list[str | Path] = [java, "-jar", jar, "--stdout", "--format", "json", *sorted(pages)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        messages = json.loads(done.stdout)["messages"]
        return [(Path(one["url"]).name, f"{one.get('lastLine')}: {one['message']} ({one['type']})") for one in messages]

    return told


@pytest.fixture(scope="session")
def chromium() -> str:
    """A Chromium of this machine: it is no package of PyPI or npm, and too large to bring along."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    found = os.environ.get("PRESSUP_CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("needs Chromium: apt-get install chromium, or PRESSUP_CHROMIUM=/path/to/one")
    return found


@pytest.fixture(scope="session")
def java() -> str:
    """A Java of this machine, for the Nu checker."""
    found = shutil.which("java")
    if found is None:
        pytest.skip("needs Java: apt-get install default-jre-headless")
    return found
