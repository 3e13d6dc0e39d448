"""Every hook has a test and stands in the docs with its exact signature."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pressup.plugin import hooks

PAGE = Path(__file__).parents[3] / "docs" / "write-a-plugin.md"
HOOKS: dict[str, Callable[..., Any]] = {
    name: value for name, value in vars(hooks).items() if getattr(value, f"{hooks.PROJECT}_spec", None) is not None
}


def test_there_are_hooks_and_they_are_named_alike() -> None:
    assert HOOKS
    assert all(name.startswith("pressup_register_") for name in HOOKS)


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_is_in_the_docs_with_its_signature(name: str) -> None:
    signature = str(inspect.signature(HOOKS[name])).replace("'", "")
    assert f"\ndef {name}{signature}\n" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_has_a_test(name: str) -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__))
    assert f"def {name}(" in tests


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_says_what_it_returns(name: str) -> None:
    assert "Returns:" in (inspect.getdoc(HOOKS[name]) or "")
