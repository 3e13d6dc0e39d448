"""Failures that the user can put right. Each message is one or two sentences for the person who must act."""

from __future__ import annotations


class UsageError(ValueError):
    """The call was wrong: an unknown target, option, id or publisher."""


class ContentError(Exception):
    """There is no content to read: the folder is missing, or is no folder."""


class WriteError(OSError):
    """The output folder cannot be written to."""
