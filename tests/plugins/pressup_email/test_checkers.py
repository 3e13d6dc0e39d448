"""What checkers of HTML (E12) and a browser say of the mail.

html-validate is told what mail programs need and the web does not: styles in the elements, widths and colours as attributes and
comments for Outlook, tables that say `presentation` (criterion E9), and the role of an article, whose element some take out.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import pressup
from pressup import Library

HERE = Path(__file__).parent
OF_WHOLE_PAGES = re.compile("landmark-one-main: |region: ")
"""Rules about landmarks, which are those of the mail program around a mail."""
Told = list[tuple[str, str]]


@pytest.fixture(scope="session")
def pages(once: Callable[[str, Callable[[Path], None]], Path], library: Library) -> list[Path]:
    """The HTML of both issues, in a mail and for a browser."""

    def fill(folder: Path) -> None:
        assert pressup.render(library, "email", output=folder).ok

    found = sorted((once("email-pages", fill) / "email").glob("*.html"))
    assert len(found) == 4
    return found


@pytest.fixture
def faulty(pages: list[Path], tmp_path: Path) -> Path:
    """One of them with a fault."""
    page = tmp_path / "faulty.html"
    page.write_text(re.sub(r'(<img[^>]*) alt="[^"]*"', r"\1", pages[0].read_text("utf-8")), "utf-8")
    return page


@pytest.mark.full
def test_html_validate_finds_nothing(
    pages: list[Path], faulty: Path, html_validate: Callable[[Path, Iterable[Path]], Told]
) -> None:
    assert html_validate(HERE / "htmlvalidate.json", pages) == []
    assert {name for name, _ in html_validate(HERE / "htmlvalidate.json", [faulty])} == {"faulty.html"}


@pytest.mark.full
def test_the_nu_checker_finds_no_error(pages: list[Path], faulty: Path, nu_checker: Callable[[Iterable[Path]], Told]) -> None:
    errors = [one for one in nu_checker([*pages, faulty]) if one[1].endswith("(error)")]
    assert {name for name, _ in errors} == {"faulty.html"}


@pytest.fixture(scope="module")
def seen(pages: list[Path], chromium: str, node: Path, node_modules: Path) -> list[dict[str, Any]]:
    """What a browser sees of each page: light and dark, on a desk and on two phones."""
    command: list[str | Path] = [node, HERE / "browser.mjs", node_modules, Path(chromium), *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(found) == 6 * len(pages)
    return found


@pytest.mark.full
def test_no_mail_scrolls_sideways_or_asks_for_anything(seen: list[dict[str, Any]]) -> None:
    assert [one for one in seen if one["scrolls"] > one["width"] or one["asked"]] == []


@pytest.mark.full
def test_axe_finds_nothing(seen: list[dict[str, Any]]) -> None:
    for one in seen:
        told = [rule for rule in one["told"] if one["file"].endswith(".browser.html") or not OF_WHOLE_PAGES.match(rule)]
        assert told == [], one


@pytest.mark.full
def test_start_and_finish_stand_side_by_side_or_one_below_the_other_as_wide_as_a_phone(seen: list[dict[str, Any]]) -> None:
    for one in seen:
        (left, width), (right, _) = one["pictures"][:2]
        if one["width"] == 600:
            assert (right, width) == (left + width, 260)
        else:
            assert right == left and width == one["width"] - 40
