"""Themes that plugins offer: found by their names, and refused with a reason."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from pressup import Theme, hookimpl
from pressup.plugin import Plugin, Registry, discover


class Harbour:
    """A plugin that brings a theme."""

    @hookimpl
    def pressup_register_themes(self) -> list[Theme]:
        return [Theme("harbour", "pdf", "Blue and calm", "harbour_theme", "look")]


class Wrong:
    """A plugin that brings none that can be used."""

    @hookimpl
    def pressup_register_themes(self) -> list[Any]:
        return [Theme("Harbour", "pdf", "", "harbour_theme"), Theme("sea", "pdf", "", "harbour_theme", "../look"), "sea"]


@pytest.fixture(autouse=True)
def _package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package that the themes are in."""
    (tmp_path / "harbour_theme/look").mkdir(parents=True)
    (tmp_path / "harbour_theme/__init__.py").write_text("")
    (tmp_path / "harbour_theme/look/style.css").write_text("h1 { color: #123456 }")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "harbour_theme", raising=False)


def registry_with(*plugins: Any) -> Registry:
    return discover((Plugin(f"harbour{n}", "pressup-harbour", f"{n}.0"), plugin) for n, plugin in enumerate(plugins, 1))


def test_a_theme_is_found_by_its_name() -> None:
    registry = registry_with(Harbour())
    assert registry.faults == []
    assert registry.theme_names("pdf") == ["harbour"]
    assert registry.theme_names("web") == []


def test_themes_that_cannot_be_used_are_named() -> None:
    registry = registry_with(Harbour(), Harbour(), Wrong())
    assert registry.themes == []
    assert [fault.message for fault in registry.faults] == [
        "the name “Harbour” of a theme must be small letters, digits and hyphens",
        "the theme “sea” must name its package and a folder in it",
        "pressup_register_themes gave 'sea', which is no pressup.Theme",
        "the theme “harbour” of the target pdf is also given by plugin harbour1 (pressup-harbour 1.0); uninstall one of the two",
    ]
