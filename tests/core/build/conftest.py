"""What tests of builds share: the targets with traps, which other processes can import, and where things run."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import pressup
from pressup.plugin import Plugin, Registry

TRAPS = Plugin("trap", "pressup-traps", "1.0")


@pytest.fixture
def traps(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module with the targets that have traps, importable in every process."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    return importlib.import_module("trap_targets")


def registry_of(*targets: Any) -> Registry:
    """A registry with these targets only."""
    return Registry(
        plugins=[TRAPS], targets={target.name: target for target in targets}, owners={target.name: TRAPS for target in targets}
    )


def files_in(folder: Path) -> Mapping[str, bytes]:
    """The content of all files below a folder, but for what differs from build to build."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.name != "manifest.json"
    }


@pytest.fixture(scope="session")
def sample() -> pressup.Library:
    """The library of samples."""
    from pressup.testing import sample_library

    return pressup.check(sample_library())
