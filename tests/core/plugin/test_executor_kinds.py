"""Executors of plugins: registered, and refused in every way that they can be wrong."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from pressup import ExecutorKind
from pressup.plugin import Plugin, Registry, discover, hooks

CLUB = Plugin("club", "pressup-club", "1.0")
OTHER = Plugin("other", "pressup-other", "1.0")


def offered(given: Any, *more: tuple[Plugin, object]) -> Registry:
    """The registry with a plugin that offers these."""

    @hooks.hookimpl
    def pressup_register_executors() -> Any:
        return given

    return discover([(CLUB, SimpleNamespace(pressup_register_executors=pressup_register_executors)), *more])


def kind(scheme: Any = "club", summary: Any = "A club", opener: Any = ThreadPoolExecutor) -> ExecutorKind:
    return ExecutorKind(scheme, summary, opener)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (7, "TypeError: pressup_register_executors gave 7, not a list of ExecutorKind objects"),
        ([7], "pressup_register_executors gave 7, which is no pressup.ExecutorKind"),
        ([kind("Club")], "the scheme “Club” of an executor must be small letters, digits and hyphens"),
        ([kind(7)], "the scheme “7” of an executor must be small letters, digits and hyphens"),
        ([kind("dask")], "the executor “dask” is Pressup's own; choose another scheme"),
        ([kind(summary=None)], "the summary of the executor “club” must be a text"),
        ([kind(opener="x")], "“open” of the executor “club” must be a function"),
        ([kind(), kind()], "the executor “club” is given twice; uninstall one of the two, or rename one"),
    ],
)
def test_an_executor_that_is_none_is_a_fault_of_its_plugin(given: Any, said: str) -> None:
    registry = offered(given)
    assert [(fault.plugin, fault.stage, fault.message) for fault in registry.faults] == [(CLUB, "executors", said)]
    assert registry.executors == []


def test_neither_of_two_executors_of_one_name_is_used() -> None:
    @hooks.hookimpl
    def pressup_register_executors() -> Any:
        return [kind()]

    registry = offered([kind(), kind("bar")], (OTHER, SimpleNamespace(pressup_register_executors=pressup_register_executors)))
    assert [given.scheme for _, given in registry.executors] == ["bar"]
    assert [fault.message for fault in registry.faults] == [
        "the executor “club” is also given by plugin club (pressup-club 1.0); uninstall one of the two, or rename one"
    ]


def test_executors_are_in_the_registry_with_their_plugin() -> None:
    registry = offered([kind(), kind("bar")])
    assert [(plugin, given.scheme) for plugin, given in registry.executors] == [(CLUB, "club"), (CLUB, "bar")]
    assert registry.faults == []
