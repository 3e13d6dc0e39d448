"""The first-party targets keep the contract that every plugin's target must keep."""

from __future__ import annotations

import pytest

from pressup.plugin import discover
from pressup.testing import assert_target_conforms

OPTIONS: dict[str, dict[str, object]] = {
    "catalogue": {},
    "email": {},
    "ics": {"start": "2026-12-07"},
    "jsonfeed": {"page_size": 2},
    "pdf": {},
    "web": {},
}


@pytest.mark.parametrize("name", OPTIONS)
def test_a_first_party_target_conforms(name: str) -> None:
    registry = discover()
    assert registry.owners[name].distribution == "pressup"
    assert_target_conforms(registry.targets[name], options=OPTIONS[name])


def test_no_first_party_target_is_left_out() -> None:
    registry = discover()
    own = {name for name, plugin in registry.owners.items() if plugin.distribution == "pressup"}
    assert (own, registry.faults) == (set(OPTIONS), [])
