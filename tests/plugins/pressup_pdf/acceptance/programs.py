"""P1, P2, P5: what other people's programs say of a file."""

from __future__ import annotations

import json
import re
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont


def outloud(paths: Sequence[Path]) -> dict[str, list[str]]:
    """The errors that outloud finds, by path. It runs by itself, for its parts are under the AGPL.

    It knows the foot of a page by its being on others too, so that on a single page it takes a foot for lost prose (TAG-002).
    """
    command = [sys.executable, "-W", "ignore", "-m", "outloud.cli", "--fail-on", "error", "--quiet", "--json", "-"]
    done = subprocess.run([*command, *paths], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    results = json.loads(done.stdout[done.stdout.index("{") :])["results"]
    assert not [result["error"] for result in results if result["error"]]
    return {
        result["path"]: [
            f"{found['rule']} {found['message']}"
            for found in result["findings"]
            if found["severity"] == "error" and not (found["rule"] == "TAG-002" and result["stats"]["pages"] == 1)
        ]
        for result in results
    }


def pdfua(path: Path) -> Iterator[str]:
    """The errors that pdfua finds. That is little: see what it misses of the seeded faults."""
    from pdfua import Severity, validate

    report = validate(str(path))
    yield from (f"{found.rule_id} {found.message}" for found in report.findings if found.severity is Severity.ERROR)


def sound(path: Path) -> Iterator[str]:
    """QPDF, as `qpdf --check` runs it, has nothing to say of a file."""
    with pikepdf.open(path) as file:
        yield from file.check_pdf_syntax()


def fonts(path: Path, run: Callable[..., str]) -> Iterator[str]:
    """All fonts are embedded as subsets, with what their letters mean."""
    lines = run("pdffonts", path).splitlines()[2:]
    if not lines:
        yield "there are no fonts"
    yield from (line for line in lines if not re.search(r"\syes yes yes\s", line))


def glyphs(file: Any) -> Iterator[str]:
    """No letter is drawn by a glyph that its font has not: number 0, or one behind the last, which WeasyPrint takes."""
    for number, page in enumerate(file.pages, 1):
        ends = {name: _glyphs_of(font) for name, font in page.Resources.get("/Font", {}).items()}
        end = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator == "Tf":
                end = ends[str(instruction.operands[0])]
            elif operator == "TJ":
                strings = [bytes(part) for part in instruction.operands[0] if isinstance(part, pikepdf.String)]
                if not all(0 < glyph < end for string in strings for (glyph,) in struct.iter_unpack(">H", string)):
                    yield f"page {number} has letters that the font lacks"
                    break


def _glyphs_of(font: Any) -> int:
    program = bytes(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())
    count: int = TTFont(BytesIO(program), lazy=True)["maxp"].numGlyphs
    return count
