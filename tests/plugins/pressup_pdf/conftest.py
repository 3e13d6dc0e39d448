"""Handouts of the starter library as PDF, and what a PDF says about itself."""

import http.server
import io
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

import pressup
from pressup import Handout, Library
from pressup.documents import documents_for
from pressup.testing import render_target
from pressup_pdf.target import PdfTarget

CONTENT = Path(__file__).parents[3] / "content"


class Pdf:
    """A PDF, read back."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.file = pikepdf.open(io.BytesIO(content))

    @property
    def pages(self) -> list[str]:
        """The text of each page."""
        texts = []
        with pypdfium2.PdfDocument(self.content) as document:
            for page in document:
                text = page.get_textpage()
                texts.append(" ".join(text.get_text_bounded().replace("\u00a0", " ").split()))
                text.close()
                page.close()
        return texts

    @property
    def text(self) -> str:
        """The text of all pages."""
        return " ".join(self.pages)

    def elements(self) -> Iterator[tuple[str, Any]]:
        """The elements of the structure tree in reading order: tag and dictionary."""

        def walk(node: Any) -> Iterator[tuple[str, Any]]:
            if isinstance(node, pikepdf.Array):
                for child in node:
                    yield from walk(child)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                yield str(node.S).removeprefix("/"), node
                yield from walk(node.get("/K"))

        yield from walk(self.file.Root.StructTreeRoot.K)

    def fonts(self) -> set[str]:
        """The names of all fonts, without the letters that mark a subset."""
        names = {str(item.BaseFont) for item in self.file.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item}
        return {name.removeprefix("/").split("+")[-1] for name in names}


@pytest.fixture(scope="session")
def library() -> Library:
    """The starter library."""
    return pressup.load(CONTENT)


@pytest.fixture(scope="session")
def handouts(library: Library) -> dict[str, Handout]:
    """All handouts of the starter library by id, those of single exercises too."""
    kinds = ("programme", "condition", "article", "exercise")
    found = documents_for(library, library.publishers[0], Handout, kinds=kinds)
    return {handout.id: handout for handout in found if isinstance(handout, Handout)}


@pytest.fixture(scope="session")
def make(library: Library) -> Callable[..., Pdf]:
    """Render a handout with the starter library's publisher; keyword arguments are options."""

    def render(document: Handout, **options: object) -> Pdf:
        (artifact,) = render_target(PdfTarget, document, options=options, publisher=library.publishers[0], assets=library.root)
        return Pdf(artifact.content)

    return render


@pytest.fixture(scope="session")
def starter(handouts: dict[str, Handout], make: Callable[..., Pdf]) -> Callable[..., Pdf]:
    """A handout of the starter library by its id and options, rendered once for the tests of a few handouts."""

    @lru_cache(maxsize=24)  # with all handouts in all layouts they would fill gigabytes
    def get(id: str, paper: str = "a4", layout: str = "standard", ink: str = "colour") -> Pdf:
        return make(handouts[id], paper=paper, layout=layout, ink=ink)

    return get


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the starter library's files, to change."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and the paths that it was asked for."""
    hits: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            body = b"@import url(loop.css);" if self.path == "/loop.css" and len(hits) < 20 else b""
            self.send_response(302 if self.path == "/redirect" else 200)
            self.send_header("Location", "/redirected.png")
            if self.path.endswith(".css"):
                self.send_header("Content-Type", "text/css")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Stay quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", hits
        running.shutdown()
        thread.join()
