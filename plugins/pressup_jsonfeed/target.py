"""The target `jsonfeed`: its options, and from a catalogue to the pages of the feed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from pressup import Artifact, Catalogue, RenderContext, Target, TargetOptions
from pressup_jsonfeed.options import Pictures

Address = Annotated[str, Field(pattern=r"^(https://[^\s<>\x22'\\]+)?$", max_length=2_000)]


class JsonFeedOptions(TargetOptions):
    """Options of the feed."""

    feed_url: Address = ""
    """The address of the feed's first page, when it is not `BASE_URL/jsonfeed/catalogue.json`."""
    id_base: Address = ""
    """What the ids of items begin with. Set it to the old `base_url` when your address changes: a reader shows an item with a new
    id as a new item."""
    content: Literal["both", "html", "text"] = "both"
    """Which form of the text each item carries. One form makes a smaller feed; Atom always carries HTML."""
    page_size: Annotated[int, Field(ge=1, le=1_000)] = 20
    """How many items a page holds at most. A page also ends before it grows past 250,000 bytes."""
    atom: bool = True
    """Whether each page is written as Atom too, for readers that know no JSON Feed."""
    figures: Pictures = "both"
    """In which forms the figures of exercises lie beside the feed: `both` is SVG and PNG, which takes most of the time."""


class JsonFeed(Target[JsonFeedOptions]):
    """JSON Feed 1.1 and Atom: one item a record, with its full text, its data in `_pressup`, and its PDF and calendar attached.

    The feed comes in pages, the last changed items first: `catalogue.json` leads to the next page with `next_url`, and so on. A
    page is named by the item that it begins with, and where pages begin hardly depends on what stands before: a new or changed
    item changes few pages besides its own, so that most of a large feed stays in the caches of readers.

    Beside the feed goes its JSON Schema, which says what every key of `_pressup` means; `about` in the feed points there. The
    figures of exercises lie beside it too, and are the image and attachments of their items.
    """

    name = "jsonfeed"
    summary = "JSON Feed 1.1 and Atom of the whole catalogue"
    documents = (Catalogue,)
    after = ("pdf", "ics")
    options = JsonFeedOptions

    def render(self, document: Catalogue, context: RenderContext[JsonFeedOptions]) -> Iterable[Artifact]:
        """Make the feed page by page, and its schema; see `Target.render`.

        Raises:
            FeedError: when the feed would break a rule of JSON Feed 1.1, such as the same id twice.
        """
        from pressup_jsonfeed.atom import atom_page
        from pressup_jsonfeed.figures import Figures
        from pressup_jsonfeed.head import SCHEMA_NAME, Head
        from pressup_jsonfeed.pages import pages
        from pressup_jsonfeed.rules import schema_text

        figures = Figures(context, self.name, context.options.figures)
        head = Head(document, context, self.name)
        for page in pages(document, context, head, figures):
            yield page.artifact()
            if context.options.atom:
                yield atom_page(page, head)
            yield from figures.take()
        yield Artifact(SCHEMA_NAME, schema_text().encode("utf-8"), "application/schema+json", role="supplement")
