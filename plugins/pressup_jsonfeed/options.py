"""Options that both targets have."""

from __future__ import annotations

from typing import Literal

Pictures = Literal["both", "svg", "none"]
