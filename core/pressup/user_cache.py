"""Where Pressup keeps what it remembers for a user, and whether a folder there is safe to read from."""

from __future__ import annotations

import os
from pathlib import Path


def user_cache() -> Path:
    """The folder: PRESSUP_CACHE_DIR, or the user's cache folder."""
    import platformdirs

    return Path(os.environ.get("PRESSUP_CACHE_DIR") or platformdirs.user_cache_path("pressup"))


def only_ours(found: os.stat_result) -> bool:
    """Whether nobody but this user can put a file into the folder of which this is the state."""
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
