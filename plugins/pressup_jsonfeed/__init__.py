"""A publisher's whole library as a feed for feed readers (`jsonfeed`), and as static JSON for apps (`catalogue`)."""

from __future__ import annotations

from typing import Any

from pressup import Target, hookimpl


@hookimpl
def pressup_register_targets() -> list[type[Target[Any]]]:
    """The targets `jsonfeed` and `catalogue`."""
    from pressup_jsonfeed.catalogue import AppCatalogue
    from pressup_jsonfeed.target import JsonFeed

    return [JsonFeed, AppCatalogue]
