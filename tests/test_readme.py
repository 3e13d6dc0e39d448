"""What the README says works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pressup.cli.app import run

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language: str, holding: str) -> str:
    """The first code block of a language that holds some words."""
    blocks: list[str] = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return next(text for text in blocks if holding in text)


def test_the_two_commands_come_first() -> None:
    commands = re.findall(r"^\./run [^#\n]*", README, re.MULTILINE)[:2]
    assert [command.strip() for command in commands] == ["./run render --target pdf", "./run test"]
    assert README.index("```sh") < README.index("\n\n```", 1) + 10


def test_first_own_exercise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path / "my-library")]) == 0
    monkeypatch.chdir(tmp_path / "my-library")
    file = Path("content/exercises/heel-raise.yaml")
    file.write_text(block("yaml", "heel-raise"), encoding="utf-8")
    capsys.readouterr()
    assert run(["validate"]) == 0, capsys.readouterr().out
    assert run(["render", "--target", "pdf", "--select", "heel-raise"]) == 0, capsys.readouterr().err
    assert Path("output/pdf/heel-raise.pdf").read_bytes().startswith(b"%PDF-")

    file.write_text(file.read_text(encoding="utf-8").replace("reps: 8-12", "reps: 8 to 12"), encoding="utf-8")
    capsys.readouterr()
    assert run(["validate"]) == 1
    shown = capsys.readouterr().out
    assert block("text", "8 to 12").strip() in shown


def test_python_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path / "own")]) == 0
    monkeypatch.chdir(tmp_path / "own")
    capsys.readouterr()
    exec(block("python", "import pressup"), {})
    assert capsys.readouterr().out.startswith("True [")
