"""docs/know-what-is-in-a-handout.md: its commands print what the page shows, on the starter library with the page's edit."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from pressup.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "know-what-is-in-a-handout.md").read_text(encoding="utf-8")
BLOCKS: list[str] = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
EDITS: list[tuple[str, str]] = re.findall(r"`([^`]+)` for\s`([^`]+)`", PAGE)


def pattern(shown: str) -> str:
    """What the page shows, where … stands for what differs, and a line of it for any lines."""
    lines = (".*" if line == "…" else re.escape(line).replace("…", r"\S.*?") for line in shown.rstrip("\n").split("\n"))
    return "\n".join(lines)


def test_the_page_is_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRESSUP_CACHE_DIR", str(tmp_path / "kept"))
    assert len(EDITS) == 2
    for block in BLOCKS:
        for call in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = call.partition("\n")
            if command.startswith("pressup trace exercise:"):
                edit(Path("content/exercises/bridge.md"))
            capsys.readouterr()
            assert run(shlex.split(command)[1:]) == 0, capsys.readouterr().err
            told = "\n".join(line.rstrip() for line in capsys.readouterr().out.rstrip("\n").split("\n"))
            assert re.fullmatch(pattern(shown), told, re.DOTALL), f"{command}\n{told}"
        if not Path("published.json").exists():
            shutil.copy("output/manifest.json", "published.json")


def edit(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for new, old in EDITS:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
