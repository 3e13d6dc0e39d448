"""docs/write-a-newsletter.md: its commands print what the page shows, and its issue is a good record with each code explained."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

import pressup
from pressup import NewsletterIssue, Severity
from pressup.checks.explain import explanation
from pressup.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "write-a-newsletter.md").read_text(encoding="utf-8")
(CONSOLE,) = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
((FILE, ISSUE),) = re.findall(r'^```yaml title="(.*?)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the starter library, in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRESSUP_CACHE_DIR", str(tmp_path / "kept"))
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


@pytest.mark.full
def test_the_commands_do_what_the_page_says(starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    render, draft = re.split(r"^\$ ", CONSOLE, flags=re.MULTILINE)[1:]
    assert run(shlex.split(render.partition("\n")[0])[1:]) == 0
    shutil.copy("output/manifest.json", "published.json")
    exercise, article = starter / "exercises/bridge.md", starter / "articles/what-the-hamstrings-do.md"
    exercise.write_text(exercise.read_text("utf-8").replace("sets: 3", "sets: 2"), "utf-8")
    article.write_text(re.sub("^## .*", "## Three long muscles", article.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")
    capsys.readouterr()
    command, _, shown = draft.partition("\n")
    assert run(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out == shown


def test_the_issue_is_good(starter: Path) -> None:
    (starter / "newsletters" / FILE).write_text(ISSUE, "utf-8")
    library = pressup.load(starter)
    assert [str(found) for found in library.findings if found.severity is not Severity.NOTE] == []
    assert library.get(NewsletterIssue, FILE.removesuffix(".yaml")) is not None


def test_every_code_of_the_table_is_explained() -> None:
    codes = re.findall(r"^\| ([A-Z]+-\d+) \|", PAGE, re.MULTILINE)
    assert len(codes) == 7
    assert all(explanation(code) for code in codes)
