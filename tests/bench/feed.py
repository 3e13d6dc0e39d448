"""The feed of a large library: seconds, pages, and the memory that is needed besides the documents."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from handouts import generate_handouts  # type: ignore[import-not-found]

FEED = """
import gc, json, sys, time
from pathlib import Path
from pressup import Catalogue, RenderContext, load, render
from pressup.documents import documents_for
from pressup_jsonfeed.target import JsonFeed, JsonFeedOptions

def memory(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024

library = load(Path(sys.argv[1]))
publisher = library.publishers[0]
for atom in (False, True):
    (document,) = documents_for(library, publisher, Catalogue)
    context = RenderContext(JsonFeedOptions(figures="none", atom=atom), publisher, document.lang)
    gc.collect()
    before = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # VmHWM begins anew
    start = time.perf_counter()
    sizes = [len(page.content) for page in JsonFeed().render(document, context) if page.role == "primary"]
    seconds = time.perf_counter() - start
    told = {"what": "JSON and Atom" if atom else "JSON", "items": len(document.entries), "seconds": seconds, "pages": len(sizes)}
    print(json.dumps({**told, "bytes": sum(sizes), "largest": max(sizes), "above": memory("VmHWM") - before}), flush=True)
del document
gc.collect()
before = memory("VmRSS")
Path("/proc/self/clear_refs").write_text("5")
start = time.perf_counter()
report = render(library, "jsonfeed", output=sys.argv[2], options={"jsonfeed": {"figures": "none"}})
assert report.ok, (report.faults + report.findings)[:3]
told = {"what": "whole build, read back", "items": 0, "seconds": time.perf_counter() - start, "pages": len(report.made) - 1}
size = sum(made.finished.size for made in report.made)
print(json.dumps({**told, "bytes": size, "largest": 0, "above": memory("VmHWM") - before}))
"""


def feed(count: int) -> None:
    """Print what a feed of so many exercises takes: its pages made and let go one by one, then built, read back and written."""
    row = "{:<26} {:>8} {:>9} {:>8} {:>9} {:>12} {:>12}".format
    print(row("feed", "items", "seconds", "pages", "MB", "largest page", "memory above"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        content = folder / "content"
        generate_handouts(content, 0, count)
        for file in (content / "exercises").glob("exercise-*.yaml"):  # a figure is drawn and checked by other benchmarks
            file.write_text(re.sub(r"^figure:\n(?:  .*\n)+", "", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
        variables = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PRESSUP_CACHE_DIR": str(folder / "kept")}
        command = [sys.executable, "-c", FEED, str(content), str(folder / "output")]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=variables)
    for told in map(json.loads, done.stdout.splitlines()):
        largest = f"{told['largest']:,}" if told["largest"] else ""
        items = f"{told['items']:,}" if told["items"] else ""
        size, above = f"{told['bytes'] / 1e6:.1f}", f"{told['above']:.0f} MB"
        print(row(told["what"], items, f"{told['seconds']:.1f}", f"{told['pages']:,}", size, largest, above))


if __name__ == "__main__":
    feed(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
