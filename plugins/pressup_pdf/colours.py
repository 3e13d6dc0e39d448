"""Tints of the publisher's colours."""

from __future__ import annotations


def tint(colour: str, share: float = 0.07) -> str:
    """A colour mixed into white, light enough to stay white on a photocopy.

    Args:
        colour: As `#0B5563`.
        share: How much of the colour, from 0 to 1.

    """
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)
