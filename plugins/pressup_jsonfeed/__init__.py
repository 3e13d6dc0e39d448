"""The JSON Feed target of Pressup: a publisher's whole catalogue as one feed that apps and feed readers can follow."""

from __future__ import annotations

from typing import Any

from pressup import Target, hookimpl


@hookimpl
def pressup_register_targets() -> list[type[Target[Any]]]:
    """The target `jsonfeed`."""
    from pressup_jsonfeed.target import JsonFeed

    return [JsonFeed]
