"""The hooks that a plugin may implement. Each returns classes and none changes what another made, so order means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from pressup.checks import Check, RecordCheck
    from pressup.content.fields import Fields
    from pressup.plugin.executor import ExecutorKind
    from pressup.plugin.target import Target
    from pressup.plugin.theme import Theme

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


@hookspec
def pressup_register_checks() -> list[Check | RecordCheck]:  # type: ignore[empty-body]
    """A publisher's own rules, checked beside Pressup's.

    Returns:
        `Check` and `RecordCheck` objects. Their codes are of a family that Pressup does not use itself, such as `CLINIC-01`. A
        check that raises is reported as a fault of the plugin, and the others still run.
    """


@hookspec
def pressup_register_fields() -> list[Fields]:  # type: ignore[empty-body]
    """A publisher's own fields of a kind of record, as JSON Schema.

    Returns:
        `Fields` objects. A record holds them under `own`, by their name: `own: {clinic: {room: 2}}`.
    """


@hookspec
def pressup_register_executors() -> list[ExecutorKind]:  # type: ignore[empty-body]
    """Places where documents can be rendered, for `--executor`.

    Returns:
        `ExecutorKind` objects.
    """


@hookspec
def pressup_register_themes() -> list[Theme]:  # type: ignore[empty-body]
    """Looks for the outputs of a target, which a publisher chooses by name: `outputs: {pdf: {options: {theme: harbour}}}`.

    A target takes themes when its options have a field `theme`. A folder `themes/NAME` of the content folder comes before the theme
    of the same name that a plugin gives.

    Returns:
        `Theme` objects. Two plugins cannot give one target a theme of the same name.
    """
