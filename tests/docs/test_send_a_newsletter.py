"""docs/send-a-newsletter.md: its commands print what the page says, and its other commands are ones that the program knows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import get_args

import pytest
import typer.main

from pressup.cli.app import app, run
from pressup.send.run import Outcome
from pressup_email.senders import TAGS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "send-a-newsletter.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"^```console\n\$ pressup (.*?)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("command", "printed"), SESSIONS, ids=[command[:60] for command, _ in SESSIONS])
def test_its_sessions(
    command: str, printed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").symlink_to(ROOT / "content")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRESSUP_CACHE_DIR", str(tmp_path / "kept"))
    more = ["--jobs", "1"] if command.startswith("render") else []
    assert run([*shlex.split(command), *more]) == 0
    assert capsys.readouterr().out == printed


def test_it_has_sessions() -> None:
    assert len(SESSIONS) == 3


def test_its_other_commands_are_known() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    commands = [line for block in blocks for line in block.splitlines() if line.startswith("pressup ")]
    assert len(commands) == 2
    for command in commands:
        name, *arguments = shlex.split(command)[1:]
        typer.main.get_command(app).commands[name].make_context(name, arguments)  # type: ignore[attr-defined]


def test_its_tables_are_whole() -> None:
    outcomes = re.findall(r"^\| `([a-z ]+)` \|", PAGE, re.MULTILINE)
    assert outcomes == list(get_args(Outcome))
    assert all(f"`{service}`" in PAGE for service in TAGS)
