"""Atom (RFC 4287), with archives for older entries (RFC 5005, section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from site_builder.outputs.feeds.feed import Feed
from site_builder.outputs.feeds.feed_entries import (
    MOST_KEPT,
    FeedEntry,
    PlannedEntry,
    lines_between,
)
from site_builder.outputs.feeds.feeds import ARCHIVE, plan_format
from site_builder.outputs.output import Output, PlannedSite
from site_builder.outputs.plan import Kept, Piece, Plan
from site_builder.pages.voice import Voice

_HISTORY = "http://purl.org/syndication/history/1.0"


def plan_atom(voice: Voice, site: PlannedSite) -> Iterable[Plan]:
    """Return every feed of an edition and its archives, ending in `.atom`."""
    return plan_format(voice, site, "atom", write_atom, with_archives=True)


def write_atom(feed: Feed, ending: str, kept: Kept) -> Iterator[Piece]:
    # feedgen brings lxml along, which a build that changes no feed can do without.
    from feedgen.feed import FeedGenerator

    atom = FeedGenerator()
    atom.id(feed.id)
    atom.title(feed.title)
    atom.subtitle(feed.description)
    atom.author(name=feed.title)
    atom.link(href=feed.home, rel="alternate")
    atom.link(href=feed.address(ending), rel="self", type="application/atom+xml")
    atom.language(feed.language)
    atom.generator("site-builder")
    atom.updated(feed.updated)
    atom.register_extension("archives", partial(_Archives, feed, ending), rss=False)
    written: bytes = atom.atom_str(pretty=True)
    start, end, _ = written.rpartition(b"</feed>")
    yield Piece(None, start)
    for entry in feed.entries:
        yield kept.part(feed.key_of(entry), partial(_item, entry))
    yield Piece(None, end)


def _item(entry: PlannedEntry) -> bytes:
    return _written(entry.render())


@lru_cache(maxsize=MOST_KEPT)
def _written(entry: FeedEntry) -> bytes:
    """Return an entry as lines of XML below `feed`, with the language of its title.

    The HTML of a text has its own language.
    """
    from feedgen.entry import FeedEntry as Item
    from lxml import etree

    item = Item()
    item.id(entry.id)
    item.title(entry.title.text)
    item.link(href=entry.link)
    item.content(str(entry.html), type="html")
    item.category(term=entry.category)
    item.published(entry.published)
    item.updated(entry.updated)
    element = item.atom_entry()
    if entry.title.language:
        title = element.find("title")
        title.set("{http://www.w3.org/XML/1998/namespace}lang", entry.title.language)
    # feedgen writes names without a namespace below a feed that declares Atom's as the default.
    feed = etree.Element("feed")
    feed.append(element)
    return lines_between(feed, "feed")


@dataclass(frozen=True, slots=True)
class _Archives:
    """Links to the older entries; an extension for feedgen, which does not know such links."""

    feed: Feed
    ending: str

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_atom(self, root: Any) -> Any:
        from lxml import etree

        first = root.find("link")
        place = root.index(first) if first is not None else 0
        links = []
        if self.feed.is_archive:
            etree.SubElement(root, f"{{{_HISTORY}}}archive", nsmap={"fh": _HISTORY})
            links.append(("current", "feed"))
        links += [("prev-archive", path) for path in self.feed.archives[:1]]
        for rel, path in links:
            href = f"{self.feed.base}{path}.{self.ending}"
            root.insert(place, etree.Element("link", rel=rel, href=href))
        return root


OUTPUT = Output("atom", plan_atom, folders=(ARCHIVE,))
