"""What every page of a feed says of the feed itself, and where its pages lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pressup import Catalogue, RenderContext, sample_mark
from pressup_jsonfeed.wording import PACKAGE

if TYPE_CHECKING:
    from pressup_jsonfeed.target import JsonFeedOptions

SCHEMA_NAME = "feed.schema.json"
FIRST = "catalogue.json"
VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a feed.

    Attributes:
        catalogue: What is published.
        context: The publisher and the options.
        target: The target's name, which is the folder that the feed lies in.
    """

    catalogue: Catalogue
    context: RenderContext[JsonFeedOptions]
    target: str

    @property
    def description(self) -> str:
        """What the feed holds, the sample mark where there is a sample, and the disclaimer."""
        t = self.context.translations(PACKAGE)
        text = t.gettext("Exercises, conditions, plans and articles of {publisher}.").format(publisher=self.context.publisher.name)
        mark = (sample_mark(self.catalogue.lang),) if self.catalogue.sample else ()
        return " ".join((text, *mark, self.context.publisher.disclaimer))

    @property
    def id(self) -> str:
        """The feed's id in Atom, the same on every page."""
        return self.context.options.id_base or self.context.publisher.base_url

    def url(self, name: str) -> str:
        """The address of a page: beside the first one, wherever that lies."""
        own = self.context.options.feed_url
        if not own:
            return self.context.url(f"{self.target}/{name}")
        return own if name == FIRST else f"{own.rpartition('/')[0]}/{name}"

    def json(self, next_name: str) -> dict[str, Any]:
        """The keys of a page besides its items, by the rules of JSON Feed 1.1 (jsonfeed.org/version/1.1).

        `feed_url` is the first page's on every page: it is what the feed is known by.
        """
        publisher = self.context.publisher
        author = {"name": publisher.name, "url": publisher.contact.url}
        about = self.context.url(f"{self.target}/{SCHEMA_NAME}")
        return {
            "version": VERSION,
            "title": self.catalogue.title,
            "home_page_url": publisher.base_url,
            "feed_url": self.url(FIRST),
            **({"next_url": self.url(next_name)} if next_name else {}),
            "description": self.description,
            "authors": [author],
            # Feed 1.0's key: NetNewsWire was seen to ignore `authors`. Both may stand side by side.
            "author": author,
            "language": self.catalogue.lang,
            "_pressup": {"about": about, "format": 1, "publisher": publisher.id, "sample": self.catalogue.sample},
        }


def file_name(first: str, suffix: str) -> str:
    """The name of a page, by the id of its first entry; the first page has a name that stays."""
    return f"catalogue-{first}.{suffix}" if first else f"catalogue.{suffix}"
