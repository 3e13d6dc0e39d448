"""The words that records use for muscles, equipment and the like: one data file a vocabulary, which a library may extend."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

NAMES = ("equipment", "joint", "muscle", "pattern", "position", "region", "setting")

Entry = Mapping[str, Any]


@cache
def packaged() -> Mapping[str, Mapping[str, Entry]]:
    """Every packaged vocabulary: its name, then each word with its entry (`id`, `name`, and what else the file says)."""
    loaded = {}
    for name in NAMES:
        text = files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
        loaded[name] = {entry["id"]: entry for entry in yaml.load(text, Loader=yaml.CSafeLoader)}
    return loaded
