"""The email target of Pressup: a newsletter issue as a mail that any sending service can take."""

from __future__ import annotations

from typing import Any

from pressup import Target, hookimpl


@hookimpl
def pressup_register_targets() -> list[type[Target[Any]]]:
    """The target `email`."""
    from pressup_email.target import Email

    return [Email]
