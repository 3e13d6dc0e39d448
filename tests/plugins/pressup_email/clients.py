"""What a page asks of mail programs, and what they cannot do of it, by the tables of caniemail.com."""

from __future__ import annotations

import json
import re
from pathlib import Path

FEATURES: dict[str, str] = json.loads(Path(__file__).with_name("caniemail.json").read_text("utf-8"))["features"]
FAMILIES = {"gmail": 0, "outlook for windows": 1, "apple mail": 2}


def used(html: str) -> set[str]:
    """The features that a page uses, by their names in the tables."""
    sheets = "\n".join(re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL))
    styles = sheets + ";" + ";".join(re.findall(r'style="([^"]*)"', html))
    names = {f"css-{name}" for name in re.findall(r"(?<![\w-])([a-z-]+)\s*:", styles)}
    names |= {f"css-at-media-{name}" for name in re.findall(r"@media[^{]*\((prefers-[a-z-]+)", sheets)}
    names |= {f"css-at-{name}" for name in re.findall(r"@([a-z-]+)", sheets)}
    names |= {f"css-pseudo-element-{name}" for name in re.findall(r"::([a-z-]+)", sheets)}
    names |= {f"css-pseudo-class-{name}" for name in re.findall(r"(?<!:):([a-z-]+)(?=[\s,{])", sheets)}
    names |= {f"css-display-{value}" for value in re.findall(r"display: ?([a-z]+)", styles)}
    names |= {f"html-{name}" for name in re.findall(r"<([a-z][a-z0-9]*)", html)}
    names |= {f"html-{name}" for name in re.findall(r'\s([a-z-]+)="', re.sub(r'style="[^"]*"', "", html))}
    names |= {f"html-meta-{name}" for name in re.findall(r'<meta name="([a-z-]+)"', html)}
    if re.search(r'href="#', html):
        names.add("html-anchor-links")
    if "!important" in styles:
        names.add("css-important")
    return names & set(FEATURES)


def lost(html: str, family: str) -> set[str]:
    """What a family of mail programs cannot do of it."""
    return {name for name in used(html) if FEATURES[name][FAMILIES[family]] == "n"}
