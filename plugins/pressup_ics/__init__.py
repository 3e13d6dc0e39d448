"""The calendar target of Pressup: the sessions of a programme as an `.ics` file for any calendar."""

from __future__ import annotations

from typing import Any

from pressup import Target, hookimpl


@hookimpl
def pressup_register_targets() -> list[type[Target[Any]]]:
    """The target `ics`."""
    from pressup_ics.target import IcsTarget

    return [IcsTarget]
