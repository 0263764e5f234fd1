"""RSS 2.0."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from functools import lru_cache
from typing import Any

from site_builder.outputs.feeds.feed import Feed
from site_builder.outputs.feeds.feed_entries import MOST_KEPT, FeedEntry
from site_builder.outputs.feeds.feeds import plan_format
from site_builder.outputs.output import Output, PlannedSite
from site_builder.outputs.plan import Plan
from site_builder.pages.voice import Voice


def plan_rss(voice: Voice, site: PlannedSite) -> Iterable[Plan]:
    """Every feed of an edition, ending in `.rss`."""
    return plan_format(voice, site, "rss", write_rss)


def write_rss(feed: Feed, ending: str) -> bytes:
    # feedgen brings lxml along, which a build that changes no feed can do without.
    from feedgen.feed import FeedGenerator
    from lxml import etree

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
    entries = feed.entries()
    if any(entry.language for entry in entries):
        # RSS has no language of an item but Dublin Core's.
        channel.load_extension("dc", atom=False, rss=True)
    root = etree.fromstring(channel.rss_str())
    for entry in entries:
        # An element has one parent, and an entry is in several feeds.
        root[0].append(deepcopy(_element(entry)))
    xml: bytes = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")
    return xml


@lru_cache(maxsize=MOST_KEPT)
def _element(entry: FeedEntry) -> Any:
    """An entry as XML."""
    from feedgen.entry import FeedEntry as Item

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
    return item.rss_entry()


OUTPUT = Output("rss", plan_rss)
