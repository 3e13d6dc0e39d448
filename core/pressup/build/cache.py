"""The cache: what earlier builds made, by fingerprint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pressup.build.jobs import Rendered


class Cache(Protocol):
    """What a build asks of a cache."""

    def get(self, fingerprint: str, asset: Callable[[str], str]) -> Rendered | None:
        """What was made under this fingerprint, while the files of the content folder that it read are as they were.

        `asset` gives the SHA-256 that such a file has now; empty when it cannot be read.
        """

    def put(self, fingerprint: str, rendered: Rendered) -> None:
        """Keep a result."""
