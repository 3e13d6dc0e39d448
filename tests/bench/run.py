"""Benchmarks: `./run bench`. Every figure is a ratio to a peer or a baseline that is measured in the same run.

Times are the best of several runs, because a shared machine only ever adds to them. No test asserts a time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import rules_of_thumb  # type: ignore[import-not-found]
from building import building, scale  # type: ignore[import-not-found]
from feed import feed  # type: ignore[import-not-found]
from figures import figures  # type: ignore[import-not-found]
from library import generate  # type: ignore[import-not-found]
from mail import mail  # type: ignore[import-not-found]
from places import dask, growth  # type: ignore[import-not-found]
from printing import printing  # type: ignore[import-not-found]
from validation import validation  # type: ignore[import-not-found]

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"

MINIMAL_TYPER = """
import typer
app = typer.Typer()
@app.command()
def one(): "One."
@app.command()
def two(): "Two."
app()
"""
HEAVY = ("weasyprint", "jinja2", "css_inline", "pypdfium2", "babel", "jsonschema", "resvg_py")


def best(work: Callable[[], object], runs: int) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def row(name: str, ours: str, peer: str, ratio: float) -> None:
    """Print a figure: ours, the peer's, and their ratio."""
    print(f"{name:<44} {ours:>16} {peer:>30} {ratio:>8.2f}")


def environment() -> dict[str, str]:
    """The environment of a user: compiled modules are kept."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def program(*arguments: str) -> Callable[[], object]:
    """A command, run to its end."""
    return lambda: subprocess.run(arguments, check=True, capture_output=True, env=environment(), cwd=ROOT)


def start_up(runs: int) -> None:
    """`pressup --help` and `pressup validate content` against the `--help` of a minimal Typer program."""
    pressup = str(Path(sys.executable).with_name("pressup"))
    peer = program(sys.executable, "-c", MINIMAL_TYPER, "--help")
    for work in (peer, program(pressup, "--help"), program(pressup, "validate", "content")):
        work()
    base = best(peer, runs)
    for arguments in (("--help",), ("validate", "content")):
        ours = best(program(pressup, *arguments), runs)
        row(f"pressup {' '.join(arguments)}", f"{ours * 1000:.0f} ms", f"minimal Typer --help {base * 1000:.0f} ms", ours / base)
    code = (
        "import sys; from pressup.cli.app import run; run(['validate', 'content', '-q']); "
        f"print(*[name for name in {HEAVY!r} if name in sys.modules] or ['none'])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()
    print(f"{'heavy libraries that validate imports':<44} {loaded:>16}")


def reading(runs: int, count: int) -> None:
    """Loading and validating generated exercises against libyaml's safe loader alone on the same files."""
    import yaml

    from pressup import load

    with tempfile.TemporaryDirectory() as folder:
        files = generate(Path(folder), count)

        def safe_loader() -> None:
            for file in files:
                yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)

        library = load(folder)
        assert len(library.records) == count, library.findings[:3]
        assert library.ok, library.findings[:3]
        base = best(safe_loader, runs)
        ours = best(lambda: load(folder), runs)
    label = f"yaml.CSafeLoader alone {base / count * 1e6:.0f} µs"
    row(f"load and validate {count:,} exercises, a record", f"{ours / count * 1e6:.0f} µs", label, ours / base)


def handouts(runs: int) -> None:
    """The PDF target against a plain loop over `write_pdf` on the same HTML and styles, both warm and in this process."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from pressup import Handout, RenderContext, load
    from pressup.documents import documents_for
    from pressup_pdf.fetcher import BASE_URL, PackagedOnly
    from pressup_pdf.page import html_page
    from pressup_pdf.target import PdfTarget

    library = load(CONTENT)
    publisher = library.publishers[0]
    documents = [document for document in documents_for(library, publisher, Handout) if isinstance(document, Handout)]
    target = PdfTarget()
    context = RenderContext(target.options(), publisher, "en-GB", (), CONTENT)
    pages = [html_page(document, context) for document in documents]
    styles = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "plugins" / "pressup_pdf" / "style").glob("*.css"))]
    fetcher = PackagedOnly(context)

    def ours() -> None:
        for document in documents:
            tuple(target.render(document, context))

    def plain() -> None:
        for page in pages:
            fonts = FontConfiguration()
            sheets = [CSS(string=style, url_fetcher=fetcher, font_config=fonts, base_url=BASE_URL) for style in styles]
            html = HTML(string=page, url_fetcher=fetcher, base_url=BASE_URL)
            html.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")

    ours()
    plain()
    base = best(plain, runs) / len(documents)
    mine = best(ours, runs) / len(documents)
    row(f"render the starter library, a handout of {len(documents)}", f"{mine:.3f} s", f"plain write_pdf {base:.3f} s", mine / base)


def main() -> None:
    """Run all benchmarks, or those named."""
    names = (
        "start-up",
        "reading",
        "handouts",
        "printing",
        "validation",
        "heuristics",
        "building",
        "scale",
        "dask",
        "growth",
        "figures",
        "feed",
        "mail",
    )
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which ones: {', '.join(names)}; all when left out")
    parser.add_argument("--runs", type=int, default=5, help="runs of each, of which the best counts")
    parser.add_argument("--records", type=int, default=1000, help="how many exercises `reading` makes")
    parser.add_argument("--files", type=int, nargs="+", default=[500, 10_000], help="how many files `validation` makes")
    parser.add_argument("--handouts", type=int, default=1000, help="how many handouts `building` makes")
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1000, 10_000], help="how many documents `scale` makes")
    parser.add_argument("--pdfs", type=int, default=100, help="how many handouts `dask` makes")
    parser.add_argument("--small", type=int, default=500, help="how many small PDFs `growth` makes")
    parser.add_argument("--items", type=int, default=10_000, help="how many items the feed of `feed` has")
    parser.add_argument("--texts", type=Path, help="a folder of good plain English, for the false alarms of `heuristics`")
    chosen = parser.parse_args()
    unknown = set(chosen.names) - set(names)
    if unknown:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}")
    wanted = chosen.names or names
    if set(wanted) & {"start-up", "reading", "handouts"}:
        print(f"{'':<44} {'pressup':>16} {'peer':>30} {'ratio':>8}")
    for name in wanted:
        match name:
            case "start-up":
                start_up(chosen.runs)
            case "reading":
                reading(chosen.runs, chosen.records)
            case "handouts":
                handouts(chosen.runs)
            case "printing":
                printing(chosen.runs)
            case "validation":
                validation(chosen.files)
            case "building":
                building(chosen.handouts)
            case "scale":
                scale(chosen.documents)
            case "dask":
                dask(chosen.pdfs)
            case "growth":
                growth(chosen.small)
            case "figures":
                figures(chosen.runs)
            case "feed":
                feed(chosen.items)
            case "mail":
                mail(chosen.runs)
            case "heuristics":
                rules_of_thumb.show(chosen.texts)


if __name__ == "__main__":
    main()
