"""The hooks that a plugin may implement. Each returns classes and none changes what another made, so order means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from pressup.plugin.target import Target

PROJECT = "pressup"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Mark a function of a plugin as the implementation of the hook of the same name."""


@hookspec
def pressup_register_targets() -> list[type[Target[Any]]]:  # type: ignore[empty-body]
    """Output formats.

    Returns:
        The plugin's `Target` classes (not instances). An empty list is fine.
    """
