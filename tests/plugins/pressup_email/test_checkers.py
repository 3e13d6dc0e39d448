"""What checkers of HTML say of the mail: E12.

The first is told what mail programs need and the web does not: styles in the elements, widths and colours as attributes and
comments for Outlook, tables that say `presentation` (criterion E9), and the role of an article, whose element some take out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import pressup
from pressup import Library

HERE = Path(__file__).parent
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
