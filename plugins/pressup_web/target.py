"""The target: one page a handout, and an index that leads to all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pressup import Artifact, Catalogue, Handout, RenderContext, Target, TargetOptions

MEDIA_TYPE = "text/html; charset=utf-8"
INDEX = "index.html"


class WebOptions(TargetOptions):
    """How pages look, and what they carry."""

    scheme: Literal["auto", "light", "dark"] = "auto"
    """`auto` is light or dark as the reader's device is; the others hold for everyone. Print is always light."""
    paper: Literal["a4", "letter"] = "a4"
    """The paper when a reader prints a page."""
    animate: bool = True
    """Whether figures can be set in motion, where the page stays below 100 kB. Without a click nothing moves, and a reader whose
    device asks for less motion gets only the still figures."""
    json_ld: bool = True
    """Whether pages carry what they are about as schema.org JSON-LD, for search engines."""
    canonical: bool = True
    """Whether pages name their public address, `base_url` and the record's id, as the one that counts."""


class WebTarget(Target[WebOptions]):
    """One HTML file a page, with its style in it; figures of the index and pictures of records lie beside it."""

    name = "web"
    summary = "Web pages with search, which need no server (HTML)"
    documents = (Handout, Catalogue)
    kinds = ("programme", "condition", "article", "exercise")
    links = True
    after = ("jsonfeed", "pdf")
    options = WebOptions

    def render(self, document: Handout | Catalogue, context: RenderContext[WebOptions]) -> Iterator[Artifact]:
        """See `Target.render`.

        Raises:
            PictureError: when a picture of a record cannot be read, or is of a kind that browsers do not show.

        """
        from pressup_web.pages import handout_page, index_page

        if isinstance(document, Catalogue):
            page, beside = index_page(document, context)
            yield Artifact(INDEX, page.encode("utf-8"), MEDIA_TYPE, role="index")
        else:
            page, beside = handout_page(document, context)
            yield Artifact(f"{document.id}.html", page.encode("utf-8"), MEDIA_TYPE)
        yield from beside
