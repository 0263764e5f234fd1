"""RSS 2.0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from site_builder.outputs.feeds.feed import Feed
from site_builder.outputs.feeds.feed_entries import (
    MOST_KEPT,
    FeedEntry,
    PlannedEntry,
    lines_between,
)
from site_builder.outputs.feeds.feeds import plan_format
from site_builder.outputs.output import Output, PlannedSite
from site_builder.outputs.plan import Kept, Piece, Plan
from site_builder.pages.voice import Voice

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def plan_rss(voice: Voice, site: PlannedSite) -> Iterable[Plan]:
    """Return every feed of an edition, ending in `.rss`."""
    return plan_format(voice, site, "rss", write_rss)


def write_rss(feed: Feed, ending: str, kept: Kept) -> Iterator[Piece]:
    # feedgen brings lxml along, which a build that changes no feed can do without.
    from feedgen.feed import FeedGenerator

    channel = FeedGenerator()
    channel.title(feed.title)
    address = feed.address(ending)
    channel.link(href=address, rel="self", type="application/rss+xml")
    # RSS 2.0: `link` is the page. feedgen writes the one that was added last.
    channel.link(href=feed.home, rel="alternate")
    channel.description(feed.description)
    channel.language(feed.language)
    channel.generator("site-builder")
    channel.lastBuildDate(feed.updated)
    if any(entry.language() for entry in feed.entries):
        # RSS has no language of an item but Dublin Core's.
        channel.load_extension("dc", atom=False, rss=True)
    written: bytes = channel.rss_str(pretty=True)
    start, end, rest = written.rpartition(b"  </channel>")
    yield Piece(None, start)
    for entry in feed.entries:
        yield kept.part(feed.key_of(entry), partial(_item, entry))
    yield Piece(None, end + rest)


def _item(entry: PlannedEntry) -> bytes:
    return _written(entry.render())


@lru_cache(maxsize=MOST_KEPT)
def _written(entry: FeedEntry) -> bytes:
    """Return an entry as lines of XML below `channel`."""
    from feedgen.entry import FeedEntry as Item
    from lxml import etree

    item = Item()
    if entry.language:
        item.load_extension("dc", atom=False, rss=True)
        item.dc.dc_language(entry.language)
    item.guid(entry.id, permalink=False)
    item.title(entry.title.text)
    item.link(href=entry.link)
    item.description(str(entry.html))
    item.category(term=entry.category)
    item.published(entry.published)
    # The feed declares the namespace, so items need not.
    feed = etree.Element("rss", nsmap={"dc": _DUBLIN_CORE})
    etree.SubElement(feed, "channel").append(item.rss_entry())
    return lines_between(feed, "channel")


OUTPUT = Output("rss", plan_rss)
