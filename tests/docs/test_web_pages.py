"""The guide to web pages: its commands work, and its record can be read."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from pressup.cli.app import run
from pressup_web.target import WebOptions

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "web-pages.md").read_text(encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library as `pressup init` makes it, as the current folder."""
    assert run(["init", str(tmp_path / "mine"), "--quiet"]) == 0
    monkeypatch.chdir(tmp_path / "mine")
    return tmp_path / "mine"


@pytest.mark.full
def test_every_command_works(library: Path) -> None:
    commands = [shlex.split(line) for line in re.findall(r"^\$ pressup (.*)$", GUIDE, re.MULTILINE)]
    assert len(commands) == 4
    for command in commands:
        assert run(command) == 0, command
    names = {path.name for path in (library / "public" / "web").glob("*.html")}
    assert {"index.html", "hamstring-basics.html", "bridge.html"} <= names
    page = (library / "public" / "web" / "hamstring-basics.html").read_text("utf-8")
    assert "ld+json" not in page


@pytest.mark.full
def test_the_pdf_is_a_link_when_it_is_made_in_the_same_build(library: Path) -> None:
    (command,) = (line for line in re.findall(r"^\$ pressup (.*)$", GUIDE, re.MULTILINE) if "--target pdf" in line)
    assert run([*shlex.split(command), "--select", "hamstring-basics", "--select", "catalogue"]) == 0
    page = (library / "public" / "web" / "hamstring-basics.html").read_text("utf-8")
    for address in ("../pdf/hamstring-basics.pdf", "../jsonfeed/catalogue.json"):
        assert f'href="{address}"' in page
        assert (library / "public" / "web" / address).is_file()


def test_the_record_can_be_read(library: Path) -> None:
    file = library / "content" / "publishers" / "sample-press.yaml"
    (block,) = re.findall(r"```yaml\n(outputs:.*?)```", GUIDE, re.DOTALL)
    file.write_text(re.sub(r"outputs:\n.*\Z", block, file.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    assert run(["render", "--dry-run", "--quiet"]) == 0


def test_every_option_is_told() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE)) == set(WebOptions.model_fields)
