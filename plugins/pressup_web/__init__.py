"""The `web` target of Pressup: accessible HTML pages with an index, which need no server and load nothing from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressup import hookimpl

if TYPE_CHECKING:
    from pressup import Target


@hookimpl
def pressup_register_targets() -> list[type[Target[Any]]]:
    """Give Pressup the `web` target."""
    from pressup_web.target import WebTarget

    return [WebTarget]
