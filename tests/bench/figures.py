"""What drawing costs: each figure of the starter library in each form, a thousand of them, and their share of a handout."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PICTURES = 1_000
WIDTH = 640


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """The shortest of several runs, in time of this process: what others do on the machine does not count."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def figures(runs: int) -> None:
    """Print the tables."""
    os.environ["PRESSUP_CACHE_DIR"] = os.devnull  # nothing is remembered from an earlier run
    from pressup import Exercise, load

    library = load(ROOT / "content")
    exercises = [one for one in library.records.values() if isinstance(one, Exercise) and one.figure is not None]
    publisher = library.publishers[0]
    _each(exercises, publisher, runs)
    _thousand(exercises, publisher)
    _examined(exercises, runs)
    _share(library, publisher, runs)


def _each(exercises: Sequence[Any], publisher: Any, runs: int) -> None:
    from pressup.figures import raster, regions_of_exercise, style_of
    from pressup.figures.scene import Scene
    from pressup.figures.svg import write
    from pressup.figures.views import view

    line = "{:<28} {:>8} {:>8} {:>7} {:>8} {:>7} {:>8} {:>7}".format
    print(line("figure", "solve ms", "2 panels", "bytes", "ghost ms", "bytes", "PNG ms", "bytes"))
    rows = []
    for one in exercises:
        style, regions = style_of(publisher), regions_of_exercise(one)

        def drawn(mode: Any, one: Any = one, style: Any = style, regions: Any = regions) -> str:
            return str(write(Scene.of(one.figure, style, regions), mode, title=one.name).svg)

        solve = milliseconds(lambda one=one: view(one.figure.view).solve(one.figure), runs)  # type: ignore[misc]
        two, ghost = (milliseconds(lambda mode=mode, drawn=drawn: drawn(mode), runs) for mode in ("two-panel", "ghost"))  # type: ignore[misc]
        svg, pale = drawn("two-panel"), drawn("ghost")
        pixels = milliseconds(lambda svg=svg: raster.png(svg, WIDTH), runs)  # type: ignore[misc]
        rows.append((solve, two, len(svg.encode()), ghost, len(pale.encode()), pixels, len(raster.png(svg, WIDTH))))
        print(line(one.id[:28], *(f"{value:.1f}" if isinstance(value, float) else f"{value:,}" for value in rows[-1])))
    middle = [statistics.median(column) for column in zip(*rows, strict=True)]
    print(line("median", *(f"{value:,.0f}" if value > 500 else f"{value:.1f}" for value in middle)))


def _thousand(exercises: Sequence[Any], publisher: Any) -> None:
    """A thousand pictures, all different: each has its own title, so that none is remembered."""
    from pressup import draw_figure

    start = time.process_time()
    for number in range(PICTURES):
        draw_figure(exercises[number % len(exercises)], publisher, title=str(number))
    print(f"\n{PICTURES:,} pictures, one process: {time.process_time() - start:.1f} s")


def _examined(exercises: Sequence[Any], runs: int) -> None:
    from pressup.figures import regions_of_exercise
    from pressup.figures.examine import examine

    times = [milliseconds(lambda one=one: examine(one.figure, regions_of_exercise(one), one.name), runs) for one in exercises]  # type: ignore[misc]
    print(f"examining a figure: median {statistics.median(times):.1f} ms, most {max(times):.1f} ms")


def _share(library: Any, publisher: Any, runs: int) -> None:
    """The handouts of the starter library with figures and without, both warm but for the figures, which are drawn anew."""
    from pressup import Handout, RenderContext
    from pressup.documents import documents_for
    from pressup.figures import drawing
    from pressup_pdf.target import PdfTarget

    in_pdf: Any = import_module("pressup_pdf.figures")
    documents = [one for one in documents_for(library, publisher, Handout) if isinstance(one, Handout)]
    target = PdfTarget()
    context = RenderContext(target.options(), publisher, "en-GB", (), ROOT / "content")

    def render() -> None:
        drawing._drawn.cache_clear()
        for document in documents:
            tuple(target.render(document, context))

    render()
    shown = milliseconds(render, min(runs, 3))
    spent = 0.0
    real = in_pdf.draw_figure

    def timed(*args: Any, **named: Any) -> Any:
        nonlocal spent
        start = time.process_time()
        try:
            return real(*args, **named)
        finally:
            spent += time.process_time() - start

    in_pdf.draw_figure = timed
    try:
        start = time.process_time()
        render()
        whole = time.process_time() - start
    finally:
        in_pdf.draw_figure = real
    print(f"{len(documents)} handouts with figures: {shown / 1000:.2f} s, of which drawing is {spent / whole:.1%}", end="")
    bare = _without(documents)
    print(f"; without: {milliseconds(lambda: [tuple(target.render(one, context)) for one in bare], min(runs, 3)) / 1000:.2f} s")


def _without(documents: Sequence[Any]) -> list[Any]:
    """The same handouts, whose exercises have no figures."""
    return [_bare(document) for document in documents]


def _bare(document: Any) -> Any:
    import dataclasses

    from pressup.records import Exercise

    if isinstance(document, Exercise):
        return document.model_copy(update={"figure": None})
    if dataclasses.is_dataclass(document) and not isinstance(document, type):
        changed = {field.name: _bare(getattr(document, field.name)) for field in dataclasses.fields(document) if field.init}
        return dataclasses.replace(document, **changed)
    if isinstance(document, tuple) and type(document) is tuple:
        return tuple(_bare(one) for one in document)
    return document
