"""The target: its options, and from a catalogue to the bytes of the feed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from pressup import Artifact, Catalogue, RenderContext, Target, TargetOptions

MEDIA_TYPE = "application/feed+json"
FEED_NAME = "catalogue.json"
SCHEMA_NAME = "feed.schema.json"


class JsonFeedOptions(TargetOptions):
    """Options of the feed."""

    feed_url: Annotated[str, Field(pattern=r"^(https://[^\s<>\x22'\\]+)?$", max_length=2_000)] = ""
    """The address of the feed, when it is not `BASE_URL/jsonfeed/catalogue.json`."""
    content: Literal["both", "html", "text"] = "both"
    """Which form of the text each item carries. One form makes a smaller feed: readers find more than 1 MB a burden."""


class JsonFeed(Target[JsonFeedOptions]):
    """JSON Feed 1.1: one item a record, with its full text, its data in `_pressup`, and its PDF as an attachment.

    Beside the feed goes its JSON Schema, which says what every key of `_pressup` means; `about` in the feed points there. The
    figures of exercises lie beside it too, as SVG and PNG, and are the image and attachments of their items.

    The feed is one file, and its full texts are long: about 60 records make 1 MB, which readers of feeds find a burden. Then
    set `content`, or list fewer kinds in the publisher's record. Pages (`next_url`) do not exist yet.
    """

    name = "jsonfeed"
    summary = "JSON Feed 1.1 of the whole catalogue"
    documents = (Catalogue,)
    after = ("pdf",)
    options = JsonFeedOptions

    def render(self, document: Catalogue, context: RenderContext[JsonFeedOptions]) -> Iterable[Artifact]:
        """Make the feed and its schema; see `Target.render`.

        Raises:
            FeedError: when the feed would break a rule of JSON Feed 1.1, such as the same id twice.
        """
        from pressup_jsonfeed.feed import feed
        from pressup_jsonfeed.figures import figures_of
        from pressup_jsonfeed.rules import refuse_faulty, schema_text

        figures = figures_of(document, context, self.name)
        made = feed(document, context, f"{self.name}/{FEED_NAME}", f"{self.name}/{SCHEMA_NAME}", figures)
        refuse_faulty(made)
        text = json.dumps(made, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        yield Artifact(FEED_NAME, text.encode("utf-8"), MEDIA_TYPE)
        yield Artifact(SCHEMA_NAME, schema_text().encode("utf-8"), "application/schema+json", role="supplement")
        for figure in figures.values():
            yield figure.svg
            yield figure.png
