"""What a handout costs: warm, against plain WeasyPrint on the same page and styles; its bytes; and the whole command, cold."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHORT, LONG = "hamstring-strain", "hamstring-basics"
"""A handout of three pages, and the programme, whose every exercise has its drawing."""


def processor_seconds(work: Callable[[], object], runs: int) -> float:
    """The shortest of several runs, in time of this process: what others do on the machine does not count."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def printing(runs: int) -> None:
    """Print the tables."""
    from pressup import Handout, RenderContext, load
    from pressup.documents import documents_for
    from pressup_pdf.target import PdfTarget

    library = load(ROOT / "content")
    publisher = library.publishers[0]
    target = PdfTarget()
    context = RenderContext(target.options(), publisher, "en-GB", (), ROOT / "content")
    found = {one.id: one for one in documents_for(library, publisher, Handout) if isinstance(one, Handout)}
    line = "{:<18} {:>6} {:>10} {:>16} {:>8} {:>10} {:>12} {:>14}".format
    print(line("handout", "pages", "warm s", "plain write_pdf s", "ratio", "bytes", "command s", "of it imports"))
    for id in (SHORT, LONG):
        print(line(id, *_of_one(found[id], target, context, runs)))


def _of_one(document: Any, target: Any, context: Any, runs: int) -> list[str]:
    """The figures of a handout, as they are printed."""
    from pypdfium2 import PdfDocument

    plain = _plain(document, context)
    (made,) = target.render(document, context)
    plain()
    with PdfDocument(made.content) as file:
        pages = len(file)
    ours, theirs = (processor_seconds(work, runs) for work in (lambda: tuple(target.render(document, context)), plain))
    whole, imports = _command(document.id, runs)
    share = f"{imports:.2f} s, {imports / whole:.0%}"
    return [str(pages), f"{ours:.3f}", f"{theirs:.3f}", f"{ours / theirs:.2f}", f"{len(made.content):,}", f"{whole:.2f}", share]


def _plain(document: Any, context: Any) -> Callable[[], object]:
    """The same page with the same styles by WeasyPrint alone, as its manual calls it."""
    from weasyprint import CSS, HTML

    from pressup_pdf.brand import look_of
    from pressup_pdf.fetcher import BASE_URL, PackagedOnly
    from pressup_pdf.page import html_page
    from pressup_pdf.press import SHEETS, filled

    folder, look, fetcher = ROOT / "plugins/pressup_pdf/style", look_of(context), PackagedOnly(context)
    page = html_page(document, context)
    styles = "\n".join(filled((folder / name).read_text("utf-8"), look) for name in ("fonts.css", *SHEETS))

    def write() -> object:
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
        sheet = CSS(string=styles, url_fetcher=fetcher, font_config=fonts, base_url=BASE_URL)
        html = HTML(string=page, url_fetcher=fetcher, base_url=BASE_URL)
        return html.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")

    return write


def _command(id: str, runs: int) -> tuple[float, float]:
    """Seconds of `pressup render` with nothing remembered, and how many of them go by importing."""
    with tempfile.TemporaryDirectory() as folder:
        variables = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        variables["PRESSUP_CACHE_DIR"] = os.devnull
        arguments = ["render", "--target", "pdf", "--select", id, "--jobs", "1", "--output", folder, "--quiet"]
        command = [sys.executable, "-X", "importtime", "-m", "pressup", *arguments]
        found = []
        for _ in range(max(2, runs)):  # the first may have to compile modules
            start = time.perf_counter()
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=variables, cwd=ROOT)
            own = re.findall(r"^import time: +(\d+) \|", done.stderr, re.MULTILINE)
            found.append((time.perf_counter() - start, sum(map(int, own)) / 1e6))
        return min(found)
