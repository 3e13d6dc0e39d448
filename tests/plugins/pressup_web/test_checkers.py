"""What checkers and a browser say of the starter library's pages."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
OWN_FIGURE = re.compile("violates Content Security Policy.* image “figures/[a-z-]+\\.svg”")


@pytest.mark.full
def test_html_validate_finds_nothing(site: Path, html_validate: Callable[[Path, Iterable[Path]], list[tuple[str, str]]]) -> None:
    assert html_validate(HERE / "htmlvalidate.json", site.glob("*.html")) == []


@pytest.mark.full
def test_the_nu_checker_finds_nothing(site: Path, nu_checker: Callable[[Iterable[Path]], list[tuple[str, str]]]) -> None:
    # It does not know where a page lies, so for it no file is of the page's own site; that browsers show them is tested below.
    assert [one for one in nu_checker(site.glob("*.html")) if not OWN_FIGURE.search(one[1])] == []


@pytest.fixture(scope="module")
def seen(site: Path, chromium: str, node: Path, node_modules: Path) -> dict[str, Any]:
    """What a browser sees: every page at four widths, light and dark, and what its index does."""
    done = subprocess.run(
        [node, HERE / "browser.mjs", node_modules, chromium, site], capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.full
def test_axe_finds_nothing(seen: dict[str, Any]) -> None:
    assert len(seen["pages"]) > 30
    assert {f"{page} {look}": told for page, looks in seen["pages"].items() for look, told in looks["axe"].items() if told} == {}


@pytest.mark.full
def test_no_page_scrolls_sideways(seen: dict[str, Any]) -> None:
    assert {page: looks["wide"] for page, looks in seen["pages"].items() if looks["wide"]} == {}


@pytest.mark.full
def test_pages_ask_for_nothing_but_files_beside_them_and_break_no_rule_of_theirs(seen: dict[str, Any]) -> None:
    assert {page: looks["told"] for page, looks in seen["pages"].items() if looks["told"]} == {}
    asked = {url for looks in seen["pages"].values() for url in looks["asked"]}
    assert asked
    assert {url for url in asked if not url.startswith("file:")} == set()


@pytest.mark.full
def test_the_index_finds(seen: dict[str, Any]) -> None:
    index = seen["index"]
    assert index["all"] > 30
    assert index["squat"] == ["squat.html"]
    assert "bridge.html" in index["HIP lift"]
    assert index["zzz"] == []
    assert index["level 5"] == ["nordic-hamstring-exercise.html"]
    assert set(index["mat and glutes"]) > {"bridge.html"}
    assert index["reset"] == index["all"]
    assert index["said"] == f"1 of {index['all']} shown"
    assert index["without script"] == {"entries": index["all"], "form": False}


@pytest.mark.full
def test_the_keyboard_is_enough(seen: dict[str, Any]) -> None:
    keyboard = seen["keyboard"]
    assert keyboard["first"] == {"text": "Skip to the content", "visible": True, "outline": True}
    assert keyboard["opened"] is True
    assert keyboard["unseen"] == []


@pytest.mark.full
def test_less_motion_means_no_moving_figure(seen: dict[str, Any]) -> None:
    assert seen["motion"] == {"no-preference": True, "reduce": False}
