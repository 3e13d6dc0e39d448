"""`pressup render` against a plain loop over the same templates, and against itself when little or nothing has changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from handouts import EXERCISES, generate_handouts  # type: ignore[import-not-found]
from validation import Run, run  # type: ignore[import-not-found]

LOOP = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from pressup import Handout, RenderContext, load
from pressup.documents import documents_for
from pressup_pdf.brand import look_of
from pressup_pdf.fetcher import BASE_URL, PackagedOnly
from pressup_pdf.page import html_page
from pressup_pdf.press import SHEETS, filled
from pressup_pdf.target import PdfTarget
import pressup_pdf
content, output = map(Path, sys.argv[1:])
library = load(content)
publisher = library.publishers[0]
context = RenderContext(PdfTarget.options(), publisher, "en-GB", (), content)
folder, look = Path(pressup_pdf.__file__).with_name("style"), look_of(context)
styles = [filled((folder / name).read_text("utf-8"), look) for name in ("fonts.css", *SHEETS)]
fetcher = PackagedOnly(context)
output.mkdir()
for document in documents_for(library, publisher, Handout):
    fonts = FontConfiguration()
    sheets = [CSS(string=style, url_fetcher=fetcher, font_config=fonts, base_url=BASE_URL) for style in styles]
    html = HTML(string=html_page(document, context), url_fetcher=fetcher, base_url=BASE_URL)
    html.write_pdf(output / f"{document.id}.pdf", stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
"""
PLAIN = """
import gc, json, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from plain import Plain
from pressup import load, render
from pressup.build import api
from pressup.build.cache import Cache
from pressup.build.executors.kinds import Limits, open_executor, preloads
from pressup.plugin.manager import Plugin, Registry

def memory(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024

plugin = Plugin("bench", "pressup-bench", "1")
registry = Registry([plugin], {"plain": Plain}, {"plain": plugin})
content, output = map(Path, sys.argv[1:3])
program = memory("VmRSS")
library = load(content, registry=registry)
gc.collect()
loaded = memory("VmRSS")
Path("/proc/self/clear_refs").write_text("5")  # VmHWM begins anew
def build(name, *select):
    start = time.perf_counter()
    with open_executor(None, 2, Limits(), preloads([Plain]), registry) as executor:
        cache = Cache.of(output.with_name(f"cache-{name}"))
        place = output.with_name(name)
        report = render(library, "plain", output=place, registry=registry, executor=executor, cache=cache, select=select)
    assert report.ok, report.faults[:1]
    return report, time.perf_counter() - start

build("first", "plan-0")  # what this process does but once
_, start_up = build("one", "plan-0")
for which in ("cold", "again"):
    report, seconds = build("all")
    assert which == "cold" or all(made.cached for made in report.made)
    told = {"build": which, "start_up": start_up, "seconds": seconds, "made": len(report.made), "program": program}
    print(json.dumps({**told, "library": loaded - program, "peak": memory("VmHWM")}))
"""


@dataclass(frozen=True)
class Built:
    """A build by the command: how long it took, and its last event."""

    run: Run
    end: dict[str, Any]


def build(content: Path, output: Path, cache: Path, *more: str) -> Built:
    """`pressup render --target pdf`."""
    program = str(Path(sys.executable).with_name("pressup"))
    arguments = (
        "render",
        "--target",
        "pdf",
        "--content",
        str(content),
        "--output",
        str(output),
        "--format",
        "json",
        "--date",
        "2026-11-22",
    )
    done = run((program, *arguments, *more), cache)
    assert done.code == 0, done.output[-2000:]
    return Built(done, json.loads(done.output.splitlines()[-1]))


def building(count: int) -> None:
    """Print how a cold build compares with a loop, and builds of little or nothing with a cold one."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        content, cache = folder / "content", folder / "cache"
        generate_handouts(content, count)
        loop = run((sys.executable, "-c", LOOP, str(content), str(folder / "loop")), cache)
        assert loop.code == 0, loop.output
        cold = build(content, folder / "output", cache)
        again = build(content, folder / "output", cache)
        made = len(cold.end["made"])
        assert all(entry["cached"] for entry in again.end["made"])
        exercise = content / "exercises" / "exercise-7.yaml"
        text = exercise.read_text(encoding="utf-8")
        exercise.write_text(text.replace("Ease off if", "Slow down if"), encoding="utf-8")
        edited = build(content, folder / "output", cache)
        touched = sum(not entry["cached"] for entry in edited.end["made"])
        verified = cold.end["verify_seconds"] / sum_of(cold)
        cold_seconds = cold.run.seconds
        allowed = touched / made + 0.01
        row = "{:<44} {:>14.2f} s {:>30} {:>8}".format
        print(
            row(
                f"cold build of {made:,} handouts",
                cold_seconds,
                f"loop {loop.seconds:.1f} s",
                f"{loop.seconds / cold_seconds:.2f}x",
            )
        )
        share = again.run.seconds / cold_seconds
        print(row("nothing changed", again.run.seconds, "of cold (goal 0.01)", f"{share:.4f}"))
        share = edited.run.seconds / cold_seconds
        print(
            row(f"one exercise changed, in {touched} handouts", edited.run.seconds, f"of cold (goal {allowed:.4f})", f"{share:.4f}")
        )
        print(f"{'reading back, of all work':<44} {'':>16} {'':>30} {verified:>8.3f}")


def sum_of(built: Built) -> float:
    """The seconds that all documents took where they were made."""
    lines = (json.loads(line) for line in built.run.output.splitlines())
    return float(sum(line["seconds"] for line in lines if line["event"] == "document"))


def scale(counts: Sequence[int]) -> None:
    """Print what a document costs, and the memory of the parent, by number of documents, with a target of plain text.

    The library is held by design, so what it takes stands apart: `build` is what the most memory is above program and library. So
    does the start-up, which is what a build of one document takes: `a document` is what each more of them adds.
    """
    row = "{:>10} {:>6} {:>9} {:>13} {:>9} {:>9} {:>9} {:>9} {:>17}".format
    print(row("documents", "", "start-up", "a document", "program", "library", "build", "parent", "without library"))
    for count in counts:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            generate_handouts(folder / "content", count, EXERCISES)
            arguments = (str(folder / "content"), str(folder / "output"), str(Path(__file__).parent))
            variables = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PRESSUP_CACHE_DIR": str(folder / "kept")}
            done = subprocess.run(
                [sys.executable, "-c", PLAIN, *arguments], check=True, capture_output=True, text=True, env=variables
            )
            for told in map(json.loads, done.stdout.splitlines()):
                program, library, peak = told["program"], told["library"], told["peak"]
                sizes = (f"{size:.0f} MB" for size in (program, library, peak - program - library, peak, peak - library))
                start_up = told["start_up"] if told["build"] == "cold" else 0.0  # without work no process is started
                each = f"{(told['seconds'] - start_up) / told['made'] * 1e6:,.0f} µs"
                print(row(f"{told['made']:,}", told["build"], f"{start_up:.2f} s", each, *sizes))


if __name__ == "__main__":
    building(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    scale([100, 1000, 10_000])
